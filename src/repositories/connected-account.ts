import { type Expression, type Insertable, type Selection, type SqlBool, sql } from 'kysely';
import { type DatabaseTransaction, runStatement } from '../postgres/database.ts';
import type { ConnectedAccount, ConnectedAccountStatus, DB } from '../postgres/generated/database.ts';
import { defineList } from '../postgres/pagination/list-query.ts';
import { containsText } from '../postgres/pagination/search.ts';
import { statement } from '../postgres/query/statement.ts';
import { defineUpdate } from '../postgres/query/update-row.ts';
import { defineLookup } from '../postgres/row-loader.ts';
import { tenantPredicate, type VisibleProjects } from '../postgres/tenancy.ts';
import type { AuthConfigRow } from './auth-config.ts';
import type { ProjectRow } from './project/project.ts';

const columnsButCredentials = [
  'connected_account.id',
  'connected_account.organization_id as organizationId',
  'connected_account.project_id as projectId',
  'connected_account.auth_config_id as authConfigId',
  'connected_account.toolkit_slug as toolkitSlug',
  'connected_account.user_id as userId',
  'connected_account.alias',
  'connected_account.status as storedStatus',
  'connected_account.status_reason as statusReason',
  'connected_account.expires_at as expiresAt',
  'connected_account.created_at as createdAt',
  'connected_account.updated_at as updatedAt',
] as const;

const connectedAccountColumns = [
  ...columnsButCredentials,
  'connected_account.credentials as sealedCredentials',
] as const;

export type ConnectedAccountRow = Selection<
  DB,
  'connected_account',
  (typeof connectedAccountColumns)[number]
>;

export type AccountWithoutCredentials = Omit<ConnectedAccountRow, 'sealedCredentials'>;

/** Accounts of a deleted auth config count as deleted, although their rows await the purge worker. Every read includes
 *  this condition. */
export const hasAuthConfig = (
  organizationId: Expression<string> = sql.ref('connected_account.organization_id'),
) => sql<SqlBool>`exists (select from auth_config
  where auth_config.organization_id = ${organizationId}
    and auth_config.project_id = connected_account.project_id and auth_config.id = connected_account.auth_config_id)`;

/** The unique index on the aliases of one user in one toolkit. */
export const ALIAS_INDEX = 'connected_account_alias_key';

export type ConnectedAccountFilter = {
  readonly search: string;
  readonly toolkitSlugs: readonly string[];
  /** As stored: an expired account is still ACTIVE. */
  readonly statuses: readonly ConnectedAccountStatus[];
  /** Of ACTIVE accounts only those that had expired at this instant. */
  readonly expiredAt: Date;
  /** Of ACTIVE accounts only those that had not expired at this instant. */
  readonly unexpiredAt: Date;
  readonly userIds: readonly string[];
  readonly authConfigIds: readonly string[];
};

/** Connected accounts, by project. */
export const connectedAccountList = defineList<ConnectedAccountFilter, ConnectedAccountRow>()({
  table: 'connected_account',
  owner: 'project',
  rows: (db, argument) => db.selectFrom('connected_account').where(hasAuthConfig(argument('organizationId'))),
  isVisible: (argument, visibility) => tenantPredicate('connected_account', argument, visibility),
  columns: connectedAccountColumns,
  rareColumns: (argument) => ({
    isManaged: sql`(select auth_config.is_managed from auth_config
      where auth_config.organization_id = ${argument('organizationId')}
        and auth_config.project_id = connected_account.project_id
        and auth_config.id = connected_account.auth_config_id)`,
    isMasked: sql`(select project.mask_secret_keys_in_connected_account from project
      where project.organization_id = ${argument('organizationId')}
        and project.id = connected_account.project_id)`,
  }),
  ownerOf: ({ projectId }) => projectId,
  filters: {
    search: (_eb, text) =>
      containsText(
        ['connected_account.user_id', 'connected_account.alias', 'connected_account.toolkit_slug'],
        text,
      ),
    toolkitSlugs: (eb, slugs) => eb('toolkit_slug', '=', eb.fn.any(slugs)),
    statuses: (eb, statuses) => eb('status', '=', eb.fn.any(statuses)),
    expiredAt: (eb, instant) => eb.or([eb('status', '!=', 'ACTIVE'), eb('expires_at', '<=', instant)]),
    unexpiredAt: (eb, instant) =>
      eb.or([eb('status', '!=', 'ACTIVE'), eb('expires_at', 'is', null), eb('expires_at', '>', instant)]),
    userIds: (eb, ids) => eb('user_id', '=', eb.fn.any(ids)),
    authConfigIds: (eb, ids) => eb('auth_config_id', '=', eb.fn.any(ids)),
  },
});

