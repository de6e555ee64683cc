import { z } from 'zod';
import type { ProjectRow } from '../../repositories/project/project.ts';
import { accountUserId, type ConnectedAccount } from '../connected-account/fields.ts';
import { connectedAccountNotFound } from '../core/errors.ts';
import { type ListPage, newestFirst, readPage } from '../core/list.ts';
import type { PageInput } from '../core/pagination.ts';
import { idPrefix, type RequestContext } from '../core/request-context.ts';
import { visibleProjects } from '../core/tenancy.ts';
import { anyOf, idOf, orUndefined, parseInput, slugInToolkit } from '../core/validation.ts';
import type { Trigger } from './fields.ts';

const filterInput = z.object({
  slugs: anyOf(slugInToolkit),
  connectedAccountIds: anyOf(idOf('ca')),
  userIds: anyOf(accountUserId),
  enabled: orUndefined(z.boolean()),
});

/** Absent and null: no filter. */
export type TriggerFilterInput = z.input<typeof filterInput>;

/** Null: unknown, or of another tenant. */
export async function triggerById(context: RequestContext, id: string): Promise<Trigger | null> {
  return context.loaders(visibleProjects(context.actor)).trigger.load({ id, projectId: null });
}

/** Null: unknown, or of another project. */
export async function triggerOfProject(
  context: RequestContext,
  { organizationId, id: projectId }: ProjectRow,
  id: string,
): Promise<Trigger | null> {
  if (idPrefix(id) !== 'ti') return null;
  return context.loaders(visibleProjects(context.actor, organizationId)).trigger.load({ id, projectId });
}

/** Throws NOT_FOUND when the account was deleted concurrently; its triggers are deleted with it. */
export async function accountOfTrigger(
  context: RequestContext,
  { organizationId, projectId, connectedAccountId: id }: Trigger,
): Promise<ConnectedAccount> {
  const loaders = context.loaders(visibleProjects(context.actor, organizationId));
  const account = await loaders.connectedAccount.load({ id, projectId });
  if (!account) throw connectedAccountNotFound();
  return account;
}

/** Returns a page of the triggers of a project, newest first. Throws BAD_USER_INPUT for an invalid size, cursor or filter. */
export async function listTriggers(
  context: RequestContext,
  { organizationId, id }: ProjectRow,
  input: TriggerFilterInput & PageInput,
): Promise<ListPage<Trigger>> {
  return readPage({
    loader: context.loaders(visibleProjects(context.actor, organizationId)).triggers,
    name: 'triggers',
    ownerId: id,
    order: newestFirst,
    filter: parseInput(filterInput, input),
    input,
  });
}

export async function countTriggers(
  context: RequestContext,
  { organizationId, id }: ProjectRow,
  input: TriggerFilterInput,
): Promise<number> {
  const { triggers } = context.loaders(visibleProjects(context.actor, organizationId));
  return triggers.count(id, parseInput(filterInput, input));
}
