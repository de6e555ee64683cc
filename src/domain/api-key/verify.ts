import { z } from 'zod';
import { peerAddress } from '../../lib/peer-address.ts';
import { sha256 } from '../../lib/sha256.ts';
import { type KeyLookup, type KeyRefusal, lookUpKeyIn, refusalReason } from '../core/key-authentication.ts';
import { type KeyScope, keyHasScope, keyScopes, normalizeScopes } from '../core/permissions.ts';
import type { RequestContext } from '../core/request-context.ts';
import { visibleProjects } from '../core/tenancy.ts';
import { idOf, parseInput } from '../core/validation.ts';
import type { ApiKey } from './issue.ts';
import { parseSecretKind } from './secret.ts';

export type VerificationCode = KeyRefusal | 'PROJECT_MISMATCH' | 'INSUFFICIENT_SCOPE' | 'RATE_LIMITED';

export type KeyVerification = {
  /** Null: the key is valid. */
  readonly code: VerificationCode | null;
  /** Null: unknown or revoked. */
  readonly apiKey: ApiKey | null;
  readonly missingScopes: readonly KeyScope[];
};

const verifyInput = z.object({
  secret: z.string(),
  scopes: z.array(z.enum(keyScopes)).nullish(),
  ip: z
    .string()
    .transform((text, { addIssue }) => {
      const address = peerAddress(text);
      if (address !== null) return address;
      addIssue('must be an IPv4 or IPv6 address');
      return z.NEVER;
    })
    .nullish(),
  projectId: idOf('proj').nullish(),
});

export type VerifyKeyInput = { readonly [Field in keyof z.input<typeof verifyInput>]?: unknown };

const UNKNOWN: KeyVerification = { code: 'NOT_FOUND', apiKey: null, missingScopes: [] };

/** Verifies a key that a client sent to another service, by the same rules as authentication and by one query. A key of
 *  another organization is reported as unknown. A valid key counts as used, and a point is charged to its own rate limits. */
export async function verifyApiKey(context: RequestContext, input: VerifyKeyInput): Promise<KeyVerification> {
  const { secret, scopes, ip, projectId } = parseInput(verifyInput, input);
  if (parseSecretKind(secret) === null) return UNKNOWN;
  const { organizationId, visibleProjectIds } = visibleProjects(context.actor);
  const sent = { organizationId, hash: sha256(secret) };
  const lookup = await lookUpKeyIn(context.db, sent);
  if (!lookup || !isVisible(visibleProjectIds, lookup)) return UNKNOWN;
  const now = context.now();
  const apiKey = lookup.live?.apiKey ?? null;
  const missingScopes = normalizeScopes(
    (scopes ?? []).filter((required) => apiKey && !keyHasScope(apiKey, required)),
  );
  const refusal = refusalReason(lookup, { now, ip: ip ?? null });
  if (refusal !== null) return { code: refusal, apiKey, missingScopes };
  if (projectId != null && !hasProjectAccess(apiKey, projectId))
    return { code: 'PROJECT_MISMATCH', apiKey, missingScopes };
  if (missingScopes.length > 0) return { code: 'INSUFFICIENT_SCOPE', apiKey, missingScopes };
  if (apiKey && !(await context.consume(apiKey))) return { code: 'RATE_LIMITED', apiKey, missingScopes };
  context.lastUsed.record(sent, now);
  return { code: null, apiKey, missingScopes };
}

const isVisible = (visibleProjectIds: readonly string[] | null, { projectId }: KeyLookup): boolean =>
  visibleProjectIds === null || (projectId !== null && visibleProjectIds.includes(projectId));

/** Returns whether a valid key has access to a project. */
function hasProjectAccess(key: ApiKey | null, projectId: string): boolean {
  if (!key) return false;
  return key.projectId === null ? (key.projectIds?.includes(projectId) ?? true) : key.projectId === projectId;
}
