import { type RawBuilder, type Selection, type SqlBool, sql } from 'kysely';
import type { DB } from '../../postgres/generated/database.ts';
import { inputRows } from '../../postgres/query/batch-statement.ts';
import { type ColumnFilter, selectedColumns } from '../../postgres/query/returning.ts';
import { type Argument, fragmentBuilder, statement } from '../../postgres/query/statement.ts';
import { tenantPredicate, type VisibleOrganization, type VisibleProjects } from '../../postgres/tenancy.ts';
import { sharedKeyLock } from './key-lock.ts';

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

/** A key as people may see it: without its hash. */
export type ApiKeyRow = Selection<DB, 'api_key', (typeof apiKeyColumns)[number]>;

/** A key that a transaction holds, with the SHA-256 of its present secret. */
export type LockedKey = ApiKeyRow & { readonly hash: Buffer };

/** Secrets of a project that is deleted are not known any more, though rows of them are left for the worker. */
const hasProject = (table: 'rotated_secret' | 'revoked_key') =>
  sql<boolean>`(${sql.ref(`${table}.project_id`)} is null or exists (select from project
    where project.organization_id = ${sql.ref(`${table}.organization_id`)} and project.id = ${sql.ref(`${table}.project_id`)}))`;

/** What a secret is, or was, a key to. The only read that is not bound to a tenant: it is what tells the tenant. The columns
 *  of the key are null together, once it was revoked. PostgreSQL looks among former secrets and revoked keys only for what it
 *  finds nowhere else. */
export const selectSecret = statement<{ readonly hash: Buffer }>({ isShort: true })(
  'secret',
  (db, argument) => {
    const hash = argument('hash');
    const secret = db
      .selectFrom('api_key')
      .select([
        'organization_id',
        'project_id',
        'id as key_id',
        sql<Date | null>`null::timestamptz`.as('expires_at'),
      ])
      .where('hash', '=', hash)
      .unionAll(
        db
          .selectFrom('rotated_secret')
          .select(['organization_id', 'project_id', 'key_id', 'expires_at'])
          .where('hash', '=', hash)
          .where(hasProject('rotated_secret')),
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
          .where('hash', '=', hash)
          .where(hasProject('revoked_key')),
      )
      .limit(1);
    return db
      .selectFrom(secret.as('place'))
      .leftJoin('api_key', (join) =>
        join
          .onRef('api_key.organization_id', '=', 'place.organization_id')
          .onRef('api_key.id', '=', 'place.key_id'),
      )
      .select([
        ...apiKeyColumns,
        'api_key.hash as keyHash',
        'place.organization_id as ownerId',
        'place.project_id as ownerProjectId',
        'place.expires_at as secretExpiresAt',
      ]);
  },
);

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

/** When the present secrets of several keys were last used. Those that never were are left out. */
export const selectLastUses = statement<VisibleProjects & { readonly ids: readonly string[] }>()(
  'last_uses',
  (db, argument) =>
    db
      .selectFrom('api_key')
      .innerJoin('secret_use', 'secret_use.hash', 'api_key.hash')
      .select(['api_key.id', 'secret_use.last_used_at as lastUsedAt'])
      .where(tenantPredicate('api_key', argument))
      .where((eb) => eb('api_key.id', '=', eb.fn.any(argument('ids')))),
);

/** Former secrets of a key that still open it, the newest first. */
export const selectRotatedSecrets = statement<
  VisibleOrganization & { readonly keyId: string; readonly now: Date }
>()('rotated_secrets', (db, argument) =>
  db
    .selectFrom('rotated_secret')
    .leftJoin('secret_use', 'secret_use.hash', 'rotated_secret.hash')
    .select(['last4', 'created_at as createdAt', 'expires_at as expiresAt', 'last_used_at as lastUsedAt'])
    .where('organization_id', '=', argument('organizationId'))
    .where('key_id', '=', argument('keyId'))
    .where('expires_at', '>', argument('now'))
    .orderBy('created_at', 'desc')
    .orderBy('last4'),
);

