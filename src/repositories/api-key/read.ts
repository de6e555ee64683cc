import { type RawBuilder, type Selection, type SqlBool, sql } from 'kysely';
import type { DB } from '../../postgres/generated/database.ts';
import { defineSource } from '../../postgres/plan/source.ts';
import { inputRows } from '../../postgres/query/batch-statement.ts';
import { insertSelect } from '../../postgres/query/insert-select.ts';
import { type ColumnFilter, selectedColumns } from '../../postgres/query/returning.ts';
import { type Argument, fragmentBuilder, statement } from '../../postgres/query/statement.ts';
import { tenantPredicate, type VisibleOrganization, type VisibleProjects } from '../../postgres/tenancy.ts';
import { sharedKeyLock } from './key-lock.ts';
import type { RoutedSecret } from './route.ts';

export const apiKeyColumns = [
  'api_key.id',
  'api_key.organization_id as organizationId',
  'api_key.project_id as projectId',
  'api_key.name',
  'api_key.prefix',
  'api_key.last4',
  'api_key.created_at as createdAt',
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

export const apiKeySource = defineSource({
  table: 'api_key',
  columns: apiKeyColumns,
  rareColumns: (argument) => [
    sql<Date | null>`(select secret_use.last_used_at from secret_use
      where secret_use.organization_id = ${argument('organizationId')} and secret_use.hash = api_key.hash)`.as(
      'lastUsedAt',
    ),
  ],
  rows: (db) => db.selectFrom('api_key'),
  isVisible: (argument, visibility) => tenantPredicate('api_key', argument, visibility),
  filters: {},
});

/** Secrets of a deleted project are unknown, although their rows await the purge worker. */
const hasProject = (table: 'rotated_secret' | 'revoked_key', organizationId: RawBuilder<string>) =>
  sql<boolean>`(${sql.ref(`${table}.project_id`)} is null or exists (select from project
    where project.organization_id = ${organizationId} and project.id = ${sql.ref(`${table}.project_id`)}))`;

/** Finds the key of an organization that a secret belongs or belonged to. The columns of the key are null once it was
 *  revoked. PostgreSQL searches former secrets and revoked keys only for hashes that it finds nowhere else. */
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
    ])
    .where('organization_id', '=', organizationId)
    .where('hash', '=', hash)
    .unionAll(
      db
        .selectFrom('rotated_secret')
        .select(['organization_id', 'project_id', 'key_id', 'expires_at'])
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
        ])
        .where('organization_id', '=', organizationId)
        .where('hash', '=', hash)
        .where(hasProject('revoked_key', organizationId)),
    )
    .limit(1);
  return db
    .selectFrom(secret.as('place'))
    .leftJoin('api_key', (join) =>
      join.on('api_key.organization_id', '=', organizationId).onRef('api_key.id', '=', 'place.key_id'),
    )
    .select([
      ...apiKeyColumns,
      'api_key.hash as keyHash',
      'place.organization_id as ownerId',
      'place.project_id as ownerProjectId',
      'place.expires_at as secretExpiresAt',
    ]);
});

export const selectOrganizationKeys = statement<VisibleOrganization>()('organization_keys', (db, argument) =>
  db
    .selectFrom('api_key')
    .select(apiKeyColumns)
    .where('organization_id', '=', argument('organizationId'))
    .where('project_id', 'is', null)
    .orderBy('created_at')
    .orderBy('id'),
);

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

/** Reads former secrets of a key that are still valid, newest first. */
export const selectRotatedSecrets = statement<
  VisibleOrganization & { readonly keyId: string; readonly now: Date }
>()('rotated_secrets', (db, argument) =>
  db
    .selectFrom('rotated_secret')
    .leftJoin('secret_use', (join) =>
      join
        .on('secret_use.organization_id', '=', argument('organizationId'))
        .onRef('secret_use.hash', '=', 'rotated_secret.hash'),
    )
    .select(['last4', 'created_at as createdAt', 'expires_at as expiresAt', 'last_used_at as lastUsedAt'])
    .where('rotated_secret.organization_id', '=', argument('organizationId'))
    .where('key_id', '=', argument('keyId'))
    .where('expires_at', '>', argument('now'))
    .orderBy('created_at', 'desc')
    .orderBy('last4'),
);

