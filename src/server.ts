import { fileURLToPath } from 'node:url';
import { type Logger, pino } from 'pino';
import type { Config } from './config.ts';
import { createDatabase } from './data/database.ts';
import { pendingMigrations } from './data/migrations.ts';
import { type DataSource, openDataSource } from './data/source.ts';
import { SYSTEM } from './domain/actor.ts';
import { createFirstOrganization } from './domain/organization.ts';
import { type Clock, createScope, type Store, systemClock } from './domain/scope.ts';
import { createLane } from './http/lane.ts';
import { type Listener, listen } from './http/listener.ts';
import { createSourceCheck } from './http/rebinding.ts';
import { createApi, type YogaOptions } from './http/yoga.ts';

/** What a test may put in place of the real thing. */
export type Overrides = { readonly clock?: Partial<Clock>; readonly log?: Logger };

/** The keys that the first start makes: the only time that they can be read. */
export type FirstKeys = {
  readonly organizationName: string;
  readonly organizationKey: string;
  readonly projectKey: string;
};

export type Listening = {
  readonly url: string;
  /** Null unless the database was empty and was filled. */
  readonly firstKeys: FirstKeys | null;
};

export type Server = {
  /** Settles with a sentence when the server can no longer work. Otherwise never. */
  readonly failed: Promise<string>;
  /** Answers a request in this process, without a network. */
  fetch(request: Request): Promise<Response>;
  /** Starts to accept connections, and fills an empty database when the config says so. */
  listen(): Promise<Listening>;
  /** Answers what has arrived, then ends everything that was started here. Idempotent. */
  close(): Promise<void>;
};

const migrationsFolder = fileURLToPath(new URL('../prisma/migrations', import.meta.url));

/** Puts the parts together: a database with its migrations applied, the API before it. Throws, with nothing left
 *  running, when the database cannot be used. */
export async function createServer(config: Config, overrides: Overrides = {}): Promise<Server> {
  const log = overrides.log ?? pino({ level: config.logLevel }, pino.destination(2));
  const clock: Clock = { ...systemClock, ...overrides.clock };
  const data = await openData(config, log);
  let listener: Listener | undefined;
  const store: Store = {
    db: createDatabase(data.pool),
    encryption: data.encryption,
    publicUrl: () => config.publicUrl ?? listener?.url ?? `http://${config.host}:${config.port}`,
  };
  const options: YogaOptions = {
    authentication: { db: store.db, operatorKey: config.secrets.operatorKey },
    store,
    isReady: () => pendingMigrations(data.pool, data.migrations).then(isEmpty, () => false),
    reportBug: (err, requestId) => log.error({ err, requestId }, 'a request met a bug'),
    clock,
    introspection: config.introspection,
    corsOrigins: config.corsOrigins,
    checkSource: createSourceCheck(config),
  };
  const api = createApi(options);
  let closed: Promise<void> | undefined;
  const close = async () => {
    await listener?.close(config.shutdownTimeoutMs);
    await data.close();
  };
  return {
    failed: data.failed,
    fetch: async (request) => api.fetch(request),
    listen: async () => {
      listener = await listen(createLane(api, options), config);
      // Not before: keys that nobody is shown would be lost.
      return { url: listener.url, firstKeys: config.seed ? await issueFirstKeys(store, clock) : null };
    },
    close: () => {
      closed ??= close();
      return closed;
    },
  };
}

const isEmpty = (list: readonly unknown[]) => list.length === 0;

/** Null when there is an organization already. */
async function issueFirstKeys(store: Store, clock: Clock): Promise<FirstKeys | null> {
  const scope = createScope(store, { actor: SYSTEM, requestId: null, requestedProjectId: null }, clock);
  const first = await createFirstOrganization(scope, 'Acme');
  if (!first) return null;
  const { organization, issuedKey, issuedProjectKey } = first;
  return {
    organizationName: organization.name,
    organizationKey: issuedKey.secret,
    projectKey: issuedProjectKey.secret,
  };
}

/** Opens what the config names. Throws, with nothing left running, when it cannot be used. */
export async function openData(
  { dataDir, databasePoolMax, secrets }: Config,
  log: Logger,
): Promise<DataSource> {
  const { databaseUrl, encryptionKey, previousEncryptionKeys } = secrets;
  const keys = { encryptionKey, previousEncryptionKeys };
  return openDataSource({ databaseUrl, dataDir, databasePoolMax, ...keys, migrationsFolder }, log);
}
