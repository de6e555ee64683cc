import pg from 'pg';

/** A query that this process sends to PostgreSQL. */
export type SentQuery = {
  readonly client: pg.Client;
  /** Empty: it has none. */
  readonly name: string;
  readonly text: string;
  readonly values: unknown;
};

type Observe = (query: SentQuery) => void;

const observers = new Set<Observe>();

/** Calls a function before each query that this process sends, of the product and of tests alike. Once for each function. */
export function observeQueries(observe: Observe): void {
  if (observers.size === 0) wrapQuery();
  observers.add(observe);
}

function wrapQuery(): void {
  const { prototype } = pg.Client;
  const send: (this: pg.Client, ...args: unknown[]) => unknown = prototype.query;
  prototype.query = function sendObserved(this: pg.Client, ...args: unknown[]) {
    const sent = asSent(this, args);
    for (const observe of observers) observe(sent);
    return send.apply(this, args);
  } as typeof prototype.query;
}

function asSent(client: pg.Client, [query, values]: readonly unknown[]): SentQuery {
  if (typeof query !== 'object' || query === null || !('text' in query))
    return { client, name: '', text: String(query), values };
  return {
    client,
    name: 'name' in query ? String(query.name ?? '') : '',
    text: String(query.text),
    values: 'values' in query && query.values !== undefined ? query.values : values,
  };
}