/** Live keys of several projects, oldest first. */
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
  isShort: true,
})('keys_by_ids', (db, argument) =>
  db
    .selectFrom('api_key')
    .select(apiKeyColumns)
    .where(tenantPredicate('api_key', argument))
    .where((eb) => eb('id', '=', eb.fn.any(argument('ids')))),
);

/** Who issues a key: the kind of an actor, and its key. */
type CreatorArguments = { readonly actorKind: string; readonly actorKeyId: string | null };

/** A new key as a statement wants it. */
export type KeyArguments = CreatorArguments & {
  readonly keyId: string;
  readonly keyName: string;
  readonly keyPrefix: string;
  readonly keyLast4: string;
  readonly keyHash: Buffer;
  readonly now: Date;
};

/** Who sends a statement that checks the sender itself. */
export type CallerArguments = VisibleOrganization & {
  /** SHA-256 of the present secret of the key. */
  readonly senderHash: Buffer;
  /** Whether the transaction that the statement runs in has decided what the key may do. Else nothing may restrict it. */
  readonly isSenderDecided: boolean;
};

/** The part of a statement that finds the key of its sender, if it is live and nothing restricts it beside scopes, which never
 *  change. Until the transaction ends the key stays as it is found: an update that was committed while this waited is seen. */
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

/** The part of a batch statement that lets only a live key of the organization do anything: what is asked for with one, and the
 *  name that the key has now. The process may remember a former one. */
export function selectCaller<Args extends CallerArguments>(argument: Argument<Args>) {
  const liveKey = liveSenderKey(argument, null);
  return sql<CallerColumns>`(
    select input.*, live_key.name as "senderName" from ${inputRows}, (${liveKey}) as live_key)`;
}

/** What the CTE `sender` has beside the arguments: what a part that takes it along need not name. */
type CallerColumns = { readonly ordinality: string; readonly senderName: string };

/** As `selectSender` found it. */
export const callerCte = sql.ref<string>('senderName');

/** What is stored of a key for good, in the order in which statements write it. */
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

/** The part of a data-modifying statement that gives a key to each row of its CTE `subject`, and returns what others read of it.
 *  `isDue` always holds, and what it looks at comes first. */
export function insertKeyOfSubject<Args extends KeyArguments>(
  argument: Argument<Args>,
  reads: ColumnFilter,
  precondition: RawBuilder<SqlBool> = sql`true`,
) {
  return fragmentBuilder<{ subject: Pick<DB['project'], 'organization_id' | 'id'> }>()
    .insertInto('api_key')
    .columns([...storedColumns, 'created_by_kind', 'created_by_key_id'])
    .expression((eb) =>
      eb
        .selectFrom('subject')
        .where(precondition)
        .select([
          'subject.organization_id',
          'subject.id as project_id',
          argument('keyId', 'text').as('id'),
          argument('keyName', 'text').as('name'),
          argument('keyPrefix', 'text').as('prefix'),
          argument('keyLast4', 'text').as('last4'),
          argument('keyHash', 'bytea').as('hash'),
          argument('now', 'timestamptz').as('created_at'),
          argument('actorKind', 'text').as('created_by_kind'),
          argument('actorKeyId', 'text').as('created_by_key_id'),
        ]),
    )
    .returning(selectedColumns(apiKeyColumns, (column) => column === 'id' || reads(column)));
}

/** The part of a data-modifying statement that keeps the rows of its CTE `deleted` among the revoked keys. */
export function archiveRevokedKeys() {
  const columns = [...storedColumns, 'revoked_at'] as const;
  return fragmentBuilder<{ deleted: Pick<DB['revoked_key'], (typeof columns)[number]> }>()
    .insertInto('revoked_key')
    .columns(columns)
    .expression((eb) => eb.selectFrom('deleted').select(columns));
}
