import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Config } from '../config.ts';
import { createDocumentCache } from '../graphql/document-cache.ts';
import { createFairScheduler } from '../http/fair-scheduler.ts';
import { DEBUG_HEADERS } from '../http/graphql/debug-headers.ts';
import { readManifest } from '../http/graphql/document-manifest.ts';
import { createPersistedDocuments, type PersistedDocuments } from '../http/graphql/persisted-documents.ts';
import { createYogaHandler } from '../http/graphql/yoga.ts';
import type { HttpContext } from '../http/http-context.ts';
import { createCors } from '../http/request/cors.ts';
import { createHostAndOriginCheck } from '../http/request/origin-check.ts';
import { createClientReader } from '../http/server/client-address.ts';
import { instrument } from '../http/server/instrumentation.ts';
import { type Listener, listen } from '../http/server/listener.ts';
import { createRequestListener } from '../http/server/request-listener.ts';
import { packageRoot } from '../lib/package-root.ts';
import { createAccessLog } from '../telemetry/access-log.ts';
import type { MetricsListener } from '../telemetry/metrics-server.ts';
import { startBackgroundWorkerDelayed } from './background-worker.ts';
import { type OpenContext, type Overrides, openContext } from './context.ts';
import { type BootstrapResult, bootstrap } from './first-run.ts';
import { openMetrics } from './metrics.ts';
import { openRateLimiter } from './rate-limiter.ts';
import { createReadiness } from './readiness.ts';

export type Listening = BootstrapResult & {
  readonly url: string;
  /** The URL of metrics. Null: this server does not serve them. */
  readonly metricsUrl: string | null;
};

export type Server = {
  /** Resolves with a message for the operator when the server can no longer work. Otherwise never settles. */
  readonly failed: Promise<string>;
  /** Handles a request in this process, without a network connection. `usesPlans` false: executes its operation field by field, for tests
   *  that compare the responses. */
  fetch(request: Request, options?: { readonly usesPlans: boolean }): Promise<Response>;
  /** Accepts connections, creates the first organization when the config says so, then starts background jobs unless the config turns
   *  them off. */
  listen(): Promise<Listening>;
  /** Reports not ready and serves requests for SHUTDOWN_DELAY_MS more, so that load balancers notice. */
  drain(): Promise<void>;
  /** Finishes requests in progress, then closes everything that the server started. Idempotent. */
  close(): Promise<void>;
};

const defaultManifest = join(packageRoot(import.meta.dirname), 'schema/documents.json');

/** Creates a server: opens the database, applies its migrations and wires the API to it. Throws, with everything closed again, when the
 *  database or the manifest cannot be used. */
export async function createServer(config: Config, overrides: Overrides = {}): Promise<Server> {
  const persistedDocuments = readPersistedDocuments(config);
  const opened = await openContext(config, overrides);
  const { rateLimiter, close: closeRateLimiter } = await openRateLimiter(opened, config, overrides).catch(
    async (error) => {
      await opened.close();
      throw error;
    },
  );
  let listener: Listener | undefined;
  let isDraining = false;
  // With PORT=0 the URL is known only once the server listens.
  const publicUrl = () => config.publicUrl ?? listener?.url ?? opened.shared.publicUrl();
  const isReady = createReadiness(opened);
  const app: HttpContext & OpenContext = {
    ...opened,
    ...httpSettings(config),
    shared: { ...opened.shared, publicUrl },
    persistedDocuments,
    rateLimiter,
    isReady: async () => !isDraining && isReady(),
  };
  const yoga = createYogaHandler(app);
  const metrics = await openMetrics(app, config);
  const sinks = {
    log: createAccessLog(app.log),
    count:
      metrics?.countServer({
        documents: app.documentCache.state,
        identities: rateLimiter.identities.state,
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
    fetch: async (request, { usesPlans } = { usesPlans: true }) => yoga.fetch(request, { usesPlans }),
    listen: async () => {
      const handle = instrument(createRequestListener(yoga, app), sinks, app.readClient);
      listener = await listen(handle, { ...config, reportError: app.reportError });
      metricsServer = metrics && (await serveMetrics(metrics));
      // Only now: if the start failed after this, the first keys would never be printed.
      const use = await bootstrap(app, config);
      if (config.backgroundJobs)
        worker = startBackgroundWorkerDelayed(app, config, overrides, closing.signal);
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

/** The default manifest has the documents of the dashboard. */
function readPersistedDocuments({ documents, dashboard }: Config): PersistedDocuments {
  const { manifestPath, persistedOnly } = documents;
  const paths = [
    ...(dashboard || manifestPath === null ? [defaultManifest] : []),
    ...(manifestPath === null ? [] : [manifestPath]),
  ];
  const manifest = new Map(paths.flatMap((path) => [...readManifest(path)]));
  return createPersistedDocuments({ manifest, persistedOnly });
}

/** Returns the path of a URL without a trailing slash. */
const pathOf = (url: string | null) => (url === null ? '' : new URL(url).pathname.replace(/\/$/, ''));

/** Returns the part of the context that follows from the config alone. */
const httpSettings = (config: Config) => ({
  operatorKey: config.secrets.operatorKey,
  dashboardPrefix: config.dashboard ? pathOf(config.publicUrl) : null,
  scheduler: createFairScheduler(config.databasePoolMax),
  readClient: createClientReader(config.trustedProxies),
  allowsAnonymous: config.introspection === 'public',
  documentCache: createDocumentCache({
    introspects: config.introspection !== 'off',
    responseBytesMax: config.limits.responseBytesMax,
  }),
  cors: createCors(config.corsOrigins, config.debugHeaders ? DEBUG_HEADERS : []),
  debugHeaders: config.debugHeaders,
  checkOrigin: createHostAndOriginCheck(config),
});
