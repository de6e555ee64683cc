import { z } from 'zod';
import { monthOf } from '../../lib/month.ts';
import type { DecidedTransaction } from '../../postgres/database.ts';
import { lockProject, type ProjectRow } from '../../repositories/project/project.ts';
import { lockQuota, readUsage, setQuota } from '../../repositories/quota.ts';
import { levelsOf } from '../../repositories/usage/level.ts';
import { selectUsageSummary } from '../../repositories/usage/read.ts';
import { recordAudit } from '../audit-log/record.ts';
import { projectNotFound } from '../core/errors.ts';
import { idPrefix, type RequestContext } from '../core/request-context.ts';
import { visibleProjects } from '../core/tenancy.ts';
import { changedFields, parseInput } from '../core/validation.ts';
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

/** Says how much a project may use in each month of UTC, in place of what was said before; without limits there is no quota.
 *  What was used since the first of the month counts. Throws NOT_FOUND. */
export async function setProjectQuota(
  context: RequestContext,
  input: SetProjectQuotaInput,
): Promise<ProjectRow> {
  const { projectId, ...wanted } = parseInput(setProjectQuotaInput, input);
  const visible = visibleProjects(context.actor);
  if (idPrefix(projectId) !== 'proj') throw projectNotFound();
  return context.db.transaction(async (tx) => {
    // All who are just using it have finished, and those who come wait for the quota.
    const project = await lockProject(tx, visible, projectId);
    if (!project) throw projectNotFound();
    const before = await presentQuota(tx, context, project);
    const changes = changedFields(before, wanted);
    if (Object.keys(changes).length === 0) return project;
    await recordAudit(tx, context, {
      action: 'PROJECT_QUOTA_SET',
      organizationId: project.organizationId,
      projectId,
      targetId: projectId,
      changes,
    });
    const quota = await emitQuotaEvents(tx, context, { ...before, ...wanted });
    return setQuota(tx, project, quota, context.now());
  });
}

/** The quota that is there, or one without limits that says what was used so far. */
async function presentQuota(
  tx: DecidedTransaction,
  context: RequestContext,
  project: ProjectRow,
): Promise<Quota> {
  const now = context.now();
  const own = { organizationId: project.organizationId, projectId: project.id };
  const found = await lockQuota(tx, own);
  const quota = inMonthOf(
    now,
    found ?? {
      ...own,
      mode: 'HARD',
      month: monthOf(now),
      toolCallsPerMonth: null,
      sessionsPerMonth: null,
      toolCallsUsed: 0,
      sessionsUsed: 0,
      toolCallsTold: 0,
      sessionsTold: 0,
    },
  );
  // Without one nobody counted.
  return project.hasQuota ? quota : { ...quota, ...(await usedSince(tx, quota, now)) };
}

async function usedSince(
  tx: DecidedTransaction,
  own: Pick<Quota, 'organizationId' | 'projectId' | 'month'>,
  now: Date,
) {
  const range = { from: own.month, to: monthOf(own.month, 1) };
  const rows = await readUsage(
    tx,
    selectUsageSummary({
      visible: { organizationId: own.organizationId, visibleProjectIds: [own.projectId] },
      projectId: own.projectId,
      entities: usageEntities,
      spans: segmentsByGrain(range, levelsOf('TOTAL'), now),
      filter: {},
    }),
  );
  const used = (entity: string) => Number(rows.find((row) => row.entity === entity)?.total ?? 0);
  return { toolCallsUsed: used('TOOL_CALL'), sessionsUsed: used('SESSION') };
}
