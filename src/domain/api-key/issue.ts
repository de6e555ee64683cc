import { sha256 } from '../../lib/sha256.ts';
import type { DecidedTransaction } from '../../postgres/database.ts';
import type { Owner } from '../../postgres/tenancy.ts';
import type { ApiKeyRow, KeyArguments } from '../../repositories/api-key/read.ts';
import { insertKey } from '../../repositories/api-key/write.ts';
import type { RequestContext } from '../core/request-context.ts';
import { displayParts, generateSecret, type KeyKind } from './secret.ts';

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

export type NewKey = KeyArguments & { readonly secret: string };

/** Generates a key that is not stored yet. */
export function generateKey(context: RequestContext, kind: KeyKind, name = 'default'): NewKey {
  const secret = generateSecret(kind);
  const { prefix, last4 } = displayParts(kind, secret);
  return {
    secret,
    keyId: context.newId('key'),
    keyName: name,
    keyPrefix: prefix,
    keyLast4: last4,
    keyHash: sha256(secret),
    now: context.now(),
    actorKind: context.actor.kind,
    actorKeyId: 'apiKey' in context.actor ? context.actor.apiKey.id : null,
  };
}

/** Returns a generated key as its row is once a statement has inserted it. */
export function issuedKey(key: NewKey, { organizationId, projectId }: Owner): IssuedKey {
  const { secret, keyId, keyName, keyPrefix, keyLast4, now, actorKind, actorKeyId } = key;
  const { scopes, projectIds, allowedIps, expiresAt } = UNRESTRICTED;
  const apiKey = {
    id: keyId,
    organizationId,
    projectId,
    name: keyName,
    prefix: keyPrefix,
    last4: keyLast4,
    createdAt: now,
    scopes,
    projectIds,
    allowedIps,
    expiresAt,
    enabled: true,
    rotatedAt: null,
    createdByKind: actorKind,
    createdByKeyId: actorKeyId,
  };
  return { secret, apiKey };
}

export async function insertIssuedKey(
  tx: DecidedTransaction,
  key: NewKey,
  owner: Owner,
  { scopes, projectIds, allowedIps, expiresAt }: Restrictions = UNRESTRICTED,
): Promise<IssuedKey> {
  const apiKey = await insertKey(tx, {
    id: key.keyId,
    organization_id: owner.organizationId,
    project_id: owner.projectId,
    name: key.keyName,
    prefix: key.keyPrefix,
    last4: key.keyLast4,
    hash: key.keyHash,
    created_at: key.now,
    scopes,
    project_ids: projectIds,
    allowed_ips: allowedIps,
    expires_at: expiresAt,
    created_by_kind: key.actorKind,
    created_by_key_id: key.actorKeyId,
  });
  return { secret: key.secret, apiKey };
}

/** Returns the payload of events about a key, without its restrictions. */
export function apiKeyData({ id, name, prefix, last4, createdAt }: ApiKeyRow): object {
  return { id, name, prefix, last4, createdAt };
}

/** Returns the restrictions of a key as events and audit entries contain them. */
export function restrictionData({ scopes, projectIds, allowedIps, expiresAt }: Restrictions): object {
  return { scopes, projectIds, allowedIps, expiresAt };
}
