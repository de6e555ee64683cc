import { setTimeout as sleep } from 'node:timers/promises';
import { Gauge, type Registry } from 'prom-client';
import type { Database } from '../postgres/database.ts';
import { readDeliveryQueueDepth, readJobQueueDepth } from '../repositories/queue-depth.ts';

/** How long a scrape waits for the database. */
const SCRAPE_TIMEOUT_MS = 1_500;

/** Registers the queue depths of the database, which are read on each scrape. A metric that cannot be read is left out of that scrape. */
export function registerQueueMetrics(registry: Registry, db: Database): void {
  const readDeliveries = coalesce(() => readDeliveryQueueDepth(db));
  const readQueue = coalesce(() => readJobQueueDepth(db));
  const gauge = (name: string, help: string, read: () => Promise<number>) =>
    new Gauge({
      name,
      help,
      registers: [registry],
      // Every process reports the same value, since it is that of the database.
      aggregator: 'max',
      async collect() {
        try {
          this.set(await read());
        } catch {
          this.remove();
        }
      },
    });
  gauge(
    'bailiwick_webhook_deliveries_pending',
    'Webhook deliveries waiting for their first or next attempt in the whole database, counted up to 100000.',
    async () => (await readDeliveries()).pendingCount,
  );
  gauge(
    'bailiwick_webhook_oldest_due_seconds',
    'Seconds by which the oldest due webhook delivery is late, in the whole database.',
    async () => (await readDeliveries()).oldestDueSeconds,
  );
  gauge(
    'bailiwick_queue_ready_jobs',
    'Jobs that are ready to run, among the first 100000 of the whole database.',
    async () => (await readQueue()).readyCount,
  );
  gauge(
    'bailiwick_queue_failed_jobs',
    'Jobs that have failed permanently, among the first 100000 of the whole database.',
    async () => (await readQueue()).failedCount,
  );
}

/** Coalesces concurrent reads into one, so that a database that hangs has at most one of them to execute. */
function coalesce<Result>(read: () => Promise<Result>): () => Promise<Result> {
  let reading: Promise<Result> | undefined;
  const late = async (): Promise<never> => {
    await sleep(SCRAPE_TIMEOUT_MS, null, { ref: false });
    throw new Error('The database did not respond in time.');
  };
  return () => {
    reading ??= read().finally(() => {
      reading = undefined;
    });
    return Promise.race([reading, late()]);
  };
}
