import { ipRangeContains } from '../../lib/ip-range.ts';
import { type Database, type DatabaseTransaction, runStatement } from '../../postgres/database.ts';
import { type ApiKeyRow, selectSecret } from '../../repositories/api-key/read.ts';
import { type RoutedSecret, selectSecretRoute } from '../../repositories/api-key/route.ts';
import { lockKeyShared } from '../../repositories/api-key/write.ts';
import type { TenantRoutes } from '../../repositories/tenant-routes.ts';
import type { KeyHolder } from './actor.ts';
import { DomainError, unauthenticated } from './errors.ts';

/** Why a well-formed key is rejected. */
export type KeyRefusal =
  | 'NOT_FOUND'
  | 'REVOKED'
  | 'PROJECT_ARCHIVED'
  | 'EXPIRED'
  | 'DISABLED'
  | 'IP_NOT_ALLOWED'
  | 'ORGANIZATION_SUSPENDED';

/** When and from which IP address a key was sent. */
export type AuthAttempt = { readonly now: Date; readonly ip: string | null };

/** Conditions under which a key is accepted. */
export type KeyRestrictions = {
  readonly enabled: boolean;
  readonly expiresAt: Date | null;
  readonly allowedIps: readonly string[] | null;
};

/** The result of looking up a secret, current or former. */
export type KeyLookup = {
  readonly organizationId: string;
  /** Null: an organization key. */
  readonly projectId: string | null;
  /** Until when a former secret is accepted. Null: the secret is the current one. */
  readonly secretExpiresAt: Date | null;
  /** Whether the organization is suspended. */
  readonly isSuspended: boolean;
  /** The id of the key, if its project is archived. */
  readonly archivedKeyId: string | null;
  /** Null: revoked, or its project is archived. */
  readonly live: { readonly apiKey: ApiKeyRow; readonly keyHash: Buffer } | null;
};

/** The database, and the routes that the process remembers. */
export type KeySearch = Pick<Database, 'read'> & { readonly routes: TenantRoutes };

/** Looks up a key by the SHA-256 of its secret. One query, and another one for a secret that this process has not met. Null:
 *  unknown. */
export async function lookUpKey({ read, routes }: KeySearch, hash: Buffer): Promise<KeyLookup | null> {
  return routes.secrets.follow(
    hash,
    async () => (await read(selectSecretRoute, { hash }))[0],
    ({ organizationId }) => lookUpKeyIn({ read }, { organizationId, hash }),
  );
}

/** Looks up a key in one organization. One query. Null: unknown there. */
export async function lookUpKeyIn(
  db: Pick<Database, 'read'>,
  secret: RoutedSecret,
): Promise<KeyLookup | null> {
  const [row] = await db.read(selectSecret, secret);
  if (!row) return null;
  const {
    ownerId: organizationId,
    ownerProjectId: projectId,
    secretExpiresAt,
    isSuspended,
    archivedKeyId,
    keyHash,
    ...apiKey
  } = row;
  // The columns of the key are all null or all non-null.
  const live = keyHash && { apiKey: apiKey as ApiKeyRow, keyHash };
  return { organizationId, projectId, secretExpiresAt, isSuspended, archivedKeyId, live };
}

/** Returns why a key is rejected. Null: it is accepted. */
export function refusalReason(lookup: KeyLookup | null, attempt: AuthAttempt): KeyRefusal | null {
  if (!lookup) return 'NOT_FOUND';
  const { live, secretExpiresAt, archivedKeyId } = lookup;
  if (archivedKeyId !== null) return 'PROJECT_ARCHIVED';
  if (!live || (secretExpiresAt && !(secretExpiresAt > attempt.now))) return 'REVOKED';
  return violatedRestriction(live.apiKey, attempt) ?? (lookup.isSuspended ? 'ORGANIZATION_SUSPENDED' : null);
}

export function violatedRestriction(
  { enabled, expiresAt, allowedIps }: KeyRestrictions,
  { now, ip }: AuthAttempt,
): 'DISABLED' | 'EXPIRED' | 'IP_NOT_ALLOWED' | null {
  if (!enabled) return 'DISABLED';
  // Also rejects an invalid date, which compares as false.
  if (expiresAt && !(expiresAt > now)) return 'EXPIRED';
  if (allowedIps && !(ip && allowedIps.some((range) => ipRangeContains(ip, range)))) return 'IP_NOT_ALLOWED';
  return null;
}

