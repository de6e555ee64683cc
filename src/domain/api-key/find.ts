import { z } from 'zod';
import { listLoader } from '../../postgres/caller-reads.ts';
import type { ListValues } from '../../postgres/pagination/list-query.ts';
import { type ApiKeyFilter, organizationKeyList, projectKeyList } from '../../repositories/api-key/list.ts';
import type { ApiKeyRow } from '../../repositories/api-key/read.ts';
import type { ProjectRow } from '../../repositories/project/project.ts';
import { readRows } from '../core/list.ts';
import { hasScope } from '../core/permissions.ts';
import { type PlannedField, planById, planRows } from '../core/planned.ts';
import type { RequestContext } from '../core/request-context.ts';
import { entireOrganization, noOrganization, visibleProjects } from '../core/tenancy.ts';
import { instantInput, orUndefined, parseInput } from '../core/validation.ts';
import type { ApiKey } from './issue.ts';

/** Returns the key that the actor sent. Throws FORBIDDEN for an actor without one. */
export function viewerKey({ actor }: RequestContext): ApiKey {
  if ('apiKey' in actor) return actor.apiKey;
  throw noOrganization();
}

const filterInput = z.object({
  enabled: orUndefined(z.boolean()),
  unusedSince: orUndefined(instantInput),
  expiringBefore: orUndefined(instantInput),
  hasExpiry: orUndefined(z.boolean()),
  hasScopes: orUndefined(z.boolean()),
});

/** Absent and null: no filter. */
export type ApiKeyFilterInput = z.input<typeof filterInput>;

const readFilter = (input: ApiKeyFilterInput): ListValues<ApiKeyFilter> => parseInput(filterInput, input);

const { source } = projectKeyList;
const projectKeys = listLoader(projectKeyList);
const organizationKeys = listLoader(organizationKeyList);

export const plannedKeys = {
  /** As `apiKeysOfProject`. */
  ofProject: planRows({ list: projectKeyList, match: { project_id: { parent: 'id' } }, filter: readFilter }),
  /** As `apiKeysOfOrganization`. */
  ofOrganization: planRows({
    list: organizationKeyList,
    match: { project_id: { value: null } },
    ofOrganization: true,
    filter: readFilter,
  }),
  /** As `apiKeyById`. */
  node: {
    ...planById(source),
    bind: (id: string, context: RequestContext) =>
      seesOrganizationKeys(context) ? planById(source).bind(id as never, context) : null,
  },
} satisfies Record<string, PlannedField>;

/** Returns the live keys of a project that pass the filters, oldest first. Throws BAD_USER_INPUT. */
export async function apiKeysOfProject(
  context: RequestContext,
  { organizationId, id }: Pick<ProjectRow, 'organizationId' | 'id'>,
  filter: ApiKeyFilterInput,
): Promise<readonly ApiKeyRow[]> {
  const caller = context.loaders(visibleProjects(context.actor, organizationId));
  return readRows(projectKeys(caller), id, readFilter(filter));
}

/** Returns the live organization keys that pass the filters, oldest first. Throws BAD_USER_INPUT, and FORBIDDEN for a key that
 *  is restricted to projects. */
export async function apiKeysOfOrganization(
  context: RequestContext,
  organizationId: string,
  filter: ApiKeyFilterInput,
): Promise<readonly ApiKeyRow[]> {
  const owner = entireOrganization(context.actor, organizationId);
  const caller = context.loaders(visibleProjects(context.actor, owner.organizationId));
  return readRows(organizationKeys(caller), owner.organizationId, readFilter(filter));
}

/** Null: unknown, revoked, of another tenant, or an organization key that the scopes of the actor do not include. */
export async function apiKeyById(context: RequestContext, id: string): Promise<ApiKeyRow | null> {
  const key = await context.loaders(visibleProjects(context.actor)).keyById.load(id);
  return key && key.projectId === null && !seesOrganizationKeys(context) ? null : key;
}

/** Returns whether an actor reads keys outside of projects, if those of the organization are visible to it at all. */
const seesOrganizationKeys = ({ actor }: RequestContext) =>
  actor.kind !== 'organization' || hasScope(actor, 'api_keys:read');

/** Returns when the current secret of a key was last used, accurate to a minute. Null: never. */
export async function lastUseOfKey(
  context: RequestContext,
  { id, organizationId }: ApiKey,
): Promise<Date | null> {
  const use = await context.loaders(visibleProjects(context.actor, organizationId)).lastUseByKeyId.load(id);
  return use?.lastUsedAt ?? null;
}

/** A secret of a key, without the secret itself. */
export type ApiKeySecret = {
  readonly last4: string;
  readonly createdAt: Date;
  /** Null: it is accepted as long as the key. */
  readonly expiresAt: Date | null;
  readonly lastUsedAt: Date | null;
};

/** Returns the secrets of a key: the current one, then former ones that have not expired. */
export async function secretsOfKey(context: RequestContext, key: ApiKey): Promise<readonly ApiKeySecret[]> {
  const { organizationId, id, last4, createdAt, rotatedAt } = key;
  const lastUsedAt = await lastUseOfKey(context, key);
  const present = { last4, createdAt: rotatedAt ?? createdAt, expiresAt: null, lastUsedAt };
  // Most keys were never rotated.
  if (rotatedAt === null) return [present];
  const { formerSecretsByKeyId } = context.loaders(visibleProjects(context.actor, organizationId));
  return [present, ...(await formerSecretsByKeyId.load({ id, at: context.now() }))];
}
