import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { allowSlowConnections } from '../lib/connect-attempt.ts';
import type { FairGate } from '../lib/fair-gate.ts';
import { pinSession, sessionTypes } from './connection/session.ts';
import { addressText, type DatabaseTarget, parseDatabaseUrl } from './connection/url.ts';
import {
  databaseErrorKind,
  isAddressFailure,
  leavesSessionUsable,
  PoolFullError,
  StandbyError,
} from './errors.ts';
import { createConnectionGate } from './share.ts';

export type PoolOptions = {
  readonly url: string;
  readonly connectionsMax: number;
  /** Maximum waiters for a connection. Beyond it requests are rejected: see `assertQueueCapacity`. */
  readonly queueMax?: number;
  /** The statement timeout of PostgreSQL. The driver times out one second later. 0: no timeout. */
  readonly statementTimeoutMs?: number;
  /** Whether clients pipeline: send queries before earlier ones are answered. Not for COPY. Such clients also cut an
   *  unresponsive connection, so that it is not reused. */
  readonly isPipelined?: boolean;
  /** Maximum wait for a connection, whether idle or new. */
  readonly connectionWaitMs?: number | undefined;
  /** Called when an idle connection breaks; the pool replaces it itself. */
  readonly onError?: (error: Error) => void;
};

const CONNECTION_WAIT_MS = 2_000;
/** How long the start waits for a database that does not accept connections yet. */
const START_WAIT_MAX_MS = 10_000;
const START_RETRY_MS = 200;

/** Grace period after the statement timeout of PostgreSQL before the driver gives up. */
const RESPONSE_GRACE_MS = 1_000;

type ConnectCallback = (
  error: Error | undefined,
  client: pg.PoolClient | undefined,
  release: Release,
) => void;
type Release = (error?: Error | boolean) => void;

/** Options of a bounded pool beyond those of pg. */
type Bounds = {
  readonly connectionsMax: number;
  readonly connectionWaitMs: number;
  readonly target: DatabaseTarget;
  readonly url: string;
  readonly queueMax: number;
};

/** A connection pool that shares connections fairly between organizations and bounds its queue, so that a slow database
 *  does not fill memory. A connection is discarded after any error that does not concern the statement alone, however
 *  it was used. */
export class BoundedPool extends pg.Pool {
  /** The database URL, to open another pool. */
  readonly url: string;
  readonly #target: DatabaseTarget;
  readonly #queueMax: number;
  readonly #gate: FairGate;
  /** Queued reads that will share one connection, by organization. */
  readonly #sharing = new Map<string, number>();
  readonly #brokenClients = new WeakSet<pg.PoolClient>();
  #sharedWaiters = 0;
  #address = 0;

  constructor(config: pg.PoolConfig, { target, url, queueMax, connectionsMax, connectionWaitMs }: Bounds) {
    super({ ...config, ...target.addresses[0] });
    this.url = url;
    this.#target = target;
    this.#queueMax = queueMax;
    this.#gate = createConnectionGate(connectionsMax, connectionWaitMs);
    this.on('connect', (client) => {
      // The running statement reports errors of a connection in use; without a listener they would also crash the
      // process.
      client.on('error', () => {});
      // Runs before the statement's own listener, which may release the connection at once.
      client.connection.prependListener('errorMessage', (error: Error) => {
        if (!leavesSessionUsable(error)) this.#brokenClients.add(client);
      });
    });
  }

  /** Number of statements that wait for a connection. */
  get queueLength(): number {
    return this.waitingCount + this.#sharedWaiters + this.#gate.waitingCount;
  }

  /** Connections that the organization uses exclusively or waits for. */
  usedBy(organizationId: string): number {
    return this.#gate.usedBy(organizationId);
  }

