import { type RawBuilder, sql } from 'kysely';
import type { Database } from '../postgres/database.ts';
import { QUEUE_SCHEMA } from '../postgres/job-queue.ts';

/** Counting stops here, because metrics are scraped every few seconds. */
const QUEUE_DEPTH_MAX = 100_000;

const STATEMENT_TIMEOUT_MS = 1_000;

export type DeliveryQueueDepth = {
  /** Deliveries that are due now or later, up to QUEUE_DEPTH_MAX. */
  readonly pendingCount: number;
  /** Seconds since the most overdue delivery was due. 0: none is overdue. */
  readonly oldestDueSeconds: number;
};

/** Reads the delivery queue of the whole database by an index. */
export async function readDeliveryQueueDepth(db: Database): Promise<DeliveryQueueDepth> {
  const pending = sql`select next_attempt_at from webhook_delivery where status = 'PENDING' limit ${QUEUE_DEPTH_MAX}`;
  const oldest = sql`select min(next_attempt_at) from webhook_delivery where status = 'PENDING'`;
  return readWithTimeout<DeliveryQueueDepth>(
    db,
    sql`select (select count(*)::int from (${pending}) as pending) as "pendingCount",
      greatest(extract(epoch from now() - (${oldest})), 0)::float8 as "oldestDueSeconds"`,
  );
}

export type JobQueueDepth = {
  /** Jobs that a worker could start now. */
  readonly readyCount: number;
  /** Jobs that failed permanently. */
  readonly failedCount: number;
};

/** Reads the first QUEUE_DEPTH_MAX jobs. Rejects when no worker has created the queue yet. */
export async function readJobQueueDepth(db: Database): Promise<JobQueueDepth> {
  const jobs = sql`select attempts, max_attempts, run_at, locked_at from ${sql.table(`${QUEUE_SCHEMA}.jobs`)} limit ${QUEUE_DEPTH_MAX}`;
  return readWithTimeout<JobQueueDepth>(
    db,
    sql`select count(*) filter (where attempts < max_attempts and locked_at is null and run_at <= now())::int as "readyCount",
      count(*) filter (where attempts >= max_attempts)::int as "failedCount" from (${jobs}) as job`,
  );
}

/** Reads with a timeout, so that monitoring does not slow down the workers. */
async function readWithTimeout<Row>(db: Database, query: RawBuilder<unknown>): Promise<Row> {
  return db.transaction(async (tx) => {
    await sql`set local statement_timeout = ${sql.raw(String(STATEMENT_TIMEOUT_MS))}`.execute(tx);
    const { rows } = await (query as RawBuilder<Row>).execute(tx);
    const [row] = rows;
    if (!row) throw new Error('An aggregate without GROUP BY returned no row.');
    return row;
  });
}
