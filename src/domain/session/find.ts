import { z } from 'zod';
import { rowLoader } from '../../postgres/caller-reads.ts';
import { selectSessions, selectToolCallCounts, sessionList } from '../../repositories/session.ts';
import { toolCallLogList } from '../../repositories/tool-call-log/read.ts';
import { accountUserId } from '../connected-account/fields.ts';
import { newestFirst } from '../core/list.ts';
import type { PlannedField } from '../core/planned.ts';
import { defineReads } from '../core/reads.ts';
import type { RequestContext } from '../core/request-context.ts';
import { visibleProjects } from '../core/tenancy.ts';
import { anyOf, parseInput, toolkitSlug } from '../core/validation.ts';
import { type Session, sessionStatuses } from './fields.ts';

const filterInput = z.object({
  statuses: anyOf(z.enum(sessionStatuses)),
  userIds: anyOf(accountUserId),
  toolkitSlugs: anyOf(toolkitSlug),
});

/** Absent and null: no filter. */
export type SessionFilterInput = z.input<typeof filterInput>;

export const {
  byId: sessionById,
  ofProject: sessionOfProject,
  list: listSessions,
  count: countSessions,
  planned: plannedSessions,
  plannedPoint: plannedSession,
  plannedNode: plannedSessionNode,
} = defineReads({
  prefix: 'ses',
  row: rowLoader(selectSessions),
  rows: sessionList,
  name: 'sessions',
  order: newestFirst,
  filter: (input: SessionFilterInput) => parseInput(filterInput, input),
});

const toolCallCounts = rowLoader(selectToolCallCounts);

/** As `toolCallCount`. */
export const plannedToolCallCount = {
  kind: 'count',
  source: toolCallLogList.source,
  match: { project_id: { parent: 'projectId' }, session_id: { parent: 'id' } },
} satisfies PlannedField;

/** Returns the number of logged tool calls of a session. */
export async function toolCallCount(
  context: RequestContext,
  { organizationId, projectId, id }: Session,
): Promise<number> {
  const caller = context.loaders(visibleProjects(context.actor, organizationId));
  return (await toolCallCounts(caller).load({ id, projectId }))?.count ?? 0;
}
