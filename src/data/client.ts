import type pg from 'pg';

/** Runs one statement and gives its rows. */
export type Run = (query: pg.QueryConfig) => Promise<readonly object[]>;

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
