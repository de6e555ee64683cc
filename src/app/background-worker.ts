import { setTimeout as sleep } from 'node:timers/promises';
import type { Config } from '../config.ts';
import type { AppContext } from '../domain/core/app-context.ts';
import { VERSION } from '../lib/version.ts';
import type { Overrides } from './context.ts';

/** How long a webhook endpoint may take to respond. */
const TIMEOUT_MS = 10_000;
/** A slower endpoint gets one request at a time. */
const SLOW_MS = 2_000;

/** Runs the background jobs until the signal: delivers webhooks, rolls up usage, seals and prunes the audit log, purges deleted rows. Loads
 *  their modules here, so that a server starts without them. */
export async function startBackgroundWorker(
  app: AppContext,
  config: Config,
  { webhookTimeoutMs = TIMEOUT_MS, webhookSlowMs = SLOW_MS }: Overrides,
  stopping: AbortSignal,
): Promise<void> {
  const { shutdownTimeoutMs, databasePrepares: prepares, auditRetentionDays } = config;
  const [{ runWorker }, { runAuditMaintenance }, { runPurge }] = await Promise.all([
    import('../worker/worker.ts'),
    import('../worker/audit-maintenance.ts'),
    import('../worker/purge.ts'),
  ]);
  const sendOptions = {
    userAgent: `Bailiwick-Webhooks/${VERSION}`,
    timeoutMs: webhookTimeoutMs,
    proxyUrl: config.secrets.webhookProxyUrl,
  };
  await Promise.all([
    runWorker(app, { sendOptions, slowMs: webhookSlowMs, shutdownTimeoutMs, prepares }, stopping),
    runAuditMaintenance(app, auditRetentionDays, stopping),
    runPurge(app, stopping),
  ]);
}

/** Loading the worker blocks the event loop for a moment. Clients that waited for the start are served first. */
const WORKER_START_DELAY_MS = 500;

/** The same after a delay, for a process that has just begun to serve requests. */
export async function startBackgroundWorkerDelayed(
  ...[app, config, overrides, stopping]: Parameters<typeof startBackgroundWorker>
): Promise<void> {
  await sleep(WORKER_START_DELAY_MS, null, { signal: stopping }).catch(() => {});
  if (!stopping.aborted) await startBackgroundWorker(app, config, overrides, stopping);
}
