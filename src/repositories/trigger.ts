import { type Expression, type Insertable, type Selection, type SqlBool, sql } from 'kysely';
import type { DatabaseTransaction } from '../postgres/database.ts';
import type { DB, Trigger } from '../postgres/generated/database.ts';
import { defineList } from '../postgres/pagination/list-query.ts';
import { containsText } from '../postgres/pagination/search.ts';
import { defineUpdate } from '../postgres/query/update-row.ts';
import { defineLookup } from '../postgres/row-loader.ts';
import { tenantPredicate } from '../postgres/tenancy.ts';
import { type ConnectedAccountRow, hasAuthConfig } from './connected-account.ts';
import type { ProjectRow } from './project/project.ts';

const columnsButConfig = [
  'trigger.id',
  'trigger.organization_id as organizationId',
  'trigger.project_id as projectId',
  'trigger.slug',
  'trigger.connected_account_id as connectedAccountId',
  'trigger.user_id as userId',
  'trigger.enabled',
  'trigger.created_at as createdAt',
  'trigger.updated_at as updatedAt',
] as const;

const triggerColumns = [...columnsButConfig, 'trigger.config'] as const;

export type TriggerRow = Selection<DB, 'trigger', (typeof triggerColumns)[number]>;

export type TriggerWithoutConfig = Omit<TriggerRow, 'config'>;

export type TriggerFilter = {
  readonly search: string;
  readonly slugs: readonly string[];
  readonly connectedAccountIds: readonly string[];
  readonly userIds: readonly string[];
  readonly enabled: boolean;
};

/** Triggers of a deleted account, or of an account of a deleted auth config, count as deleted: see `hasAuthConfig`. */
export const hasAccount = (
  organizationId: Expression<string> = sql.ref('trigger.organization_id'),
) => sql<SqlBool>`exists (select from connected_account
  where connected_account.organization_id = ${organizationId}
    and connected_account.project_id = trigger.project_id and connected_account.id = trigger.connected_account_id
    and ${hasAuthConfig(organizationId)})`;

/** Triggers, by project. */
export const triggerList = defineList<TriggerFilter, TriggerRow>()({
  table: 'trigger',
  owner: 'project',
  rows: (db, argument) => db.selectFrom('trigger').where(hasAccount(argument('organizationId'))),
  isVisible: (argument, visibility) => tenantPredicate('trigger', argument, visibility),
  columns: triggerColumns,
  ownerOf: ({ projectId }) => projectId,
  filters: {
    search: (_eb, text) => containsText(['trigger.slug', 'trigger.user_id'], text),
    slugs: (eb, slugs) => eb('slug', '=', eb.fn.any(slugs)),
    connectedAccountIds: (eb, ids) => eb('connected_account_id', '=', eb.fn.any(ids)),
    userIds: (eb, ids) => eb('user_id', '=', eb.fn.any(ids)),
    enabled: (eb, enabled) => eb('enabled', '=', enabled),
  },
});

export const selectTriggers = defineLookup('triggers', 'trigger', (db) =>
  db.selectFrom('trigger').select(triggerColumns).where(hasAccount()),
);

const selectIn = (tx: DatabaseTransaction, { organizationId, id }: ProjectRow) =>
  tx
    .selectFrom('trigger')
    .select(triggerColumns)
    .where('organization_id', '=', organizationId)
    .where('project_id', '=', id);

/** Locks a trigger for update until the transaction ends. Its account is already locked. `project` was returned by
 *  `lockProjectShared`, which decided its visibility. */
export async function lockTrigger(
  tx: DatabaseTransaction,
  project: ProjectRow,
  id: string,
): Promise<TriggerRow | undefined> {
  return selectIn(tx, project).where('id', '=', id).forUpdate().executeTakeFirst();
}

/** Locks the trigger of an account with a slug. `account` was returned by `lockConnectedAccount`: while it is locked,
 *  it gets no other trigger. */
export async function lockTriggerOf(
  tx: DatabaseTransaction,
  project: ProjectRow,
  account: ConnectedAccountRow,
  slug: string,
): Promise<TriggerRow | undefined> {
  return selectIn(tx, project)
    .where('connected_account_id', '=', account.id)
    .where('slug', '=', slug)
    .forUpdate()
    .executeTakeFirst();
}

/** Returns the account id of a trigger, which never changes. Locks nothing. */
export async function selectAccountIdOf(
  tx: DatabaseTransaction,
  project: ProjectRow,
  id: string,
): Promise<string | undefined> {
  const trigger = await selectIn(tx, project).where('id', '=', id).executeTakeFirst();
  return trigger?.connectedAccountId;
}

export async function insertTrigger(tx: DatabaseTransaction, row: Insertable<Trigger>): Promise<TriggerRow> {
  return tx.insertInto('trigger').values(row).returning(triggerColumns).executeTakeFirstOrThrow();
}

export const updateTriggerRow = defineUpdate('trigger', triggerColumns, [
  'organizationId',
  'projectId',
  'id',
]);

/** `trigger` was returned by `lockTrigger`. */
export async function deleteTriggerRow(tx: DatabaseTransaction, trigger: TriggerRow): Promise<void> {
  await tx
    .deleteFrom('trigger')
    .where('organization_id', '=', trigger.organizationId)
    .where('project_id', '=', trigger.projectId)
    .where('id', '=', trigger.id)
    .execute();
}

type ProjectKey = { readonly organizationId: string; readonly projectId: string };

const belongsTo = ({ organizationId, projectId }: ProjectKey, accountIds: readonly string[]) =>
  sql<SqlBool>`(organization_id = ${organizationId} and project_id = ${projectId}
    and connected_account_id = any(${sql.val(accountIds)}::text[]))`;

/** Deletes up to `max` triggers of deleted accounts and returns them. Skips rows that another transaction has locked. */
export async function deleteTriggersOf(
  tx: DatabaseTransaction,
  project: ProjectKey,
  accountIds: readonly string[],
  max: number,
): Promise<readonly TriggerWithoutConfig[]> {
  const isOwned = belongsTo(project, accountIds);
  const rowIds = sql`array(select ctid from trigger where ${isOwned} limit ${max} for update skip locked)`;
  return tx
    .deleteFrom('trigger')
    .where(isOwned)
    .where(sql<SqlBool>`ctid = any(${rowIds})`)
    .returning(columnsButConfig)
    .execute();
}

/** Returns the accounts of these that have triggers. */
export async function selectAccountsWithTriggers(
  tx: DatabaseTransaction,
  { organizationId, projectId }: ProjectKey,
  accountIds: readonly string[],
): Promise<readonly string[]> {
  const { rows } = await sql<{ id: string }>`
    select id from unnest(${sql.val(accountIds)}::text[]) as account(id)
    where exists (select from trigger where organization_id = ${organizationId} and project_id = ${projectId}
      and connected_account_id = account.id)`.execute(tx);
  return rows.map(({ id }) => id);
}
