import type pg from 'pg';
import { BATCH_MAX, type Batch, batchesOf, rowsOfMember } from './batch-statement.ts';
import { inOnePiece, type Pending, type Run, sendBy } from './client.ts';

/** So many share a transaction. More would make the first of them wait for the last. */
const GROUP_MAX = BATCH_MAX;
/** So many groups are under way at once: while one waits for the disk, the other is worked on. */
const GROUPS_MAX = 2;
/** Those who wait for a group to come back leave alone when it has not by then. Longer than a slow disk takes. */
const WAIT_MAX_MS = 100;
/** Whoever needs longer for a lock takes it alone: in a group it would make others wait, or wait in a circle with them. */
const LOCK_WAIT_MAX_MS = 50;
/** How long all go alone after either. */
const PAUSE_MS = 1_000;

const BEGIN = { text: `BEGIN; SET LOCAL lock_timeout = ${LOCK_WAIT_MAX_MS}` };
const COMMIT = { text: 'COMMIT' };
const LOCK_NOT_AVAILABLE = '55P03';

/** Writes that come while others are being committed share the next transaction, and with it one wait for the disk. What comes
 *  when few are under way leaves at once, alone. Nobody is answered before the commit. A group of which one member fails is
 *  undone, and each of it runs alone: what is wrong with one is not felt by the others. */
export function createGroupCommit(pool: pg.Pool, runAlone: Run): Run {
  const waiting: Pending[] = [];
  let isLeaving = false;
  let groups = 0;
  let pausedUntil = 0;

  const sendAlone = sendBy(runAlone);

  const pause = () => {
    pausedUntil = performance.now() + PAUSE_MS;
    waiting.splice(0).forEach(sendAlone);
  };

  const sendTogether = async (writes: readonly Pending[]) => {
    const failures = await commitTogether(pool, writes);
    if (failures.some((error) => codeOf(error) === LOCK_NOT_AVAILABLE)) pause();
    if (failures.length > 0) await Promise.all(writes.map(sendAlone));
  };

  const leave = async () => {
    const writes = waiting.splice(0, GROUP_MAX);
    const [first] = writes;
    if (!first) return;
    groups += 1;
    let isAwaited = true;
    const endWait = () => {
      if (isAwaited) groups -= 1;
      isAwaited = false;
    };
    if (groups < GROUPS_MAX) void leave();
    const timer = setTimeout(() => {
      endWait();
      pause();
    }, WAIT_MAX_MS);
    await (writes.length === 1 ? sendAlone(first) : sendTogether(writes));
    clearTimeout(timer);
    endWait();
    void leave();
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
      if (groups < GROUPS_MAX || waiting.length >= 2 * GROUP_MAX) leaveSoon();
    });
}

type Outcome = { readonly error: Error } | { readonly result: pg.QueryResult };

/** Settles each write, unless all were undone because some failed: then gives what these failed of, and settles none. Never
 *  rejects. */
async function commitTogether(pool: pg.Pool, writes: readonly Pending[]): Promise<readonly Error[]> {
  const batches = batchesOf(writes);
  const settle = (outcomes: readonly Outcome[]) => {
    for (const [index, batch] of batches.entries()) settleBatch(batch, outcomes[index] as Outcome);
    return [];
  };
  const settleAll = (outcome: Outcome) => settle(batches.map(() => outcome));
  let client: pg.PoolClient;
  try {
    client = await pool.connect();
  } catch (error) {
    return settleAll({ error: error as Error });
  }
  const [, ...outcomes] = await pipeline(client, [BEGIN, ...batches.map(({ query }) => query), COMMIT]);
  const commit = outcomes.pop() as Outcome;
  client.release('error' in commit);
  // What has become of them nobody knows, as with a single one whose connection breaks.
  if ('error' in commit) return settleAll(commit);
  if (commit.result.command !== 'ROLLBACK') return settle(outcomes);
  return outcomes.flatMap((outcome) => ('error' in outcome ? [outcome.error] : []));
}

function settleBatch(batch: Batch, outcome: Outcome): void {
  for (const [index, { resolve, reject }] of batch.members.entries()) {
    if ('error' in outcome) reject(outcome.error);
    else resolve(rowsOfMember(batch, index, outcome.result.rows));
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
  return Promise.all(inOnePiece(client, () => queries.map(ask)));
}

const codeOf = (error: Error) => (error as { code?: unknown }).code;
