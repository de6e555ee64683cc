import { EventEmitter, setMaxListeners } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { Logger, runTaskList, type WorkerEvents, type WorkerPool } from 'graphile-worker';
import type { Logger as Log } from 'pino';
import { type AppContext, createSystemContext } from '../domain/core/app-context.ts';
import type { RequestContext } from '../domain/core/request-context.ts';
import { purgeIdempotencyKeys } from '../domain/idempotency/idempotency.ts';
import { purgeRateLimits } from '../domain/rate-limit/rate-limit.ts';
import { purgeOldMinutes, rollUpUsage } from '../domain/usage/rollup.ts';
import { maintainDeliveries } from '../domain/webhook/attempt.ts';
import { HOUR_MS } from '../lib/duration.ts';
import { installQueue, QUEUE_SCHEMA } from '../postgres/job-queue.ts';
import { createConcurrencyLimit } from './concurrency-limit.ts';
import { deliverWebhook } from './deliver-webhook.ts';
import type { SendOptions } from './webhook-client.ts';

export type WorkerSettings = {
  readonly sendOptions: SendOptions;
  readonly slowMs: number;
  /** How long requests in progress may take after the signal. */
  readonly shutdownTimeoutMs: number;
  /** Whether to use prepared statements. */
  readonly prepares: boolean;
};

type Work = WorkerSettings &
  Pick<AppContext, 'pool' | 'log'> & { readonly context: RequestContext; readonly logger: Logger };

/** Concurrent webhook requests. Nearly all of their time is waiting. */
const CONCURRENCY = 32;
/** New jobs are notified at once. A scheduled job can be this late. */
const POLL_MS = 5_000;
const MAINTENANCE_INTERVAL_MS = 30_000;
/** Counts wait this long for their rollup. Reads include counts that are not rolled up. */
const ROLLUP_INTERVAL_MS = 2_000;
const PURGE_INTERVAL_MS = HOUR_MS;
const RESTART_MS = 1_000;
/** How long statements of the queue may run after the last job was released. */
const STUCK_STATEMENT_MS = 1_000;

/** Delivers webhooks and runs maintenance jobs until the signal; restarts after errors such as a database outage. After the signal it takes
 *  no new job, waits for those in progress up to the timeout, releases the rest, and resolves. */
export async function runWorker(
  app: Pick<AppContext, 'pool' | 'shared' | 'clock' | 'log'>,
  settings: WorkerSettings,
  stopping: AbortSignal,
): Promise<void> {
  const { log, pool } = app;
  const work: Work = { ...settings, pool, log, context: createSystemContext(app), logger: quietLogger(log) };
  while (!stopping.aborted) {
    try {
      await installQueue(pool, work.logger);
      await runMaintenance(work.context, 'start');
      await runOnce(work, stopping);
    } catch (err) {
      log.error({ err }, 'webhook worker failed, restarting');
    }
    await sleep(RESTART_MS, null, { signal: stopping }).catch(() => {});
  }
}

/** Runs until the signal, or until a loop of the queue ends with a fatal error, as it may when the database connection is lost. */
async function runOnce(work: Work, stopping: AbortSignal): Promise<void> {
  const { pool, logger, context, sendOptions, slowMs, shutdownTimeoutMs, prepares } = work;
  const slots = createConcurrencyLimit(CONCURRENCY);
  const events: WorkerEvents = new EventEmitter();
  const queueFailed = new Promise<void>((resolve) => events.once('worker:fatalError', () => resolve()));
  const queue = {
    schema: QUEUE_SCHEMA,
    logger,
    events,
    concurrency: CONCURRENCY,
    pollInterval: POLL_MS,
    noHandleSignals: true,
    noPreparedStatements: !prepares,
    gracefulShutdownAbortTimeout: shutdownTimeoutMs,
    forbiddenFlags: () => slots.saturated(),
  };
  // A loop that found no job polls again if jobs may have been skipped because their organizations had a turn.
  events.on('worker:getJob:empty', ({ worker }) => slots.beginRound() && worker.nudge());
  const delivering = { context, slots, options: sendOptions, slowMs };
  const tasks = {
    deliver_webhook: (job: unknown, { abortSignal }: { abortSignal?: AbortSignal }) =>
      deliverWebhook(delivering, job, abortSignal ?? stopping),
  };
  const workerPool: WorkerPool = runTaskList(queue, tasks, pool);
  // Every request in progress listens to it.
  setMaxListeners(CONCURRENCY + 1, workerPool.abortSignal);
  const maintenance = startMaintenance(work);
  const rollups = startRollups(work, stopping);
  try {
    await Promise.race([queueFailed, workerPool.promise, stopped(stopping)]);
  } finally {
    maintenance.stop();
    rollups.stop();
    const timeout = sleep(shutdownTimeoutMs + STUCK_STATEMENT_MS, null, { ref: false });
    await Promise.race([workerPool.gracefulShutdown(), timeout]);
  }
}

const stopped = (signal: AbortSignal) =>
  new Promise<void>((resolve) => {
    if (signal.aborted) resolve();
    signal.addEventListener('abort', () => resolve(), { once: true });
  });

/** Runs maintenance jobs. Safe to run concurrently in any number of workers. */
async function runMaintenance(context: RequestContext, when: 'start' | 'later'): Promise<void> {
  await maintainDeliveries(context, when);
  await purgeRateLimits(context);
  await purgeIdempotencyKeys(context);
}

function startMaintenance({ context, log }: Work) {
  const warn = (err: unknown) => log.warn({ err }, 'maintenance job failed');
  const timer = setInterval(() => runMaintenance(context, 'later').catch(warn), MAINTENANCE_INTERVAL_MS);
  return { stop: () => clearInterval(timer) };
}

/** Runs one rollup at a time, however long it takes. */
function startRollups({ context, log }: Work, stopping: AbortSignal) {
  const warn = (message: string) => (err: unknown) => log.warn({ err }, message);
  let isRunning = false;
  const rollUp = async () => {
    if (isRunning) return;
    isRunning = true;
    await rollUpUsage(context, stopping).catch(warn('usage rollup failed'));
    isRunning = false;
  };
  const purge = () => purgeOldMinutes(context).catch(warn('failed to purge old minutes of usage'));
  const timers = [setInterval(rollUp, ROLLUP_INTERVAL_MS), setInterval(purge, PURGE_INTERVAL_MS)];
  void rollUp();
  return { stop: () => timers.forEach(clearInterval) };
}

/** Logs warnings and errors of the queue; its other messages, which repeat what each delivery records, only at level trace. */
function quietLogger(log: Log): Logger {
  return new Logger(() => (level, message) => {
    if (level === 'error' || level === 'warning') log.warn({ queue: message });
    else log.trace({ queue: message });
  });
}
