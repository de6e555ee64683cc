import { ipRangeContains } from '../../lib/ip-range.ts';
import type { Actor } from '../core/actor.ts';
import { DomainError } from '../core/errors.ts';
import { keyHasScope, type ScopedKey, scopesOfKey } from '../core/permissions.ts';
import type { Restrictions } from './issue.ts';

/** Throws FORBIDDEN for a key with wider access than the actor's own: more scopes, more projects, a later expiry, or other IP
 *  addresses. */
export function assertNoEscalation(
  actor: Actor,
  key: Restrictions & { readonly projectId: string | null },
): void {
  if (!('apiKey' in actor)) return;
  assertScopesWithin(actor, key);
  const { projectIds, expiresAt } = actor.apiKey;
  if (projectIds && key.projectId === null && !key.projectIds?.every((id) => projectIds.includes(id)))
    throw escalationRefused('projectIds', 'Restrict it to some of the projects of your own key.');
  if (expiresAt && !(key.expiresAt && key.expiresAt <= expiresAt))
    throw escalationRefused('expiresAt', `Set an expiresAt of ${expiresAt.toISOString()} or earlier.`);
  assertIpRangesWithin(actor, key.allowedIps);
}

/** Throws FORBIDDEN for a key with scopes that the actor's key lacks. The scopes of a key never change, so that the actor may be
 *  a cached one. */
export function assertScopesWithin(actor: Actor, key: ScopedKey): void {
  if (!('apiKey' in actor)) return;
  const { apiKey } = actor;
  const beyond = scopesOfKey(key).filter((scope) => !keyHasScope(apiKey, scope));
  if (beyond.length > 0)
    throw escalationRefused('scopes', `Leave out the scopes that your own key lacks: ${beyond.join(', ')}.`);
}

/** Throws FORBIDDEN for IP ranges outside those of the actor's key. Null: any address. */
export function assertIpRangesWithin(actor: Actor, ranges: readonly string[] | null): void {
  const callerRanges = 'apiKey' in actor ? actor.apiKey.allowedIps : null;
  if (callerRanges && !ranges?.every((range) => callerRanges.some((outer) => ipRangeContains(range, outer))))
    throw escalationRefused(
      'allowedIps',
      `Set allowedIps within those of your own key: ${callerRanges.join(', ')}.`,
    );
}

function escalationRefused(field: string, suggestedFix: string): DomainError {
  return new DomainError({
    code: 'FORBIDDEN',
    reason: 'KEY_EXCEEDS_OWN_PERMISSIONS',
    message: 'Your key cannot issue a key with wider access than its own.',
    field,
    suggestedFix,
  });
}
