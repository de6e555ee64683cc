import type { ToolCallDataRow, ToolCallLogRow } from '../../repositories/tool-call-log/read.ts';

/** One call of a tool, as whoever made it told, without its data. */
export type ToolCallLog = ToolCallLogRow;

/** What a project may refuse to store of a call. */
export type ToolCallData = Pick<ToolCallDataRow, 'arguments' | 'response' | 'errorMessage'>;

export const toolCallStatuses = ['SUCCESS', 'ERROR'] as const;
