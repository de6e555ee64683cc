import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import type { FairGate } from '../lib/fair-gate.ts';
import { databaseFailure, PoolFullError } from './failure.ts';
import { createConnectionGate } from './share.ts';

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

/** Lends connections in shares by organization, and bounds who waits: a database that has become slow fills no memory. */
export class BoundedPool extends pg.Pool {
  readonly #queueMax: number;
  readonly #gate: FairGate;
  /** Reads that wait for a connection which they will share, by organization. */
  readonly #sharing = new Map<string, number>();
  #companions = 0;

  constructor(config: pg.PoolConfig & { readonly max: number }, queueMax: number) {
    super(config);
    this.#queueMax = queueMax;
    const { max, connectionTimeoutMillis = CONNECTION_WAIT_MS } = config;
    this.#gate = createConnectionGate(max, connectionTimeoutMillis);
  }

  /** Statements that wait for a connection. */
  get queueLength(): number {
    return this.waitingCount + this.#companions + this.#gate.waitingCount;
  }

  /** Connections that the organization holds alone, or waits to be lent by the pool itself. */
  usedBy(organizationId: string): number {
    return this.#gate.usedBy(organizationId);
  }

  /** Lends a connection in the share of an organization. `release(true)` destroys it. */
  lend(organizationId: string, use: Use): void {
    const connect = () =>
      this.connect((failure, client, release) => {
        if (!client) this.#gate.leave(organizationId);
        use(failure, client, (isBroken) => {
          release(isBroken);
          this.#gate.leave(organizationId);
        });
      });
    if (this.#gate.tryEnter(organizationId)) connect();
    else this.#gate.wait(organizationId, connect, (error) => use(error, undefined, () => {}));
  }

  /** Runs work that takes one connection by itself, in the share of an organization. */
  async hold<Result>(organizationId: string, work: () => Promise<Result>): Promise<Result> {
    if (!this.#gate.tryEnter(organizationId)) await this.#gate.enter(organizationId);
    try {
      return await work();
    } finally {
      this.#gate.leave(organizationId);
    }
  }

  /** Counts reads that wait together for one connection, which the pool counts once. */
  noteSharing(organizationIds: readonly string[], change: 1 | -1): void {
    for (const id of organizationIds) {
      const count = (this.#sharing.get(id) ?? 0) + change;
      if (count > 0) this.#sharing.set(id, count);
      else this.#sharing.delete(id);
    }
    this.#companions += change * organizationIds.length;
  }

  /** Counts a connection that reads wait for together. */
  noteShare(change: 1 | -1): void {
    this.#companions -= change;
  }

  /** Checks a request before it begins. Throws PoolFullError where the queue is full and no other organization has more statements
   *  in it. A request that has begun goes on: to refuse it would waste what was done for it. */
  requireRoom(readOrganizationId: () => string): void {
    if (this.queueLength < this.#queueMax) return;
    const own = this.#waitingOf(readOrganizationId());
    const ids = [...this.#sharing.keys(), ...this.#gate.waitingKeys()];
    if (ids.some((id) => this.#waitingOf(id) > own)) return;
    throw new PoolFullError(`${this.queueLength} wait for a connection`);
  }

  #waitingOf(organizationId: string): number {
    return (this.#sharing.get(organizationId) ?? 0) + this.#gate.waitingOf(organizationId);
  }
}

type Use = (
  failure: Error | undefined,
  client: pg.PoolClient | undefined,
  release: (isBroken: boolean) => void,
) => void;

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
  const config: pg.PoolConfig & { readonly max: number } = {
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
