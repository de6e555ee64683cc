import type pg from 'pg';
import { databaseErrorKind, isConflict, leavesSessionUsable } from '../errors.ts';
import type { BoundedPool } from '../pool.ts';
import { sendQuery } from './prepared-query.ts';
import { executeAndSettle, type QueryExecutor, type QueuedQuery, withCorkedSocket } from './query.ts';

/** More connections than processors do not increase the throughput of short reads. At most half of the pool, because
 *  under constant load a shared connection is never released. */
const CONNECTIONS_MAX = 2;
/** Maximum pending reads on one connection before another is acquired. */
const SOLE_DEPTH_MAX = 8;
/** Maximum pending reads on one connection. */
const DEPTH_MAX = 32;
/** After this many ticks without a response, queued reads are sent again on their own connections. More than one tick,
 *  because one can fire before received data is processed. */
const STALL_TICKS = 3;
const TICK_MS = 25;

/** Pipelines short reads of the same tick over one connection, which answers them in order. This costs both ends less
 *  than one connection each. Reads behind a slow read, or behind one that makes its connection unusable, are sent
 *  again. */
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

  /** Returns the connection with the fewest pending reads. Undefined: all are full. */
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
  /** Number of pending reads. */
  depth(): number;
  add(read: QueuedQuery): void;
};

type SharedConnectionOptions = {
  readonly executeAlone: (read: QueuedQuery) => Promise<void>;
  /** Called when it accepts no more reads. */
  readonly onClose: () => void;
};

/** A connection that is held while reads are pending on it. */
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
    sendQuery(acquired, read.query, (error, result) => {
      inFlightCount -= 1;
      ticks = 0;
      const wasPending = pending.delete(read);
      if (error && !leavesSessionUsable(error)) {
        isBroken = true;
        // If the database is unavailable, reads that were sent fail at once instead of waiting for it again.
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

  const settle = (failure: Error | undefined, acquired: pg.PoolClient | undefined) => {
    pool.adjustSharedConnections(-1);
    pool.adjustSharedWaiters([...pending].map(organizationOf), -1);
    if (acquired) {
      client = acquired;
      setImmediate(flush);
      return;
    }
    close();
    for (const { reject } of pending) reject(failure);
  };

  pool.adjustSharedConnections(1);
  // A pool that is ending fails at once, before the first read is added.
  pool.connect((failure, acquired) => queueMicrotask(() => settle(failure, acquired)));

  return {
    depth: () => pending.size,
    add: (read) => {
      pending.add(read);
      unsent.push(read);
      if (!client) pool.adjustSharedWaiters([organizationOf(read)], 1);
      // Defers to the next tick so that reads of the same tick share a write.
      if (client && unsent.length === 1) setImmediate(flush);
    },
  };
}

const organizationOf = ({ query }: QueuedQuery) => query.share.organizationId;
