import { monthOf } from '../../lib/month.ts';
import type { QuotaRow } from '../../repositories/quota.ts';
import type { UsageEntityType } from '../usage/query.ts';

/** The limits of a project per calendar month (UTC), and its usage. */
export type Quota = QuotaRow;

export const quotaModes = ['HARD', 'SOFT'] as const;

/** The columns of each entity. */
export const quotaFields = {
  TOOL_CALL: { limit: 'toolCallsPerMonth', used: 'toolCallsUsed', notified: 'toolCallsNotifiedPercent' },
  SESSION: { limit: 'sessionsPerMonth', used: 'sessionsUsed', notified: 'sessionsNotifiedPercent' },
} as const satisfies Record<UsageEntityType, object>;

/** The limit and the usage of one entity. */
export type QuotaUse = { readonly limit: number; readonly used: number; readonly resetAt: Date };

/** The limits of a quota, and its usage in its month. */
export type QuotaLimits = Pick<
  Quota,
  'month' | 'toolCallsPerMonth' | 'toolCallsUsed' | 'sessionsPerMonth' | 'sessionsUsed'
>;

/** Null: there is no limit. */
export function quotaUse(quota: QuotaLimits, entity: UsageEntityType): QuotaUse | null {
  const fields = quotaFields[entity];
  const limit = quota[fields.limit];
  return limit === null ? null : { limit, used: quota[fields.used], resetAt: monthOf(quota.month, 1) };
}

/** Returns the quota as of the month of an instant: in a new month nothing is used and no event was emitted. */
export function inMonthOf<Row extends QuotaLimits>(instant: Date, quota: Row): Row {
  const month = monthOf(instant);
  if (quota.month >= month) return quota;
  return {
    ...quota,
    month,
    toolCallsUsed: 0,
    sessionsUsed: 0,
    toolCallsNotifiedPercent: 0,
    sessionsNotifiedPercent: 0,
  };
}
