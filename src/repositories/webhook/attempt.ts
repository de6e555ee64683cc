import { sql } from 'kysely';
import type { DatabaseTransaction } from '../../postgres/database.ts';
import type { WebhookDeliveryStatus } from '../../postgres/generated/database.ts';
import { statement } from '../../postgres/query/statement.ts';
import { isInBatch, MAINTENANCE_BATCH_SIZE } from '../../postgres/row-batch.ts';
import type { VisibleOrganization, VisibleProject } from '../../postgres/tenancy.ts';
import { isSuspendedOrganization } from '../organization.ts';
import { deliveryWithSubscription } from './delivery.ts';

// Statements of the worker. It works across tenants: a job names its delivery.

const ID = sql.ref('id');
const PRIMARY_KEY = sql`(organization_id, id)`;

/** One attempt of a delivery: its id, and the number of earlier attempts. A job for any other number is stale. */
export type AttemptKey = {
  readonly organizationId: string;
  readonly deliveryId: string;
  readonly attempts: number;
};

/** Reads the input of an attempt. No row: the delivery or its organization is gone, it has settled, or this attempt was made
 *  already. */
export const selectAttempt = statement<AttemptKey>({ execution: 'pipelined' })(
  'webhook_attempt',
  (db, argument) =>
    deliveryWithSubscription(db)
      .innerJoin('organization', 'organization.id', 'delivery.organization_id')
      .select([
        sql<boolean>`organization.suspended_at is not null`.as('isSuspended'),
        'delivery.event_id as eventId',
        'delivery.payload',
        'subscription.id as subscriptionId',
        'subscription.project_id as projectId',
        'subscription.url',
        'subscription.enabled',
        'subscription.secret as sealedSecret',
        'subscription.previous_secret as sealedPreviousSecret',
        'subscription.previous_secret_expires_at as previousSecretExpiresAt',
        'subscription.headers as sealedHeaders',
      ])
      .where('delivery.organization_id', '=', argument('organizationId'))
      .where('delivery.id', '=', argument('deliveryId'))
      .where('delivery.status', '=', 'PENDING')
      .where('delivery.attempts', '=', argument('attempts')),
);

export type AttemptOutcome = AttemptKey & {
  readonly status: WebhookDeliveryStatus;
  readonly attemptsNow: number;
  readonly responseStatus: number | null;
  readonly error: string | null;
  readonly now: Date;
  /** Null: no further attempt. */
  readonly retryDelaySeconds: number | null;
};

/** Stores the result of an attempt, and when the next one is due. Does nothing if another worker was faster. */
export const updateAttempted = statement<AttemptOutcome>({ execution: 'grouped' })(
  'webhook_attempted',
  (db, argument) =>
    db
      .updateTable('webhook_delivery')
      .set({
        status: argument('status', 'webhook_delivery_status'),
        attempts: argument('attemptsNow'),
        response_status: argument('responseStatus'),
        error: argument('error'),
        last_attempt_at: argument('now'),
        next_attempt_at: sql`now() + ${argument('retryDelaySeconds', 'float8')} * interval '1 second'`,
      })
      .where('organization_id', '=', argument('organizationId'))
      .where('id', '=', argument('deliveryId'))
      .where('status', '=', 'PENDING')
      .where('attempts', '=', argument('attempts')),
);

/** Marks a delivery as failed without an attempt. */
export const failDelivery = statement<AttemptKey & { readonly error: string }>({ execution: 'grouped' })(
  'webhook_delivery_given_up',
  (db, argument) =>
    db
      .updateTable('webhook_delivery')
      .set({ status: 'FAILED', error: argument('error'), next_attempt_at: null })
      .where('organization_id', '=', argument('organizationId'))
      .where('id', '=', argument('deliveryId'))
      .where('status', '=', 'PENDING')
      .where('attempts', '=', argument('attempts')),
);

/** Postpones an attempt without counting it. */
export const postponeAttempt = statement<AttemptKey>({ execution: 'grouped' })(
  'webhook_attempt_postponed',
  (db, argument) =>
    db
      .updateTable('webhook_delivery')
      .set({ next_attempt_at: sql`now()` })
      .where('organization_id', '=', argument('organizationId'))
      .where('id', '=', argument('deliveryId'))
      .where('status', '=', 'PENDING')
      .where('attempts', '=', argument('attempts')),
);

type Requeue = {
  /** How long a delivery must have been overdue. */
  readonly overdueSeconds: number;
  /** A job that has been running for longer was abandoned by its worker. */
  readonly jobSecondsMax: number;
};

/** Enqueues a new job for overdue deliveries without a runnable one: their worker was killed, they predate the queue, or
 *  their organization was suspended when they were due and has been resumed. */
