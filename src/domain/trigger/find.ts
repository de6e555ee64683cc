import { z } from 'zod';
import { rowLoader } from '../../postgres/caller-reads.ts';
import { connectedAccountList } from '../../repositories/connected-account.ts';
import { selectTriggers, triggerList } from '../../repositories/trigger.ts';
import { accountUserId, type ConnectedAccount } from '../connected-account/fields.ts';
import { connectedAccountOfProject } from '../connected-account/find.ts';
import { connectedAccountNotFound } from '../core/errors.ts';
import { newestFirst } from '../core/list.ts';
import type { PlannedField } from '../core/planned.ts';
import { defineReads } from '../core/reads.ts';
import type { RequestContext } from '../core/request-context.ts';
import { anyOf, idOf, orUndefined, parseInput, searchText, slugInToolkit } from '../core/validation.ts';
import type { Trigger } from './fields.ts';

const filterInput = z.object({
  search: searchText,
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
  planned: plannedTriggers,
  plannedPoint: plannedTrigger,
  plannedNode: plannedTriggerNode,
} = defineReads({
  prefix: 'ti',
  row: rowLoader(selectTriggers),
  rows: triggerList,
  name: 'triggers',
  order: newestFirst,
  filter: (input: TriggerFilterInput) => parseInput(filterInput, input),
});

/** As `accountOfTrigger`. */
export const plannedAccountOfTrigger = {
  kind: 'one',
  source: connectedAccountList.source,
  match: { project_id: { parent: 'projectId' }, id: { parent: 'connectedAccountId' } },
} satisfies PlannedField;

/** Throws NOT_FOUND when the account was deleted concurrently; its triggers are deleted with it. */
export async function accountOfTrigger(
  context: RequestContext,
  { organizationId, projectId, connectedAccountId: id }: Trigger,
): Promise<ConnectedAccount> {
  const account = await connectedAccountOfProject(context, { organizationId, id: projectId }, id);
  if (!account) throw connectedAccountNotFound();
  return account;
}
