import type { Insertable, Selection } from 'kysely';
import type { DatabaseTransaction } from '../postgres/database.ts';
import type { AuthConfig, AuthConfigStatus, DB } from '../postgres/generated/database.ts';
import { defineList } from '../postgres/pagination/list-query.ts';
import { containsText } from '../postgres/pagination/search.ts';
import { defineUpdate } from '../postgres/query/update-row.ts';
import { defineLookup } from '../postgres/row-loader.ts';
import { tenantPredicate } from '../postgres/tenancy.ts';
import type { ProjectRow } from './project/project.ts';

const authConfigColumns = [
  'auth_config.id',
  'auth_config.organization_id as organizationId',
  'auth_config.project_id as projectId',
  'auth_config.toolkit_slug as toolkitSlug',
  'auth_config.name',
  'auth_config.auth_scheme as authScheme',
  'auth_config.credentials as sealedCredentials',
  'auth_config.is_managed as isManaged',
  'auth_config.status',
  'auth_config.created_at as createdAt',
  'auth_config.updated_at as updatedAt',
] as const;

export type AuthConfigRow = Selection<DB, 'auth_config', (typeof authConfigColumns)[number]>;

export type AuthConfigFilter = {
  readonly search: string;
  readonly toolkitSlugs: readonly string[];
  readonly statuses: readonly AuthConfigStatus[];
};

/** Auth configs, by project. */
export const authConfigList = defineList<AuthConfigFilter, AuthConfigRow>()({
  table: 'auth_config',
  owner: 'project',
  rows: (db) => db.selectFrom('auth_config'),
  isVisible: (argument, visibility) => tenantPredicate('auth_config', argument, visibility),
  columns: authConfigColumns,
  ownerOf: ({ projectId }) => projectId,
  filters: {
    search: (_eb, text) => containsText(['auth_config.name', 'auth_config.toolkit_slug'], text),
    toolkitSlugs: (eb, slugs) => eb('toolkit_slug', '=', eb.fn.any(slugs)),
    statuses: (eb, statuses) => eb('status', '=', eb.fn.any(statuses)),
  },
});

export const selectAuthConfigs = defineLookup('auth_configs', 'auth_config', (db) =>
  db.selectFrom('auth_config').select(authConfigColumns),
);

const selectOne = (tx: DatabaseTransaction, project: ProjectRow, id: string) =>
  tx
    .selectFrom('auth_config')
    .select(authConfigColumns)
    .where('organization_id', '=', project.organizationId)
    .where('project_id', '=', project.id)
    .where('id', '=', id);

/** Locks an auth config for update until the transaction ends. `project` was returned by `lockProjectShared`, which
 *  decided its visibility. */
export async function lockAuthConfigRow(
  tx: DatabaseTransaction,
  project: ProjectRow,
  id: string,
): Promise<AuthConfigRow | undefined> {
  return selectOne(tx, project, id).forUpdate().executeTakeFirst();
}

/** Reads an auth config for a new account and locks it against changes until the transaction ends. */
export async function lockAuthConfigShared(
  tx: DatabaseTransaction,
  project: ProjectRow,
  id: string,
): Promise<AuthConfigRow | undefined> {
  return selectOne(tx, project, id).forShare().executeTakeFirst();
}

export async function insertAuthConfig(
  tx: DatabaseTransaction,
  row: Insertable<AuthConfig>,
): Promise<AuthConfigRow> {
  return tx.insertInto('auth_config').values(row).returning(authConfigColumns).executeTakeFirstOrThrow();
}

export const updateAuthConfigRow = defineUpdate('auth_config', authConfigColumns, [
  'organizationId',
  'projectId',
  'id',
]);

/** `authConfig` was returned by `lockAuthConfigRow`. */
export async function deleteAuthConfigRow(tx: DatabaseTransaction, authConfig: AuthConfigRow): Promise<void> {
  await tx
    .deleteFrom('auth_config')
    .where('organization_id', '=', authConfig.organizationId)
    .where('project_id', '=', authConfig.projectId)
    .where('id', '=', authConfig.id)
    .execute();
}
