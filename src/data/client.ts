import type pg from 'pg';

/** A statement with its values. */
export type Query = {
  readonly name: string;
  readonly text: string;
  readonly values: unknown[];
  readonly batched?: Batched | undefined;
};

/** How a statement that does the same for several is told what one of them asks for. */
export type Batched = {
  readonly name: string;
  readonly text: string;
  /** Those of the whole batch: only who has the same can be part of it. One more follows: a JSON array of all rows. */
  readonly shared: readonly unknown[];
  /** As JSON. */
  row(): string;
};

/** Runs one statement and gives its rows. */
export type Run = (query: Query) => Promise<readonly object[]>;

/** A statement that somebody waits for. */
export type Pending = {
  readonly query: Query;
  readonly resolve: (rows: readonly object[]) => void;
  readonly reject: (error: unknown) => void;
};

/** Runs a statement and tells whoever waits for it. Never rejects. */
export const sendBy =
  (run: Run) =>
  ({ query, resolve, reject }: Pending): Promise<void> =>
    run(query).then(resolve, reject);

/** What `ask` asks of the client leaves at once: each write to a socket costs as much as a small statement. */
export function inOnePiece<Asked>(client: pg.PoolClient, ask: () => Asked): Asked {
  const { stream } = client.connection;
  stream.cork();
  try {
    return ask();
  } finally {
    stream.uncork();
  }
}
