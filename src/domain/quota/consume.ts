import type { AuthorizedTransaction } from '../../postgres/database.ts';
import type { VisibleProject } from '../../postgres/tenancy.ts';
import { lockQuota, updateQuotaUse } from '../../repositories/quota.ts';
import type { RequestContext } from '../core/request-context.ts';
import { emitEvent, type WebhookEvent } from '../events/emit.ts';
import type { UsageEntityType } from '../usage/query.ts';
import { inMonthOf, type Quota, quotaFields, quotaUse } from './fields.ts';

/** Returns the quota of a project, locked until the transaction ends, so that concurrent requests cannot consume it. Null:
 *  there is none. */
export async function lockQuotaForUse(
  tx: AuthorizedTransaction,
  context: RequestContext,
  project: VisibleProject,
): Promise<Quota | null> {
  const quota = await lockQuota(tx, project);
  return quota ? inMonthOf(context.now(), quota) : null;
}

/** Returns how many more a hard quota permits. Null: unlimited. */
export function remainingQuota(quota: Quota | null, entity: UsageEntityType): number | null {
  const use = quota && quotaUse(quota, entity);
  return use && quota.mode === 'HARD' ? Math.max(0, use.limit - use.used) : null;
}

/** Consumes part of a locked quota, and emits an event when it reaches 80 or 100 percent. Returns the quota after it. */
export async function consumeQuota(
  tx: AuthorizedTransaction,
  context: RequestContext,
  locked: Quota,
  { entity, count }: { readonly entity: UsageEntityType; readonly count: number },
): Promise<Quota> {
  if (count === 0) return locked;
  const { used } = quotaFields[entity];
  const quota = await emitQuotaEvents(tx, context, { ...locked, [used]: locked[used] + count });
  await updateQuotaUse(tx, quota, context.now());
  return quota;
}

/** Each at most once a month per entity, whatever happens to the limits meanwhile. */
const thresholds = [
  { percent: 80, type: 'quota.warning' },
  { percent: 100, type: 'quota.exceeded' },
] as const;

/** Emits the events of thresholds that the quota has reached and that were not emitted yet. Returns the quota with that
 *  noted, not stored yet. */
export async function emitQuotaEvents(
  tx: AuthorizedTransaction,
  context: RequestContext,
  quota: Quota,
): Promise<Quota> {
  const events: WebhookEvent[] = [];
  let notified = quota;
  for (const entity of ['TOOL_CALL', 'SESSION'] as const) {
    const use = quotaUse(quota, entity);
    const { notified: field } = quotaFields[entity];
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
    notified = { ...notified, [field]: reached.at(-1)?.percent ?? quota[field] };
  }
  if (events.length > 0) await emitEvent(tx, context, ...events);
  return notified;
}
