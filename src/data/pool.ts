import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { allowSlowConnections } from '../lib/connect-attempt.ts';
import { databaseFailure, PoolFullError } from './failure.ts';

export type PoolOptions = {
  readonly url: string;
  readonly connectionsMax: number;
  /** How many may wait for a connection at once. Whoever comes then is refused: see `requireRoom`. */
  readonly queueMax?: number;
  /** What PostgreSQL ends a statement after, and we a moment later if it does not. 0: nobody does. */
  readonly statementTimeoutMs?: number;
  /** Its clients send what they are asked before they are answered what was asked before. Not for COPY. They also cut a
   *  connection that has fallen silent, so that it is not lent again. */
  readonly isPipelined?: boolean;
  /** How long anybody waits for a connection, a free one or a new one. */
  readonly connectionWaitMs?: number | undefined;
  /** Hears of idle connections that broke; the pool replaces them by itself. */
  readonly onError?: (error: Error) => void;
};

const CONNECTION_WAIT_MS = 2_000;
/** How long the start waits for a database that does not let anybody in yet. */
const START_WAIT_MAX_MS = 10_000;
const START_PAUSE_MS = 200;

/** How much longer than PostgreSQL we wait for the end of a statement that it should have ended. */
const SILENCE_MAX_MS = 1_000;

/** Those who wait are counted: a database that has become slow fills no memory. */
export class BoundedPool extends pg.Pool {
  readonly #queueMax: number;
  #companions = 0;

  constructor(config: pg.PoolConfig, queueMax: number) {
    super(config);
    this.#queueMax = queueMax;
  }

  /** How many wait for a connection. */
  get queueLength(): number {
    return this.waitingCount + this.#companions;
  }

  /** So many more, or fewer, wait for a connection that another waits for as well. */
  noteCompanions(change: number): void {
    this.#companions += change;
  }

  /** For whoever begins something. Throws PoolFullError where as many wait for a connection as may. Who has begun may go on: to
   *  turn them away would waste what was done for them. */
  requireRoom(): void {
    if (this.queueLength >= this.#queueMax)
      throw new PoolFullError(`${this.queueLength} wait for a connection`);
  }
}

/** The one pool of the process. */
export function createPool({
  url,
  connectionsMax,
  queueMax = Number.POSITIVE_INFINITY,
  statementTimeoutMs = 0,
  isPipelined = false,
  connectionWaitMs = CONNECTION_WAIT_MS,
  onError = () => {},
}: PoolOptions): BoundedPool {
  allowSlowConnections();
  const config: pg.PoolConfig = {
    // Prisma's adapter leaves the offset off every instant that it sends or gets: both ends must count in UTC. Poolers keep
    // this setting with the connection that they lend; as an option of the start they would refuse it.
    onConnect: async (client) => {
      await client.query(`SET TIME ZONE 'UTC'; SET statement_timeout = ${statementTimeoutMs}`);
    },
    connectionString: url,
    max: connectionsMax,
    idleTimeoutMillis: 0,
    connectionTimeoutMillis: connectionWaitMs,
    application_name: 'bailiwick',
    pipeline: isPipelined,
    ...(statementTimeoutMs > 0 && { query_timeout: statementTimeoutMs + SILENCE_MAX_MS }),
  };
  const pool = new BoundedPool(config, queueMax);
  pool.on('error', (error) => {
    // The pool hangs the whole connection on it, which would fill the log.
    Reflect.deleteProperty(error, 'client');
    onError(error);
  });
  // Of a connection in use the statement under way tells; without a listener the process would end as well.
  pool.on('connect', (client) => client.on('error', () => {}));
  return pool;
}

/** The database that the server was given cannot be used. The message tells its operator why. */
export class DatabaseError extends Error {
  override readonly name = 'DatabaseError';
}

/** Throws DatabaseError unless the database lets us in. One that takes the connection and does not answer, or says that it is
 *  starting, is waited for. */
export async function requireConnection(pool: pg.Pool, url: string): Promise<void> {
  const giveUpAt = performance.now() + START_WAIT_MAX_MS;
  for (;;) {
    try {
      return (await pool.connect()).release();
    } catch (error) {
      if (!isStarting(error) || performance.now() > giveUpAt) throw cannotBeUsed(url, error);
      await sleep(START_PAUSE_MS);
    }
  }
}

const CANNOT_CONNECT_NOW = '57P03';

const isStarting = (error: unknown) =>
  (error instanceof pg.DatabaseError && error.code === CANNOT_CONNECT_NOW) ||
  databaseFailure(error) === 'busy';

function cannotBeUsed(url: string, error: unknown): DatabaseError {
  // The refusals of several addresses of one host come together, without a message.
  const causes = error instanceof AggregateError ? error.errors : [error];
  const why = causes.map((cause) => (cause instanceof Error ? cause.message : String(cause))).join('; ');
  return new DatabaseError(`The database at ${new URL(url).host} cannot be used: ${why}`);
}
