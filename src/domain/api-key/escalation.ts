import { ipRangeContains } from '../../lib/ip-range.ts';
import type { Actor } from '../core/actor.ts';
import { DomainError } from '../core/errors.ts';
import type { Restrictions } from './issue.ts';

/** Throws FORBIDDEN for a key that would open more projects than that of the actor, for longer, or from elsewhere. */
export function assertNoEscalation(
  actor: Actor,
  key: Restrictions & { readonly projectId: string | null },
): void {
  if (!('apiKey' in actor)) return;
  const { projectIds, expiresAt } = actor.apiKey;
  if (projectIds && key.projectId === null && !key.projectIds?.every((id) => projectIds.includes(id)))
    throw escalationRefused('projectIds', 'Pin it to some of the projects that yours is pinned to.');
  if (expiresAt && !(key.expiresAt && key.expiresAt <= expiresAt))
    throw escalationRefused('expiresAt', `Give it an expiresAt of ${expiresAt.toISOString()} or earlier.`);
  assertIpRangesWithin(actor, key.allowedIps);
}

/** Throws FORBIDDEN for addresses that the key of the actor cannot be sent from itself. Null: any. */
export function assertIpRangesWithin(actor: Actor, ranges: readonly string[] | null): void {
  const own = 'apiKey' in actor ? actor.apiKey.allowedIps : null;
  if (own && !ranges?.every((range) => own.some((outer) => ipRangeContains(range, outer))))
    throw escalationRefused('allowedIps', `Give it allowedIps that lie in yours: ${own.join(', ')}.`);
}

function escalationRefused(field: string, suggestedFix: string): DomainError {
  return new DomainError({
    code: 'FORBIDDEN',
    reason: 'KEY_TOO_WIDE',
    message: 'Your key cannot make one that opens more, for longer or from elsewhere than itself.',
    field,
    suggestedFix,
  });
}
