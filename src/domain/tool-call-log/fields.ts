import { z } from 'zod';
import type { ToolCallDataRow, ToolCallLogRow } from '../../data/tool-call-log.ts';

/** One call of a tool, as whoever made it told, without its data. */
export type ToolCallLog = ToolCallLogRow;

/** What a project may refuse to store of a call. */
export type ToolCallData = Pick<ToolCallDataRow, 'arguments' | 'response' | 'errorMessage'>;

export const toolCallStatuses = ['SUCCESS', 'ERROR'] as const;

/** The name of a tool, such as `github_create_issue`: stored and compared in lower case. */
export const toolSlug = z
  .string({ error: 'cannot be null' })
  .transform((text) => text.toLowerCase())
  .pipe(
    z.string().regex(/^[a-z0-9_.-]{1,128}$/, 'must have 1 to 128 characters out of a-z, 0-9, _, - and .'),
  );
