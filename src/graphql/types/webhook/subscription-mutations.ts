import { organizationOf } from '../../../domain/organization/organization.ts';
import { projectOfKey } from '../../../domain/project/find.ts';
import { createWebhookSubscription } from '../../../domain/webhook/create.ts';
import { deleteWebhookSubscription } from '../../../domain/webhook/delete.ts';
import type { WebhookSubscription } from '../../../domain/webhook/fields.ts';
import { rotateWebhookSecret, updateWebhookSubscription } from '../../../domain/webhook/update.ts';
import { builder } from '../../builder.ts';
import { defineMutation } from '../../define-mutation.ts';
import { definePagelessEdge, newEdge } from '../../edges.ts';
import { expectedUpdatedAtField } from '../../expected-updated-at.ts';
import { NULL_WHEN_REPLAYED } from '../../plugins/withheld-fields.ts';
import { OrganizationRef, ProjectRef, WebhookSubscriptionRef } from '../../refs.ts';
import { EXPECTED_FINGERPRINT } from '../deletion-preview.ts';
import { WebhookEventType } from './event-type.ts';

const WebhookSubscriptionEdge = definePagelessEdge(WebhookSubscriptionRef, 'A webhook subscription');

const WebhookHeaderInputRef = builder.inputType('WebhookHeaderInput', {
  description: 'An HTTP header sent with each request to the endpoint, such as a bearer token.',
  fields: (t) => ({
    name: t.string({
      required: true,
      description:
        'At most 64 characters, case-insensitive. Not `host`, `user-agent` or a connection header, and no name beginning with `content-`, `proxy-`, `sec-`, `webhook-` or `x-forwarded-`.',
    }),
    value: t.string({
      required: true,
      description:
        '1 to 1024 visible ASCII characters, with spaces only in between. Stored encrypted and never returned.',
    }),
  }),
});

const CreateWebhookSubscriptionPayload = builder.simpleObject(
  'CreateWebhookSubscriptionPayload',
  {
    description: 'Result of `createWebhookSubscription`.',
    fields: (t) => ({
      webhookSubscription: t.field({ type: WebhookSubscriptionRef, description: 'The new subscription.' }),
      secret: t.string({
        nullable: true,
        notKept: true,
        description: `The secret that verifies signatures of requests to the endpoint. Shown only once: if it is lost, rotate it. ${NULL_WHEN_REPLAYED}`,
      }),
    }),
  },
  (t) => ({
    webhookSubscriptionEdge: t.field({
      type: WebhookSubscriptionEdge,
      description: 'The new subscription as an edge, for client-side caches.',
      resolve: ({ webhookSubscription: row }) =>
        newEdge('webhookSubscriptions', row.projectId ?? row.organizationId, row),
    }),
    project: t.field({
      type: ProjectRef,
      nullable: true,
      description: 'The project of the subscription. Null: it belongs to the organization itself.',
      resolve: ({ webhookSubscription }, _args, { context }) => projectOfKey(context, webhookSubscription),
    }),
    organization: t.field({
      type: OrganizationRef,
      description: 'The organization of the subscription.',
      resolve: ({ webhookSubscription }, _args, { context }) => organizationOf(context, webhookSubscription),
    }),
  }),
);

defineMutation('createWebhookSubscription', {
  auth: ['ORGANIZATION', 'PROJECT'],
  scope: 'webhooks:write',
  project: 'OPTIONAL',
  audits: 'WEBHOOK_SUBSCRIPTION_CREATED',
  errors: ['KEY_RESTRICTED_TO_PROJECTS', 'PROJECT_NOT_FOUND', 'WEBHOOK_LIMIT_REACHED'],
  description:
    'Subscribes an endpoint to events: those of the project of the request, or those of the organization and of all its projects. At most 20 subscriptions per project, and 20 for the organization itself. The secret is returned in this response only. Not idempotent.',
  inputDescription: 'The subscription to create.',
  input: (t) => ({
    url: t.field({
      type: 'URL',
      required: true,
      description:
        'The https URL of the endpoint, at most 2048 characters, without a password. It must resolve to a public address, unless the operator allows others.',
    }),
    events: t.field({
      type: [WebhookEventType],
      required: true,
      description:
        'The event types to receive, at least one. PROJECT_CREATED and PROJECT_DELETED with an organization key only.',
    }),
    description: t.string({ description: 'A note of at most 200 characters. Absent or null: none.' }),
    enabled: t.boolean({ description: 'Whether events are sent. Absent or null: true.' }),
    headers: t.field({
      type: [WebhookHeaderInputRef],
      description: 'Additional headers, at most 10 with distinct names. Absent or null: none.',
    }),
  }),
  payload: CreateWebhookSubscriptionPayload,
  resolve: async (_root, { input }, { context }) => {
    const { subscription, secret } = await createWebhookSubscription(context, input);
    return { webhookSubscription: subscription, secret };
  },
});

const UpdateWebhookSubscriptionPayload = builder.simpleObject('UpdateWebhookSubscriptionPayload', {
  description: 'Result of `updateWebhookSubscription`.',
  fields: (t) => ({
    webhookSubscription: t.field({
      type: WebhookSubscriptionRef,
      description: 'The subscription after the change.',
    }),
  }),
});

