import { ipRangeContains } from '../../lib/ip-range.ts';
import { type Database, type DatabaseTransaction, runStatement } from '../../postgres/database.ts';
import { type ApiKeyRow, selectSecret } from '../../repositories/api-key/read.ts';
import { lockKeyShared } from '../../repositories/api-key/write.ts';
import type { KeyHolder } from './actor.ts';
import { DomainError, unauthenticated } from './errors.ts';

/** Why a well-formed key opens nothing. */
export type KeyRefusal = 'NOT_FOUND' | 'REVOKED' | 'EXPIRED' | 'DISABLED' | 'IP_NOT_ALLOWED';

/** When and from where a key was sent. */
export type AuthAttempt = { readonly now: Date; readonly ip: string | null };

/** What must be right for a key to open anything. */
export type KeyRestrictions = {
  readonly enabled: boolean;
  readonly expiresAt: Date | null;
  readonly allowedIps: readonly string[] | null;
};

/** What a secret is, or was, a key to. */
export type KeyLookup = {
  readonly organizationId: string;
  /** Null: a key of the organization. */
  readonly projectId: string | null;
  /** Until when a former secret opens the key. Null: it is the present one. */
  readonly secretExpiresAt: Date | null;
  /** Null: revoked. */
  readonly live: { readonly apiKey: ApiKeyRow; readonly keyHash: Buffer } | null;
};

/** By the SHA-256 of the secret and one look at the database. Null: unknown. */
export async function lookUpKey(db: Pick<Database, 'read'>, hash: Buffer): Promise<KeyLookup | null> {
  const [row] = await db.read(selectSecret, { hash });
  if (!row) return null;
  const { ownerId: organizationId, ownerProjectId: projectId, secretExpiresAt, keyHash, ...apiKey } = row;
  // The columns of the key are null together.
  const live = keyHash && { apiKey: apiKey as ApiKeyRow, keyHash };
  return { organizationId, projectId, secretExpiresAt, live };
}

/** Null: the key is good. */
export function refusalReason(found: KeyLookup | null, attempt: AuthAttempt): KeyRefusal | null {
  if (!found) return 'NOT_FOUND';
  const { live, secretExpiresAt } = found;
  if (!live || (secretExpiresAt && !(secretExpiresAt > attempt.now))) return 'REVOKED';
  return violatedRestriction(live.apiKey, attempt);
}

export function violatedRestriction(
  { enabled, expiresAt, allowedIps }: KeyRestrictions,
  { now, ip }: AuthAttempt,
): 'DISABLED' | 'EXPIRED' | 'IP_NOT_ALLOWED' | null {
  if (!enabled) return 'DISABLED';
  // Nor is a key good whose end cannot be compared.
  if (expiresAt && !(expiresAt > now)) return 'EXPIRED';
  if (allowedIps && !(ip && allowedIps.some((range) => ipRangeContains(ip, range)))) return 'IP_NOT_ALLOWED';
  return null;
}

/** Whom a well-formed secret lets in, by its SHA-256 and one look at the database. Throws UNAUTHENTICATED, or FORBIDDEN where only the
 *  address is wrong. */
export async function authenticateKey(
  db: Pick<Database, 'read'>,
  hash: Buffer,
  attempt: AuthAttempt,
): Promise<KeyHolder> {
  return holderOf(await lookUpKey(db, hash), hash, attempt);
}

function holderOf(found: KeyLookup | null, sentHash: Buffer, attempt: AuthAttempt): KeyHolder {
  const refusal = refusalReason(found, attempt);
  if (refusal !== null || !found?.live) throw keyRefused(refusal ?? 'NOT_FOUND');
  const { organizationId, projectId, secretExpiresAt, live } = found;
  const holder = { ...live, organizationId, sentHash, isCurrent: secretExpiresAt === null };
  return projectId === null ? { kind: 'organization', ...holder } : { kind: 'project', projectId, ...holder };
}

/** Decides again, as authentication did and with what the key is now, whether it lets its holder in. It stays so until the
 *  transaction ends: what ends or limits the key waits. Throws what \`findKeyHolder\` throws. */
export async function authenticateInTransaction(
  tx: DatabaseTransaction,
  { organizationId, apiKey, sentHash }: KeyHolder,
  readVisit: () => AuthAttempt,
): Promise<KeyHolder> {
  const { id, projectId } = apiKey;
  const held = await lockKeyShared(tx, { id, organizationId, projectId });
  // Not before that: it may have waited.
  const attempt = readVisit();
  if (!held?.hash.equals(sentHash)) {
    const read: Database['read'] = (statement, args) => runStatement(tx, statement, args);
    return authenticateKey({ read }, sentHash, attempt);
  }
  const { hash: keyHash, ...row } = held;
  const live = { apiKey: row, keyHash };
  return holderOf({ organizationId, projectId, secretExpiresAt: null, live }, sentHash, attempt);
}

export function keyRefused(why: KeyRefusal): DomainError {
  const [reason, message, suggestedFix] = refusals[why];
  if (why !== 'IP_NOT_ALLOWED') return unauthenticated(reason, message, suggestedFix);
  return new DomainError({ code: 'FORBIDDEN', reason, message, suggestedFix });
}

const refusals = {
  NOT_FOUND: [
    'KEY_UNKNOWN',
    'The key is not known here.',
    'Check that the key belongs to this installation.',
  ],
  REVOKED: [
    'KEY_REVOKED',
    'The key was revoked.',
    'Ask whoever manages the organization for the present key.',
  ],
  EXPIRED: [
    'KEY_EXPIRED',
    'The time of the key has passed.',
    'Ask whoever manages the organization for a new key.',
  ],
  DISABLED: [
    'KEY_DISABLED',
    'The key is disabled.',
    'Ask whoever manages the organization to enable it: updateApiKey(input: { id, enabled: true }).',
  ],
  IP_NOT_ALLOWED: [
    'IP_NOT_ALLOWED',
    'The key is not accepted from this address.',
    'Send it from an address in its allowedIps, or have them changed with updateApiKey. Behind a proxy, TRUST_PROXY must name it.',
  ],
} as const;
