import type { Actor } from '../../domain/core/actor.ts';

/** The key, project and organization whose budgets pay for a request. */
export type LimitedKey = {
  readonly organizationId: string;
  /** Null: the request has an organization key. */
  readonly projectId: string | null;
  /** Null: the request has no key, to an open MCP server. */
  readonly apiKeyId: string | null;
};

/** Null: no budget pays. */
export function limitedKeyOf(actor: Actor): LimitedKey | null {
  if (!('organizationId' in actor)) return null;
  const { organizationId } = actor;
  const projectId = 'projectId' in actor ? actor.projectId : null;
  return { organizationId, projectId, apiKeyId: 'apiKey' in actor ? actor.apiKey.id : null };
}
