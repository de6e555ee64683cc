import {
  countDeliveries,
  listDeliveries,
  plannedDeliveries,
  plannedSubscriptions,
  subscriptionOfDelivery,
  webhookDeliveryById,
} from '../../../domain/webhook/find.ts';
import { redeliverWebhook, redeliverWebhooks, sendTestWebhook } from '../../../domain/webhook/send.ts';
import { builder } from '../../builder.ts';
import { asConnection } from '../../connection.ts';
import { defineMutation } from '../../define-mutation.ts';
import { defineEdge, edgeIn, newEdge } from '../../edges.ts';
import { NodeRef, registerNode } from '../../node.ts';
import { planned } from '../../plan/planned-field.ts';
import { WebhookDeliveryRef, WebhookSubscriptionRef } from '../../refs.ts';
import { WebhookEventType } from './event-type.ts';

const WebhookDeliveryEdge = defineEdge(
  WebhookDeliveryRef,
  'WebhookSubscription.deliveries',
  'A webhook delivery',
);

registerNode('whd', WebhookDeliveryRef.name, webhookDeliveryById);

const WebhookDeliveryStatus = builder.enumType('WebhookDeliveryStatus', {
  description: 'Delivery state of a webhook event.',
  values: {
    PENDING: { description: 'Waiting for the first attempt or a retry, due at `nextAttemptAt`.' },
    SUCCEEDED: { description: 'The endpoint responded with a 2xx status.' },
    FAILED: {
      description:
        'Abandoned: after the last attempt, after a 410 response, or because the subscription was disabled when the delivery was due. `redeliverWebhook` and `redeliverWebhooks` restart it.',
    },
    HELD: {
      description:
        'Waited while the project was archived, and is not sent. `redeliverWebhook` sends it, and so does `restoreProject` with `resendHeld`.',
    },
  } as const,
});

builder.objectType(WebhookDeliveryRef, {
  interfaces: [NodeRef],
  description:
    'The delivery of one event to one subscription. Up to 12 attempts in about 3 days, or over a longer time if the endpoint sends `Retry-After`. Kept for 30 days.',
  fields: (t) => ({
    eventId: t.exposeID('eventId', {
      description:
        'The id of the event, sent as `webhook-id`. The same for every attempt and every subscription: use it to discard duplicates.',
    }),
    eventType: t.field({
      type: WebhookEventType,
      extensions: planned({ kind: 'column', property: 'eventType' }),
      description: 'The type of the event.',
      resolve: ({ eventType }) => eventType,
    }),
    payload: t.exposeString('payload', { description: 'The exact request body, a JSON document.' }),
    status: t.expose('status', { type: WebhookDeliveryStatus, description: 'The delivery state.' }),
    attemptCount: t.exposeInt('attempts', {
      description: 'Number of attempts since creation or the last redelivery, at most 12.',
    }),
    responseStatus: t.exposeInt('responseStatus', {
      nullable: true,
      description:
        'HTTP status of the last response. Null: no attempt yet, or the last attempt got no response.',
    }),
    error: t.exposeString('error', {
      nullable: true,
      description: 'Why the last attempt failed. Null: it succeeded, or there was no attempt yet.',
    }),
    lastAttemptAt: t.expose('lastAttemptAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When the last attempt was made. Null: none since creation or the last redelivery.',
    }),
    nextAttemptAt: t.expose('nextAttemptAt', {
      type: 'DateTime',
      nullable: true,
      description: 'Earliest time of the next attempt. Null unless the status is PENDING.',
    }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When the event occurred.' }),
    subscription: t.field({
      type: WebhookSubscriptionRef,
      extensions: planned(plannedSubscriptions.ofDelivery),
      description: 'The subscription that receives the event.',
      resolve: (delivery, _args, { context }) => subscriptionOfDelivery(context, delivery),
    }),
  }),
});

