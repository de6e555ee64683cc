import { setTimeout as sleep } from 'node:timers/promises';
import { Gauge, type Registry } from 'prom-client';
import type { Database } from '../postgres/database.ts';
import { readDeliveryQueueDepth, readJobQueueDepth } from '../repositories/queue-depth.ts';

/** How long a scrape waits for what the database has to say. */
const SCRAPE_TIMEOUT_MS = 1_500;

/** What waits in the database, read whenever somebody scrapes. What cannot be read is left out, and all else is told. */
export function registerQueueMetrics(registry: Registry, db: Database): void {
  const readDeliveries = coalesce(() => readDeliveryQueueDepth(db));
  const readQueue = coalesce(() => readJobQueueDepth(db));
  const gauge = (name: string, help: string, read: () => Promise<number>) =>
    new Gauge({
      name,
      help,
      registers: [registry],
      // The same in each process: it is the database's.
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
    'Deliveries of webhooks that wait for their first or next attempt, counted up to 100000. Of the whole database.',
    async () => (await readDeliveries()).pendingCount,
  );
  gauge(
    'bailiwick_webhook_oldest_due_seconds',
    'How late the delivery is that should have been sent first. Of the whole database.',
    async () => (await readDeliveries()).oldestDueSeconds,
  );
  gauge(
    'bailiwick_queue_ready_jobs',
    'Jobs that a worker could take now, of the first 100000. Of the whole database.',
    async () => (await readQueue()).readyCount,
  );
  gauge(
    'bailiwick_queue_failed_jobs',
    'Jobs that are given up, of the first 100000. Of the whole database.',
    async () => (await readQueue()).failedCount,
  );
}

/** Whoever asks meanwhile shares the answer; a database that hangs has one of these to answer at most. */
function coalesce<Result>(read: () => Promise<Result>): () => Promise<Result> {
  let reading: Promise<Result> | undefined;
  const late = async (): Promise<never> => {
    await sleep(SCRAPE_TIMEOUT_MS, null, { ref: false });
    throw new Error('The database is late.');
  };
  return () => {
    reading ??= read().finally(() => {
      reading = undefined;
    });
    return Promise.race([reading, late()]);
  };
}
