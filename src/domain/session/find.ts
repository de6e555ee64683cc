import { z } from 'zod';
import { accountUserId } from '../connected-account/fields.ts';
import { newestFirst } from '../core/list.ts';
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
} = defineReads({
  prefix: 'ses',
  row: (loaders) => loaders.session,
  rows: (loaders) => loaders.sessions,
  name: 'sessions',
  order: newestFirst,
  filter: (input: SessionFilterInput) => parseInput(filterInput, input),
});

/** Returns the number of logged tool calls of a session. */
export async function toolCallCount(
  context: RequestContext,
  { organizationId, projectId, id }: Session,
): Promise<number> {
  const loaders = context.loaders(visibleProjects(context.actor, organizationId));
  return (await loaders.toolCallCount.load({ id, projectId }))?.count ?? 0;
}
