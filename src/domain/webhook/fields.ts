import { z } from 'zod';
import type { SubscriptionRow } from '../../repositories/webhook/subscription.ts';
import { type DomainError, invalidValue } from '../core/errors.ts';
import type { RequestContext } from '../core/request-context.ts';
import { label } from '../core/validation.ts';
import { type EventType, eventTypes, organizationEvents } from '../events/emit.ts';

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

export const subscriptionDescription = label(200).nullable().optional();

/** The fault of asking for events of the organization with a key of a project. Null: there is none. */
export function inaudibleEvents({ actor }: RequestContext, events: unknown): DomainError | null {
  if (actor.kind !== 'project' || !Array.isArray(events)) return null;
  const inaudible = events.filter((type) => organizationEvents.has(type));
  if (inaudible.length === 0) return null;
  return invalidValue(
    'events',
    `events must not have ${inaudible.join(' and ')}: a project does not hear of them.`,
    'Subscribe to them with an organization key.',
  );
}
