import { type Selection, sql } from 'kysely';
import type { DatabaseTransaction } from '../../postgres/database.ts';
import type { DB, WebhookDeliveryStatus } from '../../postgres/generated/database.ts';
import { defineList } from '../../postgres/pagination/list-query.ts';
import { statement } from '../../postgres/query/statement.ts';
import { isInBatch } from '../../postgres/row-batch.ts';
import type { Owner } from '../../postgres/tenancy.ts';
import { tenantPredicate, type VisibleProjects } from '../../postgres/tenancy.ts';

const deliveryColumns = [
  'webhook_delivery.id',
  'webhook_delivery.organization_id as organizationId',
  'webhook_delivery.project_id as projectId',
  'webhook_delivery.subscription_id as subscriptionId',
  'webhook_delivery.event_id as eventId',
  'webhook_delivery.event_type as eventType',
  'webhook_delivery.payload',
  'webhook_delivery.status',
  'webhook_delivery.attempts',
  'webhook_delivery.response_status as responseStatus',
  'webhook_delivery.error',
  'webhook_delivery.last_attempt_at as lastAttemptAt',
  'webhook_delivery.next_attempt_at as nextAttemptAt',
  'webhook_delivery.created_at as createdAt',
] as const;

export type DeliveryRow = Selection<DB, 'webhook_delivery', (typeof deliveryColumns)[number]>;

export type DeliveryFilter = { readonly status: WebhookDeliveryStatus };

/** Deliveries, by subscription. */
export const deliveryList = defineList<DeliveryFilter, DeliveryRow>()({
  table: 'webhook_delivery',
  owner: 'subscription',
  rows: (db) => db.selectFrom('webhook_delivery'),
  isVisible: (argument, visibility) => tenantPredicate('webhook_delivery', argument, visibility),
  columns: deliveryColumns,
  ownerOf: ({ subscriptionId }) => subscriptionId,
  filters: { status: (eb, status) => eb('status', '=', status) },
});

/** Deliveries of a deleted subscription count as deleted, although their rows await the purge worker. */
const hasSubscription = sql<boolean>`exists (select from webhook_subscription as subscription
  where subscription.organization_id = webhook_delivery.organization_id
    and subscription.id = webhook_delivery.subscription_id)`;

export const selectDeliveriesByIds = statement<VisibleProjects & { readonly ids: readonly string[] }>()(
  'webhook_deliveries_by_ids',
  (db, argument) =>
    db
      .selectFrom('webhook_delivery')
      .select(deliveryColumns)
      .where(tenantPredicate('webhook_delivery', argument))
      .where(hasSubscription)
      .where((eb) => eb('id', '=', eb.fn.any(argument('ids')))),
);

/** Reads a delivery of a subscription that the transaction has locked. */
export async function selectDelivery(
  tx: DatabaseTransaction,
  { organizationId }: Owner,
  id: string,
): Promise<DeliveryRow> {
  return tx
    .selectFrom('webhook_delivery')
    .select(deliveryColumns)
    .where('organization_id', '=', organizationId)
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
}

/** Starts a query of deliveries, each with its subscription. */
export const deliveryWithSubscription = (db: Pick<DatabaseTransaction, 'selectFrom'>) =>
  db
    .selectFrom('webhook_delivery as delivery')
    .innerJoin('webhook_subscription as subscription', (join) =>
      join
        .onRef('subscription.organization_id', '=', 'delivery.organization_id')
        .onRef('subscription.id', '=', 'delivery.subscription_id'),
    );

export type LockedDelivery = {
  readonly id: string;
  readonly organizationId: string;
  readonly eventId: string;
  /** Whether its subscription is enabled. */
  readonly enabled: boolean;
};

/** Locks a delivery for update until the transaction ends. */
export async function lockDelivery(
  tx: DatabaseTransaction,
  { organizationId, projectId }: Owner,
  id: string,
): Promise<LockedDelivery | undefined> {
  return deliveryWithSubscription(tx)
    .select([
      'delivery.id',
      'delivery.organization_id as organizationId',
      'delivery.event_id as eventId',
      'subscription.enabled',
    ])
    .where('delivery.organization_id', '=', organizationId)
    .where(sql<boolean>`delivery.project_id is not distinct from ${projectId}`)
    .where('delivery.id', '=', id)
    .forUpdate('delivery')
    .executeTakeFirst();
}

/** A delivery as before its first attempt, due now. */
const restarted = {
  status: 'PENDING',
  attempts: 0,
  response_status: null,
  error: null,
  last_attempt_at: null,
  next_attempt_at: sql<Date>`now()`,
} as const;

/** Restarts a delivery immediately. `delivery` was returned by `lockDelivery`. */
export async function restartDelivery(
  tx: DatabaseTransaction,
  { organizationId, id }: LockedDelivery,
): Promise<DeliveryRow> {
  return tx
    .updateTable('webhook_delivery')
    .set(restarted)
    .where('organization_id', '=', organizationId)
    .where('id', '=', id)
    .returning(deliveryColumns)
    .executeTakeFirstOrThrow();
}

/** Restarts up to `max` failed deliveries of a locked subscription, oldest first, of events since an instant. Returns their
 *  number. */
export async function restartFailedDeliveries(
  tx: DatabaseTransaction,
  { organizationId, id }: { readonly organizationId: string; readonly id: string },
  { since, max }: { readonly since: Date | null; readonly max: number },
): Promise<number> {
  const failed = tx
    .selectFrom('webhook_delivery')
    .select('id')
    .where('organization_id', '=', organizationId)
    .where('subscription_id', '=', id)
    .where('status', '=', 'FAILED')
    .$if(since !== null, (query) => query.where('created_at', '>=', since))
    .orderBy('created_at')
    .orderBy('id')
    .limit(max)
    .forUpdate();
  const { numUpdatedRows } = await tx
    .updateTable('webhook_delivery')
    .set(restarted)
    .where('organization_id', '=', organizationId)
    .where(isInBatch(sql.ref('id'), failed))
    .executeTakeFirstOrThrow();
  return Number(numUpdatedRows);
}
