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
  /** Whether a server that runs on `dataDir` is joined. Otherwise it refuses this process. */
  readonly joinsRunning: boolean;
  readonly databasePoolMax: number;
  readonly databaseQueueMax: number;
  readonly statementTimeoutMs: number;
  /** Undefined: as long as the pool lets anybody wait. */
  readonly connectionWaitMs: number | undefined;
  /** How many connections this process and those beside it may open together, which the embedded PostgreSQL must take. */
  readonly connectionsMax: number;
  /** Null: the key in `dataDir`. */
  readonly encryptionKey: Buffer | null;
  readonly previousEncryptionKeys: readonly Buffer[];
  readonly migrationsFolder: string;
};

export type DatabaseConnection = {
  /** Where another process of this machine finds the same database. */
  readonly url: string;
  readonly pool: BoundedPool;
  readonly migrations: readonly Migration[];
  readonly encryption: Encryption;
  /** Settles with a sentence when PostgreSQL ends without having been asked to. Otherwise never. */
  readonly failed: Promise<string>;
  /** Ends everything that was started. */
  readonly close: () => Promise<void>;
};

/** How long a statement may go on after its request has been given up. */
const STUCK_STATEMENT_MS = 500;

/** One holds the lock while the other applies. */
const MIGRATING_CONNECTIONS = 2;

/** The database that is named, or else our own, with every migration applied and the keys to all that is in it. Throws,
 *  with nothing left running, when it cannot be used. */
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
    onError: (err) => isClosing || log.warn({ err }, 'a connection broke'),
  });
  const close = async () => {
    isClosing = true;
    // A statement that waits for a lock of somebody else may never end.
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

/** Over connections on which nothing is ended for taking long. */
async function migrate(url: string, migrations: readonly Migration[]): Promise<readonly string[]> {
  const pool = createPool({ url, connectionsMax: MIGRATING_CONNECTIONS, isPipelined: true });
  try {
    await requireConnection(pool);
    return await applyMigrations(pool, migrations);
  } finally {
    await pool.end();
  }
}
