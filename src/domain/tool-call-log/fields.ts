import type { ToolCallDataRow, ToolCallLogRow } from '../../repositories/tool-call-log/read.ts';

/** One tool call as reported by the client, without its data. */
export type ToolCallLog = ToolCallLogRow;

/** The data of a call, which project settings may exclude from storage. */
export type ToolCallData = Pick<ToolCallDataRow, 'arguments' | 'response' | 'errorMessage'>;

export const toolCallStatuses = ['SUCCESS', 'ERROR'] as const;
