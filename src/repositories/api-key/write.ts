import { type RawBuilder, sql } from 'kysely';
import type { DatabaseTransaction } from '../../postgres/database.ts';
import { type InsertedValues, insertSelect } from '../../postgres/query/insert-select.ts';
import { type Argument, argumentsIn, inlineArguments, statement } from '../../postgres/query/statement.ts';
import { defineUpdate } from '../../postgres/query/update-row.ts';
import type { Owner } from '../../postgres/tenancy.ts';
import { tenantPredicate, type VisibleProject, type VisibleProjects } from '../../postgres/tenancy.ts';
import { ownerIdOf, sharedKeyLock } from './key-lock.ts';
import { type ApiKeyRow, apiKeyColumns, type LockedKey } from './read.ts';
import { insertSecretRoute, type RoutedSecret } from './route.ts';

/** A key to insert, with the SHA-256 of its secret. */
export type NewKeyArguments = { readonly apiKey: ApiKeyRow; readonly keyHash: Buffer };

/** The row of a new key. Nothing is left to defaults of the database, so that `apiKey` is what later reads return. */
function keyValues(argument: Argument<NewKeyArguments>): Required<InsertedValues<'api_key'>> {
  const apiKey = argumentsIn(argument, 'apiKey');
  return {
    organization_id: apiKey('organizationId', 'text'),
    project_id: apiKey('projectId', 'text'),
    id: apiKey('id', 'text'),
    name: apiKey('name', 'text'),
    prefix: apiKey('prefix', 'text'),
    last4: apiKey('last4', 'text'),
    hash: argument('keyHash', 'bytea'),
    created_at: apiKey('createdAt', 'timestamptz'),
    updated_at: apiKey('updatedAt', 'timestamptz'),
    scopes: apiKey('scopes', 'text[]'),
    project_ids: apiKey('projectIds', 'text[]'),
    allowed_ips: apiKey('allowedIps', 'text[]'),
    expires_at: apiKey('expiresAt', 'timestamptz'),
    enabled: apiKey('enabled', 'boolean'),
    rotated_at: apiKey('rotatedAt', 'timestamptz'),
    created_by_kind: apiKey('createdByKind', 'text'),
    created_by_key_id: apiKey('createdByKeyId', 'text'),
  };
}

/** Fragment of a data-modifying statement that inserts a key for each row of `source`. Values that the statement has under
 *  another name are given as expressions. */
export const insertKeyFrom = (
  source: RawBuilder<unknown>,
  argument: Argument<NewKeyArguments>,
  known: Partial<InsertedValues<'api_key'>>,
) => insertSelect('api_key', { ...keyValues(argument), ...known }, source);

/** Arguments that keys without restrictions have in common. */
export const unrestrictedArguments = [
  'apiKey.scopes',
  'apiKey.projectIds',
  'apiKey.allowedIps',
  'apiKey.expiresAt',
  'apiKey.enabled',
  'apiKey.rotatedAt',
  'apiKey.createdByKind',
  'apiKey.createdByKeyId',
] as const;

/** Inserts keys with the routes of their secrets. */
export async function insertKeys(tx: DatabaseTransaction, keys: readonly NewKeyArguments[]): Promise<void> {
  if (keys.length === 0) return;
  const routes = keys.map(({ keyHash, apiKey }) => ({
    hash: keyHash,
    organization_id: apiKey.organizationId,
  }));
  await tx.insertInto('secret_route').values(routes).execute();
  await tx
    .insertInto('api_key')
    .values(keys.map((key) => keyValues(inlineArguments(key))))
    .execute();
}

/** Counts the live keys of an owner. */
export async function countKeys(tx: DatabaseTransaction, owner: Owner): Promise<number> {
  const { count } = await tx
    .selectFrom('api_key')
    .select(sql<number>`count(*)::int`.as('count'))
    .where('organization_id', '=', owner.organizationId)
    .where(sql<boolean>`project_id is not distinct from ${owner.projectId}`)
    .executeTakeFirstOrThrow();
  return count;
}

/** Reads a key and locks it against changes until the transaction ends, with whether its organization is suspended; null: it
 *  was deleted. Undefined: the key is gone. */
export async function lockKeyShared(
  tx: DatabaseTransaction,
  { id, ...owner }: Owner & { readonly id: string },
): Promise<(LockedKey & { readonly isSuspended: boolean | null }) | undefined> {
  return tx
    .selectFrom('api_key')
    .select([
      ...apiKeyColumns,
      'hash',
      sql<boolean | null>`(select suspended_at is not null from organization
        where organization.id = ${owner.organizationId})`.as('isSuspended'),
    ])
    .where('organization_id', '=', owner.organizationId)
    .where('id', '=', id)
    .where(sharedKeyLock(ownerIdOf(owner)))
    .forShare()
    .executeTakeFirst();
}

/** Locks a key for update until the transaction ends. It remains valid until the commit. */
export async function lockKey(
  tx: DatabaseTransaction,
  visible: VisibleProjects,
  id: string,
): Promise<LockedKey | undefined> {
  return tx
    .selectFrom('api_key')
    .select([...apiKeyColumns, 'hash'])
    .where(tenantPredicate('api_key', inlineArguments(visible)))
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
}

