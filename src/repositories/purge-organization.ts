import { sql } from 'kysely';
import type { DatabaseTransaction } from '../postgres/database.ts';
import type { VisibleOrganization } from '../postgres/tenancy.ts';
import { tablesOfProject } from './purge.ts';

/** Tables of an organization's rows besides those that are deleted with a project, and besides `purge` and
 *  `operator_entry`. */
const tablesOfOrganization = [
  ...tablesOfProject,
  'webhook_delivery',
  'secret_use',
  'rate_limit',
  'idempotency_key',
  'audit_entry',
  'audit_seal',
  'audit_chain',
] as const;

/** Tables with secrets, whose routes are deleted with their rows. */
const hashTables: ReadonlySet<string> = new Set(['rotated_secret', 'revoked_key']);

/** Tables with secrets of projects, and the table of the projects. */
const projectTables = [
  { project: 'project', keys: 'api_key' },
  { project: 'archived_project', keys: 'archived_key' },
] as const;

/** Deletes up to `rowsMax` rows of each table of a deleted organization, and returns whether any are left. Skips rows that
 *  another transaction has locked, so that it never waits. Projects come first: afterwards nothing is added to them. */
export async function purgeOrganizationRows(
  tx: DatabaseTransaction,
  { organizationId }: VisibleOrganization,
  rowsMax: number,
): Promise<boolean> {
  for (const tables of projectTables) await deleteProjects(tx, tables, organizationId, rowsMax);
  await deleteOwnKeys(tx, organizationId);
  const isOwned = sql`organization_id = ${organizationId}`;
  const deletions = tablesOfOrganization.map(
    (table) => sql`${sql.ref(`of_${table}`)} as (
      delete from ${sql.table(table)} where ${isOwned} and ctid = any(array(
        select ctid from ${sql.table(table)} where ${isOwned} limit ${rowsMax} for update skip locked))
      ${hashTables.has(table) ? sql`returning hash` : sql``})`,
  );
  await sql`with ${sql.join(deletions)}, routes as (
      delete from secret_route where hash in (
        select hash from of_rotated_secret union all select hash from of_revoked_key)
    ), subscriptions as (
      delete from webhook_subscription where ${isOwned} and project_id is null
    ), purges as (
      delete from purge where ${isOwned} and subject_id <> ${organizationId} and ctid = any(array(
        select ctid from purge where ${isOwned} for update skip locked))
    ) select`.execute(tx);
  return hasRows(tx, organizationId);
}

/** Deletes projects with the routes of their keys. Their keys, quotas and subscriptions have foreign keys to them. */
async function deleteProjects(
  tx: DatabaseTransaction,
  { project, keys }: (typeof projectTables)[number],
  organizationId: string,
  rowsMax: number,
): Promise<void> {
  const projects = await tx
    .selectFrom(project)
    .select('id')
    .where('organization_id', '=', organizationId)
    .limit(rowsMax)
    .forUpdate()
    .skipLocked()
    .execute();
  const ids = projects.map(({ id }) => id);
  await tx
    .deleteFrom('secret_route')
    .where('hash', 'in', (eb) =>
      eb
        .selectFrom(keys)
        .select('hash')
        .where('organization_id', '=', organizationId)
        .where(sql<boolean>`project_id = any(${ids}::text[])`),
    )
    .execute();
  await tx
    .deleteFrom(project)
    .where('organization_id', '=', organizationId)
    .where(sql<boolean>`id = any(${ids}::text[])`)
    .execute();
}

/** Deletes the keys of an organization itself with their routes. */
async function deleteOwnKeys(tx: DatabaseTransaction, organizationId: string): Promise<void> {
  await tx
    .with('deleted', (query) =>
      query
        .deleteFrom('api_key')
        .where('organization_id', '=', organizationId)
        .where('project_id', 'is', null)
        .returning('hash'),
    )
    .deleteFrom('secret_route')
    .where('hash', 'in', (eb) => eb.selectFrom('deleted').select('hash'))
    .execute();
}

async function hasRows(tx: DatabaseTransaction, organizationId: string): Promise<boolean> {
  const tables = ['project', 'archived_project', 'api_key', 'webhook_subscription', ...tablesOfOrganization];
  const conditions = tables.map(
    (table) => sql`exists (select from ${sql.table(table)} where organization_id = ${organizationId})`,
  );
  const others = sql`exists (select from purge
    where organization_id = ${organizationId} and subject_id <> ${organizationId})`;
  const { rows } = await sql<{
    exists: boolean;
  }>`select ${sql.join([...conditions, others], sql` or `)} as exists`.execute(tx);
  return rows[0]?.exists ?? false;
}

/** Deletes an organization with its own keys. A database trigger enqueues the purge of everything else. */
export async function deleteOrganizationRow(
  tx: DatabaseTransaction,
  { organizationId }: VisibleOrganization,
): Promise<void> {
  await deleteOwnKeys(tx, organizationId);
  await tx.deleteFrom('organization').where('id', '=', organizationId).execute();
}
