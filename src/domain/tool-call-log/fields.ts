import type { ToolCallDataRow, ToolCallLogRow } from '../../data/tool-call-log.ts';

/** One call of a tool, as whoever made it told, without its data. */
export type ToolCallLog = ToolCallLogRow;

/** What a project may refuse to store of a call. */
export type ToolCallData = Pick<ToolCallDataRow, 'arguments' | 'response' | 'errorMessage'>;

export const toolCallStatuses = ['SUCCESS', 'ERROR'] as const;
