import { type RawBuilder, type SqlBool, sql } from 'kysely';
import type { DatabaseTransaction } from '../postgres/database.ts';
import type { TableInProject } from '../postgres/tenancy.ts';

// Deleting something deletes its own row, at a cost that does not depend on what belongs to it. What belongs to it can no longer
// be read from then on, and is deleted here, some rows at a time.

/** What lies in a project without a foreign key to it. What has one goes in the moment of the deletion: it is bounded. */
export const tablesOfProject = [
  'usage_pending',
  'trigger',
  'connected_account',
  'auth_config',
  'mcp_server',
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

/** Whose rows are deleted without another word, by the prefix of its id: from these tables, where this column has the id. */
const purgeTargets = {
  proj: { tables: tablesOfProject, column: 'project_id' },
  ws: { tables: ['webhook_delivery'], column: 'subscription_id' },
} as const;

export type PurgeKind = keyof typeof purgeTargets;

/** Of each table, with the deletion itself. */
const FIRST_ROWS_MAX = 100;

export type PurgeSubject = {
  readonly organizationId: string;
  readonly subjectId: string;
  /** Where it was. Null: in no project. */
  readonly projectId: string | null;
};

export type PurgeRow = PurgeSubject & {
  /** Who deleted it, as `insertPurge` was told. Null: no entry is written of its rows. */
  readonly deletedBy: object | null;
  readonly deletedAt: Date;
};

const belongsTo = ({ organizationId, subjectId }: PurgeSubject, column: string): RawBuilder<SqlBool> =>
  sql`(organization_id = ${organizationId} and ${sql.ref(column)} = ${subjectId})`;

/** Deletes up to so many rows of each table, and says whether any are left. Rows that another transaction has locked are
 *  left, so that this waits for nothing. */
export async function purgeRows(
  tx: DatabaseTransaction,
  kind: PurgeKind,
  subject: PurgeSubject,
  rowsMax: number,
): Promise<boolean> {
  const { tables, column } = purgeTargets[kind];
  const isOwned = belongsTo(subject, column);
  // Places of rows differ in each partition, but any row of the subject may go.
  const deletions = tables.map(
    (table) => sql`${sql.ref(`of_${table}`)} as (
      delete from ${sql.table(table)} where ${isOwned} and ctid = any(array(
        select ctid from ${sql.table(table)} where ${isOwned} limit ${rowsMax} for update skip locked)))`,
  );
  await sql`with ${sql.join(deletions)} select`.execute(tx);
  return hasAny(
    tx,
    tables.map((table) => sql`exists (select from ${sql.table(table)} where ${isOwned})`),
  );
}

/** Does what the worker does with a small subject, as part of the transaction that deletes it: what is left is left to the
 *  worker. */
export async function purgeFirstRows(
  tx: DatabaseTransaction,
  kind: PurgeKind,
  subject: PurgeSubject,
): Promise<void> {
  if (!(await isPurgeNext(tx, subject))) return;
  if (!(await purgeRows(tx, kind, subject, FIRST_ROWS_MAX))) await deletePurge(tx, subject);
}

async function hasAny(tx: DatabaseTransaction, conditions: readonly RawBuilder<unknown>[]): Promise<boolean> {
  const { rows } = await sql<{ found: boolean }>`select ${sql.join(conditions, sql` or `)} as found`.execute(
    tx,
  );
  return rows[0]?.found ?? false;
}

/** Leaves something to be purged, by the transaction that deletes it. Once for each subject. */
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

/** The one that waited longest, locked until the transaction ends. A project waits for what was deleted in it before: that has
 *  more to tell. Those that another worker has in hand are left to it. */
export async function lockNextPurge(tx: DatabaseTransaction): Promise<PurgeRow | undefined> {
  return tx
    .selectFrom('purge')
    .select([
      'organization_id as organizationId',
      'subject_id as subjectId',
      'project_id as projectId',
      'deleted_by as deletedBy',
      'deleted_at as deletedAt',
    ])
    .where(isNext)
    .orderBy('stepped_at')
    .limit(1)
    .forUpdate()
    .skipLocked()
    .executeTakeFirst();
}

const isNext = sql<boolean>`not exists (
  select from purge as earlier
  where earlier.organization_id = purge.organization_id and earlier.project_id = purge.subject_id
    and earlier.deleted_by is not null)`;

/** Whether its purge may begin, as `lockNextPurge` has it. */
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

/** Who deleted something whose rows are left. Null: not recorded. */
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

/** Puts it behind the others that wait. */
export async function postponePurge(tx: DatabaseTransaction, subject: PurgeSubject): Promise<void> {
  await tx
    .updateTable('purge')
    .set({ stepped_at: sql`clock_timestamp()` })
    .where(belongsTo(subject, 'subject_id'))
    .execute();
}
