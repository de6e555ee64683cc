import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type pg from 'pg';
import { type Logger, pino } from 'pino';
import type { Config } from './config.ts';
import { createDatabase, createPool, requireConnection } from './data/database.ts';
import { startEmbeddedPostgres } from './data/embedded-postgres/start.ts';
import { createEncryption, type Encryption } from './data/encryption.ts';
import { keyOfDataFolder } from './data/encryption-key-file.ts';
import { applyMigrations, type Migration, readMigrations } from './data/migrations.ts';
import { SYSTEM } from './domain/actor.ts';
import { type Clock, createScope, type Scope, type Store, systemClock } from './domain/scope.ts';

/** What a test may put in place of the real thing. */
export type Overrides = {
  readonly clock?: Partial<Clock>;
  readonly log?: Logger;
  readonly webhookTimeoutMs?: number;
};

/** What every process of ours stands on. */
export type OpenStore = {
  readonly store: Store;
  readonly pool: pg.Pool;
  readonly migrations: readonly Migration[];
  readonly clock: Clock;
  readonly log: Logger;
  /** Settles with a sentence when the database has ended. Otherwise never. */
  readonly failed: Promise<string>;
  close(): Promise<void>;
};

const migrationsFolder = fileURLToPath(new URL('../prisma/migrations', import.meta.url));

/** How long a statement may go on after its request has been given up. */
const STUCK_STATEMENT_MS = 500;

/** The database that the config names, or else our own, with every migration applied. Throws, with nothing left running,
 *  when it cannot be used. */
export async function openStore(config: Config, overrides: Overrides): Promise<OpenStore> {
  const log = overrides.log ?? pino({ level: config.logLevel }, pino.destination(2));
  const clock: Clock = { ...systemClock, ...overrides.clock };
  const postgres = await startPostgres(config, log);
  const pool = createPool(postgres.url, config.databasePoolMax, (err) =>
    log.warn({ err }, 'a connection broke'),
  );
  const close = async () => {
    // A statement that waits for a lock of somebody else may never end.
    await Promise.race([pool.end(), sleep(STUCK_STATEMENT_MS, null, { ref: false })]);
    await postgres.close();
  };
  try {
    await requireConnection(pool, postgres.url);
    const migrations = await readMigrations(migrationsFolder);
    for (const migration of await applyMigrations(pool, migrations))
      log.info({ migration }, 'migration applied');
    const encryption = await openEncryption(config);
    const { webhookDestinations } = config;
    const store = { db: createDatabase(pool), encryption, webhookDestinations };
    return { store, pool, migrations, clock, log, failed: postgres.exited, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** The scope of what the process does of its own accord. */
export function systemScope({ store, clock }: OpenStore): Scope {
  return createScope(store, { actor: SYSTEM, requestId: null, requestedProjectId: null }, clock);
}

async function startPostgres({ dataDir, secrets }: Config, log: Logger) {
  if (secrets.databaseUrl !== null) {
    return { url: secrets.databaseUrl, exited: new Promise<string>(() => {}), close: async () => {} };
  }
  const logLine = (line: string) => log.debug({ postgres: line });
  return startEmbeddedPostgres({ dataDir, durable: true, log: logLine });
}

/** Sealed with the key that the config names, or else with that of our own database. */
async function openEncryption({ dataDir, secrets }: Config): Promise<Encryption> {
  const key = secrets.encryptionKey ?? (await keyOfDataFolder(dataDir));
  return createEncryption(key, secrets.previousEncryptionKeys);
}
