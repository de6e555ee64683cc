import { z } from 'zod';
import { accountUserId, type ConnectedAccount } from '../connected-account/fields.ts';
import { connectedAccountNotFound } from '../core/errors.ts';
import { newestFirst } from '../core/list.ts';
import { defineReads } from '../core/reads.ts';
import type { RequestContext } from '../core/request-context.ts';
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

export const {
  byId: triggerById,
  ofProject: triggerOfProject,
  list: listTriggers,
  count: countTriggers,
} = defineReads({
  prefix: 'ti',
  row: (loaders) => loaders.trigger,
  rows: (loaders) => loaders.triggers,
  name: 'triggers',
  order: newestFirst,
  filter: (input: TriggerFilterInput) => parseInput(filterInput, input),
});

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
