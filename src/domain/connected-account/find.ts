import { z } from 'zod';
import type { ListValues } from '../../postgres/pagination/list-query.ts';
import { soleProjectId } from '../../postgres/tenancy.ts';
import type { ConnectedAccountFilter } from '../../repositories/connected-account.ts';
import type { ProjectRow } from '../../repositories/project/project.ts';
import type { AuthConfig } from '../auth-config/fields.ts';
import { authConfigNotFound } from '../core/errors.ts';
import { type ListPage, newestFirst, readPage } from '../core/list.ts';
import type { PageInput } from '../core/pagination.ts';
import { idPrefix, type RequestContext } from '../core/request-context.ts';
import { visibleProjects } from '../core/tenancy.ts';
import { anyOf, idOf, parseInput, toolkitSlug } from '../core/validation.ts';
import { accountUserId, type ConnectedAccount, connectedAccountStatuses } from './fields.ts';

const filterInput = z.object({
  toolkitSlugs: anyOf(toolkitSlug),
  statuses: anyOf(z.enum(connectedAccountStatuses)),
  userIds: anyOf(accountUserId),
  authConfigIds: anyOf(idOf('ac')),
});

/** Absent and null: no filter. */
export type ConnectedAccountFilterInput = z.input<typeof filterInput>;

/** Null: unknown, or of another tenant. */
export async function connectedAccountById(
  context: RequestContext,
  id: string,
): Promise<ConnectedAccount | null> {
  const visible = visibleProjects(context.actor);
  return context.loaders(visible).connectedAccount.load({ id, projectId: soleProjectId(visible) });
}

/** Null: unknown, or of another project. */
export async function connectedAccountOfProject(
  context: RequestContext,
  { organizationId, id: projectId }: ProjectRow,
  id: string,
): Promise<ConnectedAccount | null> {
  if (idPrefix(id) !== 'ca') return null;
  return context
    .loaders(visibleProjects(context.actor, organizationId))
    .connectedAccount.load({ id, projectId });
}

/** Throws NOT_FOUND when the auth config was deleted after the account was read. */
export async function authConfigOfAccount(
  context: RequestContext,
  account: ConnectedAccount,
): Promise<AuthConfig> {
  const { organizationId, projectId, authConfigId } = account;
  const loaders = context.loaders(visibleProjects(context.actor, organizationId));
  const authConfig = await loaders.authConfig.load({ id: authConfigId, projectId });
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

/** Returns a page of the connected accounts of a project, newest first. Throws BAD_USER_INPUT for an invalid size, cursor
 *  or filter. */
export async function listConnectedAccounts(
  context: RequestContext,
  { organizationId, id }: ProjectRow,
  input: ConnectedAccountFilterInput & PageInput,
): Promise<ListPage<ConnectedAccount>> {
  return readPage({
    loader: context.loaders(visibleProjects(context.actor, organizationId)).connectedAccounts,
    name: 'connectedAccounts',
    ownerId: id,
    order: newestFirst,
    filter: readFilter(context, input),
    input,
  });
}

export async function countConnectedAccounts(
  context: RequestContext,
  { organizationId, id }: ProjectRow,
  input: ConnectedAccountFilterInput,
): Promise<number> {
  const { connectedAccounts } = context.loaders(visibleProjects(context.actor, organizationId));
  return connectedAccounts.count(id, readFilter(context, input));
}

/** Converts statuses to conditions on stored values: the inverse of `statusAt`. */
function readFilter(
  { startedAt }: RequestContext,
  input: ConnectedAccountFilterInput,
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
