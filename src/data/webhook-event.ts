import { type QueryCreator, type RawBuilder, sql } from 'kysely';
import type { DatabaseTransaction } from './database.ts';
import type { DB } from './generated/database.ts';
import { type Argument, givenArguments } from './statement.ts';

/** An event as a statement wants it. */
export type EventArguments = {
  readonly eventId: string;
  readonly eventType: string;
  /** What is sent, to the byte. */
  readonly payload: string;
  readonly now: Date;
};

/** Where an event happens: a project by its id, or an organization as a whole. */
type EventSubject = { readonly organizationId: string; readonly id: string | null };

/** The part of a data-modifying statement that tells an event to each enabled subscription that wants it: those of the
 *  project in its CTE `subject` and those of the organization. One look into an index where there are none. */
export function insertDeliveriesOfSubject<Args extends EventArguments>(
  query: QueryCreator<DB & { subject: EventSubject }>,
  argument: Argument<Args>,
) {
  return query
    .insertInto('webhook_delivery')
    .columns([
      'organization_id',
      'project_id',
      'subscription_id',
      'id',
      'event_id',
      'event_type',
      'payload',
      'next_attempt_at',
      'created_at',
    ])
    .expression((eb) =>
      eb
        .selectFrom('subject')
        .innerJoin(
          'webhook_subscription as subscription',
          'subscription.organization_id',
          'subject.organizationId',
        )
        .where((eb) =>
          eb.or([
            eb('subscription.project_id', 'is', null),
            eb('subscription.project_id', '=', eb.ref('subject.id')),
          ]),
        )
        .where('subscription.enabled', '=', true)
        .where(sql<boolean>`${argument('eventType', 'text')} = any(${sql.ref('subscription.events')})`)
        // A subscription that is being deleted is waited for and then left out, instead of violating a foreign key.
        .forKeyShare('subscription')
        .select([
          'subscription.organization_id',
          'subscription.project_id',
          'subscription.id as subscription_id',
          deliveryId(sql.ref('subscription.id'), argument('eventId', 'text')).as('id'),
          argument('eventId', 'text').as('event_id'),
          argument('eventType', 'text').as('event_type'),
          argument('payload', 'text').as('payload'),
          sql<Date>`now()`.as('next_attempt_at'),
          argument('now', 'timestamptz').as('created_at'),
        ]),
    );
}

/** Tells an event as part of a transaction. */
export async function insertDeliveries(
  tx: DatabaseTransaction,
  { organizationId, id }: EventSubject,
  args: EventArguments,
): Promise<void> {
  const query = tx.with('subject', (cte) =>
    cte.selectNoFrom([
      sql<string>`${organizationId}::text`.as('organizationId'),
      sql<string | null>`${id}::text`.as('id'),
    ]),
  );
  await insertDeliveriesOfSubject(query, givenArguments(args)).execute();
}

/** As random as the id of the event, and so the same for one event and one subscription. */
function deliveryId(subscriptionId: RawBuilder<string>, eventId: RawBuilder<string>): RawBuilder<string> {
  const hash = sql`encode(sha256(convert_to(${subscriptionId} || ${eventId}, 'UTF8')), 'base64')`;
  return sql`'whd_' || translate(left(${hash}, 16), '+/', 'xy')`;
}