  /** Acquires a connection in the share of an organization. `release(true)` destroys it. */
  acquire(organizationId: string, use: AcquireCallback): void {
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

  /** Runs work that acquires one connection itself, in the share of an organization. */
  async runInShare<Result>(organizationId: string, work: () => Promise<Result>): Promise<Result> {
    if (!this.#gate.tryEnter(organizationId)) await this.#gate.enter(organizationId);
    try {
      return await work();
    } finally {
      this.#gate.leave(organizationId);
    }
  }

  /** Adjusts the number of reads that wait for one shared connection, which the pool counts as one waiter. */
  adjustSharedWaiters(organizationIds: readonly string[], change: 1 | -1): void {
    for (const id of organizationIds) {
      const count = (this.#sharing.get(id) ?? 0) + change;
      if (count > 0) this.#sharing.set(id, count);
      else this.#sharing.delete(id);
    }
    this.#sharedWaiters += change * organizationIds.length;
  }

  /** Adjusts the number of shared connections that are being acquired. */
  adjustSharedConnections(change: 1 | -1): void {
    this.#sharedWaiters -= change;
  }

  /** Checks the queue before a request begins. Throws PoolFullError when the queue is full and no other organization
   *  has more statements in it. A started request continues: rejecting it would waste the work done. */
  assertQueueCapacity(readOrganizationId: () => string): void {
    if (this.queueLength < this.#queueMax) return;
    const ownWaiting = this.#waitingOf(readOrganizationId());
    const ids = [...this.#sharing.keys(), ...this.#gate.waitingKeys()];
    if (ids.some((id) => this.#waitingOf(id) > ownWaiting)) return;
    throw new PoolFullError(`${this.queueLength} statements wait for a connection`);
  }

  #waitingOf(organizationId: string): number {
    return (this.#sharing.get(organizationId) ?? 0) + this.#gate.waitingOf(organizationId);
  }

  override connect(): Promise<pg.PoolClient>;
  override connect(callback: ConnectCallback): void;
  override connect(callback?: ConnectCallback): Promise<pg.PoolClient> | undefined {
    if (callback) {
      this.#connect(callback, this.#target.addresses.length);
      return undefined;
    }
    return new Promise((resolve, reject) =>
      this.connect((error, client) => (client ? resolve(client) : reject(error))),
    );
  }

  /** Connects to the last good address, then to the ones after it. */
  #connect(callback: ConnectCallback, attemptsLeft: number): void {
    const attemptedAddress = this.#address;
    super.connect((error, client, release: Release) => {
      if (client) {
        const releaseClient: Release = (error) => release(error || this.#brokenClients.has(client));
        client.release = releaseClient;
        return callback(undefined, client, releaseClient);
      }
      if (attemptsLeft <= 1 || !isAddressFailure(error)) return callback(error, undefined, release);
      this.#skipAddress(attemptedAddress);
      return this.#connect(callback, attemptsLeft - 1);
    });
  }

  /** Moves on to the next address, unless another connection already did. */
  #skipAddress(attemptedAddress: number): void {
    if (this.#address !== attemptedAddress) return;
    const { addresses } = this.#target;
    this.#address = (attemptedAddress + 1) % addresses.length;
    Object.assign(this.options, addresses[this.#address]);
  }
}

type AcquireCallback = (
  failure: Error | undefined,
  client: pg.PoolClient | undefined,
  release: (isBroken: boolean) => void,
) => void;

/** Creates a pool. All connections of the application come from such a pool. */
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
  const target = parseDatabaseUrl(url);
  const { user, password, database, ssl, sslnegotiation, options, searchPath } = target;
  const settings = { statementTimeoutMs, searchPath, isPipelined };
  const config: pg.PoolConfig = {
    onConnect: (client) => assertUsable(client, target, settings),
    types: sessionTypes,
    user,
    password,
    database,
    ssl,
    sslnegotiation,
    options,
    max: connectionsMax,
    idleTimeoutMillis: 0,
    connectionTimeoutMillis: connectionWaitMs,
    application_name: 'bailiwick',
    pipeline: isPipelined,
    ...(statementTimeoutMs > 0 && { query_timeout: statementTimeoutMs + RESPONSE_GRACE_MS }),
  };
  const pool = new BoundedPool(config, { target, url, queueMax, connectionsMax, connectionWaitMs });
  pool.on('error', (error) => {
    // pg attaches the whole client to the error, which would flood the log.
    Reflect.deleteProperty(error, 'client');
    onError(error);
  });
  return pool;
}

/** The configured database cannot be used. The message states the reason. */
export class DatabaseError extends Error {
  override readonly name = 'DatabaseError';
}

/** Pins the session settings. Throws when the database cannot store every character, has no schema, or is a standby
 *  although a primary is required. */
async function assertUsable(
  client: pg.ClientBase,
  target: DatabaseTarget,
  settings: Parameters<typeof pinSession>[1],
) {
  const { encoding, schema, isStandby } = await pinSession(client, settings);
  if (target.isPrimaryNeeded && isStandby) throw new StandbyError('The server is a standby');
  if (encoding !== 'UTF8') {
    throw new DatabaseError(
      `its encoding is ${encoding}, which cannot hold every character. Create another one: CREATE DATABASE name ENCODING 'UTF8' TEMPLATE template0`,
    );
  }
  if (schema === null)
    throw new DatabaseError(
      `it has no schema ${settings.searchPath}. Create it, or correct search_path in the URL`,
    );
}

/** Throws DatabaseError unless the database accepts a connection. Retries while it is starting or does not respond. */
export async function requireConnection(pool: BoundedPool): Promise<void> {
  const deadline = performance.now() + START_WAIT_MAX_MS;
  for (;;) {
    try {
      return (await pool.connect()).release();
    } catch (error) {
      if (!isStarting(error) || performance.now() > deadline) throw unusableDatabase(pool.url, error);
      await sleep(START_RETRY_MS);
    }
  }
}

const CANNOT_CONNECT_NOW = '57P03';

const isStarting = (error: unknown) =>
  (error instanceof pg.DatabaseError && error.code === CANNOT_CONNECT_NOW) ||
  databaseErrorKind(error) === 'busy';

function unusableDatabase(url: string, error: unknown): DatabaseError {
  // Errors of several addresses of one host are aggregated without a message.
  const causes = error instanceof AggregateError ? error.errors : [error];
  const reason = causes.map((cause) => (cause instanceof Error ? cause.message : String(cause))).join('; ');
  return new DatabaseError(
    `The database at ${addressText(parseDatabaseUrl(url))} cannot be used: ${reason}${tlsAdvice(error)}`,
  );
}

/** Returns the remedy for a TLS error. Empty: another cause. */
function tlsAdvice(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (/^(?:DEPTH_ZERO_SELF_SIGNED_CERT|SELF_SIGNED_CERT_IN_CHAIN|UNABLE_TO_)/.test(code))
    return '. Name the file of its CA in DATABASE_URL, sslmode=verify-full&sslrootcert=/path/to/ca.pem, or encrypt without verifying the server, sslmode=no-verify';
  if (code === 'ERR_TLS_CERT_ALTNAME_INVALID')
    return '. Use the name that the certificate has, or accept any name that your own CA has signed, sslmode=verify-ca&sslrootcert=/path/to/ca.pem';
  if (error instanceof Error && error.message.includes('does not support SSL connections'))
    return '. Turn TLS on there, or leave sslmode out of DATABASE_URL where the network is your own';
  return '';
}
