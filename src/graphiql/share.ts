/** What a link to this page carries. Never headers: a link must not give a key away. */
export type Shared = {
  readonly query: string;
  readonly variables: string;
  readonly operationName: string;
};

const EMPTY: Shared = { query: '', variables: '', operationName: '' };
const PARTS = ['query', 'variables', 'operationName'] as const;

/** Reads what a link carries: behind its `#`, or as parameters like those of a GET request. Null: it carries no document. */
export function readLink({ hash, search }: Pick<Location, 'hash' | 'search'>): Shared | null {
  for (const text of [hash.slice(1), search.slice(1)]) {
    const parameters = new URLSearchParams(text);
    const read = Object.fromEntries(PARTS.map((part) => [part, parameters.get(part) ?? '']));
    if (read.query) return { ...EMPTY, ...read };
  }
  return null;
}

/** Writes a link. Everything is behind its `#`, so that no server and no log on the way sees it. */
export function writeLink(
  { origin, pathname }: Pick<Location, 'origin' | 'pathname'>,
  shared: Shared,
): string {
  const parameters = new URLSearchParams(
    PARTS.filter((part) => shared[part] !== '').map((part) => [part, shared[part]]),
  );
  return `${origin}${pathname}#${parameters}`;
}
