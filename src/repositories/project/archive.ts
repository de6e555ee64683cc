import { type RawBuilder, type Selection, sql } from 'kysely';
import type { DatabaseTransaction } from '../../postgres/database.ts';
import type { DB } from '../../postgres/generated/database.ts';
import { inlineArguments, statement } from '../../postgres/query/statement.ts';
import {
  isVisibleProject,
  type VisibleOrganization,
  type VisibleProject,
  type VisibleProjects,
} from '../../postgres/tenancy.ts';
import { isActiveOrganization } from '../organization.ts';
import { insertPurge } from '../purge.ts';
import { type MovedTable, movedColumns, movedTables } from './archived-columns.ts';
import type { ProjectRow } from './project.ts';

const movedNames = Object.keys(movedTables) as MovedTable[];

const archivedColumns = [
  'archived_project.id',
  'archived_project.organization_id as organizationId',
  'archived_project.name',
  'archived_project.slug',
  'archived_project.environment',
  'archived_project.is_default as isDefault',
  'archived_project.created_at as createdAt',
  'archived_project.updated_at as updatedAt',
  'archived_project.archived_at as archivedAt',
  'archived_project.purge_at as purgeAt',
  'archived_project.archived_by_kind as archivedByKind',
  'archived_project.archived_by_key_id as archivedByKeyId',
  'archived_project.archived_by_key_name as archivedByKeyName',
] as const;

export type ArchivedProjectRow = Selection<DB, 'archived_project', (typeof archivedColumns)[number]>;

/** When a project was archived, by which actor, and when it is purged. */
export type Archival = Pick<
  ArchivedProjectRow,
  'archivedAt' | 'purgeAt' | 'archivedByKind' | 'archivedByKeyId' | 'archivedByKeyName'
>;

type Values = Readonly<Record<string, RawBuilder<unknown>>>;

type Move = {
  readonly from: string;
  readonly to: string;
  readonly live: MovedTable;
  /** New values by column. */
  readonly values: Values;
};

/** Moves the rows of a project to the archive or back. The row of the project itself is copied: it is deleted after those that
 *  refer to it. */
async function moveRows(
  tx: DatabaseTransaction,
  { organizationId, projectId }: VisibleProject,
  { from, to, live, values }: Move,
): Promise<void> {
  const kept = Object.keys(movedColumns[live]).map((column) => [column, sql.ref(column)] as const);
  const all = Object.entries({ ...Object.fromEntries(kept), ...values });
  const columns = all.map(([column]) => sql.id(column));
  const isOwned = sql`where organization_id = ${organizationId} and ${sql.id(movedTables[live].projectId)} = ${projectId}`;
  const rows =
    live === 'project'
      ? sql`select * from ${sql.table(from)} ${isOwned}`
      : sql`delete from ${sql.table(from)} ${isOwned} returning *`;
  await sql`with moved as (${rows})
    insert into ${sql.table(to)} (organization_id, ${sql.join(columns)})
    select ${organizationId}, ${sql.join(all.map(([, value]) => value))} from moved`.execute(tx);
}

const NO_VALUES: Values = {};

/** Moves a project to the archive. As of the commit its keys are rejected, it is not found, its subscriptions receive nothing, and its
 *  name and slug are free. `project` was returned by `lockProject`. */
export async function archiveProjectRow(
  tx: DatabaseTransaction,
  { organizationId, id: projectId }: ProjectRow,
  { archivedAt, purgeAt, archivedByKind, archivedByKeyId, archivedByKeyName }: Archival,
): Promise<void> {
  const archival = {
    archived_at: sql`${archivedAt}::timestamptz`,
    purge_at: sql`${purgeAt}::timestamptz`,
    archived_by_kind: sql`${archivedByKind}`,
    archived_by_key_id: sql`${archivedByKeyId}`,
    archived_by_key_name: sql`${archivedByKeyName}`,
  };
  for (const live of movedNames) {
    const values = live === 'project' ? archival : NO_VALUES;
    const move = { from: live, to: movedTables[live].archive, live, values };
    await moveRows(tx, { organizationId, projectId }, move);
  }
  await tx
    .deleteFrom('project')
    .where('organization_id', '=', organizationId)
    .where('id', '=', projectId)
    .execute();
}

/** New values of rows that return from the archive. */
function restoredValues({
  name,
  slug,
  updatedAt,
  enablesWebhooks,
  now,
}: Restoration): Readonly<Record<MovedTable, Values>> {
  const disabled = {
    enabled: sql`false`,
    disabled_reason: sql`case when enabled then 'PROJECT_ARCHIVED' else disabled_reason end`,
    updated_at: sql`case when enabled then ${now}::timestamptz else updated_at end`,
  };
  return {
    project: { name: sql`${name}`, slug: sql`${slug}`, updated_at: sql`${updatedAt}::timestamptz` },
    api_key: { enabled: sql`false`, updated_at: disabled.updated_at },
    webhook_subscription: enablesWebhooks ? NO_VALUES : disabled,
    project_quota: NO_VALUES,
  };
}

export type Restoration = {
  readonly name: string;
  readonly slug: string;
  readonly updatedAt: Date;
  /** Whether subscriptions return as they were. False: disabled. */
  readonly enablesWebhooks: boolean;
  readonly now: Date;
};

/** Moves a project back from the archive, with its keys disabled. Violates the unique indexes on names and slugs where
 *  another project has them. `project` was returned by `lockArchivedProject`. */
