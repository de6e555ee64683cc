import { DAY_MS, HOUR_MS, MINUTE_MS, WEEK_MS } from '../../lib/duration.ts';
import type { UsageRollup } from '../../postgres/generated/database.ts';
import { rollupNames } from './dimension.ts';

/** Origin of all time steps: an arbitrary Monday. */
export const STEPS_BEGIN = new Date('2001-01-01T00:00:00Z');

/** A step of UTC time in which sums are stored. */
export type UsageUnit = 'minute' | 'ten_minutes' | 'hour' | 'day' | 'week';

/** The rollups that a table keeps of a step. */
export type UsageTable = {
  readonly unit: UsageUnit;
  readonly table: 'usage_minute' | 'usage_hour' | 'usage_day' | 'usage_week';
  readonly stepMs: number;
  readonly rollups: readonly UsageRollup[];
};

/** All levels, the finest first. Each rolled up row is added to all of them. Dimensions with many values would have
 *  about as many rows in ten minutes as ALL has in a minute or two, and sessions as many in weeks as in days, since few
 *  last longer. */
export const usageLevels: readonly UsageTable[] = [
  { unit: 'minute', table: 'usage_minute', stepMs: MINUTE_MS, rollups: ['TOTAL', 'ALL'] },
  // In the same table as minutes and pruned with them: no rollup is kept in both.
  {
    unit: 'ten_minutes',
    table: 'usage_minute',
    stepMs: 10 * MINUTE_MS,
    rollups: ['TOOL', 'TOOLKIT', 'API_KEY'],
  },
  {
    unit: 'hour',
    table: 'usage_hour',
    stepMs: HOUR_MS,
    rollups: ['TOTAL', 'TOOL', 'TOOLKIT', 'CONNECTED_ACCOUNT', 'USER', 'SESSION', 'API_KEY', 'ALL'],
  },
  {
    unit: 'day',
    table: 'usage_day',
    stepMs: DAY_MS,
    rollups: ['TOTAL', 'TOOL', 'TOOLKIT', 'CONNECTED_ACCOUNT', 'USER', 'SESSION', 'API_KEY'],
  },
  {
    unit: 'week',
    table: 'usage_week',
    stepMs: WEEK_MS,
    rollups: ['TOTAL', 'TOOL', 'TOOLKIT', 'CONNECTED_ACCOUNT', 'USER', 'API_KEY'],
  },
];

/** The rollups of calendar months, in a separate table: a row has only the eponymous dimension of its rollup. */
export const monthlyRollups: readonly UsageRollup[] = rollupNames.filter((rollup) => rollup !== 'ALL');

/** One rollup of one table, which answers queries for the steps of that table. */
export type UsageLevel = Omit<UsageTable, 'rollups'> & { readonly rollup: UsageRollup };

/** Returns the levels that answer a query that needs a rollup, the finest steps first. Minutes contain every dimension. */
export function levelsOf(rollup: UsageRollup): readonly UsageLevel[] {
  return usageLevels.flatMap(({ rollups, ...level }) => {
    if (rollups.includes(rollup)) return [{ ...level, rollup }];
    return level.unit === 'minute' ? [{ ...level, rollup: 'ALL' as const }] : [];
  });
}