builder.objectField(WebhookSubscriptionRef, 'deliveries', (t) =>
  t.connection(
    {
      type: WebhookDeliveryRef,
      extensions: planned(plannedDeliveries),
      description: 'Lists the deliveries of the subscription, newest first.',
      args: {
        status: t.arg({
          type: WebhookDeliveryStatus,
          description: 'Filters by status. Null: all.',
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

const RedeliverWebhookPayload = builder.simpleObject('RedeliverWebhookPayload', {
  description: 'Result of `redeliverWebhook`.',
  fields: (t) => ({
    delivery: t.field({ type: WebhookDeliveryRef, description: 'The delivery, PENDING again.' }),
  }),
});

defineMutation('redeliverWebhook', {
  auth: ['ORGANIZATION', 'PROJECT'],
  scope: 'webhooks:write',
  project: 'OPTIONAL',
  audits: 'WEBHOOK_REDELIVERED',
  errors: [
    'KEY_RESTRICTED_TO_PROJECTS',
    'PROJECT_NOT_FOUND',
    'WEBHOOK_DELIVERY_NOT_FOUND',
    'WEBHOOK_DISABLED',
  ],
  description:
    'Sends an event again, under the same event id and with all attempts, whatever the status of its delivery. Not idempotent.',
  inputDescription: 'The delivery to send again.',
  input: (t) => ({
    deliveryId: t.id({
      required: true,
      description: 'The id of a delivery of a webhook subscription that the key manages.',
    }),
  }),
  payload: RedeliverWebhookPayload,
  resolve: async (_root, { input }, { context }) => ({ delivery: await redeliverWebhook(context, input) }),
});

const RedeliverWebhooksPayload = builder.simpleObject('RedeliverWebhooksPayload', {
  description: 'Result of `redeliverWebhooks`.',
  fields: (t) => ({
    redeliveredCount: t.int({
      description: 'Number of deliveries that are PENDING again. 1000: there may be more.',
    }),
    webhookSubscription: t.field({
      type: WebhookSubscriptionRef,
      description: 'The subscription of the deliveries.',
    }),
  }),
});

defineMutation('redeliverWebhooks', {
  auth: ['ORGANIZATION', 'PROJECT'],
  scope: 'webhooks:write',
  project: 'OPTIONAL',
  audits: 'WEBHOOKS_REDELIVERED',
  errors: ['KEY_RESTRICTED_TO_PROJECTS', 'PROJECT_NOT_FOUND', 'WEBHOOK_DISABLED', 'WEBHOOK_NOT_FOUND'],
  description:
    'Sends the events of all FAILED deliveries of a subscription again, oldest first, each as `redeliverWebhook` does; at most 1,000 at once, so repeat it until `redeliveredCount` is less. Idempotent: deliveries that it restarted are no longer FAILED.',
  inputDescription: 'The subscription, and which of its failed deliveries to send again.',
  input: (t) => ({
    subscriptionId: t.id({
      required: true,
      description: 'The id of a webhook subscription that the key manages.',
    }),
    since: t.field({
      type: 'DateTime',
      description: 'Only events that occurred at this time or later. Absent or null: all that are kept.',
    }),
  }),
  payload: RedeliverWebhooksPayload,
  resolve: async (_root, { input }, { context }) => {
    const { subscription, redeliveredCount } = await redeliverWebhooks(context, input);
    return { webhookSubscription: subscription, redeliveredCount };
  },
});

const SendTestWebhookPayload = builder.simpleObject(
  'SendTestWebhookPayload',
  {
    description: 'Result of `sendTestWebhook`.',
    fields: (t) => ({
      delivery: t.field({
        type: WebhookDeliveryRef,
        description: 'The delivery of the test event. Query it again for its outcome.',
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
      description: 'The subscription that receives the test event.',
      resolve: ({ delivery }, _args, { context }) => subscriptionOfDelivery(context, delivery),
    }),
  }),
);

defineMutation('sendTestWebhook', {
  auth: ['ORGANIZATION', 'PROJECT'],
  scope: 'webhooks:write',
  project: 'OPTIONAL',
  audits: 'WEBHOOK_TEST_SENT',
  errors: ['KEY_RESTRICTED_TO_PROJECTS', 'PROJECT_NOT_FOUND', 'WEBHOOK_DISABLED', 'WEBHOOK_NOT_FOUND'],
  description:
    'Sends an event of type `webhook.test` to one subscription, independent of its `events`. Not idempotent.',
  inputDescription: 'The subscription to send a test event to.',
  input: (t) => ({
    id: t.id({ required: true, description: 'The id of a webhook subscription that the key manages.' }),
  }),
  payload: SendTestWebhookPayload,
  resolve: async (_root, { input }, { context }) => ({ delivery: await sendTestWebhook(context, input) }),
});
