import type { DecidedTransaction } from '../../postgres/database.ts';
import type { VisibleProject } from '../../postgres/tenancy.ts';
import { lockQuota, updateQuotaUse } from '../../repositories/quota.ts';
import type { RequestContext } from '../core/request-context.ts';
import { emitEvent, type WebhookEvent } from '../events/emit.ts';
import type { UsageEntityType } from '../usage/query.ts';
import { inMonthOf, type Quota, quotaFields, quotaUse } from './fields.ts';

/** The quota of a project that the transaction holds: until it ends nobody else uses any of it. Null: there is none. */
export async function lockQuotaForUse(
  tx: DecidedTransaction,
  context: RequestContext,
  project: VisibleProject,
): Promise<Quota | null> {
  const quota = await lockQuota(tx, project);
  return quota ? inMonthOf(context.now(), quota) : null;
}

/** How many more a hard quota lets in. Null: any number. */
export function remainingQuota(quota: Quota | null, entity: UsageEntityType): number | null {
  const use = quota && quotaUse(quota, entity);
  return use && quota.mode === 'HARD' ? Math.max(0, use.limit - use.used) : null;
}

/** Uses some of a quota that is held, and tells when that passes 80 or 100 percent. Gives the quota as it is then. */
export async function consumeQuota(
  tx: DecidedTransaction,
  context: RequestContext,
  held: Quota,
  { entity, count }: { readonly entity: UsageEntityType; readonly count: number },
): Promise<Quota> {
  if (count === 0) return held;
  const { used } = quotaFields[entity];
  const quota = await emitQuotaEvents(tx, context, { ...held, [used]: held[used] + count });
  await updateQuotaUse(tx, quota, context.now());
  return quota;
}

/** Each of a month at most once for each kind of thing, whatever becomes of the limits meanwhile. */
const thresholds = [
  { percent: 80, type: 'quota.warning' },
  { percent: 100, type: 'quota.exceeded' },
] as const;

/** Tells what the quota has reached and was not told of it yet. Gives it with that written down, not stored yet. */
export async function emitQuotaEvents(
  tx: DecidedTransaction,
  context: RequestContext,
  quota: Quota,
): Promise<Quota> {
  const events: WebhookEvent[] = [];
  let told = quota;
  for (const entity of ['TOOL_CALL', 'SESSION'] as const) {
    const use = quotaUse(quota, entity);
    const { told: field } = quotaFields[entity];
    const reached = thresholds.filter(
      ({ percent }) => use && use.used * 100 >= use.limit * percent && quota[field] < percent,
    );
    const { organizationId, projectId, mode } = quota;
    const data = { projectId, entityType: entity, mode, ...use };
    events.push(
      ...reached.map(({ type, percent }) => ({
        type,
        organizationId,
        projectId,
        data: { ...data, percent },
      })),
    );
    told = { ...told, [field]: reached.at(-1)?.percent ?? quota[field] };
  }
  if (events.length > 0) await emitEvent(tx, context, ...events);
  return told;
}
