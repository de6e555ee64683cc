import { type Insertable, type Selection, sql, type UpdateObject } from 'kysely';
import type { AuthConfigRow } from './auth-config.ts';
import type { DatabaseTransaction } from './database.ts';
import type { ConnectedAccount, ConnectedAccountStatus, DB } from './generated/database.ts';
import { defineList } from './list.ts';
import type { ProjectRow } from './project.ts';
import { selectSought } from './sought.ts';
import { statement } from './statement.ts';
import { liesInVisibleProject, type VisibleProjects } from './visibility.ts';

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

export const connectedAccountColumns = [
  ...columnsButCredentials,
  'connected_account.credentials as sealedCredentials',
] as const;

export type ConnectedAccountRow = Selection<
  DB,
  'connected_account',
  (typeof connectedAccountColumns)[number]
>;

export type AccountWithoutCredentials = Omit<ConnectedAccountRow, 'sealedCredentials'>;

/** The unique index that keeps the aliases of one user in one toolkit apart. */
export const ALIAS_INDEX = 'connected_account_alias_key';

export type ConnectedAccountFilter = {
  readonly toolkitSlugs: readonly string[];
  /** As stored: an account that has expired since is ACTIVE still. */
  readonly statuses: readonly ConnectedAccountStatus[];
  /** Of the ACTIVE ones only those that have expired at this moment. */
  readonly expiredAt: Date;
  /** Of the ACTIVE ones only those that have not expired at this moment. */
  readonly unexpiredAt: Date;
  readonly userIds: readonly string[];
  readonly authConfigIds: readonly string[];
};

/** The connected accounts of each project. */
export const connectedAccountList = defineList<ConnectedAccountFilter, ConnectedAccountRow>()({
  table: 'connected_account',
  owner: 'project',
  rows: (db) => db.selectFrom('connected_account'),
  columns: connectedAccountColumns,
  ownerOf: ({ projectId }) => projectId,
  filters: {
    toolkitSlugs: (eb, slugs) => eb('toolkit_slug', '=', eb.fn.any(slugs)),
    statuses: (eb, statuses) => eb('status', '=', eb.fn.any(statuses)),
    expiredAt: (eb, moment) => eb.or([eb('status', '!=', 'ACTIVE'), eb('expires_at', '<=', moment)]),
    unexpiredAt: (eb, moment) =>
      eb.or([eb('status', '!=', 'ACTIVE'), eb('expires_at', 'is', null), eb('expires_at', '>', moment)]),
    userIds: (eb, ids) => eb('user_id', '=', eb.fn.any(ids)),
    authConfigIds: (eb, ids) => eb('auth_config_id', '=', eb.fn.any(ids)),
  },
});

export const selectConnectedAccounts = selectSought('connected_accounts', 'connected_account', (db) =>
  db.selectFrom('connected_account').select(connectedAccountColumns),
);

type CountArguments = VisibleProjects & {
  /** Of each auth config its project and its id, at the same place. */
  readonly projectIds: readonly string[];
  readonly authConfigIds: readonly string[];
};

/** How many accounts each of several auth configs has. Those that have none are left out. */
export const selectConnectedAccountCounts = statement<CountArguments>()(
  'connected_account_counts',
  (db, argument) =>
    db
      .selectFrom('connected_account')
      .select((eb) => [
        'auth_config_id as authConfigId',
        eb.cast<number>(eb.fn.countAll(), 'integer').as('count'),
      ])
      .where(liesInVisibleProject('connected_account', argument))
      .where(
        sql<boolean>`(project_id, auth_config_id) in (
          select * from unnest(${argument('projectIds')}::text[], ${argument('authConfigIds')}::text[]))`,
      )
      .groupBy('auth_config_id'),
);

/** Reads an account to change it: until the transaction ends nobody else can. `project` is one that `holdProject`
 *  returned: its visibility has been decided. */
export async function lockConnectedAccount(
  tx: DatabaseTransaction,
  project: ProjectRow,
  id: string,
): Promise<ConnectedAccountRow | undefined> {
  return tx
    .selectFrom('connected_account')
    .select(connectedAccountColumns)
    .where('organization_id', '=', project.organizationId)
    .where('project_id', '=', project.id)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
}

/** Which auth config an account has, for good. Nothing is locked. */
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

/** Leaves alone what is undefined. `account` is one that `lockConnectedAccount` returned. */
export async function updateConnectedAccountRow(
  tx: DatabaseTransaction,
  account: ConnectedAccountRow,
  changes: UpdateObject<DB, 'connected_account'>,
): Promise<ConnectedAccountRow> {
  return tx
    .updateTable('connected_account')
    .set(changes)
    .where('organization_id', '=', account.organizationId)
    .where('project_id', '=', account.projectId)
    .where('id', '=', account.id)
    .returning(connectedAccountColumns)
    .executeTakeFirstOrThrow();
}

/** `account` is one that `lockConnectedAccount` returned. */
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

/** The accounts of an auth config, locked until the transaction ends. `authConfig` is one that `lockAuthConfig` returned:
 *  it gets no more of them. */
export async function lockAccountsOf(
  tx: DatabaseTransaction,
  authConfig: AuthConfigRow,
): Promise<readonly AccountWithoutCredentials[]> {
  return tx
    .selectFrom('connected_account')
    .select(columnsButCredentials)
    .where('organization_id', '=', authConfig.organizationId)
    .where('project_id', '=', authConfig.projectId)
    .where('auth_config_id', '=', authConfig.id)
    .orderBy('created_at')
    .orderBy('id')
    .forUpdate()
    .execute();
}

/** Deletes what `lockAccountsOf` returned. */
export async function deleteAccountsOf(tx: DatabaseTransaction, authConfig: AuthConfigRow): Promise<void> {
  await tx
    .deleteFrom('connected_account')
    .where('organization_id', '=', authConfig.organizationId)
    .where('project_id', '=', authConfig.projectId)
    .where('auth_config_id', '=', authConfig.id)
    .execute();
}
