import { type RawBuilder, type SqlBool, sql } from 'kysely';
import type { DatabaseTransaction } from '../postgres/database.ts';
import type { TableInProject } from '../postgres/tenancy.ts';
import { isSuspendedOrganization } from './organization.ts';

// Deleting an entity deletes its own row, at a cost that does not depend on its dependent rows. These are unreadable
// from then on, and are deleted here in batches.

/** Tables of a project's rows without a foreign key to it. Rows with a foreign key are few and deleted with the
 *  project. */
export const tablesOfProject = [
  'usage_pending',
  'trigger',
  'connected_account',
  'auth_config',
  'mcp_server',
  'mcp_server_route',
  'session',
  'tool_call_log',
  'usage_minute',
  'usage_hour',
  'usage_day',
  'usage_week',
  'usage_month',
  'rotated_secret',
  'revoked_key',
] as const satisfies readonly TableInProject[];

/** Subjects whose rows are deleted without audit entries or events, by id prefix: the tables, and the column with the
 *  id. */
const purgeTargets = {
  proj: { tables: tablesOfProject, column: 'project_id' },
  ws: { tables: ['webhook_delivery'], column: 'subscription_id' },
} as const;

export type PurgeKind = keyof typeof purgeTargets;

/** Rows of each table that the deletion itself deletes. */
export const FIRST_ROWS_MAX = 100;

export type PurgeSubject = {
  readonly organizationId: string;
  readonly subjectId: string;
  /** The project that contained it. Null: none. */
  readonly projectId: string | null;
};

export type PurgeRow = PurgeSubject & {
  /** The actor that deleted it, as passed to `insertPurge`. Null: no audit entries are written for its rows. */
  readonly deletedBy: object | null;
  readonly deletedAt: Date;
};

/** Tables with secrets, whose routes are deleted with their rows. */
const hashTables: ReadonlySet<string> = new Set(['rotated_secret', 'revoked_key']);

/** Deletes the routes and the last uses of secrets whose rows the statement deletes. */
function deleteHashes({ organizationId }: PurgeSubject): readonly RawBuilder<unknown>[] {
  const hashes = sql`select hash from of_rotated_secret union all select hash from of_revoked_key`;
  return [
    sql`routes as (delete from secret_route where hash in (${hashes}))`,
    sql`uses as (delete from secret_use where organization_id = ${organizationId} and hash in (${hashes}))`,
  ];
}

const belongsTo = ({ organizationId, subjectId }: PurgeSubject, column: string): RawBuilder<SqlBool> =>
  sql`(organization_id = ${organizationId} and ${sql.ref(column)} = ${subjectId})`;

/** Deletes up to `rowsMax` rows of each table, and returns whether any are left. Skips rows that another transaction
 *  has locked, so that it never waits. */
export async function purgeRows(
  tx: DatabaseTransaction,
  kind: PurgeKind,
  subject: PurgeSubject,
  rowsMax: number,
): Promise<boolean> {
  const { tables, column } = purgeTargets[kind];
  const isOwned = belongsTo(subject, column);
  // Row addresses (ctid) repeat across partitions, but any row of the subject may be deleted.
  const deletions = tables.map(
    (table) => sql`${sql.ref(`of_${table}`)} as (
      delete from ${sql.table(table)} where ${isOwned} and ctid = any(array(
        select ctid from ${sql.table(table)} where ${isOwned} limit ${rowsMax} for update skip locked))
      ${hashTables.has(table) ? sql`returning hash` : sql``})`,
  );
  await sql`with ${sql.join([...deletions, ...(kind === 'proj' ? deleteHashes(subject) : [])])} select`.execute(
    tx,
  );
  return hasAny(
    tx,
    tables.map((table) => sql`exists (select from ${sql.table(table)} where ${isOwned})`),
  );
}

/** Deletes the rows of a small subject within the transaction that deletes it, and leaves the remainder to the worker. */
export async function purgeFirstRows(
  tx: DatabaseTransaction,
  kind: PurgeKind,
  subject: PurgeSubject,
): Promise<void> {
  if (!(await isPurgeNext(tx, subject))) return;
  if (!(await purgeRows(tx, kind, subject, FIRST_ROWS_MAX))) await deletePurge(tx, subject);
}