export async function restoreProjectRow(
  tx: DatabaseTransaction,
  { organizationId, id: projectId }: ArchivedProjectRow,
  restoration: Restoration,
): Promise<void> {
  const values = restoredValues(restoration);
  for (const live of movedNames) {
    const move = { from: movedTables[live].archive, to: live, live, values: values[live] };
    await moveRows(tx, { organizationId, projectId }, move);
  }
  await deleteArchivedProject(tx, { organizationId, projectId });
}

/** Deletes an archived project with its rows in the archive. */
export async function deleteArchivedProject(
  tx: DatabaseTransaction,
  { organizationId, projectId }: VisibleProject,
): Promise<ArchivedProjectRow | undefined> {
  return tx
    .deleteFrom('archived_project')
    .where('organization_id', '=', organizationId)
    .where('id', '=', projectId)
    .returning(archivedColumns)
    .executeTakeFirst();
}

/** Closes the sessions that were open when the project was archived, and disables its triggers. The project was restored by
 *  the same transaction. */
export async function settleRestoredRows(
  tx: DatabaseTransaction,
  { organizationId, id: projectId, archivedAt }: ArchivedProjectRow,
  now: Date,
): Promise<void> {
  await tx
    .updateTable('session')
    .set({ status: 'CLOSED', closed_at: archivedAt })
    .where('organization_id', '=', organizationId)
    .where('project_id', '=', projectId)
    .where('status', '=', 'ACTIVE')
    .execute();
  await tx
    .updateTable('trigger')
    .set({ enabled: false, updated_at: now })
    .where('organization_id', '=', organizationId)
    .where('project_id', '=', projectId)
    .where('enabled', '=', true)
    .execute();
}

/** Locks an archived project for update until the transaction ends. Undefined: there is none, or its purge has started. */
export async function lockArchivedProject(
  tx: DatabaseTransaction,
  visible: VisibleProjects,
  projectId: string,
): Promise<ArchivedProjectRow | undefined> {
  return tx
    .selectFrom('archived_project')
    .select(archivedColumns)
    .where('organization_id', '=', visible.organizationId)
    .where(isVisibleProject(sql.ref('id'), inlineArguments(visible)))
    .where('id', '=', projectId)
    .where('purge_started_at', 'is', null)
    .forUpdate()
    .executeTakeFirst();
}

/** Counts archived projects that can be restored. */
export const selectArchivedProjectCount = statement<VisibleOrganization>()(
  'archived_project_count',
  (db, argument) =>
    db
      .selectFrom('archived_project')
      .select(sql<number>`count(*)::int`.as('count'))
      .where('organization_id', '=', argument('organizationId'))
      .where('purge_started_at', 'is', null),
);

/** Locks the archived project that has been due for its purge for the longest time, and whose purge is not enqueued. None of a
 *  suspended organization. Skips projects that another transaction has locked. */
export async function lockDueProject(
  tx: DatabaseTransaction,
  now: Date,
): Promise<ArchivedProjectRow | undefined> {
  return tx
    .selectFrom('archived_project')
    .select(archivedColumns)
    .where('purge_at', '<=', now)
    .where(
      sql<boolean>`not exists (select from purge where purge.organization_id = archived_project.organization_id
        and purge.subject_id = archived_project.id)`,
    )
    .where(isActiveOrganization(sql.ref('archived_project.organization_id')))
    .orderBy('purge_at')
    .limit(1)
    .forUpdate()
    .skipLocked()
    .executeTakeFirst();
}

/** Enqueues the purge of an archived project, which cannot be restored from then on. Deletes its keys, its subscriptions and its
 *  quota, and all that names the project or its keys outside of it. A database trigger enqueues the purge of the deliveries.
 *  `project` was locked. */
export async function startProjectPurge(
  tx: DatabaseTransaction,
  { organizationId, id: projectId }: ArchivedProjectRow,
  now: Date,
): Promise<void> {
  await tx
    .updateTable('archived_project')
    .set({ purge_started_at: now, purge_at: sql`least(purge_at, ${now})` })
    .where('organization_id', '=', organizationId)
    .where('id', '=', projectId)
    .execute();
  await deleteArchivedKeys(tx, { organizationId, projectId });
  for (const table of ['archived_webhook_subscription', 'archived_project_quota'] as const)
    await tx
      .deleteFrom(table)
      .where('organization_id', '=', organizationId)
      .where('project_id', '=', projectId)
      .execute();
  const subject = { organizationId, subjectId: projectId, projectId: null };
  await insertPurge(tx, { ...subject, deletedBy: null, deletedAt: now });
}

/** Deletes the keys with their routes and their last uses, and the rate limits of the keys and of the project. */
async function deleteArchivedKeys(
  tx: DatabaseTransaction,
  { organizationId, projectId }: VisibleProject,
): Promise<void> {
  const hashes = sql`select hash from deleted`;
  await sql`with deleted as (
      delete from archived_key where organization_id = ${organizationId} and project_id = ${projectId} returning id, hash
    ), routes as (
      delete from secret_route where hash in (${hashes})
    ), uses as (
      delete from secret_use where organization_id = ${organizationId} and hash in (${hashes})
    ) delete from rate_limit where organization_id = ${organizationId}
      and (subject_id = ${projectId} or subject_id in (select id from deleted))`.execute(tx);
}