export const requeueStaleDeliveries = statement<Requeue>()('webhook_deliveries_revived', (db, argument) => {
  const ago = (name: keyof Requeue) => sql<Date>`now() - ${argument(name, 'float8')} * interval '1 second'`;
  const overdue = db
    .selectFrom('webhook_delivery')
    .select(['organization_id', 'id'])
    .where('status', '=', 'PENDING')
    .where('next_attempt_at', '<=', ago('overdueSeconds'))
    .where(({ not }) => not(isSuspendedOrganization(sql.ref('webhook_delivery.organization_id'))))
    .where(
      sql<boolean>`not exists (select from graphile_worker.jobs as job where job.key = webhook_delivery.id
          and job.attempts < job.max_attempts and (job.locked_at is null or job.locked_at > ${ago('jobSecondsMax')}))`,
    )
    .orderBy('next_attempt_at')
    .limit(MAINTENANCE_BATCH_SIZE)
    .forUpdate()
    .skipLocked();
  return db
    .updateTable('webhook_delivery')
    .set({ next_attempt_at: sql`now()` })
    .where(isInBatch(PRIMARY_KEY, overdue))
    .returning('id');
});

/** Enqueues new jobs for the first overdue deliveries of an organization. */
export async function requeueDeliveriesOf(
  tx: DatabaseTransaction,
  { organizationId }: VisibleOrganization,
): Promise<void> {
  const overdue = tx
    .selectFrom('webhook_delivery')
    .select('id')
    .where('organization_id', '=', organizationId)
    .where('status', '=', 'PENDING')
    .where('next_attempt_at', '<=', sql<Date>`now()`)
    .limit(MAINTENANCE_BATCH_SIZE)
    .forUpdate()
    .skipLocked();
  await tx
    .updateTable('webhook_delivery')
    .set({ next_attempt_at: sql`now()` })
    .where('organization_id', '=', organizationId)
    .where(isInBatch(ID, overdue))
    .execute();
}

const isArchived = sql<boolean>`exists (select from archived_webhook_subscription as archived
  where archived.organization_id = webhook_delivery.organization_id and archived.id = webhook_delivery.subscription_id)`;

/** Holds due deliveries of archived projects that the archiving transaction left pending. */
export const holdArchivedDeliveries = statement<object>()('webhook_deliveries_held', (db) => {
  const due = db
    .selectFrom('webhook_delivery')
    .select(['organization_id', 'id'])
    .where('status', '=', 'PENDING')
    .where('next_attempt_at', '<=', sql<Date>`now()`)
    .where(isArchived)
    .orderBy('next_attempt_at')
    .limit(MAINTENANCE_BATCH_SIZE)
    .forUpdate()
    .skipLocked();
  return db
    .updateTable('webhook_delivery')
    .set({ status: 'HELD', next_attempt_at: null })
    .where(isInBatch(PRIMARY_KEY, due))
    .returning('id');
});

/** Holds a batch of the pending deliveries of a project that exists, and returns them. Skips deliveries that
 *  a worker is changing. */
export async function holdDeliveries(
  tx: DatabaseTransaction,
  project: VisibleProject,
): Promise<readonly unknown[]> {
  return tx
    .updateTable('webhook_delivery')
    .set({ status: 'HELD', next_attempt_at: null })
    .where('organization_id', '=', project.organizationId)
    .where(isInBatch(ID, lockBatch(tx, project, 'PENDING')))
    .returning('id')
    .execute();
}

/** Makes a batch of the held deliveries of a project due, and returns them. */
export async function resendDeliveries(
  tx: DatabaseTransaction,
  project: VisibleProject,
): Promise<readonly unknown[]> {
  return tx
    .updateTable('webhook_delivery')
    .set({ status: 'PENDING', next_attempt_at: sql`now()` })
    .where('organization_id', '=', project.organizationId)
    .where(isInBatch(ID, lockBatch(tx, project, 'HELD')))
    .returning('id')
    .execute();
}

const lockBatch = (
  tx: DatabaseTransaction,
  { organizationId, projectId }: VisibleProject,
  status: 'PENDING' | 'HELD',
) =>
  tx
    .selectFrom('webhook_delivery')
    .select('id')
    .where('organization_id', '=', organizationId)
    .where('subscription_id', 'in', (eb) =>
      eb
        .selectFrom('webhook_subscription')
        .select('id')
        .where('organization_id', '=', organizationId)
        .where('project_id', '=', projectId),
    )
    .where('status', '=', status)
    .limit(MAINTENANCE_BATCH_SIZE)
    .forUpdate()
    .skipLocked();

/** Deletes settled deliveries older than `before`, oldest first. */
export const deleteOldDeliveries = statement<{ readonly before: Date }>()(
  'webhook_deliveries_deleted',
  (db, argument) => {
    const expired = db
      .selectFrom('webhook_delivery')
      .select(['organization_id', 'id'])
      .where('created_at', '<', argument('before'))
      .where('status', '!=', 'PENDING')
      .orderBy('created_at')
      .limit(MAINTENANCE_BATCH_SIZE)
      .forUpdate()
      .skipLocked();
    return db.deleteFrom('webhook_delivery').where(isInBatch(PRIMARY_KEY, expired)).returning('id');
  },
);
