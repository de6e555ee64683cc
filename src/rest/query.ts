/** Returns the parameters of a query string: one value as text, several as a list. An empty one is as if absent: clients send it for null. */
export function queryOf(search: URLSearchParams): Readonly<Record<string, string | readonly string[]>> {
  const values = new Map<string, string[]>();
  for (const [name, value] of search)
    if (value !== '') values.set(name, [...(values.get(name) ?? []), value]);
  return Object.fromEntries(
    [...values].map(([name, list]) => [name, list.length === 1 && list[0] !== undefined ? list[0] : list]),
  );
}
