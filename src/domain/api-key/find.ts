import {
  type ApiKeyRow,
  selectOrganizationKeys,
  selectRotatedSecrets,
} from '../../repositories/api-key/read.ts';
import type { ProjectRow } from '../../repositories/project/project.ts';
import type { RequestContext } from '../core/request-context.ts';
import { entireOrganization, noOrganization, visibleProjects } from '../core/tenancy.ts';
import type { ApiKey } from './issue.ts';

/** The key that the actor sent. Throws FORBIDDEN for an actor without one. */
export function viewerKey({ actor }: RequestContext): ApiKey {
  if ('apiKey' in actor) return actor.apiKey;
  throw noOrganization();
}

/** Live keys of a project, oldest first. */
export async function apiKeysOfProject(
  context: RequestContext,
  project: ProjectRow,
): Promise<readonly ApiKeyRow[]> {
  const visible = visibleProjects(context.actor, project.organizationId);
  return context.loaders(visible).keysByProjectId.load(project.id);
}

/** Live keys that open the organization itself, oldest first. Throws FORBIDDEN for a key that is pinned to projects. */
export async function apiKeysOfOrganization(
  context: RequestContext,
  organizationId: string,
): Promise<readonly ApiKeyRow[]> {
  return context.db.read(selectOrganizationKeys, entireOrganization(context.actor, organizationId));
}

/** Null: unknown, revoked, or of somebody else. */
export async function apiKeyById(context: RequestContext, id: string): Promise<ApiKeyRow | null> {
  return context.loaders(visibleProjects(context.actor)).keyById.load(id);
}

/** When the present secret of a key was last used, give or take a minute. Null: never. */
export async function lastUseOfKey(
  context: RequestContext,
  { id, organizationId }: ApiKey,
): Promise<Date | null> {
  const use = await context.loaders(visibleProjects(context.actor, organizationId)).lastUseByKeyId.load(id);
  return use?.lastUsedAt ?? null;
}

/** A secret of a key, as far as it can be shown. */
export type ApiKeySecret = {
  readonly last4: string;
  readonly createdAt: Date;
  /** Null: it lives as long as its key. */
  readonly expiresAt: Date | null;
  readonly lastUsedAt: Date | null;
};

/** The secrets that open a key, the present one first and then former ones until they expire. */
export async function secretsOfKey(context: RequestContext, key: ApiKey): Promise<readonly ApiKeySecret[]> {
  const { organizationId, id: keyId, last4, createdAt, rotatedAt } = key;
  const lastUsedAt = await lastUseOfKey(context, key);
  const present = { last4, createdAt: rotatedAt ?? createdAt, expiresAt: null, lastUsedAt };
  // Most keys were never rotated.
  if (rotatedAt === null) return [present];
  const former = await context.db.read(selectRotatedSecrets, { organizationId, keyId, now: context.now() });
  return [present, ...former];
}