type OtherKeyArguments = Pick<ApiKeyRow, 'organizationId' | 'id'> & {
  readonly scope: string;
  readonly now: Date;
};

/** Reads another key of the organization for all of its projects with this scope, or without a list of scopes. No row: there
 *  is none. */
export const selectOtherUnrestrictedKey = statement<OtherKeyArguments>()(
  'other_unrestricted_key',
  (db, argument) =>
    db
      .selectFrom('api_key')
      .select('id')
      .where('organization_id', '=', argument('organizationId'))
      .where('project_id', 'is', null)
      .where('project_ids', 'is', null)
      .where('enabled', '=', true)
      .where(sql<boolean>`(scopes is null or ${argument('scope', 'text')} = any(scopes))`)
      .where((eb) => eb.or([eb('expires_at', 'is', null), eb('expires_at', '>', argument('now'))]))
      .where('id', '!=', argument('id'))
      .limit(1),
);

const updateColumns = defineUpdate('api_key', apiKeyColumns, ['organizationId', 'id'], ['api_key.hash']);

/** A new hash gets its route. */
export const updateKeyRow: typeof updateColumns = async (tx, before, changes) => {
  const { organizationId } = before;
  if (changes.hash !== undefined) await insertSecretRoute(tx, { hash: changes.hash, organizationId });
  return updateColumns(tx, before, changes);
};

/** Moves a key to the revoked ones, which also invalidates its former secrets. `key` was returned by `lockKey`. */
export async function revokeKeyRow(tx: DatabaseTransaction, key: LockedKey, now: Date): Promise<void> {
  await tx
    .deleteFrom('api_key')
    .where('organization_id', '=', key.organizationId)
    .where('id', '=', key.id)
    .execute();
  await insertRevokedKey(tx, key, now);
}

async function insertRevokedKey(tx: DatabaseTransaction, key: LockedKey, now: Date): Promise<void> {
  await tx
    .insertInto('revoked_key')
    .values({
      id: key.id,
      organization_id: key.organizationId,
      project_id: key.projectId,
      name: key.name,
      prefix: key.prefix,
      last4: key.last4,
      hash: key.hash,
      created_at: key.createdAt,
      revoked_at: now,
    })
    .execute();
}

/** Limits the validity of the current and former secrets of a key to `expiresAt`. Returns how many former secrets are
 *  valid then. `key` was returned by `lockKey`. */
export async function retireSecrets(
  tx: DatabaseTransaction,
  key: LockedKey,
  { now, expiresAt }: { readonly now: Date; readonly expiresAt: Date },
): Promise<number> {
  await tx
    .updateTable('rotated_secret')
    .set({ expires_at: expiresAt })
    .where('organization_id', '=', key.organizationId)
    .where('key_id', '=', key.id)
    .where('expires_at', '>', expiresAt)
    .execute();
  await tx
    .insertInto('rotated_secret')
    .values({
      hash: key.hash,
      organization_id: key.organizationId,
      project_id: key.projectId,
      key_id: key.id,
      last4: key.last4,
      created_at: key.rotatedAt ?? key.createdAt,
      expires_at: expiresAt,
    })
    .execute();
  const { count } = await tx
    .selectFrom('rotated_secret')
    .select(sql<number>`count(*)::int`.as('count'))
    .where('organization_id', '=', key.organizationId)
    .where('key_id', '=', key.id)
    .where('expires_at', '>', now)
    .executeTakeFirstOrThrow();
  return count;
}

/** Expires a former secret immediately. */
export async function expireSecret(
  tx: DatabaseTransaction,
  { organizationId, hash }: RoutedSecret,
  now: Date,
): Promise<void> {
  await tx
    .updateTable('rotated_secret')
    .set({ expires_at: now })
    .where('organization_id', '=', organizationId)
    .where('hash', '=', hash)
    .execute();
}

/** Expires the former secrets of a project's keys immediately. */
export async function expireFormerSecrets(
  tx: DatabaseTransaction,
  { organizationId, projectId }: VisibleProject,
  now: Date,
): Promise<void> {
  await tx
    .updateTable('rotated_secret')
    .set({ expires_at: now })
    .where('organization_id', '=', organizationId)
    .where('project_id', '=', projectId)
    .where('expires_at', '>', now)
    .execute();
}

/** Moves the key of an archived project to the revoked ones, by its secret. Undefined: the project is no longer archived. */
export async function revokeArchivedKey(
  tx: DatabaseTransaction,
  { organizationId, hash }: RoutedSecret,
  now: Date,
): Promise<ApiKeyRow | undefined> {
  const key = await tx
    .deleteFrom('archived_key as api_key')
    .where('organization_id', '=', organizationId)
    .where('hash', '=', hash)
    .returning(apiKeyColumns)
    .executeTakeFirst();
  if (key) await insertRevokedKey(tx, { ...key, hash }, now);
  return key;
}
