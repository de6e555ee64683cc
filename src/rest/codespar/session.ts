import { z } from 'zod';
import { accountUserId } from '../../domain/connected-account/fields.ts';
import { sessionNotFound } from '../../domain/core/errors.ts';
import type { ListPage } from '../../domain/core/list.ts';
import type { RequestContext } from '../../domain/core/request-context.ts';
import { resolveProject } from '../../domain/project/find.ts';
import { closeSession } from '../../domain/session/close.ts';
import { createSession } from '../../domain/session/create.ts';
import { type Session, sessionToolkits } from '../../domain/session/fields.ts';
import { listSessions, sessionOfProject, toolCallCount } from '../../domain/session/find.ts';
import type { ToolCallLog } from '../../domain/tool-call-log/fields.ts';
import { listToolCallLogs, toolCallData } from '../../domain/tool-call-log/find.ts';
import { ignored, instant, queryInteger, queryText } from '../fields.ts';
import { defineRoute, type Route } from '../route.ts';
import { shownProjectId } from './ids.ts';

const shownStatus = { ACTIVE: 'active', CLOSED: 'closed', ERROR: 'error' } as const;
const shownOutcome = { SUCCESS: 'success', ERROR: 'error' } as const;

const sessionRow = z
  .object({
    id: z.string(),
    org_id: z.string(),
    project_id: z.string(),
    user_id: z.string(),
    servers: z.array(z.string()),
    status: z.enum(['active', 'closed', 'error']),
    created_at: instant,
    closed_at: instant.nullable(),
  })
  .meta({ id: 'CodeSparSession' });

const sessionDetail = sessionRow.extend({ tool_calls_count: z.int() }).meta({ id: 'CodeSparSessionDetail' });

const toolCallRow = z
  .object({
    id: z.string(),
    session_id: z.string(),
    server_id: z.string(),
    tool_name: z.string(),
    status: z.enum(['success', 'error']),
    duration_ms: z.int(),
    error_code: z.string().nullable(),
    input: z.unknown().meta({ description: 'Null: none, or the project does not store it.' }),
    output: z.unknown().meta({ description: 'Null: none, or the project does not store it.' }),
    called_at: instant,
  })
  .meta({ id: 'CodeSparToolCall' });

const sessionOf = (session: Session): z.input<typeof sessionRow> => ({
  id: session.id,
  org_id: session.organizationId,
  project_id: shownProjectId(session.projectId),
  user_id: session.userId,
  servers: [...session.toolkitSlugs],
  status: shownStatus[session.status],
  created_at: session.createdAt.toISOString(),
  closed_at: session.closedAt?.toISOString() ?? null,
});

async function toolCallOf(
  context: RequestContext,
  sessionId: string,
  call: ToolCallLog,
): Promise<z.input<typeof toolCallRow>> {
  const data = await toolCallData(context, call);
  return {
    id: call.id,
    session_id: sessionId,
    server_id: call.toolkitSlug,
    tool_name: call.toolSlug,
    status: shownOutcome[call.status],
    duration_ms: call.durationMs,
    error_code: call.errorCode,
    input: data.arguments,
    output: data.response,
    called_at: call.calledAt.toISOString(),
  };
}

/** Returns a session of the project of the request. Throws NOT_FOUND. */
async function findSession(context: RequestContext, id: string): Promise<Session> {
  const session = await sessionOfProject(context, await resolveProject(context, {}), id);
  if (!session) throw sessionNotFound();
  return session;
}

const page = {
  limit: queryInteger(1, 100).default(50),
  before: queryText.optional().meta({ description: '`next_before` of the page before. Absent: the newest.' }),
};

function nextBefore<Row>({ rows, hasNextPage, cursorOf }: ListPage<Row>): string | null {
  const last = rows.at(-1);
  return hasNextPage && last !== undefined ? cursorOf(last) : null;
}

const next_before = z.string().nullable().meta({ description: 'Null: there are no more.' });

const shared = { tag: 'CodeSpar sessions', auth: ['ORGANIZATION', 'PROJECT'] } as const;

const create = defineRoute({
  ...shared,
  method: 'POST',
  path: '/sessions',
  operationId: 'createSession',
  summary: 'Create a session',
  description: 'Creates a session with the tools of some servers, which the GraphQL API calls toolkits.',
  scope: 'sessions:write',
  twin: 'Mutation.createSession',
  audits: 'SESSION_CREATED',
  isInProject: true,
  status: 201,
  body: {
    servers: sessionToolkits,
    user_id: accountUserId.default('default'),
    agent_id: ignored('this server has no registry of agents.'),
  },
  answer: sessionRow,
  run: async ({ context, body: { servers, user_id: userId } }) =>
    sessionOf(await createSession(context, { userId, toolkitSlugs: servers })),
});

const list = defineRoute({
  ...shared,
  method: 'GET',
  path: '/sessions',
  operationId: 'listSessions',
  summary: 'List sessions',
  description: 'Lists the sessions of the project, newest first.',
  scope: 'sessions:read',
  twin: 'Project.sessions',
  query: page,
  answer: z.object({ sessions: z.array(sessionRow), next_before }),
  run: async ({ context, query: { limit: first, before: after } }) => {
    const project = await resolveProject(context, {});
    const found = await listSessions(context, project, { first, after });
    return { sessions: found.rows.map(sessionOf), next_before: nextBefore(found) };
  },
});

const get = defineRoute({
  ...shared,
  method: 'GET',
  path: '/sessions/{id}',
  operationId: 'getSession',
  summary: 'Get a session',
  description: 'Returns a session with the number of its recorded tool calls.',
  scope: 'sessions:read',
  twin: 'Project.session',
  params: { id: z.string() },
  answer: sessionDetail,
  run: async ({ context, params: { id } }) => {
    const session = await findSession(context, id);
    return { ...sessionOf(session), tool_calls_count: await toolCallCount(context, session) };
  },
});

const listToolCalls = defineRoute({
  ...shared,
  method: 'GET',
  path: '/sessions/{id}/tool-calls',
  operationId: 'listToolCalls',
  summary: 'List the tool calls of a session',
  description: 'Lists the recorded tool calls of a session, most recent first.',
  scope: 'tool_calls:read',
  twin: 'Project.toolCallLogs',
  params: { id: z.string() },
  query: page,
  answer: z.object({ tool_calls: z.array(toolCallRow), next_before }),
  run: async ({ context, params, query: { limit: first, before: after } }) => {
    const { id: sessionId, organizationId, projectId } = await findSession(context, params.id);
    const owner = { organizationId, id: projectId };
    const found = await listToolCallLogs(context, owner, { sessionId, first, after });
    const calls = await Promise.all(found.rows.map((call) => toolCallOf(context, sessionId, call)));
    return { tool_calls: calls, next_before: nextBefore(found) };
  },
});

const close = defineRoute({
  ...shared,
  method: 'DELETE',
  path: '/sessions/{id}',
  operationId: 'closeSession',
  summary: 'Close a session',
  description: 'Ends a session. Repeating it changes nothing.',
  scope: 'sessions:write',
  twin: 'Mutation.closeSession',
  audits: 'SESSION_CLOSED',
  isInProject: true,
  status: 204,
  params: { id: z.string() },
  answer: null,
  run: async ({ context, params }) => {
    await closeSession(context, params);
    return null;
  },
});

export const sessionRoutes: readonly Route[] = [create, list, get, listToolCalls, close];