/** Reads live keys of several projects, oldest first. */
export const selectProjectKeys = statement<VisibleProjects & { readonly projectIds: readonly string[] }>()(
  'project_keys',
  (db, argument) =>
    db
      .selectFrom('api_key')
      .select(apiKeyColumns)
      .where(tenantPredicate('api_key', argument))
      .where((eb) => eb('project_id', '=', eb.fn.any(argument('projectIds'))))
      .orderBy('created_at')
      .orderBy('id'),
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

/** The issuer of a key: the kind of the actor, and its key. */
type CreatorArguments = { readonly actorKind: string; readonly actorKeyId: string | null };

/** Arguments of a statement that inserts a key. */
export type KeyArguments = CreatorArguments & {
  readonly keyId: string;
  readonly keyName: string;
  readonly keyPrefix: string;
  readonly keyLast4: string;
  readonly keyHash: Buffer;
  readonly now: Date;
};

/** Arguments of a statement that verifies its caller's key itself. */
export type CallerArguments = VisibleOrganization & {
  /** SHA-256 of the key's current secret. */
  readonly senderHash: Buffer;
  /** Whether the transaction of the statement already checked the restrictions of the key. If false, the key must have
   *  none. */
  readonly isSenderDecided: boolean;
};

/** Fragment that selects the caller's key if it is live and has no restrictions besides scopes, which never change. The
 *  key stays unchanged until the transaction ends: an update that was committed during the wait for its lock is seen. */
export function liveSenderKey<Args extends CallerArguments>(
  argument: Argument<Args>,
  projectId: RawBuilder<string> | null,
) {
  const ownerKey = fragmentBuilder()
    .selectFrom('api_key')
    .select('api_key.name')
    .where(sharedKeyLock(projectId ?? argument('organizationId', 'text')))
    .where('hash', '=', argument('senderHash', 'bytea'))
    .where('organization_id', '=', argument('organizationId'))
    .where(projectId === null ? sql<SqlBool>`project_id is null` : sql<SqlBool>`project_id = ${projectId}`)
    .where('enabled', '=', true)
    .where(
      sql<SqlBool>`(${argument('isSenderDecided', 'boolean')}
        or project_ids is null and allowed_ips is null and expires_at is null)`,
    );
  return ownerKey.limit(sql.lit(1)).forShare();
}

/** Fragment of a batch statement that selects the input rows only with a live key of the organization, and adds the
 *  current name of the key. The process may have cached a former one. */
export function selectCaller<Args extends CallerArguments>(argument: Argument<Args>) {
  const liveKey = liveSenderKey(argument, null);
  return sql<CallerColumns>`(
    select input.*, live_key.name as "senderName" from ${inputRows}, (${liveKey}) as live_key)`;
}

/** The columns of the CTE `sender` besides the arguments, which fragments that pass it on need not name. */
type CallerColumns = { readonly ordinality: string; readonly senderName: string };

/** The key name that `selectCaller` found. */
export const callerCte = sql.ref<string>('senderName');

/** Columns of a key that are kept after its revocation, in the order in which statements write them. */
export const storedColumns = [
  'organization_id',
  'project_id',
  'id',
  'name',
  'prefix',
  'last4',
  'hash',
  'created_at',
] as const;

/** Fragment of a data-modifying statement that inserts a key for each row of its CTE `subject`, and returns the columns
 *  that are read. `precondition` is always true; the CTEs that it reads are executed first. */
export function insertKeyOfSubject<Args extends KeyArguments>(
  argument: Argument<Args>,
  reads: ColumnFilter,
  precondition: RawBuilder<SqlBool> = sql`true`,
) {
  return insertSelect(
    'api_key',
    {
      organization_id: sql.ref('subject.organization_id'),
      project_id: sql.ref('subject.id'),
      id: argument('keyId', 'text'),
      name: argument('keyName', 'text'),
      prefix: argument('keyPrefix', 'text'),
      last4: argument('keyLast4', 'text'),
      hash: argument('keyHash', 'bytea'),
      created_at: argument('now', 'timestamptz'),
      created_by_kind: argument('actorKind', 'text'),
      created_by_key_id: argument('actorKeyId', 'text'),
    },
    sql`subject where ${precondition}`,
  ).returning(selectedColumns(apiKeyColumns, (column) => column === 'id' || reads(column)));
}

/** Fragment of a data-modifying statement that inserts the route of the key that `insertKeyOfSubject` inserts. */
export const insertRouteOfKey = <Args extends KeyArguments>(argument: Argument<Args>) =>
  insertSelect(
    'secret_route',
    { hash: argument('keyHash', 'bytea'), organization_id: sql.ref('subject.organization_id') },
    sql`subject`,
  );

/** Fragment of a data-modifying statement that archives the rows of its CTE `deleted` as revoked keys. */
export function archiveRevokedKeys() {
  const columns = [...storedColumns, 'revoked_at'] as const;
  return fragmentBuilder<{ deleted: Pick<DB['revoked_key'], (typeof columns)[number]> }>()
    .insertInto('revoked_key')
    .columns(columns)
    .expression((eb) => eb.selectFrom('deleted').select(columns));
}
