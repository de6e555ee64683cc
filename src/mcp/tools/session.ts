import { z } from 'zod';
import type { RequestContext } from '../../domain/core/request-context.ts';
import { strictInput } from '../../domain/core/validation.ts';
import { resolveProject } from '../../domain/project/find.ts';
import { closeSession } from '../../domain/session/close.ts';
import { createSession } from '../../domain/session/create.ts';
import { type Session, sessionStatuses } from '../../domain/session/fields.ts';
import { listSessions, toolCallCount } from '../../domain/session/find.ts';
import { nextCursor, nextCursorOf, pageInput } from './page.ts';
import { defineTool, instant } from './tool.ts';

const session = z.object({
  id: z.string(),
  userId: z.string(),
  toolkitSlugs: z.array(z.string()),
  status: z.enum(sessionStatuses),
  createdAt: instant,
  closedAt: instant.nullable(),
  toolCallCount: z.int(),
});

const counted = async (context: RequestContext, row: Session) => ({
  ...row,
  toolCallCount: await toolCallCount(context, row),
});

export const listSessionsTool = defineTool({
  title: 'Sessions',
  input: strictInput({
    ...pageInput,
    statuses: z.array(z.enum(sessionStatuses)).optional().describe('Filters by status.'),
    userIds: z.array(z.string()).optional().describe('Filters by user id.'),
    toolkitSlugs: z.array(z.string()).optional().describe('Filters by toolkit slug.'),
  }),
  output: z.object({ sessions: z.array(session), nextCursor }),
  run: async (context, input) => {
    const page = await listSessions(context, await resolveProject(context, {}), input);
    const sessions = await Promise.all(page.rows.map((row) => counted(context, row)));
    return { sessions, nextCursor: nextCursorOf(page) };
  },
});

export const createSessionTool = defineTool({
  title: 'Open a session',
  hints: { destructiveHint: false, idempotentHint: false },
  input: strictInput({
    userId: z.string().describe('Your own id of the end user, 1 to 256 characters.'),
    toolkitSlugs: z.array(z.string()).describe('At most 20 toolkit slugs, such as github.'),
  }),
  output: session,
  run: async (context, input) => counted(context, await createSession(context, input)),
});

export const closeSessionTool = defineTool({
  title: 'Close a session',
  hints: { destructiveHint: true, idempotentHint: true },
  input: strictInput({
    id: z.string(),
    status: z
      .enum(['CLOSED', 'ERROR'])
      .optional()
      .describe('CLOSED, or ERROR for a session that failed. Default: CLOSED.'),
  }),
  output: session,
  run: async (context, input) => counted(context, await closeSession(context, input)),
});
