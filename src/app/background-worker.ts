import { setTimeout as sleep } from 'node:timers/promises';
import type { Config } from '../config.ts';
import { VERSION } from '../lib/version.ts';
import { type AppContext, createSystemContext, type Overrides } from './context.ts';

/** As long as an endpoint may take for its answer. */
const TIMEOUT_MS = 10_000;
/** An endpoint that takes longer than this gets one request at a time. */
const SLOW_MS = 2_000;

/** Delivers webhooks, seals the audit log and purges deleted rows until the signal. What does it is loaded here: a server is up before that. */
export async function startBackgroundWorker(
  app: AppContext,
  config: Config,
  { webhookTimeoutMs = TIMEOUT_MS, webhookSlowMs = SLOW_MS }: Overrides,
  stopping: AbortSignal,
): Promise<void> {
  const { webhookDestinations, shutdownTimeoutMs, databasePrepares: prepares, auditRetentionDays } = config;
  const [{ runWorker }, { runAuditMaintenance }, { runPurge }] = await Promise.all([
    import('../worker/worker.ts'),
    import('../worker/audit-maintenance.ts'),
    import('../worker/purge.ts'),
  ]);
  const { pool, log, clock } = app;
  const sendOptions = {
    destinations: webhookDestinations,
    userAgent: `Bailiwick-Webhooks/${VERSION}`,
    timeoutMs: webhookTimeoutMs,
    proxyUrl: config.secrets.webhookProxyUrl,
    now: clock.now,
  };
  const context = createSystemContext(app);
  await Promise.all([
    runWorker(
      { pool, context, sendOptions, slowMs: webhookSlowMs, log, shutdownTimeoutMs, prepares },
      stopping,
    ),
    runAuditMaintenance({ context, log, retentionDays: auditRetentionDays }, stopping),
    runPurge({ context, log }, stopping),
  ]);
}

/** Loading the worker takes a moment of everybody's time. Those who wait for the start have theirs first. */
const WORKER_START_DELAY_MS = 500;

/** The same, for a process that has just begun to answer. */
export async function startBackgroundWorkerDelayed(
  ...[app, config, overrides, stopping]: Parameters<typeof startBackgroundWorker>
): Promise<void> {
  await sleep(WORKER_START_DELAY_MS, null, { signal: stopping }).catch(() => {});
  if (!stopping.aborted) await startBackgroundWorker(app, config, overrides, stopping);
}
