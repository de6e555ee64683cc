import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { allowSlowConnections } from '../lib/connect-attempt.ts';
import { addressText, type DatabaseTarget, parseDatabaseUrl } from './database-url.ts';
import { databaseFailure, isOfAddress, keepsConnection, PoolFullError, StandbyError } from './failure.ts';
import { openSession, sessionTypes } from './postgres-session.ts';

export type PoolOptions = {
  readonly url: string;
  readonly connectionsMax: number;
  /** How many may wait for a connection at once. Further ones are refused: see `requireRoom`. */
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

type Lend = (error: Error | undefined, client: pg.PoolClient | undefined, release: Release) => void;
type Release = (why?: Error | boolean) => void;

/** What a bounded pool needs beside what every pool does. */
type Bounds = { readonly target: DatabaseTarget; readonly url: string; readonly queueMax: number };

/** Requests that wait are counted: a database that has become slow fills no memory. A connection on which anything failed that does
 *  not concern the statement alone is not lent again, whatever way it was used. */
export class BoundedPool extends pg.Pool {
  /** Of the database, for another pool. */
  readonly url: string;
  readonly #target: DatabaseTarget;
  readonly #queueMax: number;
  readonly #spoiled = new WeakSet<pg.PoolClient>();
  #companions = 0;
  #address = 0;

  constructor(config: pg.PoolConfig, { target, url, queueMax }: Bounds) {
    super({ ...config, ...target.addresses[0] });
    this.url = url;
    this.#target = target;
    this.#queueMax = queueMax;
    this.on('connect', (client) => {
      // Of a connection in use the statement under way tells; without a listener the process would end as well.
      client.on('error', () => {});
      // Before the statement hears of it, which may give the connection back at once.
      client.connection.prependListener('errorMessage', (error: Error) => {
        if (!keepsConnection(error)) this.#spoiled.add(client);
      });
    });
  }

  /** How many wait for a connection. */
  get queueLength(): number {
    return this.waitingCount + this.#companions;
  }

  /** So many more, or fewer, wait for a connection that another waits for as well. */
  noteCompanions(change: number): void {
    this.#companions += change;
  }

  /** For what begins something. Throws PoolFullError where as many wait for a connection as may. What has begun may go on: to
   *  turn it away would waste what was done for it. */
  requireRoom(): void {
    if (this.queueLength >= this.#queueMax)
      throw new PoolFullError(`${this.queueLength} wait for a connection`);
  }

  override connect(): Promise<pg.PoolClient>;
  override connect(lend: Lend): void;
  override connect(lend?: Lend): Promise<pg.PoolClient> | undefined {
    if (lend) {
      this.#connect(lend, this.#target.addresses.length);
      return undefined;
    }
    return new Promise((resolve, reject) =>
      this.connect((error, client) => (client ? resolve(client) : reject(error))),
    );
  }

  /** By way of the address that was good last, then the ones after it. */
  #connect(lend: Lend, attemptsLeft: number): void {
    const tried = this.#address;
    super.connect((error, client, release: Release) => {
      if (client) {
        const giveBack: Release = (why) => release(why || this.#spoiled.has(client));
        client.release = giveBack;
        return lend(undefined, client, giveBack);
      }
      if (attemptsLeft <= 1 || !isOfAddress(error)) return lend(error, undefined, release);
      this.#passOver(tried);
      return this.#connect(lend, attemptsLeft - 1);
    });
  }

  /** Unless another connection has done so already. */
  #passOver(tried: number): void {
    if (this.#address !== tried) return;
    const { addresses } = this.#target;
    this.#address = (tried + 1) % addresses.length;
    Object.assign(this.options, addresses[this.#address]);
  }
}

/** The one pool of the process. Every connection of ours to a database is of such a pool. */
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
    onConnect: (client) => requireUsable(client, target, settings),
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
    ...(statementTimeoutMs > 0 && { query_timeout: statementTimeoutMs + SILENCE_MAX_MS }),
  };
  const pool = new BoundedPool(config, { target, url, queueMax });
  pool.on('error', (error) => {
    // The pool hangs the whole connection on it, which would fill the log.
    Reflect.deleteProperty(error, 'client');
    onError(error);
  });
  return pool;
}

/** The database that the server was given cannot be used. The message tells its operator why. */
export class DatabaseError extends Error {
  override readonly name = 'DatabaseError';
}

/** Pins the session. Throws where the database cannot hold what we store, and where it takes no changes but must. */
async function requireUsable(
  client: pg.ClientBase,
  target: DatabaseTarget,
  settings: Parameters<typeof openSession>[1],
) {
  const { encoding, schema, isStandby } = await openSession(client, settings);
  if (target.isPrimaryNeeded && isStandby) throw new StandbyError('The server is a standby');
  if (encoding !== 'UTF8') {
    throw new DatabaseError(
      `its encoding is ${encoding}, which cannot hold every character. Make another one: CREATE DATABASE name ENCODING 'UTF8' TEMPLATE template0`,
    );
  }
  if (schema === null)
    throw new DatabaseError(
      `it has no schema ${settings.searchPath}. Make it, or correct search_path in the URL`,
    );
}

/** Throws DatabaseError unless the database lets us in. One that takes the connection and does not answer, or says that it is
 *  starting, is waited for. */
export async function requireConnection(pool: BoundedPool): Promise<void> {
  const giveUpAt = performance.now() + START_WAIT_MAX_MS;
  for (;;) {
    try {
      return (await pool.connect()).release();
    } catch (error) {
      if (!isStarting(error) || performance.now() > giveUpAt) throw cannotBeUsed(pool.url, error);
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
  return new DatabaseError(
    `The database at ${addressText(parseDatabaseUrl(url))} cannot be used: ${why}${adviceOn(error)}`,
  );
}

/** What an operator can do about the certificate of the server. Empty: that is not what is wrong. */
function adviceOn(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (/^(?:DEPTH_ZERO_SELF_SIGNED_CERT|SELF_SIGNED_CERT_IN_CHAIN|UNABLE_TO_)/.test(code))
    return '. Name the file of its CA in DATABASE_URL, sslmode=verify-full&sslrootcert=/path/to/ca.pem, or encrypt without knowing whom you speak to, sslmode=no-verify';
  if (code === 'ERR_TLS_CERT_ALTNAME_INVALID')
    return '. Use the name that the certificate has, or accept any name that your own CA has signed, sslmode=verify-ca&sslrootcert=/path/to/ca.pem';
  if (error instanceof Error && error.message.includes('does not support SSL connections'))
    return '. Turn TLS on there, or leave sslmode out of DATABASE_URL where the network is your own';
  return '';
}
