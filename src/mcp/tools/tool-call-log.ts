import { z } from 'zod';
import type { RequestContext } from '../../domain/core/request-context.ts';
import { strictInput } from '../../domain/core/validation.ts';
import { resolveProject } from '../../domain/project/find.ts';
import { type ToolCallLog, toolCallStatuses } from '../../domain/tool-call-log/fields.ts';
import { listToolCallLogs, toolCallData } from '../../domain/tool-call-log/find.ts';
import { nextCursor, nextCursorOf, pageInput } from './page.ts';
import { defineTool, instant, toDate } from './tool.ts';

const NOT_STORED = 'Null: none was passed, or the project did not store it. Absent without includeData.';

const toolCallLog = z.object({
  id: z.string(),
  idempotencyKey: z.string(),
  toolSlug: z.string(),
  toolkitSlug: z.string(),
  sessionId: z.string().nullable(),
  connectedAccountId: z.string().nullable(),
  userId: z.string().nullable(),
  status: z.enum(toolCallStatuses),
  durationMs: z.int(),
  errorCode: z.string().nullable(),
  calledAt: instant,
  createdAt: instant,
  arguments: z.unknown().optional().describe(NOT_STORED),
  response: z.unknown().optional().describe(NOT_STORED),
  errorMessage: z.string().nullable().optional().describe(NOT_STORED),
});

export const getToolCallLogs = defineTool({
  title: 'Tool call log',
  input: strictInput({
    ...pageInput,
    toolSlugs: z.array(z.string()).optional().describe('Filters by tool slug.'),
    toolkitSlugs: z.array(z.string()).optional().describe('Filters by toolkit slug.'),
    statuses: z.array(z.enum(toolCallStatuses)).optional().describe('Filters by outcome.'),
    sessionId: z.string().optional().describe('Filters by session id.'),
    connectedAccountId: z.string().optional().describe('Filters by connected account id.'),
    userIds: z.array(z.string()).optional().describe('Filters by user id.'),
    from: toDate.optional().describe('Only calls at this time or later.'),
    to: toDate.optional().describe('Only calls before this time.'),
    includeData: z
      .boolean()
      .optional()
      .describe('Whether to return arguments, responses and error messages.'),
  }),
  output: z.object({ toolCallLogs: z.array(toolCallLog), nextCursor }),
  run: async (context, { includeData, ...input }) => {
    const page = await listToolCallLogs(context, await resolveProject(context, {}), input);
    const toolCallLogs = includeData
      ? await Promise.all(page.rows.map((row) => withData(context, row)))
      : [...page.rows];
    return { toolCallLogs, nextCursor: nextCursorOf(page) };
  },
});

const withData = async (context: RequestContext, row: ToolCallLog) => ({
  ...row,
  ...(await toolCallData(context, row)),
});
