import { sha256 } from '../../lib/sha256.ts';
import type { DecidedTransaction } from '../../postgres/database.ts';
import type { Owner } from '../../postgres/tenancy.ts';
import type { ApiKeyRow, KeyArguments } from '../../repositories/api-key/read.ts';
import { insertKey } from '../../repositories/api-key/write.ts';
import type { RequestContext } from '../core/request-context.ts';
import { displayParts, generateSecret, type KeyKind } from './secret.ts';

/** A key as people may see it: neither secret nor hash. */
export type ApiKey = ApiKeyRow;

/** A key at the only moment when its secret is known. */
export type IssuedKey = { readonly secret: string; readonly apiKey: ApiKeyRow };

/** What limits a key. Null: nothing does. */
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

/** A key that exists nowhere yet. */
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

/** The draft as it stands once a statement has stored it. */
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

/** A new key as events tell of it, where nothing restricts it. */
export function apiKeyData({ id, name, prefix, last4, createdAt }: ApiKeyRow): object {
  return { id, name, prefix, last4, createdAt };
}

/** What a key may do and where, as events and the log tell of it. */
export function restrictionData({ scopes, projectIds, allowedIps, expiresAt }: Restrictions): object {
  return { scopes, projectIds, allowedIps, expiresAt };
}
