import type { Insertable, Selection, UpdateObject } from 'kysely';
import type { ConnectedAccountRow } from './connected-account.ts';
import type { DatabaseTransaction } from './database.ts';
import type { DB, Trigger } from './generated/database.ts';
import { defineList } from './list.ts';
import type { ProjectRow } from './project.ts';
import { selectSought } from './sought.ts';

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

export const triggerColumns = [...columnsButConfig, 'trigger.config'] as const;

export type TriggerRow = Selection<DB, 'trigger', (typeof triggerColumns)[number]>;

export type TriggerWithoutConfig = Omit<TriggerRow, 'config'>;

export type TriggerFilter = {
  readonly slugs: readonly string[];
  readonly connectedAccountIds: readonly string[];
  readonly userIds: readonly string[];
  readonly enabled: boolean;
};

/** The triggers of each project. */
export const triggerList = defineList<TriggerFilter, TriggerRow>()({
  table: 'trigger',
  owner: 'project',
  rows: (db) => db.selectFrom('trigger'),
  columns: triggerColumns,
  ownerOf: ({ projectId }) => projectId,
  filters: {
    slugs: (eb, slugs) => eb('slug', '=', eb.fn.any(slugs)),
    connectedAccountIds: (eb, ids) => eb('connected_account_id', '=', eb.fn.any(ids)),
    userIds: (eb, ids) => eb('user_id', '=', eb.fn.any(ids)),
    enabled: (eb, enabled) => eb('enabled', '=', enabled),
  },
});

export const selectTriggers = selectSought('triggers', 'trigger', (db) =>
  db.selectFrom('trigger').select(triggerColumns),
);

const selectIn = (tx: DatabaseTransaction, { organizationId, id }: ProjectRow) =>
  tx
    .selectFrom('trigger')
    .select(triggerColumns)
    .where('organization_id', '=', organizationId)
    .where('project_id', '=', id);

/** Reads a trigger to change it: until the transaction ends nobody else can. `project` is one that `holdProject`
 *  returned: its visibility has been decided. */
export async function lockTrigger(
  tx: DatabaseTransaction,
  project: ProjectRow,
  id: string,
): Promise<TriggerRow | undefined> {
  return selectIn(tx, project).where('id', '=', id).forUpdate().executeTakeFirst();
}

/** The same for the trigger that an account has under a slug. `account` is one that `lockConnectedAccount` returned: while
 *  it is locked it gets no other trigger. */
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

/** Which account a trigger has, for good. Nothing is locked. */
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

/** Leaves alone what is undefined. `trigger` is one that `lockTrigger` or `lockTriggerOf` returned. */
export async function updateTriggerRow(
  tx: DatabaseTransaction,
  trigger: TriggerRow,
  changes: UpdateObject<DB, 'trigger'>,
): Promise<TriggerRow> {
  return tx
    .updateTable('trigger')
    .set(changes)
    .where('organization_id', '=', trigger.organizationId)
    .where('project_id', '=', trigger.projectId)
    .where('id', '=', trigger.id)
    .returning(triggerColumns)
    .executeTakeFirstOrThrow();
}

/** `trigger` is one that `lockTrigger` returned. */
export async function deleteTriggerRow(tx: DatabaseTransaction, trigger: TriggerRow): Promise<void> {
  await tx
    .deleteFrom('trigger')
    .where('organization_id', '=', trigger.organizationId)
    .where('project_id', '=', trigger.projectId)
    .where('id', '=', trigger.id)
    .execute();
}

/** Deletes the triggers of accounts that the transaction has locked, and gives what they were. */
export async function deleteTriggersOf(
  tx: DatabaseTransaction,
  project: ProjectRow,
  accountIds: readonly string[],
): Promise<readonly TriggerWithoutConfig[]> {
  if (accountIds.length === 0) return [];
  return tx
    .deleteFrom('trigger')
    .where('organization_id', '=', project.organizationId)
    .where('project_id', '=', project.id)
    .where((eb) => eb('connected_account_id', '=', eb.fn.any(eb.val(accountIds))))
    .returning(columnsButConfig)
    .execute();
}
