import { type Expression, type RawBuilder, type Selection, type SqlBool, sql } from 'kysely';
import type { DatabaseTransaction } from '../../postgres/database.ts';
import type { DB } from '../../postgres/generated/database.ts';
import { type Argument, inlineArguments, statement } from '../../postgres/query/statement.ts';
import { defineUpdate } from '../../postgres/query/update-row.ts';
import {
  isVisibleProject,
  type Visibility,
  type VisibleOrganization,
  type VisibleProject,
  type VisibleProjects,
} from '../../postgres/tenancy.ts';
import { deleteRoutesOfProject } from '../api-key/route.ts';

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
  'project.environment',
] as const;

/** A project with its config, which is stored in the same row. */
export type ProjectRow = Selection<DB, 'project', (typeof projectColumns)[number]>;

/** The id of an object that each project has one of: the project's id with another prefix. */
export const idWithinProject = (prefix: 'pcfg' | 'pquo', projectId: Expression<string>): RawBuilder<string> =>
  sql<string>`${sql.lit(`${prefix}_`)}||right(${projectId},16)`;

/** The predicate of every read of projects, for a prepared statement. */
export function isVisible<Args extends VisibleProjects>(
  argument: Argument<Args>,
  visibility: Visibility = 'any',
): RawBuilder<SqlBool> {
  return sql`(project.organization_id = ${argument('organizationId')}
    and ${isVisibleProject(sql.ref('project.id'), argument, visibility)})`;
}

const selectProjectBy = (column: 'slug' | 'name') =>
  statement<VisibleProjects & { readonly value: string }>({ execution: 'pipelined' })(
    `project_by_${column}`,
    (db, argument) =>
      db
        .selectFrom('project')
        .select(projectColumns)
        .where(isVisible(argument))
        .where(column, '=', argument('value')),
  );

export const selectProjectBySlug = selectProjectBy('slug');
export const selectProjectByName = selectProjectBy('name');

export const selectDefaultProject = statement<VisibleProjects>({ execution: 'pipelined' })(
  'default_project',
  (db, argument) =>
    db.selectFrom('project').select(projectColumns).where(isVisible(argument)).where('is_default', '=', true),
);

export const selectProjectsByIds = statement<VisibleProjects & { readonly ids: readonly string[] }>({
  execution: 'pipelined',
})('projects_by_ids', (db, argument) =>
  db
    .selectFrom('project')
    .select(projectColumns)
    .where(isVisible(argument))
    .where((eb) => eb('id', '=', eb.fn.any(argument('ids')))),
);

/** Locks a project for update until the transaction ends. */
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

/** Lock mode of a project: `shared` with other writers in it, or `exclusive` among callers of that mode. */
export type LockMode = 'shared' | 'exclusive';

/** Locks a project against deletion and changes of its settings, to change rows in it. Every transaction locks the
 *  project before anything in it, which prevents a deadlock with its deletion. */
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

export const updateProjectRow = defineUpdate('project', projectColumns, ['organizationId', 'id']);

/** Deletes a project with the routes of its keys. Rows with a foreign key to it are deleted with it, and a database trigger enqueues the purge of
 *  the others. `project` was returned by `lockProject`. */
export async function deleteProjectRow(
  tx: DatabaseTransaction,
  { organizationId, id }: ProjectRow,
): Promise<void> {
  await deleteRoutesOfProject(tx, { organizationId, projectId: id });
  await tx.deleteFrom('project').where('organization_id', '=', organizationId).where('id', '=', id).execute();
}

/** Clears the default project. The same transaction must name another. */
export async function demoteDefaultProject(
  tx: DatabaseTransaction,
  visible: VisibleOrganization,
  updatedAt: Date,
): Promise<ProjectRow | undefined> {
  return tx
    .updateTable('project')
    .set({
      is_default: false,
      updated_at: sql`greatest(${updatedAt}, updated_at + interval '1 millisecond')`,
    })
    .where('organization_id', '=', visible.organizationId)
    .where('is_default', '=', true)
    .returning(projectColumns)
    .executeTakeFirst();
}

/** Reads another project of an organization. No row: it has none. */
export const selectOtherProject = statement<VisibleOrganization & { readonly id: string }>()(
  'other_project',
  (db, argument) =>
    db
      .selectFrom('project')
      .select('id')
      .where('organization_id', '=', argument('organizationId'))
      .where('id', '!=', argument('id'))
      .limit(1),
);
