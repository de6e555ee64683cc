import { eventTypes } from '../../../domain/events/emit.ts';
import { builder } from '../../builder.ts';

/** `project.config.updated` is PROJECT_CONFIG_UPDATED here: GraphQL has no dots in names. */
const enumName = (type: string) => type.toUpperCase().replaceAll('.', '_');

const values = Object.entries(eventTypes).map(
  ([type, data]) =>
    [enumName(type), { value: type, description: `Sent as \`${type}\`. Its \`data\`: ${data}` }] as const,
);

export const WebhookEventType = builder.enumType('WebhookEventType', {
  description: 'What webhooks tell of. Each description says how the type is written in what is sent.',
  values: Object.fromEntries(values),
});
