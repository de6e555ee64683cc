import { z } from 'zod';
import type { Owner } from '../../data/visibility.ts';
import type { SubscriptionRow } from '../../data/webhook-subscription.ts';
import { invalidValue } from '../errors.ts';
import { plainText } from '../input.ts';
import { type EventType, eventTypes, organizationEvents } from '../webhook-event.ts';

/** A subscription without its secrets. */
export type WebhookSubscription = SubscriptionRow;

const everyType = Object.keys(eventTypes) as EventType[];

/** What a subscription can ask for. */
export const subscribableTypes = everyType.filter((type) => type !== 'webhook.test');

/** At least one. Kept once each, in the order in which the types are declared. */
export const subscribedEvents = z
  .array(z.enum(subscribableTypes, 'must not have webhook.test: it is sent without being asked for'), {
    error: 'cannot be null',
  })
  .min(1, 'cannot be empty')
  .transform((asked) => subscribableTypes.filter((type) => asked.includes(type)));

export const subscriptionDescription = plainText(200).nullable().optional();

/** Throws BAD_USER_INPUT for events of the organization in the subscription of a project. */
export function requireAudible({ projectId }: Owner, events: readonly EventType[]): void {
  const inaudible = events.filter((type) => organizationEvents.has(type));
  if (projectId === null || inaudible.length === 0) return;
  throw invalidValue(
    'events',
    `events must not have ${inaudible.join(' and ')}: a project does not hear of them.`,
    'Subscribe to them with an organization key.',
  );
}
