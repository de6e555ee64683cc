import { type RawBuilder, type Selection, sql } from 'kysely';
import type { DB } from '../../postgres/generated/database.ts';
import { statement } from '../../postgres/query/statement.ts';
import { tenantPredicate, type VisibleProjects } from '../../postgres/tenancy.ts';
import type { RoutedSecret } from './route.ts';

export const apiKeyColumns = [
  'api_key.id',
  'api_key.organization_id as organizationId',
  'api_key.project_id as projectId',
  'api_key.name',
  'api_key.prefix',
  'api_key.last4',
  'api_key.created_at as createdAt',
  'api_key.updated_at as updatedAt',
  'api_key.scopes',
  'api_key.project_ids as projectIds',
  'api_key.allowed_ips as allowedIps',
  'api_key.expires_at as expiresAt',
  'api_key.enabled',
  'api_key.rotated_at as rotatedAt',
  'api_key.created_by_kind as createdByKind',
  'api_key.created_by_key_id as createdByKeyId',
] as const;

/** A key without its hash. */
export type ApiKeyRow = Selection<DB, 'api_key', (typeof apiKeyColumns)[number]>;

/** A key that is locked by the transaction, with the SHA-256 of its current secret. */
export type LockedKey = ApiKeyRow & { readonly hash: Buffer };

/** Secrets of a deleted project are unknown, although their rows await the purge worker; those of an archived one are not. */
function hasProject(table: 'rotated_secret' | 'revoked_key', organizationId: RawBuilder<string>) {
  const projectId = sql.ref(`${table}.project_id`);
  return sql<boolean>`(${projectId} is null
    or exists (select from project where project.organization_id = ${organizationId} and project.id = ${projectId})
    or exists (select from archived_project as archived
      where archived.organization_id = ${organizationId} and archived.id = ${projectId} and archived.purge_started_at is null))`;
}

/** Finds the key of an organization that a secret belongs or belonged to, and whether the organization is suspended. The
 *  columns of the key are null once it was revoked, and while its project is archived. PostgreSQL searches former secrets,
 *  revoked and archived keys only for hashes that it finds nowhere else. */
export const selectSecret = statement<RoutedSecret>({ execution: 'pipelined' })('secret', (db, argument) => {
  const hash = argument('hash');
  const organizationId = argument('organizationId');
  const secret = db
    .selectFrom('api_key')
    .select([
      'organization_id',
      'project_id',
      'id as key_id',
      sql<Date | null>`null::timestamptz`.as('expires_at'),
      sql<string | null>`null`.as('archived_key_id'),
    ])
    .where('organization_id', '=', organizationId)
    .where('hash', '=', hash)
    .unionAll(
      db
        .selectFrom('rotated_secret')
        .select([
          'organization_id',
          'project_id',
          'key_id',
          'expires_at',
          sql<string | null>`null`.as('archived_key_id'),
        ])
        .where('organization_id', '=', organizationId)
        .where('hash', '=', hash)
        .where(hasProject('rotated_secret', organizationId)),
    )
    .unionAll(
      db
        .selectFrom('revoked_key')
        .select([
          'organization_id',
          'project_id',
          sql<string>`null`.as('key_id'),
          sql<Date>`null`.as('expires_at'),
          sql<string | null>`null`.as('archived_key_id'),
        ])
        .where('organization_id', '=', organizationId)
        .where('hash', '=', hash)
        .where(hasProject('revoked_key', organizationId)),
    )
    .unionAll(
      db
        .selectFrom('archived_key')
        .select([
          'organization_id',
          'project_id',
          sql<string>`null`.as('key_id'),
          sql<Date>`null`.as('expires_at'),
          'id as archived_key_id',
        ])
        .where('organization_id', '=', organizationId)
        .where('hash', '=', hash),
    )
    .limit(1);
  return db
    .selectFrom(secret.as('place'))
    .innerJoin('organization', (join) => join.on('organization.id', '=', organizationId))
    .leftJoin('api_key', (join) =>
      join.on('api_key.organization_id', '=', organizationId).onRef('api_key.id', '=', 'place.key_id'),
    )
    .select([
      ...apiKeyColumns,
      sql<boolean>`organization.suspended_at is not null`.as('isSuspended'),
      'api_key.hash as keyHash',
      'place.organization_id as ownerId',
      'place.project_id as ownerProjectId',
      'place.expires_at as secretExpiresAt',
      'place.archived_key_id as archivedKeyId',
    ]);
});

export type LastUseRow = { readonly id: string; readonly lastUsedAt: Date };

/** Reads when the current secrets of several keys were last used. Keys that were never used are omitted. */
export const selectLastUses = statement<VisibleProjects & { readonly ids: readonly string[] }>()(
  'last_uses',
  (db, argument) =>
    db
      .selectFrom('api_key')
      .innerJoin('secret_use', (join) =>
        join
          .on('secret_use.organization_id', '=', argument('organizationId'))
          .onRef('secret_use.hash', '=', 'api_key.hash'),
      )
      .select(['api_key.id', 'secret_use.last_used_at as lastUsedAt'])
      .where(tenantPredicate('api_key', argument))
      .where((eb) => eb('api_key.id', '=', eb.fn.any(argument('ids')))),
);

export type FormerSecretRow = {
  readonly keyId: string;
  readonly last4: string;
  readonly createdAt: Date;
  readonly expiresAt: Date;
  readonly lastUsedAt: Date | null;
};

/** Reads former secrets of several keys that are still valid, newest first. */
export const selectRotatedSecrets = statement<
  VisibleProjects & { readonly keyIds: readonly string[]; readonly now: Date }
>()('rotated_secrets', (db, argument) =>
  db
    .selectFrom('rotated_secret')
    .leftJoin('secret_use', (join) =>
      join
        .on('secret_use.organization_id', '=', argument('organizationId'))
        .onRef('secret_use.hash', '=', 'rotated_secret.hash'),
    )
    .select([
      'key_id as keyId',
      'last4',
      'created_at as createdAt',
      'expires_at as expiresAt',
      'last_used_at as lastUsedAt',
    ])
    .where(tenantPredicate('rotated_secret', argument))
    .where((eb) => eb('key_id', '=', eb.fn.any(argument('keyIds'))))
    .where('expires_at', '>', argument('now'))
    .orderBy('created_at', 'desc')
    .orderBy('last4'),
);

export const selectKeysByIds = statement<VisibleProjects & { readonly ids: readonly string[] }>({
  execution: 'pipelined',
})('keys_by_ids', (db, argument) =>
  db
    .selectFrom('api_key')
    .select(apiKeyColumns)
    .where(tenantPredicate('api_key', argument))
    .where((eb) => eb('id', '=', eb.fn.any(argument('ids')))),
);
