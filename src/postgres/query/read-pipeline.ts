import type pg from 'pg';
import { databaseErrorKind, isConflict, keepsConnection } from '../errors.ts';
import type { BoundedPool } from '../pool.ts';
import { executeAndSettle, type QueryExecutor, type QueuedQuery, withCorkedSocket } from './query.ts';

/** More connections than processors answer no more of what is brief. Half of the pool at most: where reads come all the time,
 *  a connection is not given back. */
const SHARES_MAX = 2;
/** So many may wait for answers over one connection before another is borrowed. */
const SHARE_ALONE_MAX = 8;
/** So many may wait behind one another. */
const DEPTH_MAX = 32;
/** Whoever waits behind one that is not answered for so many looks is asked again, alone. A single one may come before what has
 *  arrived is read. */
const STALL_TICKS = 3;
const TICK_MS = 25;

/** Brief reads that come at the same moment leave in one piece over one connection, which answers them one after the other. Both
 *  ends do less for them than over a connection each. Those behind a read that takes long, or that leaves its connection useless, are asked again. */
export function createReadPipeline(pool: BoundedPool, runAlone: QueryExecutor): QueryExecutor {
  const shares = new Set<SharedConnection>();
  const sharesMax = Math.min(SHARES_MAX, Math.floor(pool.options.max / 2));

  const sendAlone = executeAndSettle(runAlone);

  const openShare = (): SharedConnection => {
    const share = createSharedConnection(pool, { sendAlone, onEnd: () => shares.delete(share) });
    shares.add(share);
    return share;
  };

  /** Undefined: all have enough to do. */
  const shareWithRoom = (): SharedConnection | undefined => {
    let share: SharedConnection | undefined;
    for (const other of shares) if (!share || other.depth() < share.depth()) share = other;
    if (!share || (share.depth() >= SHARE_ALONE_MAX && shares.size < sharesMax)) return openShare();
    return share.depth() < DEPTH_MAX ? share : undefined;
  };

  return (query) =>
    new Promise((resolve, reject) => {
      const read = { query, resolve, reject };
      const share = shareWithRoom();
      if (share) share.add(read);
      else void sendAlone(read);
    });
}

type SharedConnection = {
  /** How many wait. */
  depth(): number;
  add(read: QueuedQuery): void;
};

type SharedConnectionOptions = {
  readonly sendAlone: (read: QueuedQuery) => Promise<void>;
  /** It takes no more. */
  readonly onEnd: () => void;
};

/** A connection that is borrowed from the pool for as long as anybody waits for an answer over it. */
function createSharedConnection(
  pool: BoundedPool,
  { sendAlone, onEnd }: SharedConnectionOptions,
): SharedConnection {
  const waiting = new Set<QueuedQuery>();
  const unsent: QueuedQuery[] = [];
  let client: pg.PoolClient | undefined;
  let unanswered = 0;
  let looks = 0;
  let isBroken = false;

  const end = () => {
    clearInterval(timer);
    onEnd();
  };

  const giveBackIfDone = () => {
    if (!client || unanswered > 0 || unsent.length > 0) return;
    end();
    client.release(isBroken);
    client = undefined;
  };

  const endWithout = (reads: readonly QueuedQuery[]) => {
    end();
    for (const read of reads) {
      waiting.delete(read);
      void sendAlone(read);
    }
  };

  const timer = setInterval(() => {
    looks += 1;
    if (client && looks >= STALL_TICKS) endWithout([...waiting].slice(1));
  }, TICK_MS);

  const ask = (lent: pg.PoolClient, read: QueuedQuery) =>
    lent.query(read.query, (error: Error | null, result: pg.QueryResult) => {
      unanswered -= 1;
      looks = 0;
      const isWaiting = waiting.delete(read);
      if (error && !keepsConnection(error)) {
        isBroken = true;
        // Where the database is away, what was sent is told so at once instead of waiting for it anew.
        const isAway = databaseErrorKind(error) !== null;
        const unsentReads = unsent.splice(0);
        endWithout(isAway ? unsentReads : [...waiting]);
      }
      giveBackIfDone();
      if (!isWaiting) return;
      if (isConflict(error)) void sendAlone(read);
      else if (error) read.reject(error);
      else read.resolve(result.rows);
    });

  const flush = () => {
    const lent = client;
    const reads = unsent.splice(0).filter((read) => waiting.has(read));
    if (!lent) return;
    unanswered += reads.length;
    withCorkedSocket(lent, () => {
      for (const read of reads) ask(lent, read);
    });
    giveBackIfDone();
  };

  pool.noteShare(1);
  pool.connect((failure, lent) => {
    pool.noteShare(-1);
    pool.noteSharing([...waiting].map(organizationOf), -1);
    if (lent) {
      client = lent;
      setImmediate(flush);
      return;
    }
    end();
    for (const { reject } of waiting) reject(failure);
  });

  return {
    depth: () => waiting.size,
    add: (read) => {
      waiting.add(read);
      unsent.push(read);
      if (!client) pool.noteSharing([organizationOf(read)], 1);
      // Not before all that come at this moment are there.
      if (client && unsent.length === 1) setImmediate(flush);
    },
  };
}

const organizationOf = ({ query }: QueuedQuery) => query.share.organizationId;
