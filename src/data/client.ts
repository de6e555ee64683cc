import type pg from 'pg';

/** A statement with its values. */
export type Query = {
  readonly name: string;
  readonly text: string;
  readonly values: unknown[];
  readonly givenAt?: number | undefined;
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
