import type { Actor } from '../../domain/core/actor.ts';

/** The sender that pays for a request. */
export type LimitedKey = {
  readonly organizationId: string;
  /** Null: it sent a key of the organization. */
  readonly projectId: string | null;
  /** Null: it sent no key, to an open MCP server. */
  readonly apiKeyId: string | null;
};

/** Null: no budget pays. */
export function limitedKeyOf(actor: Actor): LimitedKey | null {
  if (!('organizationId' in actor)) return null;
  const { organizationId } = actor;
  const projectId = 'projectId' in actor ? actor.projectId : null;
  return { organizationId, projectId, apiKeyId: 'apiKey' in actor ? actor.apiKey.id : null };
}
