import { type RawBuilder, type SqlBool, sql } from 'kysely';
import type { DatabaseTransaction } from '../../postgres/database.ts';
import { type Argument, inlineArguments } from '../../postgres/query/statement.ts';

/** Arguments of a statement that emits an event. */
export type EventArguments = {
  readonly eventId: string;
  readonly eventType: string;
  /** The exact request body. */
  readonly payload: string;
  readonly now: Date;
};

/** The scope of an event: a project, or the organization if the project is null here or in SQL. */
type EventScope = {
  readonly organizationId: RawBuilder<string>;
  readonly projectId: RawBuilder<string | null> | null;
};

/** A condition that is always true and enqueues a delivery of the event for each enabled subscription to its type:
 *  those of the project and those of the organization. Counting makes PostgreSQL evaluate them. One index lookup if
 *  there are none. */
export function enqueuesDeliveries(
  { organizationId, projectId }: EventScope,
  argument: Argument<EventArguments>,
): RawBuilder<SqlBool> {
  const ofOrganization = sql`subscription.project_id is null`;
  const isInScope = projectId
    ? sql`(${ofOrganization} or subscription.project_id = ${projectId})`
    : ofOrganization;
  return sql`(
    select count(${enqueueSql(sql`subscription.id`, organizationId, argument)})
    from webhook_subscription as subscription
    where subscription.organization_id = ${organizationId} and ${isInScope}
      and subscription.enabled and ${argument('eventType', 'text')} = any(subscription.events)) >= 0`;
}

/** Calls the database function that inserts a pending, due delivery. Returns the delivery's id. */
function enqueueSql(
  subscriptionId: RawBuilder<unknown>,
  organizationId: RawBuilder<string>,
  argument: Argument<EventArguments>,
): RawBuilder<string> {
  return sql`enqueue_webhook_delivery(${organizationId}, ${subscriptionId}, ${argument('eventId', 'text')},
    ${argument('eventType', 'text')}, ${argument('payload', 'text')}, ${argument('now', 'timestamptz')})`;
}

/** An event with its scope. */
type ScopedEvent = EventArguments & {
  readonly organizationId: string;
  /** Null: the organization itself. */
  readonly projectId: string | null;
};

/** Keeps one statement below a few MiB, however many rows a deletion removes. */
const EVENTS_MAX = 1_000;

/** Enqueues deliveries of events within a transaction. */
export async function enqueueDeliveries(
  tx: DatabaseTransaction,
  events: readonly ScopedEvent[],
): Promise<void> {
  for (const organizationId of new Set(events.map((event) => event.organizationId))) {
    const own = events.filter((event) => event.organizationId === organizationId);
    for (let start = 0; start < own.length; start += EVENTS_MAX)
      await enqueueBatch(tx, organizationId, own.slice(start, start + EVENTS_MAX));
  }
}

async function enqueueBatch(
  tx: DatabaseTransaction,
  organizationId: string,
  events: readonly ScopedEvent[],
): Promise<void> {
  const all = <Name extends keyof ScopedEvent>(name: Name) => sql.val(events.map((event) => event[name]));
  const scope = {
    organizationId: sql<string>`${organizationId}::text`,
    projectId: sql.ref<string | null>('event.projectId'),
  };
  await sql`
    select count(*) from unnest(
      ${all('projectId')}::text[], ${all('eventId')}::text[], ${all('eventType')}::text[],
      ${all('payload')}::text[], ${all('now')}::timestamptz[]
    ) as event("projectId", "eventId", "eventType", "payload", "now")
    where ${enqueuesDeliveries(scope, (name) => sql.ref(`event.${name}`))}`.execute(tx);
}

/** Enqueues the delivery of an event to one subscription, whatever its event types, and returns the delivery's id. The
 *  transaction has locked the subscription. */
export async function enqueueDelivery(
  tx: DatabaseTransaction,
  subscription: { readonly organizationId: string; readonly id: string },
  event: EventArguments,
): Promise<string> {
  const organizationId = sql<string>`${subscription.organizationId}::text`;
  const call = enqueueSql(sql`${subscription.id}::text`, organizationId, inlineArguments(event));
  const { rows } = await sql<{ id: string }>`select ${call} as id`.execute(tx);
  const [delivery] = rows;
  if (!delivery) throw new Error('A SELECT without FROM returned no row.');
  return delivery.id;
}
