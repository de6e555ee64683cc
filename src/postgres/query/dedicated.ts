import type pg from 'pg';
import { isConflict, leavesSessionUsable } from '../errors.ts';
import type { BoundedPool } from '../pool.ts';
import type { Query, QueryExecutor } from './query.ts';
import { retryConflicts } from './retry-conflicts.ts';
import { countRows } from './row-bytes.ts';

/** Runs each statement on a connection of its own, in a transaction of its own, and again where another was in its way. */
export function createDedicatedExecutor(pool: BoundedPool): QueryExecutor {
  // Not by the pool itself, which makes two promises for each statement.
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
      // What is still to come is not read: the connection ends with it.
      release(true);
      reject(error);
    });
    client.query(query, (error: Error | null, result: pg.QueryResult) => {
      if (!counter.stop()) return;
      release(error !== null && !leavesSessionUsable(error));
      if (error) reject(error);
      else resolve(result.rows);
    });
  });
}
