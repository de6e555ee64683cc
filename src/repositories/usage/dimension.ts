import type { UsageRollup } from '../../postgres/generated/database.ts';

/** The dimensions of usage, each with its column. An empty text in a column means none. */
export const usageColumns = {
  TOOL: 'tool_slug',
  TOOLKIT: 'toolkit_slug',
  CONNECTED_ACCOUNT: 'connected_account_id',
  USER: 'user_id',
  SESSION: 'session_id',
  API_KEY: 'api_key_id',
} as const;

export type UsageDimension = keyof typeof usageColumns;

/** The dimensions that each rollup keeps, its eponymous one first. The toolkit is kept with its tool,
 *  where it adds hardly any rows. */
export const usageRollups = {
  TOTAL: [],
  TOOLKIT: ['TOOLKIT'],
  TOOL: ['TOOL', 'TOOLKIT'],
  CONNECTED_ACCOUNT: ['CONNECTED_ACCOUNT'],
  USER: ['USER'],
  SESSION: ['SESSION'],
  API_KEY: ['API_KEY'],
  ALL: ['TOOL', 'TOOLKIT', 'CONNECTED_ACCOUNT', 'USER', 'SESSION', 'API_KEY'],
} as const satisfies Record<UsageRollup, readonly UsageDimension[]>;

export const rollupNames = Object.keys(usageRollups) as UsageRollup[];

/** Returns the rollup with the fewest rows that contains these dimensions. */
export function rollupFor(dimensions: readonly UsageDimension[]): UsageRollup {
  const includesAll = (rollup: UsageRollup) => {
    const rollupDimensions: readonly UsageDimension[] = usageRollups[rollup];
    return dimensions.every((dimension) => rollupDimensions.includes(dimension));
  };
  return rollupNames.find(includesAll) ?? 'ALL';
}
