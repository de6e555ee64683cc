import { isConflict, leavesSessionUsable } from '../errors.ts';
import type { BoundedPool } from '../pool.ts';
import { sendQuery } from './prepared-query.ts';
import type { Query, QueryExecutor } from './query.ts';
import { retryConflicts } from './retry-conflicts.ts';
import { countRows } from './row-bytes.ts';

/** Runs each statement on its own connection in its own transaction, and retries after a conflict. */
export function createDedicatedExecutor(pool: BoundedPool): QueryExecutor {
  // Not `pool.query`, which allocates two promises for each statement.
  const run: QueryExecutor = (query) =>
    new Promise((resolve, reject) => runOnce(pool, query, resolve, reject));
  return (query) =>
    new Promise((resolve, reject) => {
      runOnce(pool, query, resolve, (error) =>
        isConflict(error) ? resolve(retryConflicts(() => run(query))) : reject(error),
      );
    });
}

function runOnce(
  pool: BoundedPool,
  query: Query,
  resolve: (rows: readonly object[]) => void,
  reject: (error: unknown) => void,
): void {
  pool.acquire(query.share.organizationId, (failure, client, release) => {
    if (!client) return reject(failure);
    const counter = countRows(client, query.share, (error) => {
      // The remaining rows are not read: the connection is destroyed.
      release(true);
      reject(error);
    });
    sendQuery(client, query, (error, result) => {
      if (!counter.stop()) return;
      release(error !== null && !leavesSessionUsable(error));
      if (error) reject(error);
      else resolve(result.rows);
    });
  });
}
