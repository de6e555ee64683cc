import {
  type ExpressionBuilder,
  type ExpressionWrapper,
  type Insertable,
  type Selection,
  type SqlBool,
  sql,
  type UpdateObject,
} from 'kysely';
import type { DatabaseTransaction } from '../../postgres/database.ts';
import type { DB, Project } from '../../postgres/generated/database.ts';
import { type ColumnFilter, selectedColumns } from '../../postgres/query/returning.ts';
import { type Argument, inlineArguments, statement } from '../../postgres/query/statement.ts';
import {
  isVisibleProject,
  type VisibleOrganization,
  type VisibleProject,
  type VisibleProjects,
} from '../../postgres/tenancy.ts';

export const projectColumns = [
  'project.id',
  'project.organization_id as organizationId',
  'project.name',
  'project.slug',
  'project.is_default as isDefault',
  'project.created_at as createdAt',
  'project.updated_at as updatedAt',
  'project.display_name as displayName',
  'project.logo_url as logoUrl',
  'project.is_2fa_enabled as is2FAEnabled',
  'project.mask_secret_keys_in_connected_account as maskSecretKeysInConnectedAccount',
  'project.log_visibility_setting as logVisibilitySetting',
  'project.require_mcp_api_key as requireMcpApiKey',
  'project.config_updated_at as configUpdatedAt',
  'project.has_quota as hasQuota',
] as const;

/** What a statement that writes returns of a project: for its parts that record it and give it a key, and for others. */
export const projectColumnsRead = (reads: ColumnFilter) =>
  selectedColumns(
    projectColumns,
    (column) => column === 'organization_id' || column === 'id' || reads(column),
  );

/** A project together with its config, which lives in the same row. */
export type ProjectRow = Selection<DB, 'project', (typeof projectColumns)[number]>;

/** The predicate of every read of projects, in the form that a prepared statement wants it. */
export function isVisible<Args extends VisibleProjects>(
  eb: ExpressionBuilder<DB, 'project'>,
  argument: Argument<Args>,
): ExpressionWrapper<DB, 'project', SqlBool> {
  return eb.and([
    eb('project.organization_id', '=', argument('organizationId')),
    isVisibleProject(eb.ref('project.id'), argument),
  ]);
}

const selectProjectBy = (column: 'slug' | 'name') =>
  statement<VisibleProjects & { readonly value: string }>({ isShort: true })(
    `project_by_${column}`,
    (db, argument) =>
      db
        .selectFrom('project')
        .select(projectColumns)
        .where((eb) => isVisible(eb, argument))
        .where(column, '=', argument('value')),
  );

export const selectProjectBySlug = selectProjectBy('slug');
export const selectProjectByName = selectProjectBy('name');

export const selectDefaultProject = statement<VisibleProjects>({ isShort: true })(
  'default_project',
  (db, argument) =>
    db
      .selectFrom('project')
      .select(projectColumns)
      .where((eb) => isVisible(eb, argument))
      .where('is_default', '=', true),
);

export const selectProjectsByIds = statement<VisibleProjects & { readonly ids: readonly string[] }>({
  isShort: true,
})('projects_by_ids', (db, argument) =>
  db
    .selectFrom('project')
    .select(projectColumns)
    .where((eb) => isVisible(eb, argument))
    .where((eb) => eb('id', '=', eb.fn.any(argument('ids')))),
);

/** Reads a project to change it: until the transaction ends nobody else can. */
export async function lockProject(
  tx: DatabaseTransaction,
  visible: VisibleProjects,
  projectId: string,
): Promise<ProjectRow | undefined> {
  return tx
    .selectFrom('project')
    .select(projectColumns)
    .where('organization_id', '=', visible.organizationId)
    .where(isVisibleProject(sql.ref('id'), inlineArguments(visible)))
    .where('id', '=', projectId)
    .forUpdate()
    .executeTakeFirst();
}

/** How a project is held: beside others, or one by one with all who ask for that. */
export type LockMode = 'shared' | 'exclusive';

/** Reads a project to change what lies in it: until the transaction ends it stays, with its settings. Whoever locks
 *  anything in a project holds the project first, or would wait in a circle with its deletion. */
export async function lockProjectShared(
  tx: DatabaseTransaction,
  { organizationId, projectId }: VisibleProject,
  mode: LockMode,
): Promise<ProjectRow | undefined> {
  const project = tx
    .selectFrom('project')
    .select(projectColumns)
    .where('organization_id', '=', organizationId)
    .where('id', '=', projectId);
  return (mode === 'shared' ? project.forKeyShare() : project.forNoKeyUpdate()).executeTakeFirst();
}

export async function insertProject(tx: DatabaseTransaction, row: Insertable<Project>): Promise<ProjectRow> {
  return tx.insertInto('project').values(row).returning(projectColumns).executeTakeFirstOrThrow();
}

/** Leaves alone what is undefined. `project` is one that `lockProject` returned: its visibility has been decided. */
export async function updateProjectRow(
  tx: DatabaseTransaction,
  project: ProjectRow,
  changes: UpdateObject<DB, 'project'>,
): Promise<ProjectRow> {
  return tx
    .updateTable('project')
    .set(changes)
    .where('organization_id', '=', project.organizationId)
    .where('id', '=', project.id)
    .returning(projectColumns)
    .executeTakeFirstOrThrow();
}

/** What has a foreign key to it goes along, and a trigger of the migration leaves the rest to be purged. `project` is one that
 *  `lockProject` returned. */
export async function deleteProjectRow(
  tx: DatabaseTransaction,
  { organizationId, id }: ProjectRow,
): Promise<void> {
  await tx.deleteFrom('project').where('organization_id', '=', organizationId).where('id', '=', id).execute();
}

/** Leaves the organization without a default project until the same transaction names another. */
export async function demoteDefaultProject(
  tx: DatabaseTransaction,
  visible: VisibleOrganization,
  updatedAt: Date,
): Promise<ProjectRow | undefined> {
  return tx
    .updateTable('project')
    .set({ is_default: false, updated_at: updatedAt })
    .where('organization_id', '=', visible.organizationId)
    .where('is_default', '=', true)
    .returning(projectColumns)
    .executeTakeFirst();
}

export async function hasOtherProjects(tx: DatabaseTransaction, project: ProjectRow): Promise<boolean> {
  const other = await tx
    .selectFrom('project')
    .select('id')
    .where('organization_id', '=', project.organizationId)
    .where('id', '!=', project.id)
    .limit(1)
    .executeTakeFirst();
  return other !== undefined;
}
