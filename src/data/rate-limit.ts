import { sql } from 'kysely';
import type { DatabaseTransaction } from './database.ts';
import { statement } from './statement.ts';
import { UPKEEP_ROWS_MAX } from './upkeep.ts';
import type { VisibleOrganization } from './visibility.ts';

/** How much a project or a key may ask for in a minute. Null: as much as its organization may. */
export type RateLimitRow = { readonly subjectId: string; readonly perMinute: number | null };

const columns = ['subject_id as subjectId', 'per_minute as perMinute'] as const;

export const selectRateLimitsOf = statement<VisibleOrganization & { readonly subjectIds: readonly string[] }>(
  { isBrief: true },
)('rate_limits_of', (db, argument) =>
  db
    .selectFrom('rate_limit')
    .select(columns)
    .where('organization_id', '=', argument('organizationId'))
    .where((eb) => eb('subject_id', '=', eb.fn.any(argument('subjectIds')))),
);

/** Of all tenants: for the process, which must know them before it knows who asks. */
export const selectRateLimits = statement<object>()('rate_limits', (db) =>
  db.selectFrom('rate_limit').select(columns).where('per_minute', 'is not', null),
);

/** How far back a look at changes goes, in seconds: over anything that was still being written at the look before. */
export const RECENT_SECONDS = 60;

/** Of all tenants, those that were taken away too. */
export const selectRecentRateLimits = statement<object>()('rate_limits_recent', (db) =>
  db
    .selectFrom('rate_limit')
    .select(columns)
    .where('updated_at', '>', sql<Date>`now() - ${sql.lit(RECENT_SECONDS)} * interval '1 second'`),
);

type Subject = { readonly organizationId: string; readonly subjectId: string };

/** Locks the limit of a subject that the transaction holds. */
export async function selectRateLimit(tx: DatabaseTransaction, subject: Subject): Promise<number | null> {
  const found = await tx
    .selectFrom('rate_limit')
    .select('per_minute')
    .where('organization_id', '=', subject.organizationId)
    .where('subject_id', '=', subject.subjectId)
    .forUpdate()
    .executeTakeFirst();
  return found?.per_minute ?? null;
}

export async function upsertRateLimit(
  tx: DatabaseTransaction,
  { organizationId, subjectId }: Subject,
  perMinute: number | null,
): Promise<void> {
  const now = sql<Date>`clock_timestamp()`;
  await tx
    .insertInto('rate_limit')
    .values({
      organization_id: organizationId,
      subject_id: subjectId,
      per_minute: perMinute,
      updated_at: now,
    })
    .onConflict((conflict) =>
      conflict
        .columns(['organization_id', 'subject_id'])
        .doUpdateSet({ per_minute: perMinute, updated_at: now }),
    )
    .execute();
}

/** Deletes limits that were taken away, or whose project or key is gone, once every process has heard of it. */
export const deleteUselessRateLimits = statement<object>()('rate_limits_deleted', (db) =>
  db
    .deleteFrom('rate_limit')
    .where('updated_at', '<', sql<Date>`now() - interval '1 hour'`)
    .where(
      sql<boolean>`(per_minute is null or not exists (
        select from project where project.organization_id = rate_limit.organization_id and project.id = subject_id
        union all select from api_key where api_key.organization_id = rate_limit.organization_id and api_key.id = subject_id))`,
    )
    .returning('subject_id'),
);

/** Deletes windows that ended long ago: nobody counts in them any more. */
export const deleteOldRateCounts = statement<object>()('rate_counts_deleted', (db) => {
  const old = db
    .selectFrom('rate_count')
    .select('key')
    .where('ends_at', '<', sql<Date>`now() - interval '10 minutes'`)
    .orderBy('ends_at')
    .limit(UPKEEP_ROWS_MAX)
    .forUpdate()
    .skipLocked();
  return db.deleteFrom('rate_count').where('key', 'in', old).returning('key');
});
