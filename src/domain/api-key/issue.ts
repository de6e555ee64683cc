import { sha256 } from '../../lib/sha256.ts';
import type { AuthorizedTransaction } from '../../postgres/database.ts';
import type { Owner } from '../../postgres/tenancy.ts';
import type { ApiKeyRow } from '../../repositories/api-key/read.ts';
import { insertKeys, type NewKeyArguments } from '../../repositories/api-key/write.ts';
import { keyScopes, normalizeScopes } from '../core/permissions.ts';
import type { RequestContext } from '../core/request-context.ts';
import { displayParts, generateSecret } from './secret.ts';

/** A key without its secret and hash. */
export type ApiKey = ApiKeyRow;

/** A new key with its secret, which is known only here. */
export type IssuedKey = { readonly secret: string; readonly apiKey: ApiKeyRow };

/** Restrictions of a key. Null: unrestricted. */
export type Restrictions = {
  readonly scopes: string[] | null;
  readonly projectIds: string[] | null;
  readonly allowedIps: string[] | null;
  readonly expiresAt: Date | null;
};

export const UNRESTRICTED: Restrictions = {
  scopes: null,
  projectIds: null,
  allowedIps: null,
  expiresAt: null,
};

/** Restrictions of the first key of an organization, and of a recovered one: none, with every scope written out. Keys that it
 *  issues can have scopes that keys without a list lack. */
export const EVERY_SCOPE: Restrictions = { ...UNRESTRICTED, scopes: [...normalizeScopes(keyScopes)] };

/** A key that is not stored yet. */
export type NewKey = IssuedKey & NewKeyArguments;

/** Generates a key of a project, or else of an organization. */
export function generateKey(
  { actor, newId }: RequestContext,
  { organizationId, projectId }: Owner,
  {
    name = 'default',
    restrictions = UNRESTRICTED,
    now,
  }: { readonly name?: string; readonly restrictions?: Restrictions; readonly now: Date },
): NewKey {
  const kind = projectId === null ? 'organization' : 'project';
  const secret = generateSecret(kind);
  const { prefix, last4 } = displayParts(kind, secret);
  const { scopes, projectIds, allowedIps, expiresAt } = restrictions;
  const apiKey = {
    id: newId('key'),
    organizationId,
    projectId,
    name,
    prefix,
    last4,
    createdAt: now,
    updatedAt: now,
    scopes,
    projectIds,
    allowedIps,
    expiresAt,
    enabled: true,
    rotatedAt: null,
    createdByKind: actor.kind,
    createdByKeyId: 'apiKey' in actor ? actor.apiKey.id : null,
  };
  return { secret, apiKey, keyHash: sha256(secret) };
}

/** Stores a generated key. */
export async function insertIssuedKey(
  tx: AuthorizedTransaction,
  { secret, apiKey, keyHash }: NewKey,
): Promise<IssuedKey> {
  await insertKeys(tx, [{ apiKey, keyHash }]);
  return { secret, apiKey };
}

/** Returns the payload of events about a key, without its restrictions. */
export function apiKeyData({ id, name, prefix, last4, createdAt }: ApiKeyRow): object {
  return { id, name, prefix, last4, createdAt };
}

/** Returns the restrictions of a key as events and audit entries contain them. */
export function restrictionData({ scopes, projectIds, allowedIps, expiresAt }: Restrictions): object {
  return { scopes, projectIds, allowedIps, expiresAt };
}
