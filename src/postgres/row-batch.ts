import { type Expression, type RawBuilder, sql } from 'kysely';

/** Maximum rows that one maintenance statement changes, so that it holds locks only briefly. */
export const MAINTENANCE_BATCH_SIZE = 1_000;

/** Repeats a maintenance statement until it changes fewer rows than the batch size. */
export async function repeatUntilEmpty(change: () => Promise<readonly unknown[]>): Promise<void> {
  while ((await change()).length === MAINTENANCE_BATCH_SIZE);
}

/** Whether a row, given by these columns, is in the batch that a subquery selects and locks. PostgreSQL may evaluate a subquery with a
 *  limit several times, and each time locks further rows; the one of WITH once. */
export const isInBatch = (columns: RawBuilder<unknown>, batch: Expression<unknown>): RawBuilder<boolean> =>
  sql<boolean>`${columns} in (with batch as materialized (${batch}) select * from batch)`;
