import { type Insertable, type Selection, sql } from 'kysely';
import type { DatabaseTransaction } from './database.ts';
import type { ApiKey, DB } from './generated/database.ts';
import { type Argument, partReading, statement } from './statement.ts';
import { liesInVisibleProject, type VisibleOrganization, type VisibleProjects } from './visibility.ts';

export const apiKeyColumns = [
  'api_key.id',
  'api_key.organization_id as organizationId',
  'api_key.project_id as projectId',
  'api_key.name',
  'api_key.prefix',
  'api_key.last4',
  'api_key.created_at as createdAt',
] as const;

/** A key as people may see it: without its hash. */
export type ApiKeyRow = Selection<DB, 'api_key', (typeof apiKeyColumns)[number]>;

/** Who holds a secret, or held it. The only read that is not bound to a tenant: it is what tells the tenant. PostgreSQL
 *  looks among the revoked keys only for what it finds nowhere else. */
export const selectKeyHolder = statement<{ readonly hash: Buffer }>()('key_holder', (db, argument) =>
  db
    .selectFrom('api_key')
    .select([...apiKeyColumns, sql<boolean>`false`.as('isRevoked')])
    .where('hash', '=', argument('hash'))
    .unionAll(
      db
        .selectFrom('revoked_key as api_key')
        .select([...apiKeyColumns, sql<boolean>`true`.as('isRevoked')])
        .where('hash', '=', argument('hash')),
    )
    .limit(1),
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

/** Live keys of several projects, oldest first. */
export const selectProjectKeys = statement<VisibleProjects & { readonly projectIds: readonly string[] }>()(
  'project_keys',
  (db, argument) =>
    db
      .selectFrom('api_key')
      .select(apiKeyColumns)
      .where(liesInVisibleProject('api_key', argument))
      .where((eb) => eb('project_id', '=', eb.fn.any(argument('projectIds'))))
      .orderBy('created_at')
      .orderBy('id'),
);

export const selectKeysByIds = statement<VisibleProjects & { readonly ids: readonly string[] }>()(
  'keys_by_ids',
  (db, argument) =>
    db
      .selectFrom('api_key')
      .select(apiKeyColumns)
      .where(liesInVisibleProject('api_key', argument))
      .where((eb) => eb('id', '=', eb.fn.any(argument('ids')))),
);

export async function insertKey(tx: DatabaseTransaction, row: Insertable<ApiKey>): Promise<ApiKeyRow> {
  return tx.insertInto('api_key').values(row).returning(apiKeyColumns).executeTakeFirstOrThrow();
}

/** A new key as a statement wants it. */
export type KeyArguments = {
  readonly keyId: string;
  readonly keyName: string;
  readonly keyPrefix: string;
  readonly keyLast4: string;
  readonly keyHash: Buffer;
  readonly now: Date;
};

/** Who sends a statement that checks the sender itself. */
export type SenderArguments = VisibleOrganization & {
  /** SHA-256 of the secret that was sent. */
  readonly senderHash: Buffer;
};

/** The part of a data-modifying statement that lets only a live key of the organization do anything. */
export function selectSender<Args extends SenderArguments>(argument: Argument<Args>) {
  return partReading()
    .selectFrom('api_key')
    .select(['id', 'organization_id'])
    .where('hash', '=', argument('senderHash'))
    .where('organization_id', '=', argument('organizationId'))
    .where('project_id', 'is', null);
}

/** The part of a data-modifying statement that gives a key to each row of its CTE `subject`. */
export function insertKeyOfSubject<Args extends KeyArguments>(argument: Argument<Args>) {
  return partReading<{ subject: DB['project'] }>()
    .insertInto('api_key')
    .columns(['organization_id', 'project_id', 'id', 'name', 'prefix', 'last4', 'hash', 'created_at'])
    .expression((eb) =>
      eb
        .selectFrom('subject')
        .select([
          'subject.organization_id',
          'subject.id as project_id',
          argument('keyId', 'text').as('id'),
          argument('keyName', 'text').as('name'),
          argument('keyPrefix', 'text').as('prefix'),
          argument('keyLast4', 'text').as('last4'),
          argument('keyHash', 'bytea').as('hash'),
          argument('now', 'timestamptz').as('created_at'),
        ]),
    )
    .returningAll();
}

/** The part of a data-modifying statement that keeps the rows of its CTE `gone` among the revoked keys. */
export function keepRevoked<Args extends { readonly now: Date }>(argument: Argument<Args>) {
  const kept = [
    'organization_id',
    'project_id',
    'id',
    'name',
    'prefix',
    'last4',
    'hash',
    'created_at',
  ] as const;
  return partReading<{ gone: DB['api_key'] }>()
    .insertInto('revoked_key')
    .columns([...kept, 'revoked_at'])
    .expression((eb) =>
      eb.selectFrom('gone').select([...kept, argument('now', 'timestamptz').as('revoked_at')]),
    );
}

/** Reads a live key of an organization: until the transaction ends it stays. */
export async function holdKey(
  tx: DatabaseTransaction,
  { organizationId }: VisibleOrganization,
  id: string,
): Promise<ApiKeyRow | undefined> {
  return tx
    .selectFrom('api_key')
    .select(apiKeyColumns)
    .where('organization_id', '=', organizationId)
    .where('id', '=', id)
    .forKeyShare()
    .executeTakeFirst();
}
