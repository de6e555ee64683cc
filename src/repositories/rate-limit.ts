import { sql } from 'kysely';
import type { DatabaseTransaction } from '../postgres/database.ts';
import { statement } from '../postgres/query/statement.ts';
import { isInBatch, MAINTENANCE_BATCH_SIZE } from '../postgres/row-batch.ts';
import type { VisibleOrganization, VisibleProject } from '../postgres/tenancy.ts';

/** The rate limit of a project or a key. */
export type RateLimitRow = {
  /** Maximum points per minute. Null: only the limit of its organization applies. */
  readonly perMinute: number | null;
  /** Points per minute reserved for it from the organization's project traffic. Null: none. */
  readonly guaranteedPerMinute: number | null;
};

export const NO_RATE_LIMIT: RateLimitRow = { perMinute: null, guaranteedPerMinute: null };

const limitColumns = ['per_minute as perMinute', 'guaranteed_per_minute as guaranteedPerMinute'] as const;
const columns = ['organization_id as organizationId', 'subject_id as subjectId', ...limitColumns] as const;

/** Whether the project or the key still exists. */
const hasSubject = sql<boolean>`exists (
  select from project where project.organization_id = rate_limit.organization_id and project.id = subject_id
  union all select from api_key where api_key.organization_id = rate_limit.organization_id and api_key.id = subject_id)`;

/** Whether the project or the key is archived, and can return with its limit. */
const hasArchivedSubject = sql<boolean>`exists (
  select from archived_project as archived
  where archived.organization_id = rate_limit.organization_id and archived.id = subject_id
  union all select from archived_key as archived
  where archived.organization_id = rate_limit.organization_id and archived.id = subject_id)`;

export const selectRateLimitsOf = statement<VisibleOrganization & { readonly subjectIds: readonly string[] }>(
  { execution: 'pipelined' },
)('rate_limits_of', (db, argument) =>
  db
    .selectFrom('rate_limit')
    .select(columns)
    .where('organization_id', '=', argument('organizationId'))
    .where((eb) => eb('subject_id', '=', eb.fn.any(argument('subjectIds')))),
);

/** Reads the limits of all tenants: the process must know them before it knows the tenant of a request. */
export const selectRateLimits = statement<object>()('rate_limits', (db) =>
  db
    .selectFrom('rate_limit')
    .select(columns)
    .where(({ or, eb }) =>
      or([eb('per_minute', 'is not', null), eb('guaranteed_per_minute', 'is not', null)]),
    )
    .where(hasSubject),
);

/** How far back a poll for changes reads, in seconds. Covers transactions that were uncommitted at the previous poll. */
export const RECENT_SECONDS = 60;

/** Reads recently changed limits of all tenants, including removed ones. */
export const selectRecentRateLimits = statement<object>()('rate_limits_recent', (db) =>
  db
    .selectFrom('rate_limit')
    .select(columns)
    .where('updated_at', '>', sql<Date>`now() - ${sql.lit(RECENT_SECONDS)} * interval '1 second'`),
);

type Subject = { readonly organizationId: string; readonly subjectId: string };

/** Locks the limit of a subject that the transaction has locked. */
export async function selectRateLimit(tx: DatabaseTransaction, subject: Subject): Promise<RateLimitRow> {
  const row = await tx
    .selectFrom('rate_limit')
    .select(limitColumns)
    .where('organization_id', '=', subject.organizationId)
    .where('subject_id', '=', subject.subjectId)
    .forUpdate()
    .executeTakeFirst();
  return row ?? NO_RATE_LIMIT;
}

/** Returns the sum of the guarantees of the organization's other subjects. Serializes callers until the transaction
 *  ends. */
export async function lockOtherGuarantees(
  tx: DatabaseTransaction,
  { organizationId, subjectId }: Subject,
): Promise<number> {
  // A row of the organization itself serializes them, whatever their subjects. Maintenance deletes it.
  await upsertRateLimit(tx, { organizationId, subjectId: organizationId }, NO_RATE_LIMIT);
  const { total } = await tx
    .selectFrom('rate_limit')
    .select(sql<number>`coalesce(sum(guaranteed_per_minute), 0)::int`.as('total'))
    .where('organization_id', '=', organizationId)
    .where('subject_id', '<>', subjectId)
    .where(hasSubject)
    .executeTakeFirstOrThrow();
  return total;
}

export async function upsertRateLimit(
  tx: DatabaseTransaction,
  { organizationId, subjectId }: Subject,
  { perMinute, guaranteedPerMinute }: RateLimitRow,
): Promise<void> {
  await tx
    .insertInto('rate_limit')
    .values({
      organization_id: organizationId,
      subject_id: subjectId,
      per_minute: perMinute,
      guaranteed_per_minute: guaranteedPerMinute,
      updated_at: sql<Date>`clock_timestamp()`,
    })
    .onConflict((conflict) =>
      conflict.columns(['organization_id', 'subject_id']).doUpdateSet(({ ref }) => ({
        per_minute: ref('excluded.per_minute'),
        guaranteed_per_minute: ref('excluded.guaranteed_per_minute'),
        updated_at: ref('excluded.updated_at'),
      })),
    )
    .execute();
}

/** Makes every process read the limits of a restored project and of its keys. */
export async function renewRateLimits(
  tx: DatabaseTransaction,
  { organizationId, projectId }: VisibleProject,
): Promise<void> {
  await tx
    .updateTable('rate_limit')
    .set({ updated_at: sql<Date>`clock_timestamp()` })
    .where('organization_id', '=', organizationId)
    .where((eb) =>
      eb.or([
        eb('subject_id', '=', projectId),
        eb(
          'subject_id',
          'in',
          eb
            .selectFrom('api_key')
            .select('id')
            .where('organization_id', '=', organizationId)
            .where('project_id', '=', projectId),
        ),
      ]),
    )
    .execute();
}

/** Deletes limits that were removed, or whose project or key is gone, once every process has read the change. */
export const deleteUselessRateLimits = statement<object>()('rate_limits_deleted', (db) =>
  db
    .deleteFrom('rate_limit')
    .where('updated_at', '<', sql<Date>`now() - interval '1 hour'`)
    .where(
      sql<boolean>`(coalesce(per_minute, guaranteed_per_minute) is null or not (${hasSubject} or ${hasArchivedSubject}))`,
    )
    .returning('subject_id'),
);

/** Deletes windows that ended long ago and are no longer counted in. */
export const deleteOldRateCounts = statement<object>()('rate_counts_deleted', (db) => {
  const expired = db
    .selectFrom('rate_count')
    .select('key')
    .where('ends_at', '<', sql<Date>`now() - interval '10 minutes'`)
    .orderBy('ends_at')
    .limit(MAINTENANCE_BATCH_SIZE)
    .forUpdate()
    .skipLocked();
  return db
    .deleteFrom('rate_count')
    .where(isInBatch(sql.ref('key'), expired))
    .returning('key');
});