export const selectConnectedAccounts = defineLookup('connected_accounts', 'connected_account', (db) =>
  db.selectFrom('connected_account').select(connectedAccountColumns).where(hasAuthConfig()),
);

type CountArguments = VisibleProjects & {
  /** Project and id of each auth config, at the same index. */
  readonly projectIds: readonly string[];
  readonly authConfigIds: readonly string[];
};

/** Counts the accounts of several auth configs. Auth configs without accounts are omitted. */
export const selectConnectedAccountCounts = statement<CountArguments>()(
  'connected_account_counts',
  (db, argument) =>
    db
      .selectFrom('connected_account')
      .select((eb) => [
        'auth_config_id as authConfigId',
        eb.cast<number>(eb.fn.countAll(), 'integer').as('count'),
      ])
      .where(tenantPredicate('connected_account', argument))
      .where(
        sql<boolean>`(project_id, auth_config_id) in (
          select * from unnest(${argument('projectIds')}::text[], ${argument('authConfigIds')}::text[]))`,
      )
      .groupBy('auth_config_id'),
);

/** Locks an account for update, and its auth config against deletion, until the transaction ends. `project` was
 *  returned by `lockProjectShared`, which decided its visibility. */
export async function lockConnectedAccount(
  tx: DatabaseTransaction,
  project: ProjectRow,
  id: string,
): Promise<ConnectedAccountRow | undefined> {
  return selectWithAuthConfig(tx, project, id)
    .select(connectedAccountColumns)
    .forUpdate('connected_account')
    .forKeyShare('auth_config')
    .executeTakeFirst();
}

/** Whether an account exists. Locks it and its auth config against deletion until the transaction ends. */
export async function lockConnectedAccountShared(
  tx: DatabaseTransaction,
  project: ProjectRow,
  id: string,
): Promise<boolean> {
  const account = await selectWithAuthConfig(tx, project, id)
    .select('connected_account.id')
    .forKeyShare()
    .executeTakeFirst();
  return account !== undefined;
}

const selectWithAuthConfig = (tx: DatabaseTransaction, project: ProjectRow, id: string) =>
  tx
    .selectFrom('connected_account')
    .innerJoin('auth_config', (join) =>
      join
        .onRef('auth_config.organization_id', '=', 'connected_account.organization_id')
        .onRef('auth_config.project_id', '=', 'connected_account.project_id')
        .onRef('auth_config.id', '=', 'connected_account.auth_config_id'),
    )
    .where('connected_account.organization_id', '=', project.organizationId)
    .where('connected_account.project_id', '=', project.id)
    .where('connected_account.id', '=', id);

/** Returns the id of an account's auth config, which never changes. Locks nothing. */
export async function selectAuthConfigIdOf(
  tx: DatabaseTransaction,
  project: ProjectRow,
  id: string,
): Promise<string | undefined> {
  const account = await tx
    .selectFrom('connected_account')
    .select('auth_config_id as authConfigId')
    .where('organization_id', '=', project.organizationId)
    .where('project_id', '=', project.id)
    .where('id', '=', id)
    .executeTakeFirst();
  return account?.authConfigId;
}

