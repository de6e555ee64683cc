import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Config } from '../config.ts';
import type { SharedContext } from '../domain/core/request-context.ts';
import { createDocumentCache } from '../graphql/document-cache.ts';
import { createFairScheduler } from '../http/fair-scheduler.ts';
import { createFastPath } from '../http/fast-path/fast-path.ts';
import { readManifest } from '../http/graphql/document-manifest.ts';
import { createPersistedDocuments } from '../http/graphql/persisted-documents.ts';
import { createYogaHandler, type YogaOptions } from '../http/graphql/yoga.ts';
import { createHostAndOriginCheck } from '../http/request/origin-check.ts';
import { createClientReader } from '../http/server/client-address.ts';
import { instrument } from '../http/server/instrumentation.ts';
import { type Listener, listen } from '../http/server/listener.ts';
import { packageRoot } from '../lib/package-root.ts';
import { createAccessLog } from '../telemetry/access-log.ts';
import type { MetricsListener } from '../telemetry/metrics-server.ts';
import { startBackgroundWorkerDelayed } from './background-worker.ts';
import { type Overrides, openContext } from './context.ts';
import { createErrorReporter } from './error-reporter.ts';
import { type BootstrapResult, bootstrap } from './first-run.ts';
import { openMetrics } from './metrics.ts';
import { openRateLimiter } from './rate-limiter.ts';
import { createReadiness } from './readiness.ts';

export type Listening = BootstrapResult & {
  readonly url: string;
  /** Where metrics are served. Null: not by this server. */
  readonly metricsUrl: string | null;
};

export type Server = {
  /** Settles with a sentence when the server can no longer work. Otherwise never. */
  readonly failed: Promise<string>;
  /** Answers a request in this process, without a network. */
  fetch(request: Request): Promise<Response>;
  /** Starts to accept connections, and fills an empty database when the config says so. Then starts to deliver webhooks,
   *  unless the config says otherwise. */
  listen(): Promise<Listening>;
  /** Says that it is not ready, and takes requests for a moment longer: whoever sends them here hears of it meanwhile. */
  drain(): Promise<void>;
  /** Answers what has arrived, then ends everything that was started here. Idempotent. */
  close(): Promise<void>;
};

const ownManifest = join(packageRoot(import.meta.dirname), 'schema/documents.json');

/** Puts the parts together: a database with its migrations applied, the API before it. Throws, with nothing left
 *  running, when the database or the manifest cannot be used. */
export async function createServer(config: Config, overrides: Overrides = {}): Promise<Server> {
  const { manifestPath, persistedOnly } = config.documents;
  const manifest = readManifest(manifestPath ?? ownManifest);
  const persistedDocuments = createPersistedDocuments({ manifest, persistedOnly });
  const app = await openContext(config, overrides);
  const { clock, log } = app;
  const { rateLimiter, close: closeRateLimiter } = await openRateLimiter(app, config, overrides).catch(
    async (error) => {
      await app.close();
      throw error;
    },
  );
  let listener: Listener | undefined;
  let isDraining = false;
  // A server on any free port knows its address once it listens.
  const shared: SharedContext = {
    ...app.shared,
    publicUrl: () => config.publicUrl ?? listener?.url ?? app.shared.publicUrl(),
  };
  const isReady = createReadiness(app);
  const options: YogaOptions = {
    authentication: {
      db: shared.db,
      lastUsed: shared.lastUsed,
      now: clock.now,
      operatorKey: config.secrets.operatorKey,
    },
    shared,
    rateLimiter,
    scheduler: createFairScheduler(config.databasePoolMax),
    readClient: createClientReader(config.trustedProxies),
    isReady: async () => !isDraining && isReady(),
    reportError: createErrorReporter(log),
    clock,
    introspection: config.introspection,
    documentCache: createDocumentCache({
      introspects: config.introspection !== 'off',
      answerBytesMax: config.limits.answerBytesMax,
    }),
    persistedDocuments,
    corsOrigins: config.corsOrigins,
    checkOrigin: createHostAndOriginCheck(config),
  };
  const yoga = createYogaHandler(options);
  const fastPath = createFastPath(yoga, options);
  const metrics = await openMetrics(app, config);
  const sinks = {
    log: createAccessLog(log),
    count:
      metrics?.countServer({
        documents: options.documentCache.state,
        senders: rateLimiter.identities.state,
      }) ?? null,
    tracing: app.tracing,
  };
  const serveMetrics = overrides.serveMetrics ?? ((open) => open.serve());
  let metricsServer: MetricsListener | null = null;
  const closing = new AbortController();
  let worker: Promise<void> | undefined;
  let closed: Promise<void> | undefined;
  const close = async () => {
    closing.abort();
    await Promise.all([listener?.close(config.shutdownTimeoutMs), worker]);
    closeRateLimiter();
    await metricsServer?.close();
    await app.close();
  };
  return {
    failed: app.failed,
    fetch: async (request) => yoga.fetch(request),
    listen: async () => {
      const handle = instrument(fastPath, sinks, options.readClient);
      listener = await listen(handle, { ...config, reportError: options.reportError });
      metricsServer = metrics && (await serveMetrics(metrics));
      // Not before: keys that nobody is shown would be lost.
      const use = await bootstrap(app, config);
      if (config.worker) worker = startBackgroundWorkerDelayed(app, config, overrides, closing.signal);
      return { url: listener.url, ...use, metricsUrl: metricsServer?.url ?? null };
    },
    drain: async () => {
      isDraining = true;
      listener?.drain();
      await sleep(config.shutdownDelayMs);
    },
    close: () => {
      closed ??= close();
      return closed;
    },
  };
}