/** Authenticates an API key by the SHA-256 of its secret. Throws UNAUTHENTICATED, or FORBIDDEN when only the IP address is
 *  not allowed or the organization is suspended. */
export async function authenticateKey(
  search: KeySearch,
  hash: Buffer,
  attempt: AuthAttempt,
): Promise<KeyHolder> {
  return holderOf(await lookUpKey(search, hash), hash, attempt);
}

function holderOf(lookup: KeyLookup | null, sentHash: Buffer, attempt: AuthAttempt): KeyHolder {
  const refusal = refusalReason(lookup, attempt);
  if (refusal !== null || !lookup?.live) throw keyRefused(refusal ?? 'NOT_FOUND');
  const { organizationId, projectId, secretExpiresAt, live } = lookup;
  const holder = { ...live, organizationId, sentHash, isCurrent: secretExpiresAt === null };
  return projectId === null ? { kind: 'organization', ...holder } : { kind: 'project', projectId, ...holder };
}

/** Authenticates the key again, by its present row, and locks the row until the transaction ends: statements that revoke or
 *  restrict the key wait. Throws what `authenticateKey` throws. */
export async function authenticateInTransaction(
  tx: DatabaseTransaction,
  { organizationId, apiKey, sentHash }: KeyHolder,
  readAttempt: () => AuthAttempt,
): Promise<KeyHolder> {
  const { id, projectId } = apiKey;
  const locked = await lockKeyShared(tx, { id, organizationId, projectId });
  // Read after the lock, which may have waited.
  const attempt = readAttempt();
  if (!locked?.hash.equals(sentHash)) {
    const read: Database['read'] = (statement, args) => runStatement(tx, statement, args);
    return holderOf(await lookUpKeyIn({ read }, { organizationId, hash: sentHash }), sentHash, attempt);
  }
  const { hash: keyHash, isSuspended, ...row } = locked;
  if (isSuspended === null) throw keyRefused('NOT_FOUND');
  const live = { apiKey: row, keyHash };
  const lookup = { organizationId, projectId, secretExpiresAt: null, isSuspended, archivedKeyId: null, live };
  return holderOf(lookup, sentHash, attempt);
}

/** The key is valid, but is not accepted at present or from this address. */
const isForbidden: ReadonlySet<KeyRefusal> = new Set(['IP_NOT_ALLOWED', 'ORGANIZATION_SUSPENDED']);

function keyRefused(why: KeyRefusal): DomainError {
  const [reason, message, suggestedFix] = refusals[why];
  if (!isForbidden.has(why)) return unauthenticated(reason, message, suggestedFix);
  return new DomainError({ code: 'FORBIDDEN', reason, message, suggestedFix });
}

const refusals = {
  NOT_FOUND: [
    'KEY_UNKNOWN',
    'The key does not exist in this installation.',
    'Check that the key was issued by this installation.',
  ],
  REVOKED: [
    'KEY_REVOKED',
    'The key was revoked.',
    'Request the current key from an administrator of the organization.',
  ],
  PROJECT_ARCHIVED: [
    'KEY_PROJECT_ARCHIVED',
    'The project of the key was archived.',
    'Have an administrator of the organization restore the project and enable the key: restoreProject, then updateApiKey.',
  ],
  EXPIRED: [
    'KEY_EXPIRED',
    'The key has expired.',
    'Request a new key from an administrator of the organization.',
  ],
  DISABLED: [
    'KEY_DISABLED',
    'The key is disabled.',
    'Have an administrator of the organization enable it: updateApiKey(input: { id, enabled: true }).',
  ],
  IP_NOT_ALLOWED: [
    'IP_NOT_ALLOWED',
    'The key is not allowed from this IP address.',
    'Send it from an IP address in its allowedIps, or change them with updateApiKey. Behind a proxy, TRUST_PROXY must name the proxy.',
  ],
  ORGANIZATION_SUSPENDED: [
    'ORGANIZATION_SUSPENDED',
    'The organization is suspended.',
    'Contact the operator of this installation, who can resume it. Nothing was deleted.',
  ],
} as const;