export async function insertConnectedAccount(
  tx: DatabaseTransaction,
  row: Insertable<ConnectedAccount>,
): Promise<ConnectedAccountRow> {
  return tx
    .insertInto('connected_account')
    .values(row)
    .returning(connectedAccountColumns)
    .executeTakeFirstOrThrow();
}

export const updateConnectedAccountRow = defineUpdate('connected_account', connectedAccountColumns, [
  'organizationId',
  'projectId',
  'id',
]);

/** `account` was returned by `lockConnectedAccount`. */
export async function deleteConnectedAccountRow(
  tx: DatabaseTransaction,
  account: ConnectedAccountRow,
): Promise<void> {
  await tx
    .deleteFrom('connected_account')
    .where('organization_id', '=', account.organizationId)
    .where('project_id', '=', account.projectId)
    .where('id', '=', account.id)
    .execute();
}

type AuthConfigKey = Pick<AuthConfigRow, 'organizationId' | 'projectId' | 'id'>;

const belongsTo = ({ organizationId, projectId, id }: AuthConfigKey) =>
  sql<SqlBool>`(organization_id = ${organizationId} and project_id = ${projectId} and auth_config_id = ${id})`;

/** Counts the accounts of an auth config, and those of them that are not revoked, up to `max`. */
export const selectAccountCounts = statement<AuthConfigKey & { readonly max: number }>()(
  'account_counts',
  (db, argument) => {
    const accounts = db
      .selectFrom('connected_account')
      .select('id')
      .where('organization_id', '=', argument('organizationId'))
      .where('project_id', '=', argument('projectId'))
      .where('auth_config_id', '=', argument('id'))
      .limit(argument('max', 'int'));
    const counts = sql<{ count: number; liveCount: number }>`
      select (select count(*)::int from ${accounts} as counted) as count,
        (select count(*)::int from ${accounts.where('status', '!=', 'REVOKED')} as counted) as "liveCount"`;
    return { compile: () => counts.compile(db) };
  },
);

/** As `selectAccountCounts`, within a transaction. */
export async function countAccountsOf(
  tx: DatabaseTransaction,
  { organizationId, projectId, id }: AuthConfigKey,
  max: number,
): Promise<{ readonly count: number; readonly liveCount: number }> {
  const [counts] = await runStatement(tx, selectAccountCounts, { organizationId, projectId, id, max });
  return counts ?? { count: 0, liveCount: 0 };
}

/** Deletes up to `max` accounts of a deleted auth config, oldest first, and returns them. Skips rows that another
 *  transaction has locked. */
export async function deleteAccountsOf(
  tx: DatabaseTransaction,
  authConfig: AuthConfigKey,
  max: number,
): Promise<readonly AccountWithoutCredentials[]> {
  const rowIds = sql`array(select ctid from connected_account where ${belongsTo(authConfig)}
    order by created_at, id limit ${max} for update skip locked)`;
  return tx
    .deleteFrom('connected_account')
    .where(belongsTo(authConfig))
    .where(sql<SqlBool>`ctid = any(${rowIds})`)
    .returning(columnsButCredentials)
    .execute();
}

/** Deletes the account that still occupies an alias although its auth config is deleted. */
export async function deleteUnreachableAccount(
  tx: DatabaseTransaction,
  { organizationId, projectId, toolkitSlug, userId, alias }: AliasKey,
): Promise<AccountWithoutCredentials | undefined> {
  return tx
    .deleteFrom('connected_account')
    .where('organization_id', '=', organizationId)
    .where('project_id', '=', projectId)
    .where('toolkit_slug', '=', toolkitSlug)
    .where('user_id', '=', userId)
    .where('alias', '=', alias)
    .where(sql<SqlBool>`not ${hasAuthConfig()}`)
    .returning(columnsButCredentials)
    .executeTakeFirst();
}

/** The columns within which an alias is unique. */
export type AliasKey = Pick<
  ConnectedAccountRow,
  'organizationId' | 'projectId' | 'toolkitSlug' | 'userId'
> & {
  readonly alias: string;
};
