import { fileURLToPath } from 'node:url';
import { type Logger, pino } from 'pino';
import type { Config } from './config.ts';
import { createDatabase } from './data/database.ts';
import { createKeyUses } from './data/key-use.ts';
import { type DataSource, openDataSource } from './data/source.ts';
import { SYSTEM } from './domain/actor.ts';
import { type Clock, createScope, NO_CLIENT, type Scope, type Store, systemClock } from './domain/scope.ts';

/** What a test may put in place of the real thing. */
export type Overrides = {
  readonly clock?: Partial<Clock>;
  readonly log?: Logger;
  readonly webhookTimeoutMs?: number;
  readonly rateLimits?: { readonly windowSeconds?: number; readonly refreshMs?: number };
};

/** What each of our processes stands on. */
export type OpenStore = DataSource & {
  readonly store: Store;
  readonly clock: Clock;
  readonly log: Logger;
};

export const migrationsFolder = fileURLToPath(new URL('../prisma/migrations', import.meta.url));

/** Opens what the config names. Throws, with nothing left running, when it cannot be used. */
export async function openStore(config: Config, overrides: Overrides = {}): Promise<OpenStore> {
  const log = overrides.log ?? pino({ level: config.logLevel }, pino.destination(2));
  const clock: Clock = { ...systemClock, ...overrides.clock };
  const { databasePoolMax, databasePrepares, webhookDestinations, secrets, serverCount } = config;
  const { dataDir, databaseQueueMax, statementTimeoutMs } = config;
  const { databaseUrl, encryptionKey, previousEncryptionKeys } = secrets;
  const keys = { encryptionKey, previousEncryptionKeys };
  const connectionsMax = databasePoolMax * (serverCount === 1 ? 1 : serverCount + 1);
  const limits = { databasePoolMax, databaseQueueMax, statementTimeoutMs, connectionsMax };
  const source = { databaseUrl, dataDir, ...limits, ...keys, migrationsFolder };
  const data = await openDataSource(source, log);
  const db = createDatabase(data.pool, { prepares: databasePrepares });
  const keyUses = createKeyUses(db, (err) =>
    log.warn({ err }, 'when keys were last used is not written down'),
  );
  const store = {
    publicUrl: () => config.publicUrl ?? `http://${config.host}:${config.port}`,
    db,
    keyUses,
    encryption: data.encryption,
    webhookDestinations,
  };
  const close = async () => {
    await keyUses.close();
    await data.close();
  };
  return { ...data, store, clock, log, close };
}

/** The scope of what a process does of its own accord. */
export function systemScope({ store, clock }: OpenStore): Scope {
  return createScope(
    store,
    { actor: SYSTEM, client: NO_CLIENT, requestId: null, requestedProjectId: null },
    clock,
  );
}
