/** The operation in a link to this page. Never headers: a link must not reveal a key. */
export type Shared = {
  readonly query: string;
  readonly variables: string;
  readonly operationName: string;
};

const EMPTY: Shared = { query: '', variables: '', operationName: '' };
const PARTS = ['query', 'variables', 'operationName'] as const;

/** Reads the operation of a link: from its fragment, or from query parameters as in a GET request. Null: it has no document. */
export function readLink({ hash, search }: Pick<Location, 'hash' | 'search'>): Shared | null {
  for (const text of [hash.slice(1), search.slice(1)]) {
    const parameters = new URLSearchParams(text);
    const read = Object.fromEntries(PARTS.map((part) => [part, parameters.get(part) ?? '']));
    if (read.query) return { ...EMPTY, ...read };
  }
  return null;
}

/** Builds a link. The operation is in the fragment, which browsers do not send to servers. */
export function writeLink(
  { origin, pathname }: Pick<Location, 'origin' | 'pathname'>,
  shared: Shared,
): string {
  const parameters = new URLSearchParams(
    PARTS.filter((part) => shared[part] !== '').map((part) => [part, shared[part]]),
  );
  return `${origin}${pathname}#${parameters}`;
}
