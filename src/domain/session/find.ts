import { z } from 'zod';
import type { ProjectRow } from '../../repositories/project/project.ts';
import { accountUserId } from '../connected-account/fields.ts';
import { type ListPage, newestFirst, readPage } from '../core/list.ts';
import type { PageInput } from '../core/pagination.ts';
import { idPrefix, type RequestContext } from '../core/request-context.ts';
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

/** Null: unknown, or of another tenant. */
export async function sessionById(context: RequestContext, id: string): Promise<Session | null> {
  return context.loaders(visibleProjects(context.actor)).session.load({ id, projectId: null });
}

/** Null: unknown, or of another project. */
export async function sessionOfProject(
  context: RequestContext,
  { organizationId, id: projectId }: ProjectRow,
  id: string,
): Promise<Session | null> {
  if (idPrefix(id) !== 'ses') return null;
  return context.loaders(visibleProjects(context.actor, organizationId)).session.load({ id, projectId });
}

/** Returns a page of the sessions of a project, newest first. Throws BAD_USER_INPUT for an invalid size, cursor or filter. */
export async function listSessions(
  context: RequestContext,
  { organizationId, id }: ProjectRow,
  input: SessionFilterInput & PageInput,
): Promise<ListPage<Session>> {
  return readPage({
    loader: context.loaders(visibleProjects(context.actor, organizationId)).sessions,
    name: 'sessions',
    ownerId: id,
    order: newestFirst,
    filter: parseInput(filterInput, input),
    input,
  });
}

export async function countSessions(
  context: RequestContext,
  { organizationId, id }: ProjectRow,
  input: SessionFilterInput,
): Promise<number> {
  const { sessions } = context.loaders(visibleProjects(context.actor, organizationId));
  return sessions.count(id, parseInput(filterInput, input));
}

/** Returns the number of logged tool calls of a session. */
export async function toolCallCount(
  context: RequestContext,
  { organizationId, projectId, id }: Session,
): Promise<number> {
  const loaders = context.loaders(visibleProjects(context.actor, organizationId));
  return (await loaders.toolCallCount.load({ id, projectId }))?.count ?? 0;
}
