import { EventEmitter, setMaxListeners } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { Logger, runTaskList, type WorkerEvents, type WorkerPool } from 'graphile-worker';
import type { Logger as Log } from 'pino';
import type { RequestContext } from '../domain/core/request-context.ts';
import { purgeIdempotencyKeys } from '../domain/idempotency/idempotency.ts';
import { purgeRateLimits } from '../domain/rate-limit/rate-limit.ts';
import { purgeOldMinutes, rollUpUsage } from '../domain/usage/rollup.ts';
import { maintainDeliveries } from '../domain/webhook/attempt.ts';
import { HOUR_MS } from '../lib/duration.ts';
import { type BoundedPool, installQueue, QUEUE_SCHEMA } from '../postgres/job-queue.ts';
import { createConcurrencyLimit } from './concurrency-limit.ts';
import { deliverWebhook } from './deliver-webhook.ts';
import type { SendOptions } from './webhook-client.ts';

export type WorkerOptions = {
  readonly pool: BoundedPool;
  readonly context: RequestContext;
  readonly sendOptions: SendOptions;
  readonly slowMs: number;
  readonly log: Log;
  /** How long a request under way may take when the worker is told to stop. */
  readonly shutdownTimeoutMs: number;
  /** Whether PostgreSQL may be asked to keep statements. */
  readonly prepares: boolean;
};

/** Requests under way at once. Nearly all of their time is waiting. */
const CONCURRENCY = 32;
/** New jobs are heard of at once. This is how late one can be that was put off until now. */
const POLL_MS = 5_000;
const MAINTENANCE_INTERVAL_MS = 30_000;
/** What is counted waits so long to be folded, and is read all the same. */
const ROLLUP_INTERVAL_MS = 2_000;
const PURGE_INTERVAL_MS = HOUR_MS;
const RESTART_MS = 1_000;
/** How long statements of the queue may go on after the last request has been given back. */
const STUCK_STATEMENT_MS = 1_000;

/** Delivers webhooks until the signal, whatever happens to the database meanwhile. Then takes no new job, lets those under
 *  way end or gives them back, and resolves. */
export async function runWorker(options: WorkerOptions, stopping: AbortSignal): Promise<void> {
  const { log, pool } = options;
  const logger = quietLogger(log);
  while (!stopping.aborted) {
    try {
      await installQueue(pool, logger);
      await runMaintenance(options.context, 'start');
      await runOnce(options, logger, stopping);
    } catch (err) {
      log.error({ err }, 'the webhook worker failed and starts again');
    }
    await sleep(RESTART_MS, null, { signal: stopping }).catch(() => {});
  }
}

/** Works until the signal, or until the queue gives up one of its loops, as it does when the database goes away in the
 *  wrong moment. */
async function runOnce(options: WorkerOptions, logger: Logger, stopping: AbortSignal): Promise<void> {
  const { pool, context, sendOptions, slowMs, shutdownTimeoutMs, prepares } = options;
  const slots = createConcurrencyLimit(CONCURRENCY);
  const events: WorkerEvents = new EventEmitter();
  const broken = new Promise<void>((resolve) => events.once('worker:fatalError', () => resolve()));
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
  // A loop that found nothing looks once more when that was for the organizations that had their turn.
  events.on('worker:getJob:empty', ({ worker }) => slots.beginRound() && worker.nudge());
  const delivering = { context, slots, options: sendOptions, slowMs };
  const tasks = {
    deliver_webhook: (job: unknown, { abortSignal }: { abortSignal?: AbortSignal }) =>
      deliverWebhook(delivering, job, abortSignal ?? stopping),
  };
  const workerPool: WorkerPool = runTaskList(queue, tasks, pool);
  // Every request under way listens to it.
  setMaxListeners(CONCURRENCY + 1, workerPool.abortSignal);
  const maintenance = startMaintenance(options);
  const rollups = startRollups(options, stopping);
  try {
    await Promise.race([broken, workerPool.promise, stopped(stopping)]);
  } finally {
    maintenance.stop();
    rollups.stop();
    const isPatient = sleep(shutdownTimeoutMs + STUCK_STATEMENT_MS, null, { ref: false });
    await Promise.race([workerPool.gracefulShutdown(), isPatient]);
  }
}

const stopped = (signal: AbortSignal) =>
  new Promise<void>((resolve) => {
    if (signal.aborted) resolve();
    signal.addEventListener('abort', () => resolve(), { once: true });
  });

/** What no request should have to do: any number of workers may do it at once. */
async function runMaintenance(context: RequestContext, when: 'start' | 'later'): Promise<void> {
  await maintainDeliveries(context, when);
  await purgeRateLimits(context);
  await purgeIdempotencyKeys(context);
}

function startMaintenance({ context, log }: WorkerOptions) {
  const warn = (err: unknown) => log.warn({ err }, 'the upkeep failed');
  const timer = setInterval(() => runMaintenance(context, 'later').catch(warn), MAINTENANCE_INTERVAL_MS);
  return { stop: () => clearInterval(timer) };
}

/** One fold at a time, whatever the one before it takes. */
function startRollups({ context, log }: WorkerOptions, stopping: AbortSignal) {
  const warn = (what: string) => (err: unknown) => log.warn({ err }, what);
  let isRunning = false;
  const rollUp = async () => {
    if (isRunning) return;
    isRunning = true;
    await rollUpUsage(context, stopping).catch(warn('the fold of usage failed'));
    isRunning = false;
  };
  const purge = () => purgeOldMinutes(context).catch(warn('old minutes of usage could not be forgotten'));
  const timers = [setInterval(rollUp, ROLLUP_INTERVAL_MS), setInterval(purge, PURGE_INTERVAL_MS)];
  void rollUp();
  return { stop: () => timers.forEach(clearInterval) };
}

/** The queue talks much, of what each delivery says itself. */
function quietLogger(log: Log): Logger {
  return new Logger(() => (level, message) => {
    if (level === 'error' || level === 'warning') log.warn({ queue: message });
    else log.trace({ queue: message });
  });
}
