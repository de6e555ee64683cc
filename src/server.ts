import { fileURLToPath } from 'node:url';
import { type Logger, pino } from 'pino';
import type { Config } from './config.ts';
import { createDatabase, createPool } from './data/database.ts';
import { type EmbeddedPostgres, startEmbeddedPostgres } from './data/embedded-postgres/start.ts';
import { applyMigrations, pendingMigrations, readMigrations } from './data/migrations.ts';
import { SYSTEM } from './domain/actor.ts';
import { createFirstOrganization } from './domain/organization.ts';
import { type Clock, createScope, systemClock } from './domain/scope.ts';
import { type Listener, listen } from './http/listener.ts';
import { createApi } from './http/yoga.ts';

/** What a test may put in place of the real thing. */
export type Overrides = { readonly clock?: Partial<Clock>; readonly log?: Logger };

/** The keys that the first start makes: the only time that they can be read. */
export type FirstKeys = {
  readonly organizationName: string;
  readonly organizationKey: string;
  readonly projectKey: string;
};

export type Server = {
  /** Null unless the database was empty and could be filled. */
  readonly firstKeys: FirstKeys | null;
  /** Settles with a sentence when the server can no longer work. Otherwise never. */
  readonly failed: Promise<string>;
  /** Answers a request in this process, without a network. */
  fetch(request: Request): Promise<Response>;
  /** Starts to accept connections and tells at which address. */
  listen(): Promise<string>;
  /** Answers what has arrived, then ends everything that was started here. Idempotent. */
  close(): Promise<void>;
};

const migrationsFolder = fileURLToPath(new URL('../prisma/migrations', import.meta.url));

/** Puts the parts together: a database with its migrations applied, the API before it. Throws, with nothing left
 *  running, when the database cannot be used. */
export async function createServer(config: Config, overrides: Overrides = {}): Promise<Server> {
  const log = overrides.log ?? pino({ level: config.logLevel }, pino.destination(2));
  const clock: Clock = { ...systemClock, ...overrides.clock };
  const embedded = config.secrets.databaseUrl === null ? await startEmbedded(config, log) : null;
  const url = config.secrets.databaseUrl ?? embedded?.url ?? '';
  const pool = createPool(url, config.databasePoolMax, (error) =>
    log.warn({ error }, 'a database connection broke'),
  );
  const closeData = async () => {
    await pool.end();
    await embedded?.close();
  };
  try {
    const migrations = await readMigrations(migrationsFolder);
    for (const name of await applyMigrations(pool, migrations)) log.info({ name }, 'migration applied');
    const db = createDatabase(pool);
    const scope = createScope(db, { actor: SYSTEM, requestId: null, requestedProjectId: null }, clock);
    const first = config.seed ? await createFirstOrganization(scope, 'Acme') : null;
    const api = createApi({
      authentication: { db, operatorKey: config.secrets.operatorKey },
      isReady: () => pendingMigrations(pool, migrations).then(isEmpty, () => false),
      reportBug: (error, requestId) => log.error({ err: error, requestId }, 'a request met a bug'),
      clock,
      introspection: config.introspection,
      corsOrigins: config.corsOrigins,
    });
    let listener: Listener | null = null;
    let closed: Promise<void> | null = null;
    return {
      firstKeys: first && {
        organizationName: first.organization.name,
        organizationKey: first.issuedKey.secret,
        projectKey: first.issuedProjectKey.secret,
      },
      failed: embedded?.exited ?? new Promise(() => {}),
      fetch: async (request) => api.fetch(request),
      listen: async () => {
        listener = await listen(api, config);
        return listener.url;
      },
      close: () => {
        closed ??= (async () => {
          await listener?.close(config.shutdownTimeoutMs);
          await closeData();
        })();
        return closed;
      },
    };
  } catch (error) {
    await closeData();
    throw error;
  }
}

const isEmpty = (list: readonly unknown[]) => list.length === 0;

async function startEmbedded(config: Config, log: Logger): Promise<EmbeddedPostgres> {
  return startEmbeddedPostgres({
    dataDir: config.dataDir,
    durable: true,
    log: (line) => log.debug({ postgres: line }),
  });
}
