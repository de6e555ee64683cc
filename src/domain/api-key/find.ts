import {
  type ApiKeyRow,
  apiKeySource,
  selectOrganizationKeys,
  selectRotatedSecrets,
} from '../../repositories/api-key/read.ts';
import type { ProjectRow } from '../../repositories/project/project.ts';
import { hasScope } from '../core/permissions.ts';
import { type PlannedField, planById } from '../core/planned.ts';
import type { RequestContext } from '../core/request-context.ts';
import { entireOrganization, noOrganization, visibleProjects } from '../core/tenancy.ts';
import type { ApiKey } from './issue.ts';

/** Returns the key that the actor sent. Throws FORBIDDEN for an actor without one. */
export function viewerKey({ actor }: RequestContext): ApiKey {
  if ('apiKey' in actor) return actor.apiKey;
  throw noOrganization();
}

const allOf = { kind: 'many', source: apiKeySource } as const;

export const plannedKeys = {
  /** As `apiKeysOfProject`. */
  ofProject: { ...allOf, match: { project_id: { parent: 'id' } } },
  /** As `apiKeysOfOrganization`. */
  ofOrganization: { ...allOf, match: { project_id: { value: null } }, ofOrganization: true },
  /** As `apiKeyById`. */
  node: {
    ...planById(apiKeySource),
    bind: (id: string, context: RequestContext) =>
      seesOrganizationKeys(context) ? planById(apiKeySource).bind(id as never, context) : null,
  },
} satisfies Record<string, PlannedField>;

/** Returns the live keys of a project, oldest first. */
export async function apiKeysOfProject(
  context: RequestContext,
  project: ProjectRow,
): Promise<readonly ApiKeyRow[]> {
  const visible = visibleProjects(context.actor, project.organizationId);
  return context.loaders(visible).keysByProjectId.load(project.id);
}

/** Returns the live organization keys, oldest first. Throws FORBIDDEN for a key that is restricted to projects. */
export async function apiKeysOfOrganization(
  context: RequestContext,
  organizationId: string,
): Promise<readonly ApiKeyRow[]> {
  return context.db.read(selectOrganizationKeys, entireOrganization(context.actor, organizationId));
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
  const { organizationId, id: keyId, last4, createdAt, rotatedAt } = key;
  const lastUsedAt = await lastUseOfKey(context, key);
  const present = { last4, createdAt: rotatedAt ?? createdAt, expiresAt: null, lastUsedAt };
  // Most keys were never rotated.
  if (rotatedAt === null) return [present];
  const former = await context.db.read(selectRotatedSecrets, { organizationId, keyId, now: context.now() });
  return [present, ...former];
}
