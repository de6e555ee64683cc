import { eventTypes } from '../../../domain/events/emit.ts';
import { builder } from '../../builder.ts';

/** `project.config.updated` is PROJECT_CONFIG_UPDATED here: GraphQL names cannot contain dots. */
const enumName = (type: string) => type.toUpperCase().replaceAll('.', '_');

const values = Object.entries(eventTypes).map(
  ([type, data]) =>
    [enumName(type), { value: type, description: `Sent as \`${type}\`. Its \`data\`: ${data}` }] as const,
);

export const WebhookEventType = builder.enumType('WebhookEventType', {
  description: 'Types of webhook events. Each description states the type and the data in the sent body.',
  values: Object.fromEntries(values),
});
