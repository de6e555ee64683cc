import pg from 'pg';
import { BEGIN } from '../connection/transaction-pooler.ts';
import { databaseErrorKind, keepsConnection } from '../errors.ts';
import type { BoundedPool } from '../pool.ts';
import { BATCH_MAX, type Batch, groupIntoBatches, LOCK_WAIT_MAX_MS, rowsFor } from './batch-statement.ts';
import {
  executeAndSettle,
  type Query,
  type QueryExecutor,
  type QueuedQuery,
  withCorkedSocket,
} from './query.ts';

/** So many share a transaction. More would make the first of them wait for the last. */
const GROUP_MAX = BATCH_MAX;
/** So many leave beside a group that is under way, or as many as it has. Fewer wait for it, and leave with those who come meanwhile. */
const GROUP_MIN = 6;
/** So many are under way at once: while one waits for the disk, the other is worked on. */
const IN_FLIGHT_MAX = 2;
/** Those who wait for a group to come back leave alone when it has not by then. Longer than a slow disk takes. */
const WAIT_MAX_MS = 100;
/** How long all go alone after that, or after a wait for a lock. */
const BACKOFF_MS = 1_000;

const BEGIN_GROUP = { text: `${BEGIN}; SET LOCAL lock_timeout = ${LOCK_WAIT_MAX_MS}` };
const COMMIT = { text: 'COMMIT' };
const LOCK_NOT_AVAILABLE = '55P03';

/** Writes that come while others are being committed share the next transaction, and with it one wait for the disk. What comes
 *  when few are under way leaves at once, alone. Nobody is answered before the commit. A group of which one member fails is
 *  undone, and each of it runs alone: what is wrong with one is not felt by the others. */
export function createGroupCommit(pool: BoundedPool, runAlone: QueryExecutor): QueryExecutor {
  const waiting: QueuedQuery[] = [];
  const underWay = new Set<readonly QueuedQuery[]>();
  let isLeaving = false;
  let pausedUntil = 0;

  const sendAlone = executeAndSettle(runAlone);

  const mayLeave = () => {
    if (underWay.size === 0) return true;
    const enough = Math.min(GROUP_MIN, ...[...underWay].map(({ length }) => length));
    return underWay.size < IN_FLIGHT_MAX && waiting.length >= enough;
  };

  const pause = () => {
    pausedUntil = performance.now() + BACKOFF_MS;
    waiting.splice(0).forEach(sendAlone);
  };

  const sendTogether = async (writes: readonly QueuedQuery[]) => {
    const failures = await commitTogether(pool, writes);
    if (failures.some((error) => codeOf(error) === LOCK_NOT_AVAILABLE)) pause();
    if (failures.length > 0) await Promise.all(writes.map(sendAlone));
  };

  const leave = async () => {
    const writes = waiting.splice(0, GROUP_MAX);
    const [first] = writes;
    if (!first) return;
    underWay.add(writes);
    if (mayLeave()) void leave();
    const timer = setTimeout(() => {
      underWay.delete(writes);
      pause();
    }, WAIT_MAX_MS);
    await (writes.length === 1 ? sendAlone(first) : sendTogether(writes));
    clearTimeout(timer);
    underWay.delete(writes);
    if (mayLeave()) void leave();
  };

  /** Not before all that come at this moment are there. */
  const leaveSoon = () => {
    if (isLeaving) return;
    isLeaving = true;
    setImmediate(() => {
      isLeaving = false;
      void leave();
    });
  };

  return (query) =>
    new Promise((resolve, reject) => {
      const write = { query, resolve, reject };
      if (performance.now() < pausedUntil) {
        void sendAlone(write);
        return;
      }
      waiting.push(write);
      // Where more wait than the next two groups take, one of them leaves beside the others.
      if (mayLeave() || waiting.length >= 2 * GROUP_MAX) leaveSoon();
    });
}

type Outcome = { readonly error: Error } | { readonly result: pg.QueryResult };

/** What has become of a group. */
type Commit =
  | { readonly outcomes: readonly Outcome[] }
  /** All is undone, because some failed of this. */
  | { readonly undoneBy: readonly Error[] }
  /** Nobody knows, as with a single write whose connection breaks. */
  | { readonly lostBy: Error };

/** Settles each write, unless all were undone because some failed: then gives what these failed of, and settles none. Never
 *  rejects. */
async function commitTogether(pool: BoundedPool, writes: readonly QueuedQuery[]): Promise<readonly Error[]> {
  const batches = groupIntoBatches(writes);
  const commit = await commitQueries(
    pool,
    batches.map(({ query }) => query),
  );
  if ('undoneBy' in commit) return commit.undoneBy;
  for (const [index, batch] of batches.entries())
    settleBatch(batch, 'lostBy' in commit ? { error: commit.lostBy } : (commit.outcomes[index] as Outcome));
  return [];
}

/** A single one is a transaction by itself. Never rejects. */
async function commitQueries(pool: BoundedPool, queries: readonly Query[]): Promise<Commit> {
  let client: pg.PoolClient;
  try {
    client = await pool.connect();
  } catch (error) {
    return { lostBy: error as Error };
  }
  const isOne = queries.length === 1;
  const commit = isOne ? await commitOne(client, queries) : await commitTransaction(client, queries);
  client.release('lostBy' in commit);
  return commit;
}

async function commitOne(client: pg.PoolClient, queries: readonly Query[]): Promise<Commit> {
  const outcomes = await pipeline(client, queries);
  const [outcome] = outcomes;
  if (!outcome || !('error' in outcome)) return { outcomes };
  return isUndone(outcome.error) ? { undoneBy: [outcome.error] } : { lostBy: outcome.error };
}

async function commitTransaction(client: pg.PoolClient, queries: readonly Query[]): Promise<Commit> {
  const [, ...outcomes] = await pipeline(client, [BEGIN_GROUP, ...queries, COMMIT]);
  const commit = outcomes.pop() as Outcome;
  if ('error' in commit)
    return isUndone(commit.error) ? { undoneBy: [commit.error] } : { lostBy: commit.error };
  if (commit.result.command !== 'ROLLBACK') return { outcomes };
  return { undoneBy: outcomes.flatMap((outcome) => ('error' in outcome ? [outcome.error] : [])) };
}

/** Whether a transaction has certainly changed nothing. */
const isUndone = (error: Error) =>
  keepsConnection(error) || (error instanceof pg.DatabaseError && databaseErrorKind(error) !== 'unavailable');

function settleBatch(batch: Batch, outcome: Outcome): void {
  for (const [index, { resolve, reject }] of batch.members.entries()) {
    if ('error' in outcome) reject(outcome.error);
    else resolve(rowsFor(batch, index, outcome.result.rows));
  }
}

/** Sends all at once and waits for all answers. Never rejects. */
function pipeline(client: pg.PoolClient, queries: readonly pg.QueryConfig[]): Promise<Outcome[]> {
  const ask = (query: pg.QueryConfig) =>
    new Promise<Outcome>((resolve) => {
      client.query(query, (error: Error | null, result: pg.QueryResult) =>
        resolve(error ? { error } : { result }),
      );
    });
  return Promise.all(withCorkedSocket(client, () => queries.map(ask)));
}

const codeOf = (error: Error) => (error as { code?: unknown }).code;
