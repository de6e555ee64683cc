import { type Insertable, type Selection, sql } from 'kysely';
import type { DatabaseTransaction } from '../../postgres/database.ts';
import type { DB, WebhookSubscription } from '../../postgres/generated/database.ts';
import { defineList } from '../../postgres/pagination/list-query.ts';
import { containsText } from '../../postgres/pagination/search.ts';
import { statement } from '../../postgres/query/statement.ts';
import { defineUpdate } from '../../postgres/query/update-row.ts';
import type { Owner } from '../../postgres/tenancy.ts';
import { tenantPredicate, type VisibleProjects } from '../../postgres/tenancy.ts';

const subscriptionColumns = [
  'webhook_subscription.id',
  'webhook_subscription.organization_id as organizationId',
  'webhook_subscription.project_id as projectId',
  'webhook_subscription.url',
  'webhook_subscription.events',
  'webhook_subscription.description',
  'webhook_subscription.enabled',
  'webhook_subscription.disabled_reason as disabledReason',
  'webhook_subscription.header_names as headerNames',
  'webhook_subscription.previous_secret_expires_at as previousSecretExpiresAt',
  'webhook_subscription.created_at as createdAt',
  'webhook_subscription.updated_at as updatedAt',
] as const;

/** A subscription without its secrets. */
export type SubscriptionRow = Selection<DB, 'webhook_subscription', (typeof subscriptionColumns)[number]>;

export type SubscriptionFilter = { readonly search: string };

/** Lists without pages: the subscriptions of a project, or those of the organization itself. */
const subscriptionList = (owner: 'project' | 'organization') =>
  defineList<SubscriptionFilter, SubscriptionRow>()({
    table: 'webhook_subscription',
    owner,
    ownerOf: ({ projectId, organizationId }) => projectId ?? organizationId,
    columns: subscriptionColumns,
    rows: (db) =>
      db
        .selectFrom('webhook_subscription')
        .$if(owner === 'organization', (query) => query.where('project_id', 'is', null)),
    isVisible: (argument, visibility) => tenantPredicate('webhook_subscription', argument, visibility),
    filters: {
      search: (_eb, text) =>
        containsText(['webhook_subscription.url', 'webhook_subscription.description'], text),
    },
  });

export const projectSubscriptionList = subscriptionList('project');
export const organizationSubscriptionList = subscriptionList('organization');

export const selectSubscriptionsByIds = statement<VisibleProjects & { readonly ids: readonly string[] }>()(
  'webhook_subscriptions_by_ids',
  (db, argument) =>
    db
      .selectFrom('webhook_subscription')
      .select(subscriptionColumns)
      .where(tenantPredicate('webhook_subscription', argument))
      .where((eb) => eb('id', '=', eb.fn.any(argument('ids')))),
);

const ofOwner = ({ organizationId, projectId }: Owner) =>
  sql<boolean>`(organization_id = ${organizationId} and project_id is not distinct from ${projectId})`;

type LockedSubscription = SubscriptionRow & {
  readonly sealedSecret: Buffer;
  /** Null: it has none. */
  readonly sealedHeaders: Buffer | null;
};

/** Locks a subscription for update until the transaction ends. Events are still enqueued for it meanwhile. */
export async function lockSubscription(
  tx: DatabaseTransaction,
  owner: Owner,
  id: string,
): Promise<LockedSubscription | undefined> {
  return tx
    .selectFrom('webhook_subscription')
    .select([...subscriptionColumns, 'secret as sealedSecret', 'headers as sealedHeaders'])
    .where(ofOwner(owner))
    .where('id', '=', id)
    .forNoKeyUpdate()
    .executeTakeFirst();
}

export async function countSubscriptions(tx: DatabaseTransaction, owner: Owner): Promise<number> {
  const { count } = await tx
    .selectFrom('webhook_subscription')
    .select(sql<number>`count(*)::int`.as('count'))
    .where(ofOwner(owner))
    .executeTakeFirstOrThrow();
  return count;
}

export async function insertSubscription(
  tx: DatabaseTransaction,
  row: Insertable<WebhookSubscription>,
): Promise<SubscriptionRow> {
  return tx
    .insertInto('webhook_subscription')
    .values(row)
    .returning(subscriptionColumns)
    .executeTakeFirstOrThrow();
}

export const updateSubscriptionRow = defineUpdate(
  'webhook_subscription',
  subscriptionColumns,
  ['organizationId', 'id'],
  [
    'webhook_subscription.secret as sealedSecret',
    'webhook_subscription.previous_secret as sealedPreviousSecret',
    'webhook_subscription.headers as sealedHeaders',
  ],
);

/** Deletes a subscription. A database trigger enqueues the purge of its deliveries. `subscription` was returned by
 *  `lockSubscription`. */
export async function deleteSubscriptionRow(
  tx: DatabaseTransaction,
  { organizationId, id }: SubscriptionRow,
): Promise<void> {
  await tx
    .deleteFrom('webhook_subscription')
    .where('organization_id', '=', organizationId)
    .where('id', '=', id)
    .execute();
}
