import { z } from 'zod';
import { monthOf } from '../../lib/month.ts';
import type { AuthorizedTransaction } from '../../postgres/database.ts';
import { lockProject, type ProjectRow } from '../../repositories/project/project.ts';
import { lockQuota, readUsage, setQuota } from '../../repositories/quota.ts';
import { levelsOf } from '../../repositories/usage/level.ts';
import { selectUsageSummary } from '../../repositories/usage/read.ts';
import { projectNotFound } from '../core/errors.ts';
import { idPrefix, type RequestContext } from '../core/request-context.ts';
import { visibleProjects } from '../core/tenancy.ts';
import { changedFields, parseInput } from '../core/validation.ts';
import { applyChange } from '../events/apply-change.ts';
import { usageEntities } from '../usage/query.ts';
import { segmentsByGrain } from '../usage/range.ts';
import { emitQuotaEvents } from './consume.ts';
import { inMonthOf, type Quota, quotaModes } from './fields.ts';

const limitInput = z
  .bigint()
  .min(0n, 'cannot be negative')
  .max(BigInt(Number.MAX_SAFE_INTEGER), `must be at most ${Number.MAX_SAFE_INTEGER}`)
  .nullish()
  .transform((limit) => (limit == null ? null : Number(limit)));

const setProjectQuotaInput = z.object({
  projectId: z.string(),
  toolCallsPerMonth: limitInput,
  sessionsPerMonth: limitInput,
  mode: z.enum(quotaModes),
});

export type SetProjectQuotaInput = z.input<typeof setProjectQuotaInput>;

/** Sets the limits of a project per calendar month (UTC), replacing the previous ones; without limits the quota is removed.
 *  Usage since the first of the month counts. Throws NOT_FOUND. */
export async function setProjectQuota(
  context: RequestContext,
  input: SetProjectQuotaInput,
): Promise<ProjectRow> {
  const { projectId, ...limits } = parseInput(setProjectQuotaInput, input);
  const visible = visibleProjects(context.actor);
  if (idPrefix(projectId) !== 'proj') throw projectNotFound();
  return context.db.transaction(async (tx) => {
    // After the lock all transactions that consume the quota have ended, and new ones wait.
    const project = await lockProject(tx, visible, projectId);
    if (!project) throw projectNotFound();
    const before = await presentQuota(tx, context, project);
    return applyChange(tx, context, {
      action: 'PROJECT_QUOTA_SET',
      before: project,
      changes: changedFields(before, limits),
      update: async () => {
        const quota = await emitQuotaEvents(tx, context, { ...before, ...limits });
        return setQuota(tx, project, quota, context.now());
      },
    });
  });
}

/** Returns the existing quota, or one without limits that has the usage so far. */
async function presentQuota(
  tx: AuthorizedTransaction,
  context: RequestContext,
  project: ProjectRow,
): Promise<Quota> {
  const now = context.now();
  const key = { organizationId: project.organizationId, projectId: project.id };
  const row = await lockQuota(tx, key);
  const quota = inMonthOf(
    now,
    row ?? {
      ...key,
      mode: 'HARD' as const,
      month: monthOf(now),
      toolCallsPerMonth: null,
      sessionsPerMonth: null,
      toolCallsUsed: 0,
      sessionsUsed: 0,
      toolCallsNotifiedPercent: 0,
      sessionsNotifiedPercent: 0,
    },
  );
  // Without a quota nothing was counted.
  return project.hasQuota ? quota : { ...quota, ...(await usedSince(tx, quota, now)) };
}

async function usedSince(
  tx: AuthorizedTransaction,
  key: Pick<Quota, 'organizationId' | 'projectId' | 'month'>,
  now: Date,
) {
  const range = { from: key.month, to: monthOf(key.month, 1) };
  const rows = await readUsage(
    tx,
    selectUsageSummary({
      visible: { organizationId: key.organizationId, visibleProjectIds: [key.projectId] },
      projectId: key.projectId,
      entities: usageEntities,
      spans: segmentsByGrain(range, levelsOf('TOTAL'), now),
      filter: {},
    }),
  );
  const used = (entity: string) => Number(rows.find((row) => row.entity === entity)?.total ?? 0);
  return { toolCallsUsed: used('TOOL_CALL'), sessionsUsed: used('SESSION') };
}
