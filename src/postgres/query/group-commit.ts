import pg from 'pg';
import { BEGIN } from '../connection/transaction-pooler.ts';
import { databaseErrorKind, leavesSessionUsable } from '../errors.ts';
import type { BoundedPool } from '../pool.ts';
import { BATCH_MAX, type Batch, groupIntoBatches, LOCK_WAIT_MAX_MS, rowsFor } from './batch-statement.ts';
import { type QueryResult, type QueryText, sendQuery } from './prepared-query.ts';
import {
  executeAndSettle,
  type Query,
  type QueryExecutor,
  type QueuedQuery,
  withCorkedSocket,
} from './query.ts';

/** Maximum writes per transaction. More would make the first of them wait for the last. */
const GROUP_MAX = BATCH_MAX;
/** Minimum size of a group that is sent while another is in flight, or the size of that group if smaller. Fewer writes
 *  wait for it, and are sent with those that arrive meanwhile. */
const GROUP_MIN = 6;
/** Maximum groups in flight: one executes while the other waits for the disk. */
const IN_FLIGHT_MAX = 2;
/** Queued writes are executed alone when a group has not returned after this time. Longer than a slow disk takes. */
const WAIT_MAX_MS = 100;
/** How long all writes are executed alone after that, or after a lock timeout. */
const BACKOFF_MS = 1_000;

const BEGIN_GROUP = { text: `${BEGIN}; SET LOCAL lock_timeout = ${LOCK_WAIT_MAX_MS}` };
const COMMIT = { text: 'COMMIT' };
const LOCK_NOT_AVAILABLE = '55P03';

/** Groups writes that arrive while others are being committed into one transaction with a single wait for the disk.
 *  With few in flight, a write is sent at once, alone. Resolves only after the commit. If one member fails, the group
 *  is rolled back and each member is executed alone, so that the failure of one does not affect the others. */
export function createGroupCommit(pool: BoundedPool, executeDedicated: QueryExecutor): QueryExecutor {
  const queue: QueuedQuery[] = [];
  const inFlight = new Set<readonly QueuedQuery[]>();
  let isFlushScheduled = false;
  let pausedUntil = 0;

  const executeAlone = executeAndSettle(executeDedicated);

  const canFlush = () => {
    if (inFlight.size === 0) return true;
    const enough = Math.min(GROUP_MIN, ...[...inFlight].map(({ length }) => length));
    return inFlight.size < IN_FLIGHT_MAX && queue.length >= enough;
  };

  const backOff = () => {
    pausedUntil = performance.now() + BACKOFF_MS;
    queue.splice(0).forEach(executeAlone);
  };

  const executeGroup = async (writes: readonly QueuedQuery[]) => {
    const failures = await commitGroup(pool, writes);
    if (failures.some((error) => codeOf(error) === LOCK_NOT_AVAILABLE)) backOff();
    if (failures.length > 0) await Promise.all(writes.map(executeAlone));
  };

  const flush = async () => {
    const writes = queue.splice(0, GROUP_MAX);
    const [first] = writes;
    if (!first) return;
    inFlight.add(writes);
    if (canFlush()) void flush();
    const timer = setTimeout(() => {
      inFlight.delete(writes);
      backOff();
    }, WAIT_MAX_MS);
    await (writes.length === 1 ? executeAlone(first) : executeGroup(writes));
    clearTimeout(timer);
    inFlight.delete(writes);
    if (canFlush()) void flush();
  };

  /** Defers to the next tick so that writes of the same tick share a group. */
  const scheduleFlush = () => {
    if (isFlushScheduled) return;
    isFlushScheduled = true;
    setImmediate(() => {
      isFlushScheduled = false;
      void flush();
    });
  };

  return (query) =>
    new Promise((resolve, reject) => {
      const write = { query, resolve, reject };
      if (performance.now() < pausedUntil) {
        void executeAlone(write);
        return;
      }
      queue.push(write);
      // A third group may start when more writes are queued than two groups take.
      if (canFlush() || queue.length >= 2 * GROUP_MAX) scheduleFlush();
    });
}

type Outcome = { readonly error: Error } | { readonly result: QueryResult };

/** The outcome of a group. */
type Commit =
  | { readonly outcomes: readonly Outcome[] }
  /** Everything was rolled back because of these errors. */
  | { readonly rolledBackBy: readonly Error[] }
  /** Unknown, as for a single write whose connection broke. */
  | { readonly connectionError: Error };

/** Settles each write, unless the group was rolled back: then returns the errors and settles none. Never rejects. */
async function commitGroup(pool: BoundedPool, writes: readonly QueuedQuery[]): Promise<readonly Error[]> {
  const batches = groupIntoBatches(writes);
  const commit = await commitQueries(
    pool,
    batches.map(({ query }) => query),
  );
  if ('rolledBackBy' in commit) return commit.rolledBackBy;
  for (const [index, batch] of batches.entries())
    settleBatch(
      batch,
      'connectionError' in commit ? { error: commit.connectionError } : (commit.outcomes[index] as Outcome),
    );
  return [];
}

/** Commits queries. A single query is a transaction itself. Never rejects. */
async function commitQueries(pool: BoundedPool, queries: readonly Query[]): Promise<Commit> {
  let client: pg.PoolClient;
  try {
    client = await pool.connect();
  } catch (error) {
    return { connectionError: error as Error };
  }
  const isSingle = queries.length === 1;
  const commit = isSingle ? await commitOne(client, queries) : await commitTransaction(client, queries);
  client.release('connectionError' in commit);
  return commit;
}

async function commitOne(client: pg.PoolClient, queries: readonly Query[]): Promise<Commit> {
  const outcomes = await pipeline(client, queries);
  const [outcome] = outcomes;
  if (!outcome || !('error' in outcome)) return { outcomes };
  return isRolledBack(outcome.error) ? { rolledBackBy: [outcome.error] } : { connectionError: outcome.error };
}

async function commitTransaction(client: pg.PoolClient, queries: readonly Query[]): Promise<Commit> {
  const [, ...outcomes] = await pipeline(client, [BEGIN_GROUP, ...queries, COMMIT]);
  const commit = outcomes.pop() as Outcome;
  if ('error' in commit)
    return isRolledBack(commit.error) ? { rolledBackBy: [commit.error] } : { connectionError: commit.error };
  if (commit.result.command !== 'ROLLBACK') return { outcomes };
  return { rolledBackBy: outcomes.flatMap((outcome) => ('error' in outcome ? [outcome.error] : [])) };
}

/** Whether the transaction certainly changed nothing. */
const isRolledBack = (error: Error) =>
  leavesSessionUsable(error) ||
  (error instanceof pg.DatabaseError && databaseErrorKind(error) !== 'unavailable');

function settleBatch(batch: Batch, outcome: Outcome): void {
  for (const [index, { resolve, reject }] of batch.members.entries()) {
    if ('error' in outcome) reject(outcome.error);
    else resolve(rowsFor(batch, index, outcome.result.rows));
  }
}

/** Sends all queries at once and waits for all results. Never rejects. */
function pipeline(client: pg.PoolClient, queries: readonly QueryText[]): Promise<Outcome[]> {
  const send = (query: QueryText) =>
    new Promise<Outcome>((resolve) => {
      sendQuery(client, query, (error, result) => resolve(error ? { error } : { result }));
    });
  return Promise.all(withCorkedSocket(client, () => queries.map(send)));
}

const codeOf = (error: Error) => (error as { code?: unknown }).code;
