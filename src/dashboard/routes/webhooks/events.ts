import { webhookEventTypes } from './generated/event-types.ts';

export type EventType = (typeof webhookEventTypes)[number]['value'];

/** Event types that subscriptions of a project cannot have. */
const OTHERS: readonly EventType[] = [
  'PROJECT_CREATED',
  'PROJECT_DELETED',
  'PROJECT_ARCHIVED',
  'PROJECT_RESTORED',
  'PROJECT_PURGED',
  'WEBHOOK_TEST',
];

/** Every event type with the name and the data that endpoints receive, from the description of the schema. */
const EVENTS = webhookEventTypes.map(({ value, description }) => {
  const [, name = value, data = description] =
    /^Sent as `([^`]+)`\. Its `data`: ([\s\S]*)$/.exec(description) ?? [];
  return { value, name, description: data.replaceAll('`', '') };
});

/** The event types that a webhook of a project can have. */
export const PROJECT_EVENTS = EVENTS.filter(({ value }) => !OTHERS.includes(value));

const NAMES = new Map<string, string>(EVENTS.map(({ value, name }) => [value, name]));

/** Returns the name that endpoints receive. */
export const eventName = (value: string): string => NAMES.get(value) ?? value;
