import type pg from 'pg';
import type { TenantShare } from '../share.ts';

/** A statement with its values. */
export type Query = {
  readonly name: string;
  readonly text: string;
  readonly values: unknown[];
  readonly batch?: BatchForm | undefined;
  /** The share of connections that it is run in. */
  readonly share: TenantShare;
};

/** A statement that does for several what another one does for one of them. */
export type BatchForm = {
  readonly name: string;
  readonly text: string;
  /** So many values of the other one come first: only those for whom they are the same are done together. One more value follows: a
   *  JSON array with a row for each. */
  readonly sharedCount: number;
  /** What one of them asks for, as JSON, from all values of the other statement. */
  row(values: readonly unknown[]): string;
};

/** Runs one statement and gives its rows. */
export type QueryExecutor = (query: Query) => Promise<readonly object[]>;

/** A statement that somebody waits for. */
export type QueuedQuery = {
  readonly query: Query;
  readonly resolve: (rows: readonly object[]) => void;
  readonly reject: (error: unknown) => void;
};

/** Runs a statement and tells whoever waits for it. Never rejects. */
export const executeAndSettle =
  (run: QueryExecutor) =>
  ({ query, resolve, reject }: QueuedQuery): Promise<void> =>
    run(query).then(resolve, reject);

/** What `ask` asks of the client leaves at once: each write to a socket costs as much as a small statement. */
export function withCorkedSocket<Result>(client: pg.PoolClient, send: () => Result): Result {
  const { stream } = client.connection;
  stream.cork();
  try {
    return send();
  } finally {
    stream.uncork();
  }
}
