import {
  countDeliveries,
  listDeliveries,
  subscriptionOfDelivery,
  webhookDeliveryById,
} from '../../../domain/webhook/find.ts';
import { redeliverWebhook, sendTestWebhook } from '../../../domain/webhook/send.ts';
import { builder } from '../../builder.ts';
import { asConnection } from '../../connection.ts';
import { edgeIn, newEdge, WebhookDeliveryEdge } from '../../edges.ts';
import { NodeRef, registerNode } from '../../node.ts';
import { WebhookDeliveryRef, WebhookSubscriptionRef } from '../../refs.ts';
import { WebhookEventType } from './event-type.ts';

registerNode('whd', WebhookDeliveryRef.name, webhookDeliveryById, 'webhooks:read');

const WebhookDeliveryStatus = builder.enumType('WebhookDeliveryStatus', {
  description: 'How far a delivery has come.',
  values: {
    PENDING: { description: 'To be tried, for the first time or again: `nextAttemptAt` says when.' },
    SUCCEEDED: { description: 'The endpoint answered 2xx.' },
    FAILED: {
      description:
        'Given up: after its last try, after an answer of 410, or because the subscription was disabled when it was due. `redeliverWebhook` begins again.',
    },
  } as const,
});

builder.objectType(WebhookDeliveryRef, {
  interfaces: [NodeRef],
  description:
    'One event on its way to one subscription, tried up to 12 times in about 3 days, or more slowly where the endpoint sends `Retry-After`. Kept for 30 days.',
  fields: (t) => ({
    eventId: t.exposeID('eventId', {
      description:
        'The id of the event, sent as `webhook-id`: the same at every try and for every subscription. Who has seen it can leave it.',
    }),
    eventType: t.field({
      type: WebhookEventType,
      description: 'What happened.',
      resolve: ({ eventType }) => eventType,
    }),
    payload: t.exposeString('payload', { description: 'The body that is sent, to the byte. JSON.' }),
    status: t.expose('status', { type: WebhookDeliveryStatus, description: 'How far it has come.' }),
    attempts: t.exposeInt('attempts', { description: 'How often it was tried since it last began.' }),
    responseStatus: t.exposeInt('responseStatus', {
      nullable: true,
      description: 'The HTTP status of the last answer. Null: no try yet, or the last one got none.',
    }),
    error: t.exposeString('error', {
      nullable: true,
      description: 'Why the last try failed. Null: it did not, or there was none.',
    }),
    lastAttemptAt: t.expose('lastAttemptAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When it was last tried. Null: not since it last began.',
    }),
    nextAttemptAt: t.expose('nextAttemptAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When it is tried next, at the earliest. Null unless it is pending.',
    }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When the event happened.' }),
    subscription: t.field({
      type: WebhookSubscriptionRef,
      description: 'Where it goes.',
      resolve: (delivery, _args, { context }) => subscriptionOfDelivery(context, delivery),
    }),
  }),
});

builder.objectField(WebhookSubscriptionRef, 'deliveries', (t) =>
  t.connection(
    {
      type: WebhookDeliveryRef,
      description: 'What was sent and what will be, newest first.',
      args: {
        status: t.arg({
          type: WebhookDeliveryStatus,
          description: 'Only those with this status. Null: all.',
        }),
      },
      resolve: async (subscription, args, { context }) =>
        asConnection(await listDeliveries(context, subscription, args), () =>
          countDeliveries(context, subscription, args),
        ),
    },
    { description: 'A page of the deliveries of a webhook subscription.' },
    WebhookDeliveryEdge,
  ),
);

const RedeliverWebhookInputRef = builder.inputType('RedeliverWebhookInput', {
  description: 'What to send again.',
  fields: (t) => ({
    deliveryId: t.id({ required: true, description: 'A delivery of a subscription that the key manages.' }),
  }),
});

const RedeliverWebhookPayload = builder.simpleObject('RedeliverWebhookPayload', {
  description: 'The delivery, pending again.',
  fields: (t) => ({ delivery: t.field({ type: WebhookDeliveryRef, description: 'The delivery.' }) }),
});

builder.mutationField('redeliverWebhook', (t) =>
  t.field({
    type: RedeliverWebhookPayload,
    auth: ['ORGANIZATION', 'PROJECT'],
    audits: 'WEBHOOK_REDELIVERED',
    scope: 'webhooks:write',
    description:
      'Sends an event again, under the same event id and with all its tries, whatever came of it before. CONFLICT when the subscription is disabled.',
    args: {
      input: t.arg({ type: RedeliverWebhookInputRef, required: true, description: 'What to send again.' }),
    },
    resolve: async (_root, { input }, { context }) => ({ delivery: await redeliverWebhook(context, input) }),
  }),
);

const SendTestWebhookInputRef = builder.inputType('SendTestWebhookInput', {
  description: 'Where to send a test.',
  fields: (t) => ({
    id: t.id({ required: true, description: 'A webhook subscription that the key manages.' }),
  }),
});

const SendTestWebhookPayload = builder.simpleObject(
  'SendTestWebhookPayload',
  {
    description: 'The test on its way.',
    fields: (t) => ({
      delivery: t.field({
        type: WebhookDeliveryRef,
        description: 'A delivery like any other: ask for it again to see what came of it.',
      }),
    }),
  },
  (t) => ({
    deliveryEdge: t.field({
      type: WebhookDeliveryEdge,
      description: edgeIn('WebhookSubscription.deliveries'),
      resolve: ({ delivery }) => newEdge('webhookDeliveries', delivery.subscriptionId, delivery),
    }),
    webhookSubscription: t.field({
      type: WebhookSubscriptionRef,
      description: 'The subscription that it goes to.',
      resolve: ({ delivery }, _args, { context }) => subscriptionOfDelivery(context, delivery),
    }),
  }),
);

builder.mutationField('sendTestWebhook', (t) =>
  t.field({
    type: SendTestWebhookPayload,
    auth: ['ORGANIZATION', 'PROJECT'],
    audits: 'WEBHOOK_TEST_SENT',
    scope: 'webhooks:write',
    description:
      'Sends an event of type `webhook.test` to one subscription, whatever events it asks for. CONFLICT when it is disabled.',
    args: { input: t.arg({ type: SendTestWebhookInputRef, required: true, description: 'Where.' }) },
    resolve: async (_root, { input }, { context }) => ({ delivery: await sendTestWebhook(context, input) }),
  }),
);
