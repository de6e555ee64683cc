import { DAY_MS, HOUR_MS, MINUTE_MS, WEEK_MS } from '../../lib/duration.ts';
import type { UsageCut } from '../../postgres/generated/database.ts';
import { rollupNames } from './dimension.ts';

/** Where steps of every length begin: a Monday, as good as any other. */
export const STEPS_BEGIN = new Date('2001-01-01T00:00:00Z');

/** A step of UTC in which sums are kept. */
export type UsageUnit = 'minute' | 'ten_minutes' | 'hour' | 'day' | 'week';

/** What a table keeps of a step. */
export type UsageTable = {
  readonly unit: UsageUnit;
  readonly table: 'usage_minute' | 'usage_hour' | 'usage_day' | 'usage_week';
  readonly stepMs: number;
  readonly cuts: readonly UsageCut[];
};

/** The finest first. Each row that is folded adds to all of them. What has many values would have as many rows in ten minutes
 *  as ALL has in a minute or two, and sessions as many in weeks as in days, since few last longer. */
export const usageLevels: readonly UsageTable[] = [
  { unit: 'minute', table: 'usage_minute', stepMs: MINUTE_MS, cuts: ['TOTAL', 'ALL'] },
  // Beside the minutes and forgotten with them: no cut is kept in both.
  {
    unit: 'ten_minutes',
    table: 'usage_minute',
    stepMs: 10 * MINUTE_MS,
    cuts: ['TOOL', 'TOOLKIT', 'API_KEY'],
  },
  {
    unit: 'hour',
    table: 'usage_hour',
    stepMs: HOUR_MS,
    cuts: ['TOTAL', 'TOOL', 'TOOLKIT', 'CONNECTED_ACCOUNT', 'USER', 'SESSION', 'API_KEY', 'ALL'],
  },
  {
    unit: 'day',
    table: 'usage_day',
    stepMs: DAY_MS,
    cuts: ['TOTAL', 'TOOL', 'TOOLKIT', 'CONNECTED_ACCOUNT', 'USER', 'SESSION', 'API_KEY'],
  },
  {
    unit: 'week',
    table: 'usage_week',
    stepMs: WEEK_MS,
    cuts: ['TOTAL', 'TOOL', 'TOOLKIT', 'CONNECTED_ACCOUNT', 'USER', 'API_KEY'],
  },
];

/** The cuts that are kept of calendar months, in a table of their own: a row has the one dimension that its cut is called after. */
export const monthlyRollups: readonly UsageCut[] = rollupNames.filter((cut) => cut !== 'ALL');

/** One cut of one table, which answers a question for the steps of that table. */
export type UsageLevel = Omit<UsageTable, 'cuts'> & { readonly cut: UsageCut };

/** Where a question is answered that needs a cut, the finest steps first. Minutes tell everything apart. */
export function levelsOf(cut: UsageCut): readonly UsageLevel[] {
  return usageLevels.flatMap(({ cuts, ...level }) => {
    if (cuts.includes(cut)) return [{ ...level, cut }];
    return level.unit === 'minute' ? [{ ...level, cut: 'ALL' as const }] : [];
  });
}
