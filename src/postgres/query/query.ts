import type pg from 'pg';
import type { TenantShare } from '../share.ts';

/** A statement with its parameter values. */
export type Query = {
  readonly name: string;
  readonly text: string;
  readonly values: unknown[];
  readonly batch?: BatchForm | undefined;
  /** The tenant share that it runs in. */
  readonly share: TenantShare;
};

/** The form of a statement that executes several requests at once. */
export type BatchForm = {
  readonly name: string;
  readonly text: string;
  /** Number of leading values that all batched requests must share. One more value follows: a JSON array with one row
   *  for each request. */
  readonly sharedCount: number;
  /** Encodes one request as a JSON row, from all values of the single statement. */
  row(values: readonly unknown[]): string;
};

/** Runs one statement and resolves with its rows. */
export type QueryExecutor = (query: Query) => Promise<readonly object[]>;

/** A query with the callbacks that settle it. */
export type QueuedQuery = {
  readonly query: Query;
  readonly resolve: (rows: readonly object[]) => void;
  readonly reject: (error: unknown) => void;
};

/** Executes a queued query and settles it. Never rejects. */
export const executeAndSettle =
  (run: QueryExecutor) =>
  ({ query, resolve, reject }: QueuedQuery): Promise<void> =>
    run(query).then(resolve, reject);

/** Corks the socket while `send` runs, so that all queries leave in one write. A socket write costs about as much as a
 *  small statement. */
export function withCorkedSocket<Result>(client: pg.PoolClient, send: () => Result): Result {
  const { stream } = client.connection;
  stream.cork();
  try {
    return send();
  } finally {
    stream.uncork();
  }
}