async function hasAny(tx: DatabaseTransaction, conditions: readonly RawBuilder<unknown>[]): Promise<boolean> {
  const { rows } = await sql<{
    exists: boolean;
  }>`select ${sql.join(conditions, sql` or `)} as exists`.execute(tx);
  return rows[0]?.exists ?? false;
}

/** Enqueues a purge within the transaction that deletes the subject. Once for each subject. */
export async function insertPurge(
  tx: DatabaseTransaction,
  { organizationId, subjectId, projectId, deletedBy, deletedAt }: PurgeRow,
): Promise<void> {
  await tx
    .insertInto('purge')
    .values({
      organization_id: organizationId,
      subject_id: subjectId,
      project_id: projectId,
      deleted_by: deletedBy,
      deleted_at: deletedAt,
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

/** A purge that is locked by the transaction. */
export type LockedPurge = PurgeRow & {
  /** How long ago the subject was deleted, by the clock of PostgreSQL. */
  readonly ageMs: number;
};

/** Locks the purge that waited longest until the transaction ends. A project waits for subjects in it that were deleted
 *  earlier, whose rows leave audit entries. What a deleted organization contained is purged with the organization, and
 *  nothing of a suspended one. Skips purges that another worker has locked. */
export async function lockNextPurge(tx: DatabaseTransaction): Promise<LockedPurge | undefined> {
  return tx
    .selectFrom('purge')
    .select([
      'organization_id as organizationId',
      'subject_id as subjectId',
      'project_id as projectId',
      'deleted_by as deletedBy',
      'deleted_at as deletedAt',
      sql<number>`(extract(epoch from now() - deleted_at) * 1000)::float8`.as('ageMs'),
    ])
    .where(isNext)
    .where('stepped_at', '<=', sql<Date>`now()`)
    .orderBy('stepped_at')
    .limit(1)
    .forUpdate()
    .skipLocked()
    .executeTakeFirst();
}

const isNext = sql<boolean>`not exists (
  select from purge as earlier
  where earlier.organization_id = purge.organization_id and earlier.project_id = purge.subject_id
    and earlier.deleted_by is not null)
  and not exists (select from purge as whole
    where whole.organization_id = purge.organization_id and whole.subject_id = purge.organization_id
      and purge.subject_id <> purge.organization_id)
  and not ${isSuspendedOrganization(sql.ref('purge.organization_id'))}`;

/** Whether the purge may begin, by the condition of `lockNextPurge`. */
async function isPurgeNext(tx: DatabaseTransaction, subject: PurgeSubject): Promise<boolean> {
  const row = await tx
    .selectFrom('purge')
    .select('subject_id')
    .where(belongsTo(subject, 'subject_id'))
    .where(isNext)
    .executeTakeFirst();
  return row !== undefined;
}

export async function deletePurge(tx: DatabaseTransaction, subject: PurgeSubject): Promise<void> {
  await tx.deleteFrom('purge').where(belongsTo(subject, 'subject_id')).execute();
}

/** Returns the actor that deleted a subject whose rows are left. Null: not recorded. */
export async function selectDeletedBy(
  tx: DatabaseTransaction,
  subject: Pick<PurgeSubject, 'organizationId' | 'subjectId'>,
): Promise<object | null> {
  const purge = await tx
    .selectFrom('purge')
    .select('deleted_by as deletedBy')
    .where('organization_id', '=', subject.organizationId)
    .where('subject_id', '=', subject.subjectId)
    .executeTakeFirst();
  return purge?.deletedBy ?? null;
}

/** Whether rows of subjects that a project contained await their own purges. */
export async function hasPurgesWithin(
  tx: DatabaseTransaction,
  { organizationId, subjectId }: PurgeSubject,
): Promise<boolean> {
  return hasAny(tx, [
    sql`exists (select from purge where organization_id = ${organizationId} and project_id = ${subjectId})`,
  ]);
}

/** Moves a purge behind the others that wait, and delays its next step. */
export async function postponePurge(
  tx: DatabaseTransaction,
  subject: PurgeSubject,
  delayMs: number,
): Promise<void> {
  await tx
    .updateTable('purge')
    .set({
      stepped_at: sql`date_trunc('milliseconds', clock_timestamp()) + ${delayMs}::float8 * interval '1 millisecond'`,
    })
    .where(belongsTo(subject, 'subject_id'))
    .execute();
}
