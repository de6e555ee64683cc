import { type RawBuilder, sql } from 'kysely';
import type { Database } from '../postgres/database.ts';
import { QUEUE_SCHEMA } from '../postgres/job-queue.ts';

/** Counting ends there: whoever asks does so every few seconds. */
export const QUEUE_DEPTH_MAX = 100_000;

const STATEMENT_TIMEOUT_MS = 1_000;

export type DeliveryQueueDepth = {
  /** That are sent now or later, up to BACKLOG_MAX. */
  readonly pendingCount: number;
  /** How long the delivery has been waiting that should have been sent first. 0: none is late. */
  readonly oldestDueSeconds: number;
};

/** Of the whole database, by an index. */
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
  /** Jobs that a worker could take now. */
  readonly readyCount: number;
  /** Jobs that are given up. */
  readonly failedCount: number;
};

/** Of the first BACKLOG_MAX jobs. Rejects where no worker has ever made the queue. */
export async function readJobQueueDepth(db: Database): Promise<JobQueueDepth> {
  const jobs = sql`select attempts, max_attempts, run_at, locked_at from ${sql.table(`${QUEUE_SCHEMA}.jobs`)} limit ${QUEUE_DEPTH_MAX}`;
  return readWithTimeout<JobQueueDepth>(
    db,
    sql`select count(*) filter (where attempts < max_attempts and locked_at is null and run_at <= now())::int as "readyCount",
      count(*) filter (where attempts >= max_attempts)::int as "failedCount" from (${jobs}) as job`,
  );
}

/** Whoever looks on must not hold up those who work. */
async function readWithTimeout<Row>(db: Database, query: RawBuilder<unknown>): Promise<Row> {
  return db.transaction(async (tx) => {
    await sql`set local statement_timeout = ${sql.raw(String(STATEMENT_TIMEOUT_MS))}`.execute(tx);
    const { rows } = await (query as RawBuilder<Row>).execute(tx);
    const [row] = rows;
    if (!row) throw new Error('A count has a row.');
    return row;
  });
}
