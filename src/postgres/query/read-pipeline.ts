import type pg from 'pg';
import { databaseErrorKind, isConflict, leavesSessionUsable } from '../errors.ts';
import type { BoundedPool } from '../pool.ts';
import { executeAndSettle, type QueryExecutor, type QueuedQuery, withCorkedSocket } from './query.ts';

/** More connections than processors answer no more of what is brief. Half of the pool at most: where reads come all the time,
 *  a connection is not given back. */
const CONNECTIONS_MAX = 2;
/** So many may wait for answers over one connection before another is borrowed. */
const SOLE_DEPTH_MAX = 8;
/** So many may wait behind one another. */
const DEPTH_MAX = 32;
/** Whoever waits behind one that is not answered for so many looks is asked again, alone. A single one may come before what has
 *  arrived is read. */
const STALL_TICKS = 3;
const TICK_MS = 25;

/** Brief reads that come at the same moment leave in one piece over one connection, which answers them one after the other. Both
 *  ends do less for them than over a connection each. Those behind a read that takes long, or that leaves its connection useless, are asked again. */
export function createReadPipeline(pool: BoundedPool, executeDedicated: QueryExecutor): QueryExecutor {
  const connections = new Set<SharedConnection>();
  const connectionsMax = Math.min(CONNECTIONS_MAX, Math.floor(pool.options.max / 2));

  const executeAlone = executeAndSettle(executeDedicated);

  const openConnection = (): SharedConnection => {
    const connection = createSharedConnection(pool, {
      executeAlone,
      onClose: () => connections.delete(connection),
    });
    connections.add(connection);
    return connection;
  };

  /** Undefined: all have enough to do. */
  const leastLoaded = (): SharedConnection | undefined => {
    let connection: SharedConnection | undefined;
    for (const other of connections)
      if (!connection || other.depth() < connection.depth()) connection = other;
    if (!connection || (connection.depth() >= SOLE_DEPTH_MAX && connections.size < connectionsMax))
      return openConnection();
    return connection.depth() < DEPTH_MAX ? connection : undefined;
  };

  return (query) =>
    new Promise((resolve, reject) => {
      const read = { query, resolve, reject };
      const connection = leastLoaded();
      if (connection) connection.add(read);
      else void executeAlone(read);
    });
}

type SharedConnection = {
  /** How many wait. */
  depth(): number;
  add(read: QueuedQuery): void;
};

type SharedConnectionOptions = {
  readonly executeAlone: (read: QueuedQuery) => Promise<void>;
  /** It takes no more. */
  readonly onClose: () => void;
};

/** A connection that is borrowed from the pool for as long as anybody waits for an answer over it. */
function createSharedConnection(
  pool: BoundedPool,
  { executeAlone, onClose }: SharedConnectionOptions,
): SharedConnection {
  const pending = new Set<QueuedQuery>();
  const unsent: QueuedQuery[] = [];
  let client: pg.PoolClient | undefined;
  let inFlightCount = 0;
  let ticks = 0;
  let isBroken = false;

  const close = () => {
    clearInterval(timer);
    onClose();
  };

  const releaseIfIdle = () => {
    if (!client || inFlightCount > 0 || unsent.length > 0) return;
    close();
    client.release(isBroken);
    client = undefined;
  };

  const closeAndRequeue = (reads: readonly QueuedQuery[]) => {
    close();
    for (const read of reads) {
      pending.delete(read);
      void executeAlone(read);
    }
  };

  const timer = setInterval(() => {
    ticks += 1;
    if (client && ticks >= STALL_TICKS) closeAndRequeue([...pending].slice(1));
  }, TICK_MS);

  const send = (acquired: pg.PoolClient, read: QueuedQuery) =>
    acquired.query(read.query, (error: Error | null, result: pg.QueryResult) => {
      inFlightCount -= 1;
      ticks = 0;
      const wasPending = pending.delete(read);
      if (error && !leavesSessionUsable(error)) {
        isBroken = true;
        // Where the database is away, what was sent is told so at once instead of waiting for it anew.
        const isUnavailable = databaseErrorKind(error) !== null;
        const unsentReads = unsent.splice(0);
        closeAndRequeue(isUnavailable ? unsentReads : [...pending]);
      }
      releaseIfIdle();
      if (!wasPending) return;
      if (isConflict(error)) void executeAlone(read);
      else if (error) read.reject(error);
      else read.resolve(result.rows);
    });

  const flush = () => {
    const acquired = client;
    const reads = unsent.splice(0).filter((read) => pending.has(read));
    if (!acquired) return;
    inFlightCount += reads.length;
    withCorkedSocket(acquired, () => {
      for (const read of reads) send(acquired, read);
    });
    releaseIfIdle();
  };

  pool.adjustSharedConnections(1);
  pool.connect((failure, acquired) => {
    pool.adjustSharedConnections(-1);
    pool.adjustSharedWaiters([...pending].map(organizationOf), -1);
    if (acquired) {
      client = acquired;
      setImmediate(flush);
      return;
    }
    close();
    for (const { reject } of pending) reject(failure);
  });

  return {
    depth: () => pending.size,
    add: (read) => {
      pending.add(read);
      unsent.push(read);
      if (!client) pool.adjustSharedWaiters([organizationOf(read)], 1);
      // Not before all that come at this moment are there.
      if (client && unsent.length === 1) setImmediate(flush);
    },
  };
}

const organizationOf = ({ query }: QueuedQuery) => query.share.organizationId;
