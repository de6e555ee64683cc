/** A fragment of JSON text that PostgreSQL concatenates: a literal, or an SQL expression of type text. A null anywhere
 *  makes the whole text null. */
export type Fragment = { readonly literal: string } | { readonly sql: string };

export const literal = (text: string): Fragment => ({ literal: text });
export const sql = (expression: string): Fragment => ({ sql: expression });

const quoteLiteral = (text: string) => `'${text.replaceAll("'", "''")}'`;

/** Compiles fragments to one SQL expression. Concatenating text is the cheapest way to build JSON in PostgreSQL. */
export function concatenate(fragments: readonly Fragment[]): string {
  const merged: Fragment[] = [];
  for (const fragment of fragments) {
    const last = merged.at(-1);
    if (last && 'literal' in last && 'literal' in fragment)
      merged[merged.length - 1] = literal(last.literal + fragment.literal);
    else merged.push(fragment);
  }
  return merged
    .map((fragment) => ('literal' in fragment ? quoteLiteral(fragment.literal) : fragment.sql))
    .join('||');
}

/** Builds a JSON object from its members, each given as the fragments of its value. */
export function objectOf(
  members: readonly (readonly [key: string, value: readonly Fragment[]])[],
): Fragment[] {
  const parts = members.flatMap(([key, value], index) => [
    literal(`${index > 0 ? ',' : ''}"${key}":`),
    ...value,
  ]);
  return [literal('{'), ...parts, literal('}')];
}
