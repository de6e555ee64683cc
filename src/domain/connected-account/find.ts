import { z } from 'zod';
import { rowLoader } from '../../postgres/caller-reads.ts';
import type { ListValues } from '../../postgres/pagination/list-query.ts';
import { authConfigList } from '../../repositories/auth-config.ts';
import type { ConnectedAccountFilter } from '../../repositories/connected-account.ts';
import { connectedAccountList, selectConnectedAccounts } from '../../repositories/connected-account.ts';
import type { AuthConfig } from '../auth-config/fields.ts';
import { authConfigOfProject } from '../auth-config/find.ts';
import { authConfigNotFound } from '../core/errors.ts';
import { newestFirst } from '../core/list.ts';
import type { PlannedField } from '../core/planned.ts';
import { defineReads } from '../core/reads.ts';
import type { RequestContext } from '../core/request-context.ts';
import { visibleProjects } from '../core/tenancy.ts';
import { anyOf, idOf, parseInput, searchText, toolkitSlug } from '../core/validation.ts';
import { accountUserId, type ConnectedAccount, connectedAccountStatuses } from './fields.ts';

const filterInput = z.object({
  search: searchText,
  toolkitSlugs: anyOf(toolkitSlug),
  statuses: anyOf(z.enum(connectedAccountStatuses)),
  userIds: anyOf(accountUserId),
  authConfigIds: anyOf(idOf('ac')),
});

/** Absent and null: no filter. */
type ConnectedAccountFilterInput = z.input<typeof filterInput>;

export const {
  byId: connectedAccountById,
  ofProject: connectedAccountOfProject,
  list: listConnectedAccounts,
  count: countConnectedAccounts,
  planned: plannedConnectedAccounts,
  plannedPoint: plannedConnectedAccount,
  plannedNode: plannedConnectedAccountNode,
} = defineReads({
  prefix: 'ca',
  row: rowLoader(selectConnectedAccounts),
  rows: connectedAccountList,
  name: 'connectedAccounts',
  order: newestFirst,
  filter: readFilter,
});

/** As `authConfigOfAccount`. */
export const plannedAuthConfigOfAccount = {
  kind: 'one',
  source: authConfigList.source,
  match: { project_id: { parent: 'projectId' }, id: { parent: 'authConfigId' } },
} satisfies PlannedField;

/** As `connectedAccountCount`. */
export const plannedConnectedAccountCount = {
  kind: 'count',
  source: connectedAccountList.source,
  match: { project_id: { parent: 'projectId' }, auth_config_id: { parent: 'id' } },
} satisfies PlannedField;

/** Throws NOT_FOUND when the auth config was deleted after the account was read. */
export async function authConfigOfAccount(
  context: RequestContext,
  account: ConnectedAccount,
): Promise<AuthConfig> {
  const { organizationId, projectId, authConfigId } = account;
  const authConfig = await authConfigOfProject(context, { organizationId, id: projectId }, authConfigId);
  if (!authConfig) throw authConfigNotFound();
  return authConfig;
}

/** Returns the number of accounts of an auth config, whatever their status. */
export async function connectedAccountCount(
  context: RequestContext,
  authConfig: AuthConfig,
): Promise<number> {
  const visible = visibleProjects(context.actor, authConfig.organizationId);
  return context.loaders(visible).connectedAccountCount.load(authConfig);
}

/** Converts statuses to conditions on stored values: the inverse of `statusAt`. */
function readFilter(
  input: ConnectedAccountFilterInput,
  { startedAt }: RequestContext,
): ListValues<ConnectedAccountFilter> {
  const filter = parseInput(filterInput, input);
  const wantsActive = filter.statuses?.includes('ACTIVE');
  const wantsExpired = filter.statuses?.includes('EXPIRED');
  return {
    ...filter,
    statuses: filter.statuses && (wantsExpired ? [...filter.statuses, 'ACTIVE'] : filter.statuses),
    expiredAt: wantsExpired && !wantsActive ? startedAt : null,
    unexpiredAt: wantsActive && !wantsExpired ? startedAt : null,
  };
}
