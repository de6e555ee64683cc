import type { Actor } from './actor.ts';
import { DomainError, keyMissing } from './errors.ts';

/** The kinds of keys that an operation can require. */
export type AuthRole = 'OPERATOR' | 'ORGANIZATION' | 'PROJECT';

export const roleOf: Readonly<Record<Actor['kind'], AuthRole | null>> = {
  anonymous: null,
  mcp: null,
  system: 'OPERATOR',
  operator: 'OPERATOR',
  organization: 'ORGANIZATION',
  project: 'PROJECT',
};

const roleHeader: Readonly<Record<AuthRole, string>> = {
  OPERATOR: 'the operator key (x-operator-key)',
  ORGANIZATION: 'an organization key (x-org-api-key)',
  PROJECT: 'a project key (x-api-key)',
};

/** Throws UNAUTHENTICATED for an actor without a key, and FORBIDDEN for a key of another kind. `operation` is named in the error. */
export function requireRole(actor: Actor, requires: readonly AuthRole[], operation: string): void {
  const role = roleOf[actor.kind];
  if (role === null) throw keyMissing();
  if (requires.includes(role)) return;
  throw new DomainError({
    code: 'FORBIDDEN',
    reason: 'WRONG_KEY_KIND',
    message: `${operation} does not accept ${roleHeader[role]}.`,
    suggestedFix: `Send ${requires.map((required) => roleHeader[required]).join(' or ')}.`,
  });
}
