import { z } from 'zod';
import { label } from '../../lib/text.ts';
import type { SubscriptionRow } from '../../repositories/webhook/subscription.ts';
import { type DomainError, invalidValue } from '../core/errors.ts';
import type { RequestContext } from '../core/request-context.ts';
import { namedProject } from '../core/tenancy.ts';
import { type EventType, eventTypes, organizationEvents } from '../events/emit.ts';

/** A subscription without its secrets. */
export type WebhookSubscription = SubscriptionRow;

const everyType = Object.keys(eventTypes) as EventType[];

/** Event types that a subscription may name. */
const subscribableTypes = everyType.filter((type) => type !== 'webhook.test');

/** At least one event type. Stored once each, in the order of declaration. */
export const subscribedEvents = z
  .array(z.enum(subscribableTypes, 'must not have webhook.test: it is sent without a subscription'), {
    error: 'cannot be null',
  })
  .min(1, 'cannot be empty')
  .transform((types) => subscribableTypes.filter((type) => types.includes(type)));

export const subscriptionDescription = label(200).nullable().optional();

/** Returns the error of a project that subscribes to events of the organization. Null: valid. */
export function organizationEventsError(context: RequestContext, events: unknown): DomainError | null {
  if (!Array.isArray(events) || namedProject(context) === null) return null;
  const forbidden = events.filter((type) => organizationEvents.has(type));
  if (forbidden.length === 0) return null;
  return invalidValue(
    'events',
    `events must not have ${forbidden.join(' and ')}: projects do not receive them.`,
    'Subscribe to them with an organization key, without x-project-id.',
  );
}
