import cluster from 'node:cluster';
import type { Logger } from 'pino';
import type { Config } from '../../config.ts';
import { keyOfDataFolder } from '../../postgres/embedded/encryption-key-file.ts';
import type { OpenMetrics } from '../../telemetry/metrics.ts';
import type { MetricsListener } from '../../telemetry/metrics-server.ts';
import { startBackgroundWorkerDelayed } from '../background-worker.ts';
import { createLog, type OpenContext, openContext } from '../context.ts';
import { formatFatalError } from '../fatal-error.ts';
import { bootstrap } from '../first-run.ts';
import { type Process, runProcess } from '../lifecycle.ts';
import { openMetrics } from '../metrics.ts';
import { createServer, type Listening } from '../server.ts';
import { startupBanner } from '../startup-banner.ts';
import { superviseServers, type WorkerMessage } from './supervisor.ts';

/** Runs several processes that listen at one address and share only the database. The primary opens the database, creates the first keys
 *  and runs background jobs. The processes that it forks serve requests. */
export async function runCluster(config: Config): Promise<void> {
  const log = createLog(config);
  if (!cluster.isPrimary) return runServerProcess(config, log);
  return runProcess({
    config,
    log,
    role: 'server',
    start: () => startPrimary(config, log),
    onStarted: async (primary) => startupBanner(await primary.listen(), config, log),
  });
}

type Primary = Process & { listen(): Promise<Listening> };

/** Time beyond SHUTDOWN_DELAY_MS and SHUTDOWN_TIMEOUT_MS for a server process to end on a busy machine. */
const SHUTDOWN_GRACE_MS = 5_000;

async function startPrimary(config: Config, log: Logger): Promise<Primary> {
  const app = await openContext(config, { log });
  const { port, serverCount: count, shutdownDelayMs, shutdownTimeoutMs } = config;
  const env = await environmentOf(config, app);
  const endMaxMs = shutdownDelayMs + shutdownTimeoutMs + SHUTDOWN_GRACE_MS;
  const servers = superviseServers({ count, env, port, log: app.log, endMaxMs });
  const closing = new AbortController();
  let work: Promise<void> | undefined;
  let metricsServer: MetricsListener | null = null;
  const close = async () => {
    closing.abort();
    await Promise.all([servers.close(), work, metricsServer?.close()]);
    await app.close();
  };
  let closed: Promise<void> | undefined;
  return {
    failed: Promise.race([app.failed, servers.failed]),
    listen: async () => {
      const url = await servers.answering;
      metricsServer = await serveMetrics(app, config);
      // Only now: if the start failed after this, the first keys would never be printed.
      const use = await bootstrap(app, config);
      if (config.backgroundJobs) work = startBackgroundWorkerDelayed(app, config, {}, closing.signal);
      return { url, ...use, metricsUrl: metricsServer?.url ?? null };
    },
    close: () => {
      closed ??= close();
      return closed;
    },
  };
}

/** The environment of server processes: the same database, and none of the work that the primary does once. */
async function environmentOf(
  { secrets, dataDir }: Config,
  { url, close }: Pick<OpenContext, 'url' | 'close'>,
) {
  try {
    const key = secrets.encryptionKey ?? (await keyOfDataFolder(dataDir, { isNew: false }));
    return {
      DATABASE_URL: url,
      ENCRYPTION_KEY: key.toString('base64'),
      BOOTSTRAP: '0',
      BACKGROUND_JOBS: 'off',
    };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Serves requests until the primary stops it or exits; Node.js ends it in the second case. Sends messages for the operator to the primary,
 *  which prints them once. */
async function runServerProcess(config: Config, log: Logger): Promise<void> {
  // The primary exited while a message was being sent.
  cluster.worker?.on('error', () => process.exit(1));
  try {
    await runProcess({
      config,
      log,
      role: 'server',
      isChild: true,
      start: () => createServer(config, { log, serveMetrics: reportMetrics }),
      onStarted: async (server) => {
        const { url } = await server.listen();
        await notifyPrimary({ url });
        return { printed: '', facts: { url } };
      },
    });
  } catch (error) {
    await notifyPrimary({ problem: formatFatalError(error) });
    process.exit(1);
  }
}

/** Serves the metrics of all processes. Null: metrics are off. */
async function serveMetrics(app: OpenContext, config: Config): Promise<MetricsListener | null> {
  const metrics = await openMetrics(app, config);
  if (!metrics) return null;
  const { aggregateMetrics } = await import('./metrics.ts');
  return metrics.serve(aggregateMetrics(metrics.registry));
}

async function reportMetrics({ registry }: OpenMetrics): Promise<null> {
  const { serveMetricsToPrimary } = await import('./metrics.ts');
  serveMetricsToPrimary(registry);
  return null;
}

function notifyPrimary(message: WorkerMessage): Promise<void> {
  return new Promise((resolve) => {
    process.send?.(message, undefined, undefined, () => resolve());
  });
}
