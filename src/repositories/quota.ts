import { CompiledQuery, type ExpressionBuilder, type Insertable, sql } from 'kysely';
import type { DatabaseTransaction } from '../postgres/database.ts';
import type { DB, ProjectQuota } from '../postgres/generated/database.ts';
import { defineSource } from '../postgres/plan/source.ts';
import { statement } from '../postgres/query/statement.ts';
import { tenantPredicate, type VisibleProject, type VisibleProjects } from '../postgres/tenancy.ts';
import { idWithinProject, type ProjectRow, updateProjectRow } from './project/project.ts';
import type { UsageRead } from './usage/read.ts';

/** Limits and counts as numbers: limits are safe integers, and counts do not exceed them. */
const quotaColumns = (eb: ExpressionBuilder<DB, 'project_quota'>) =>
  [
    'project_quota.organization_id as organizationId',
    'project_quota.project_id as projectId',
    'project_quota.mode',
    'project_quota.month',
    eb.cast<number | null>('tool_calls_per_month', 'float8').as('toolCallsPerMonth'),
    eb.cast<number | null>('sessions_per_month', 'float8').as('sessionsPerMonth'),
    eb.cast<number>('tool_calls_used', 'float8').as('toolCallsUsed'),
    eb.cast<number>('sessions_used', 'float8').as('sessionsUsed'),
    'project_quota.tool_calls_told as toolCallsNotifiedPercent',
    'project_quota.sessions_told as sessionsNotifiedPercent',
  ] as const;

/** Quotas with a limit: without one, a project counts as without a quota. */
export const quotaSource = defineSource({
  table: 'project_quota',
  columns: [
    'project_quota.organization_id as organizationId',
    'project_quota.project_id as projectId',
    'project_quota.mode',
    'project_quota.month',
    'project_quota.tool_calls_per_month as toolCallsPerMonth',
    'project_quota.sessions_per_month as sessionsPerMonth',
    'project_quota.tool_calls_used as toolCallsUsed',
    'project_quota.sessions_used as sessionsUsed',
  ],
  rareColumns: () => ({ id: idWithinProject('pquo', sql.ref('project_quota.project_id')) }),
  rows: (db) =>
    db
      .selectFrom('project_quota')
      .where((eb) =>
        eb.or([eb('tool_calls_per_month', 'is not', null), eb('sessions_per_month', 'is not', null)]),
      ),
  isVisible: (argument, visibility) => tenantPredicate('project_quota', argument, visibility),
  filters: {},
});

export const selectQuotas = statement<VisibleProjects & { readonly projectIds: readonly string[] }>()(
  'project_quotas',
  (db, argument) =>
    db
      .selectFrom('project_quota')
      .select(quotaColumns)
      .where(tenantPredicate('project_quota', argument))
      .where((eb) => eb('project_id', '=', eb.fn.any(argument('projectIds')))),
);

/** The quota of a project. Without limits it has no effect. */
export type QuotaRow = typeof selectQuotas extends { readonly row?: infer Row } ? NonNullable<Row> : never;

/** Locks a quota for update until the transaction ends. The transaction has locked the project. */
export async function lockQuota(
  tx: DatabaseTransaction,
  { organizationId, projectId }: VisibleProject,
): Promise<QuotaRow | undefined> {
  return tx
    .selectFrom('project_quota')
    .select(quotaColumns)
    .where('organization_id', '=', organizationId)
    .where('project_id', '=', projectId)
    .forUpdate()
    .executeTakeFirst();
}

/** `row` was returned by `lockQuota`, with the usage and the reported thresholds updated. */
export async function updateQuotaUse(tx: DatabaseTransaction, row: QuotaRow, updatedAt: Date): Promise<void> {
  await tx
    .updateTable('project_quota')
    .set({ ...usageColumns(row), updated_at: updatedAt })
    .where('organization_id', '=', row.organizationId)
    .where('project_id', '=', row.projectId)
    .execute();
}

const usageColumns = (row: QuotaRow) => ({
  month: row.month,
  tool_calls_used: String(row.toolCallsUsed),
  sessions_used: String(row.sessionsUsed),
  tool_calls_told: row.toolCallsNotifiedPercent,
  sessions_told: row.sessionsNotifiedPercent,
});

const textOf = (limit: number | null) => (limit === null ? null : String(limit));

/** Sets the quota of a project, and the flag on the project that makes statements check it. `project` was returned
 *  by `lockProject`. */
export async function setQuota(
  tx: DatabaseTransaction,
  project: ProjectRow,
  row: QuotaRow,
  now: Date,
): Promise<ProjectRow> {
  const columns = {
    ...usageColumns(row),
    mode: row.mode,
    tool_calls_per_month: textOf(row.toolCallsPerMonth),
    sessions_per_month: textOf(row.sessionsPerMonth),
    updated_at: now,
  };
  const inserted: Insertable<ProjectQuota> = {
    ...columns,
    organization_id: project.organizationId,
    project_id: project.id,
    created_at: now,
  };
  await tx
    .insertInto('project_quota')
    .values(inserted)
    .onConflict((conflict) => conflict.columns(['organization_id', 'project_id']).doUpdateSet(columns))
    .execute();
  const hasQuota = row.toolCallsPerMonth !== null || row.sessionsPerMonth !== null;
  return hasQuota === project.hasQuota ? project : updateProjectRow(tx, project, { hasQuota });
}

/** Reads usage within a transaction. */
export async function readUsage<Row>(
  tx: DatabaseTransaction,
  { statement, values }: UsageRead<Row>,
): Promise<readonly Row[]> {
  const query = CompiledQuery.raw(statement.text, statement.values(values));
  return (await tx.executeQuery<Row>(query as CompiledQuery<Row>)).rows;
}
