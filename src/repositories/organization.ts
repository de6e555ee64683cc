import { type Insertable, type RawBuilder, type Selection, type SqlBool, sql } from 'kysely';
import type { DatabaseTransaction } from '../postgres/database.ts';
import type { DB, Organization } from '../postgres/generated/database.ts';
import { oldestFirst } from '../postgres/pagination/oldest-first.ts';
import { defineSource } from '../postgres/plan/source.ts';
import { statement } from '../postgres/query/statement.ts';
import { defineUpdate } from '../postgres/query/update-row.ts';
import type { VisibleOrganization } from '../postgres/tenancy.ts';

export const organizationColumns = [
  'organization.id',
  'organization.name',
  'organization.created_at as createdAt',
  'organization.updated_at as updatedAt',
  'organization.suspended_at as suspendedAt',
  'organization.suspension_reason as suspensionReason',
] as const;

export type OrganizationRow = Selection<DB, 'organization', (typeof organizationColumns)[number]>;

/** Whether an organization exists and its keys are accepted. */
export const isActiveOrganization = (organizationId: RawBuilder<string>) =>
  sql<SqlBool>`exists (select from organization
    where organization.id = ${organizationId} and organization.suspended_at is null)`;

/** Whether an organization exists and is suspended. Not the opposite of `isActiveOrganization`: it may be deleted. */
export const isSuspendedOrganization = (organizationId: RawBuilder<string>) =>
  sql<SqlBool>`exists (select from organization
    where organization.id = ${organizationId} and organization.suspended_at is not null)`;

export const organizationSource = defineSource({
  table: 'organization',
  columns: organizationColumns,
  rows: (db) => db.selectFrom('organization'),
  isVisible: (argument) => sql`organization.id = ${argument('organizationId')}`,
  filters: {},
});

export const selectOrganization = statement<VisibleOrganization>({ execution: 'pipelined' })(
  'organization',
  (db, argument) =>
    db.selectFrom('organization').select(organizationColumns).where('id', '=', argument('organizationId')),
);

export async function insertOrganization(
  tx: DatabaseTransaction,
  row: Insertable<Organization>,
): Promise<OrganizationRow> {
  return tx.insertInto('organization').values(row).returning(organizationColumns).executeTakeFirstOrThrow();
}

export const updateOrganizationRow = defineUpdate('organization', organizationColumns, ['id']);

/** Locks an organization for update until the transaction ends. */
export async function lockOrganizationRow(
  tx: DatabaseTransaction,
  { organizationId }: VisibleOrganization,
): Promise<OrganizationRow | undefined> {
  return tx
    .selectFrom('organization')
    .select(organizationColumns)
    .where('id', '=', organizationId)
    .forUpdate()
    .executeTakeFirst();
}

/** Serializes operations that must read all projects or all keys of an organization before changing one. Readers and
 *  creations of projects do not wait. Returns false when there is no such organization. */
export async function lockOrganization(
  tx: DatabaseTransaction,
  visible: VisibleOrganization,
): Promise<boolean> {
  const locked = await tx
    .selectFrom('organization')
    .select('id')
    .where('id', '=', visible.organizationId)
    .forNoKeyUpdate()
    .executeTakeFirst();
  return locked !== undefined;
}

/** An advisory lock number that is otherwise unused in this database. */
const FIRST_ORGANIZATION_LOCK = 0x0ba1_0001;

/** Whether any organization exists. Serializes callers until the transaction ends. */
export async function lockAnyOrganization(tx: DatabaseTransaction): Promise<boolean> {
  await sql`select pg_advisory_xact_lock(${FIRST_ORGANIZATION_LOCK})`.execute(tx);
  const organization = await tx.selectFrom('organization').select('id').limit(1).executeTakeFirst();
  return organization !== undefined;
}

/** Selects the organizations with this id or this name, the oldest first. Null: all of them. */
export async function selectOrganizationsMatching(
  tx: DatabaseTransaction,
  idOrName: string | null,
): Promise<readonly OrganizationRow[]> {
  const all = tx.selectFrom('organization').select(organizationColumns).orderBy(oldestFirst('organization'));
  if (idOrName === null) return all.execute();
  return all.where((where) => where.or([where('id', '=', idOrName), where('name', '=', idOrName)])).execute();
}
