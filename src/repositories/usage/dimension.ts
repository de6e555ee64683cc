import type { UsageCut } from '../../postgres/generated/database.ts';

/** By what is counted, each with its column. In a column an empty text stands for none. */
export const usageColumns = {
  TOOL: 'tool_slug',
  TOOLKIT: 'toolkit_slug',
  CONNECTED_ACCOUNT: 'connected_account_id',
  USER: 'user_id',
  SESSION: 'session_id',
  API_KEY: 'api_key_id',
} as const;

export type UsageDimension = keyof typeof usageColumns;
export type UsageColumn = (typeof usageColumns)[UsageDimension];

/** What each cut keeps, first what it is called after. The toolkit stands beside its tool, where it makes hardly a row more. */
export const usageRollups = {
  TOTAL: [],
  TOOLKIT: ['TOOLKIT'],
  TOOL: ['TOOL', 'TOOLKIT'],
  CONNECTED_ACCOUNT: ['CONNECTED_ACCOUNT'],
  USER: ['USER'],
  SESSION: ['SESSION'],
  API_KEY: ['API_KEY'],
  ALL: ['TOOL', 'TOOLKIT', 'CONNECTED_ACCOUNT', 'USER', 'SESSION', 'API_KEY'],
} as const satisfies Record<UsageCut, readonly UsageDimension[]>;

export const rollupNames = Object.keys(usageRollups) as UsageCut[];

/** The cut with the fewest rows that still tells these dimensions apart. */
export function rollupFor(dimensions: readonly UsageDimension[]): UsageCut {
  const keeps = (cut: UsageCut) => {
    const kept: readonly UsageDimension[] = usageRollups[cut];
    return dimensions.every((dimension) => kept.includes(dimension));
  };
  return rollupNames.find(keeps) ?? 'ALL';
}
