import { join } from 'node:path';
import { type Logger, pino } from 'pino';
import type { Config } from '../config.ts';
import type { AppContext } from '../domain/core/app-context.ts';
import { type Clock, systemClock } from '../domain/core/request-context.ts';
import { createLru } from '../lib/lru.ts';
import { packageRoot } from '../lib/package-root.ts';
import { type DatabaseConnection, openDatabase } from '../postgres/connect.ts';
import { createDatabase } from '../postgres/database.ts';
import { createLastUsedTracker } from '../repositories/api-key/last-used.ts';
import { createTenantRoutes } from '../repositories/tenant-routes.ts';
import type { OpenMetrics } from '../telemetry/metrics.ts';
import type { MetricsListener } from '../telemetry/metrics-server.ts';
import type { Tracing } from '../telemetry/tracing.ts';
import { createErrorReporter } from './error-reporter.ts';
import { openTracing } from './tracing.ts';

/** Replacements of defaults, for tests and for the processes of a cluster. */
export type Overrides = {
  readonly clock?: Partial<Clock>;
  readonly log?: Logger;
  readonly webhookTimeoutMs?: number;
  readonly webhookSlowMs?: number;
  readonly connectionWaitMs?: number;
  /** Serves the metrics of a server process to the primary. */
  readonly serveMetrics?: (metrics: OpenMetrics) => Promise<MetricsListener | null>;
  /** Whether to use the embedded PostgreSQL that a running server has started: for commands. */
  readonly joinsRunning?: boolean;
  readonly rateLimits?: { readonly windowSeconds?: number; readonly refreshMs?: number };
};

/** The resources of a process, and what only its start and end need. */
export type OpenContext = AppContext &
  DatabaseConnection & {
    /** Null: tracing is off. */
    readonly tracing: Tracing | null;
  };

/** Projects whose setting a process remembers. */
const PROJECTS_MAX = 20_000;

export const migrationsFolder = join(packageRoot(import.meta.dirname), 'prisma/migrations');

/** Creates the log of a process, on stderr. Writes are buffered, so that a request does not wait for its line, and flushed when the process
 *  ends. */
export function createLog({ logLevel: level }: Config): Logger {
  const destination = pino.destination({
    dest: STDERR,
    sync: false,
    // A write costs more than the line.
    minLength: LOG_BYTES_MIN,
    periodicFlush: LOG_DELAY_MS,
    maxWrite: ATOMIC_BYTES_MAX,
    maxLength: LOG_BYTES_MAX,
  });
  return pino({ level }, destination);
}

const STDERR = 2;
/** Writes of several processes to one pipe are atomic up to this size (PIPE_BUF). */
const ATOMIC_BYTES_MAX = 4_096;
/** Bytes that are buffered before a write, and for how long at most. */
const LOG_BYTES_MIN = 3_072;
const LOG_DELAY_MS = 50;
/** The buffer while stderr is not read. Further lines are dropped, so that memory stays bounded. */
const LOG_BYTES_MAX = 16 * 1_024 * 1_024;

/** Opens the resources of the config. Throws, with everything closed again, when one of them cannot be used. */
export async function openContext(config: Config, overrides: Overrides = {}): Promise<OpenContext> {
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
    log.warn({ err }, 'failed to persist API key last-used times'),
  );
  const shared = {
    publicUrl: () => config.publicUrl ?? `http://${config.host}:${config.port}`,
    db,
    routes: createTenantRoutes(),
    lastUsed,
    storesCallData: createLru<true>(PROJECTS_MAX),
    encryption: data.encryption,
    responseBytesMax: config.limits.responseBytesMax,
    webhookDestinations,
    trafficPerMinute: config.limits.organizationPerMinute,
    projectRetention: config.projectRetention,
  };
  const close = async () => {
    await lastUsed.close();
    await data.close();
    await tracing?.close();
  };
  return { ...data, shared, clock, log, reportError: createErrorReporter(log), tracing, close };
}
