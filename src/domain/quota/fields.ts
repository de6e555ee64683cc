import { monthOf } from '../../lib/month.ts';
import type { QuotaRow } from '../../repositories/quota.ts';
import type { UsageEntityType } from '../usage/query.ts';

/** How much a project may use in a month of UTC, and has used. */
export type Quota = QuotaRow;

export const quotaModes = ['HARD', 'SOFT'] as const;

/** Of which columns each kind of thing is. */
export const quotaFields = {
  TOOL_CALL: { limit: 'toolCallsPerMonth', used: 'toolCallsUsed', told: 'toolCallsTold' },
  SESSION: { limit: 'sessionsPerMonth', used: 'sessionsUsed', told: 'sessionsTold' },
} as const satisfies Record<UsageEntityType, object>;

/** How much of one kind of thing may be used, and was. */
export type QuotaUse = { readonly limit: number; readonly used: number; readonly resetAt: Date };

/** Null: there is no limit. */
export function quotaUse(quota: Quota, entity: UsageEntityType): QuotaUse | null {
  const fields = quotaFields[entity];
  const limit = quota[fields.limit];
  return limit === null ? null : { limit, used: quota[fields.used], resetAt: monthOf(quota.month, 1) };
}

/** The quota as it is in the month of a moment: in a new one nothing is used and nothing told. */
export function inMonthOf(moment: Date, quota: Quota): Quota {
  const month = monthOf(moment);
  if (quota.month >= month) return quota;
  return { ...quota, month, toolCallsUsed: 0, sessionsUsed: 0, toolCallsTold: 0, sessionsTold: 0 };
}
