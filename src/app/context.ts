import { join } from 'node:path';
import { type Logger, pino } from 'pino';
import type { Config } from '../config.ts';
import { type Actor, SYSTEM } from '../domain/core/actor.ts';
import {
  type Clock,
  createRequestContext,
  NO_CLIENT,
  type RequestContext,
  type SharedContext,
  systemClock,
} from '../domain/core/request-context.ts';
import { packageRoot } from '../lib/package-root.ts';
import { type DatabaseConnection, openDatabase } from '../postgres/connect.ts';
import { createDatabase } from '../postgres/database.ts';
import { createLastUsedTracker } from '../repositories/api-key/last-used.ts';
import type { OpenMetrics } from '../telemetry/metrics.ts';
import type { MetricsListener } from '../telemetry/metrics-server.ts';
import type { Tracing } from '../telemetry/tracing.ts';
import { openTracing } from './tracing.ts';

/** What a test, or a process of several, may put in place of the usual. */
export type Overrides = {
  readonly clock?: Partial<Clock>;
  readonly log?: Logger;
  readonly webhookTimeoutMs?: number;
  readonly webhookSlowMs?: number;
  readonly connectionWaitMs?: number;
  /** Of a server that another process asks for its metrics. */
  readonly serveMetrics?: (metrics: OpenMetrics) => Promise<MetricsListener | null>;
  /** Whether the embedded PostgreSQL of a server that runs is used beside it: for commands. */
  readonly joinsRunning?: boolean;
  readonly rateLimits?: { readonly windowSeconds?: number; readonly refreshMs?: number };
};

/** What each of our processes stands on. */
export type AppContext = DatabaseConnection & {
  readonly shared: SharedContext;
  readonly clock: Clock;
  readonly log: Logger;
  /** Null: nothing is traced. */
  readonly tracing: Tracing | null;
};

export const migrationsFolder = join(packageRoot(import.meta.dirname), 'prisma/migrations');

/** Makes the log of a process, on stderr. A request does not wait for its line: lines of a moment leave together, and what is
 *  left leaves when the process ends. */
export function createLog({ logLevel: level }: Config): Logger {
  const destination = pino.destination({
    dest: STDERR,
    sync: false,
    // Each write costs more than the line.
    minLength: LOG_BYTES_MIN,
    periodicFlush: LOG_DELAY_MS,
    maxWrite: ATOMIC_BYTES_MAX,
    maxLength: LOG_BYTES_MAX,
  });
  return pino({ level }, destination);
}

const STDERR = 2;
/** What several processes write into one pipe does not mix up to that size. */
const ATOMIC_BYTES_MAX = 4_096;
/** What waits to be written together, and for how long at most. */
const LOG_BYTES_MIN = 3_072;
const LOG_DELAY_MS = 50;
/** While nobody reads. What comes beyond it is lost, rather than the server. */
const LOG_BYTES_MAX = 16 * 1_024 * 1_024;

/** Opens what the config names. Throws, with nothing left running, when it cannot be used. */
export async function openContext(config: Config, overrides: Overrides = {}): Promise<AppContext> {
  const log = overrides.log ?? createLog(config);
  const clock: Clock = { ...systemClock, ...overrides.clock };
  const { databasePoolMax, databasePrepares, webhookDestinations, secrets, serverCount } = config;
  const { dataDir, databaseQueueMax, statementTimeoutMs } = config;
  const { databaseUrl, encryptionKey, previousEncryptionKeys } = secrets;
  const keys = { encryptionKey, previousEncryptionKeys };
  const connectionsMax = databasePoolMax * (serverCount === 1 ? 1 : serverCount + 1);
  const { connectionWaitMs, joinsRunning = false } = overrides;
  const limits = { databasePoolMax, databaseQueueMax, statementTimeoutMs, connectionWaitMs, connectionsMax };
  const source = { databaseUrl, dataDir, joinsRunning, ...limits, ...keys, migrationsFolder };
  const data = await openDatabase(source, log);
  const tracing = await openTracing(config, log);
  const noteStatement = tracing?.noteStatement;
  const db = createDatabase(data.pool, { prepares: databasePrepares, onStatement: noteStatement });
  const lastUsed = createLastUsedTracker(db, (err) =>
    log.warn({ err }, 'when keys were last used is not written down'),
  );
  const shared = {
    publicUrl: () => config.publicUrl ?? `http://${config.host}:${config.port}`,
    db,
    lastUsed: lastUsed,
    encryption: data.encryption,
    answerBytesMax: config.limits.answerBytesMax,
    webhookDestinations,
    trafficPerMinute: config.limits.organizationPerMinute,
  };
  const close = async () => {
    await lastUsed.close();
    await data.close();
    await tracing?.close();
  };
  return { ...data, shared, clock, log, tracing, close };
}

/** Makes the scope of what a process does of its own accord. */
export const createSystemContext = (app: AppContext): RequestContext => scopeOf(app, SYSTEM);

/** Makes the scope of what an actor does who sends no request. */
export function scopeOf({ shared, clock }: AppContext, actor: Actor): RequestContext {
  return createRequestContext(
    shared,
    { actor, client: NO_CLIENT, requestId: null, requestedProjectId: null },
    clock,
  );
}
