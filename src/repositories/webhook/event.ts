import { type RawBuilder, type SqlBool, sql } from 'kysely';
import type { DatabaseTransaction } from '../../postgres/database.ts';
import { type Argument, inlineArguments } from '../../postgres/query/statement.ts';

/** An event as a statement wants it. */
export type EventArguments = {
  readonly eventId: string;
  readonly eventType: string;
  /** What is sent, to the byte. */
  readonly payload: string;
  readonly now: Date;
};

/** Where an event happens: in a project, or, where that is null here or there, in the organization as a whole. */
type EventScope = {
  readonly organizationId: RawBuilder<string>;
  readonly projectId: RawBuilder<string | null> | null;
};

/** A condition that always holds, and that tells an event to each enabled subscription that wants it: those of the project
 *  and those of the organization. Counting them makes PostgreSQL tell them. One look into an index where there are none. */
export function enqueueDeliveriesCte<Args extends EventArguments>(
  { organizationId, projectId }: EventScope,
  argument: Argument<Args>,
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

/** The call of the function of the migration that makes a delivery, pending and due. Its value is the delivery's id. */
function enqueueSql<Args extends EventArguments>(
  subscriptionId: RawBuilder<unknown>,
  organizationId: RawBuilder<string>,
  argument: Argument<Args>,
): RawBuilder<string> {
  return sql`webhook_tell(${organizationId}, ${subscriptionId}, ${argument('eventId', 'text')},
    ${argument('eventType', 'text')}, ${argument('payload', 'text')}, ${argument('now', 'timestamptz')})`;
}

/** An event with where it happens. */
type ScopedEvent = EventArguments & {
  readonly organizationId: string;
  /** Null: in the organization as a whole. */
  readonly projectId: string | null;
};

/** What one statement sends stays below some MiB, however much a deletion takes along. */
const EVENTS_MAX = 1_000;

/** Tells events as part of a transaction. */
export async function enqueueDeliveries(
  tx: DatabaseTransaction,
  events: readonly ScopedEvent[],
): Promise<void> {
  for (let start = 0; start < events.length; start += EVENTS_MAX)
    await enqueueBatch(tx, events.slice(start, start + EVENTS_MAX));
}

async function enqueueBatch(tx: DatabaseTransaction, events: readonly ScopedEvent[]): Promise<void> {
  const all = <Name extends keyof ScopedEvent>(name: Name) => sql.val(events.map((event) => event[name]));
  const scope = {
    organizationId: sql.ref<string>('event.organizationId'),
    projectId: sql.ref<string | null>('event.projectId'),
  };
  await sql`
    select count(*) from unnest(
      ${all('organizationId')}::text[], ${all('projectId')}::text[], ${all('eventId')}::text[],
      ${all('eventType')}::text[], ${all('payload')}::text[], ${all('now')}::timestamptz[]
    ) as event("organizationId", "projectId", "eventId", "eventType", "payload", "now")
    where ${enqueueDeliveriesCte<EventArguments>(scope, (name) => sql.ref(`event.${name}`))}`.execute(tx);
}

/** Tells an event to one subscription, whatever it wants; gives the id of the delivery. The transaction has locked it. */
export async function enqueueDelivery(
  tx: DatabaseTransaction,
  subscription: { readonly organizationId: string; readonly id: string },
  event: EventArguments,
): Promise<string> {
  const organizationId = sql<string>`${subscription.organizationId}::text`;
  const call = enqueueSql(sql`${subscription.id}::text`, organizationId, inlineArguments(event));
  const { rows } = await sql<{ id: string }>`select ${call} as id`.execute(tx);
  const [delivery] = rows;
  if (!delivery) throw new Error('A SELECT without FROM gave no row.');
  return delivery.id;
}