defineMutation('updateWebhookSubscription', {
  auth: ['ORGANIZATION', 'PROJECT'],
  scope: 'webhooks:write',
  project: 'OPTIONAL',
  audits: 'WEBHOOK_SUBSCRIPTION_UPDATED',
  errors: ['CHANGED_MEANWHILE', 'KEY_RESTRICTED_TO_PROJECTS', 'PROJECT_NOT_FOUND', 'WEBHOOK_NOT_FOUND'],
  description:
    'Changes the endpoint, the event types, the headers or the state of a subscription. Repeating it changes nothing.',
  inputDescription: 'The subscription and the fields to change.',
  inputTypeDescription: 'Input of `updateWebhookSubscription`. Absent fields keep their value.',
  input: (t) => ({
    id: t.id({ required: true, description: 'The id of a webhook subscription that the key manages.' }),
    url: t.field({
      type: 'URL',
      description:
        'The https URL of the endpoint, at most 2048 characters, as for `createWebhookSubscription`. Pending deliveries use it too. Cannot be null.',
    }),
    events: t.field({
      type: [WebhookEventType],
      description: 'The complete list of event types to receive. Cannot be null or empty.',
    }),
    description: t.string({ description: 'A note of at most 200 characters. Null removes it.' }),
    enabled: t.boolean({
      description: 'False: no events are sent, and deliveries that become due are abandoned. Cannot be null.',
    }),
    headers: t.field({
      type: [WebhookHeaderInputRef],
      description: 'The complete list of additional headers. Null removes all.',
    }),
    ...expectedUpdatedAtField(t),
  }),
  payload: UpdateWebhookSubscriptionPayload,
  resolve: async (_root, { input }, { context }) => ({
    webhookSubscription: await updateWebhookSubscription(context, input),
  }),
});

const RotateWebhookSecretPayload = builder.simpleObject('RotateWebhookSecretPayload', {
  description: 'Result of `rotateWebhookSecret`.',
  fields: (t) => ({
    webhookSubscription: t.field({
      type: WebhookSubscriptionRef,
      description: 'The subscription after the rotation.',
    }),
    secret: t.string({
      nullable: true,
      notKept: true,
      description: `The new secret. Shown only once. ${NULL_WHEN_REPLAYED}`,
    }),
  }),
});

defineMutation('rotateWebhookSecret', {
  auth: ['ORGANIZATION', 'PROJECT'],
  scope: 'webhooks:write',
  project: 'OPTIONAL',
  audits: 'WEBHOOK_SECRET_ROTATED',
  errors: ['KEY_RESTRICTED_TO_PROJECTS', 'PROJECT_NOT_FOUND', 'WEBHOOK_NOT_FOUND'],
  description:
    'Issues a new signing secret. During the overlap each request carries two signatures, one per secret; older secrets stop immediately. The new secret is returned in this response only. Not idempotent.',
  inputDescription: 'The subscription whose secret to rotate, and the overlap.',
  input: (t) => ({
    id: t.id({ required: true, description: 'The id of a webhook subscription that the key manages.' }),
    overlapSeconds: t.int({
      required: true,
      description:
        'How long the previous secret signs beside the new one, 0 to 604800 seconds (7 days). 0: it stops immediately.',
    }),
  }),
  payload: RotateWebhookSecretPayload,
  resolve: async (_root, { input }, { context }) => {
    const { subscription, secret } = await rotateWebhookSecret(context, input);
    return { webhookSubscription: subscription, secret };
  },
});

const DeleteWebhookSubscriptionPayload = builder
  .objectRef<WebhookSubscription>('DeleteWebhookSubscriptionPayload')
  .implement({
    description: 'Result of `deleteWebhookSubscription`.',
    fields: (t) => ({
      deletedWebhookSubscriptionId: t.exposeID('id', {
        description: 'The id of the deleted subscription.',
      }),
      project: t.field({
        type: ProjectRef,
        nullable: true,
        description: 'The project of the subscription. Null: it belonged to the organization itself.',
        resolve: (gone, _args, { context }) => projectOfKey(context, gone),
      }),
      organization: t.field({
        type: OrganizationRef,
        description: 'The organization of the subscription.',
        resolve: (gone, _args, { context }) => organizationOf(context, gone),
      }),
    }),
  });

defineMutation('deleteWebhookSubscription', {
  auth: ['ORGANIZATION', 'PROJECT'],
  scope: 'webhooks:write',
  project: 'OPTIONAL',
  audits: 'WEBHOOK_SUBSCRIPTION_DELETED',
  errors: ['CHANGED_SINCE_PREVIEW', 'KEY_RESTRICTED_TO_PROJECTS', 'PROJECT_NOT_FOUND', 'WEBHOOK_NOT_FOUND'],
  description: 'Deletes a subscription and its deliveries permanently. Pending deliveries are not sent.',
  inputDescription: 'The subscription to delete.',
  input: (t) => ({
    id: t.id({ required: true, description: 'The id of a webhook subscription that the key manages.' }),
    expectedFingerprint: t.string({ description: EXPECTED_FINGERPRINT }),
  }),
  payload: DeleteWebhookSubscriptionPayload,
  resolve: (_root, { input }, { context }) => deleteWebhookSubscription(context, input),
});
