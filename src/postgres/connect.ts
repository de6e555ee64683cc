import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from 'pino';
import { externalPostgres, joinOrStart } from './embedded/running.ts';
import { type EmbeddedPostgres, startEmbeddedPostgres } from './embedded/start.ts';
import type { Encryption } from './encryption/cipher.ts';
import { openEncryption } from './encryption/keys.ts';
import { applyMigrations, type Migration, readMigrations } from './migrations.ts';
import { type BoundedPool, createPool, requireConnection } from './pool.ts';

export type ConnectOptions = {
  /** Null: the embedded PostgreSQL in `dataDir`. */
  readonly databaseUrl: string | null;
  readonly dataDir: string;
  /** Whether to join a server that already runs on `dataDir`. If false, such a server makes the start fail. */
  readonly joinsRunning: boolean;
  readonly databasePoolMax: number;
  readonly databaseQueueMax: number;
  readonly statementTimeoutMs: number;
  /** Undefined: the default wait of the pool. */
  readonly connectionWaitMs: number | undefined;
  /** Maximum connections of this process and its siblings together. The embedded PostgreSQL is configured to accept
   *  them. */
  readonly connectionsMax: number;
  /** Null: the key in `dataDir`. */
  readonly encryptionKey: Buffer | null;
  readonly previousEncryptionKeys: readonly Buffer[];
  readonly migrationsFolder: string;
};

export type DatabaseConnection = {
  /** The URL at which other processes of this machine reach the same database. */
  readonly url: string;
  readonly pool: BoundedPool;
  readonly migrations: readonly Migration[];
  readonly encryption: Encryption;
  /** Resolves with a message when PostgreSQL exits unexpectedly. Otherwise never settles. */
  readonly failed: Promise<string>;
  /** Closes the pool and stops the embedded PostgreSQL, if this process started it. */
  readonly close: () => Promise<void>;
};

/** How long a statement may continue after its request was abandoned. */
const STUCK_STATEMENT_MS = 500;

/** One connection holds the lock while the other applies migrations. */
const MIGRATING_CONNECTIONS = 2;

/** Opens the configured database, or else the embedded one, applies every migration, and verifies the encryption keys.
 *  Throws, with nothing left running, when the database cannot be used. */
export async function openDatabase(options: ConnectOptions, log: Logger): Promise<DatabaseConnection> {
  const postgres = await openPostgres(options, log);
  const { url } = postgres;
  let isClosing = false;
  const pool = createPool({
    url,
    connectionsMax: options.databasePoolMax,
    queueMax: options.databaseQueueMax,
    statementTimeoutMs: options.statementTimeoutMs,
    connectionWaitMs: options.connectionWaitMs,
    isPipelined: true,
    onError: (err) => isClosing || log.warn({ err }, 'database connection lost'),
  });
  const close = async () => {
    isClosing = true;
    // A statement that waits for another session's lock may never end.
    await Promise.race([pool.end(), sleep(STUCK_STATEMENT_MS, null, { ref: false })]);
    await postgres.close();
  };
  try {
    const migrations = await readMigrations(options.migrationsFolder);
    for (const migration of await migrate(url, migrations)) log.info({ migration }, 'migration applied');
    const encryption = await openEncryption(pool, options);
    return { url, pool, migrations, encryption, failed: postgres.exited, close };
  } catch (error) {
    await close();
    throw error;
  }
}

async function openPostgres(
  { databaseUrl, dataDir, connectionsMax, joinsRunning }: ConnectOptions,
  log: Logger,
): Promise<EmbeddedPostgres> {
  if (databaseUrl !== null) return externalPostgres(databaseUrl);
  const options = {
    dataDir,
    connectionsMax,
    durable: true,
    log: (line: string) => log.debug({ postgres: line }),
  };
  return joinsRunning ? joinOrStart(options) : startEmbeddedPostgres(options);
}

/** Applies migrations over connections without a statement timeout. */
async function migrate(url: string, migrations: readonly Migration[]): Promise<readonly string[]> {
  const pool = createPool({ url, connectionsMax: MIGRATING_CONNECTIONS, isPipelined: true });
  try {
    await requireConnection(pool);
    return await applyMigrations(pool, migrations);
  } finally {
    await pool.end();
  }
}
