import { organizationOf } from '../../../domain/organization/organization.ts';
import { projectOfKey } from '../../../domain/project/find.ts';
import { createWebhookSubscription } from '../../../domain/webhook/create.ts';
import { deleteWebhookSubscription } from '../../../domain/webhook/delete.ts';
import type { WebhookSubscription } from '../../../domain/webhook/fields.ts';
import { rotateWebhookSecret, updateWebhookSubscription } from '../../../domain/webhook/update.ts';
import { builder } from '../../builder.ts';
import { newEdge, WebhookSubscriptionEdge } from '../../edges.ts';
import { NULL_WHEN_REPLAYED } from '../../plugins/withheld-fields.ts';
import { OrganizationRef, ProjectRef, WebhookSubscriptionRef } from '../../refs.ts';
import { WebhookEventType } from './event-type.ts';

const WebhookHeaderInputRef = builder.inputType('WebhookHeaderInput', {
  description:
    'An HTTP header that each request to the endpoint carries, such as a token that the endpoint asks for.',
  fields: (t) => ({
    name: t.string({
      required: true,
      description:
        'At most 64 characters, in any case. Not `host`, `user-agent`, a header of the connection, or one that begins with `content-`, `proxy-`, `sec-`, `webhook-` or `x-forwarded-`.',
    }),
    value: t.string({
      required: true,
      description:
        '1 to 1024 visible ASCII characters, with spaces in between. Stored encrypted, never shown.',
    }),
  }),
});

const CreateWebhookSubscriptionInputRef = builder.inputType('CreateWebhookSubscriptionInput', {
  description: 'A new endpoint.',
  fields: (t) => ({
    url: t.field({
      type: 'URL',
      required: true,
      description:
        'An https URL of at most 2048 characters, without a password. It must lead to a public address, unless the operator allows others.',
    }),
    events: t.field({
      type: [WebhookEventType],
      required: true,
      description: 'At least one. PROJECT_CREATED and PROJECT_DELETED with an organization key only.',
    }),
    description: t.string({ description: 'At most 200 characters. Absent or null: none.' }),
    enabled: t.boolean({ description: 'Absent or null: true.' }),
    headers: t.field({
      type: [WebhookHeaderInputRef],
      description: 'At most 10, each name once. Absent or null: none.',
    }),
  }),
});

const CreateWebhookSubscriptionPayload = builder.simpleObject(
  'CreateWebhookSubscriptionPayload',
  {
    description: 'The new subscription.',
    fields: (t) => ({
      webhookSubscription: t.field({ type: WebhookSubscriptionRef, description: 'The subscription.' }),
      secret: t.string({
        nullable: true,
        notKept: true,
        description: `Verifies what arrives. Shown here once: whoever loses it rotates it. ${NULL_WHEN_REPLAYED}`,
      }),
    }),
  },
  (t) => ({
    webhookSubscriptionEdge: t.field({
      type: WebhookSubscriptionEdge,
      description: 'It as an edge, for lists of clients.',
      resolve: ({ webhookSubscription: row }) =>
        newEdge('webhookSubscriptions', row.projectId ?? row.organizationId, row),
    }),
    project: t.field({
      type: ProjectRef,
      nullable: true,
      description: 'Its project. Null: it is of the organization itself.',
      resolve: ({ webhookSubscription }, _args, { context }) => projectOfKey(context, webhookSubscription),
    }),
    organization: t.field({
      type: OrganizationRef,
      description: 'Its organization.',
      resolve: ({ webhookSubscription }, _args, { context }) => organizationOf(context, webhookSubscription),
    }),
  }),
);

builder.mutationField('createWebhookSubscription', (t) =>
  t.field({
    type: CreateWebhookSubscriptionPayload,
    auth: ['ORGANIZATION', 'PROJECT'],
    audits: 'WEBHOOK_SUBSCRIPTION_CREATED',
    scope: 'webhooks:write',
    description:
      'Subscribes an endpoint: with a project key to events of the project, with an organization key to those of the organization and of all of its projects. CONFLICT when there are 20 already. Not idempotent.',
    args: {
      input: t.arg({
        type: CreateWebhookSubscriptionInputRef,
        required: true,
        description: 'What to create.',
      }),
    },
    resolve: async (_root, { input }, { context }) => {
      const { subscription, secret } = await createWebhookSubscription(context, input);
      return { webhookSubscription: subscription, secret };
    },
  }),
);

const UpdateWebhookSubscriptionInputRef = builder.inputType('UpdateWebhookSubscriptionInput', {
  description: 'What to change. What is absent stays as it is.',
  fields: (t) => ({
    id: t.id({ required: true, description: 'A webhook subscription that the key manages.' }),
    url: t.field({
      type: 'URL',
      description: 'As when it is created. Cannot be null. What is pending goes there too.',
    }),
    events: t.field({
      type: [WebhookEventType],
      description: 'All that it is to be told of from now on. Cannot be null or empty.',
    }),
    description: t.string({ description: 'At most 200 characters. Null clears it.' }),
    enabled: t.boolean({
      description:
        'false: it is told of nothing, and what becomes due meanwhile is given up. Cannot be null.',
    }),
    headers: t.field({
      type: [WebhookHeaderInputRef],
      description: 'All of its headers from now on, in place of those before. Null clears them.',
    }),
  }),
});

const UpdateWebhookSubscriptionPayload = builder.simpleObject('UpdateWebhookSubscriptionPayload', {
  description: 'The subscription as it is now.',
  fields: (t) => ({
    webhookSubscription: t.field({ type: WebhookSubscriptionRef, description: 'The subscription.' }),
  }),
});

builder.mutationField('updateWebhookSubscription', (t) =>
  t.field({
    type: UpdateWebhookSubscriptionPayload,
    auth: ['ORGANIZATION', 'PROJECT'],
    audits: 'WEBHOOK_SUBSCRIPTION_UPDATED',
    scope: 'webhooks:write',
    description: 'Changes where a subscription sends what, or disables or enables it.',
    args: {
      input: t.arg({
        type: UpdateWebhookSubscriptionInputRef,
        required: true,
        description: 'What to change.',
      }),
    },
    resolve: async (_root, { input }, { context }) => ({
      webhookSubscription: await updateWebhookSubscription(context, input),
    }),
  }),
);

const RotateWebhookSecretInputRef = builder.inputType('RotateWebhookSecretInput', {
  description: 'Whose secret is to be made anew.',
  fields: (t) => ({
    id: t.id({ required: true, description: 'A webhook subscription that the key manages.' }),
    overlapSeconds: t.int({
      required: true,
      description:
        '0 to 604800, which is a week: how long the present secret signs beside the new one. 0: it stops at once.',
    }),
  }),
});

const RotateWebhookSecretPayload = builder.simpleObject('RotateWebhookSecretPayload', {
  description: 'The subscription with its new secret.',
  fields: (t) => ({
    webhookSubscription: t.field({ type: WebhookSubscriptionRef, description: 'The subscription.' }),
    secret: t.string({
      nullable: true,
      notKept: true,
      description: `The new one. Shown here once. ${NULL_WHEN_REPLAYED}`,
    }),
  }),
});

builder.mutationField('rotateWebhookSecret', (t) =>
  t.field({
    type: RotateWebhookSecretPayload,
    auth: ['ORGANIZATION', 'PROJECT'],
    audits: 'WEBHOOK_SECRET_ROTATED',
    scope: 'webhooks:write',
    description:
      'Issues a new secret. During the overlap each request carries two signatures, one of each secret; a secret older than both stops at once. Not idempotent.',
    args: { input: t.arg({ type: RotateWebhookSecretInputRef, required: true, description: 'Whose.' }) },
    resolve: async (_root, { input }, { context }) => {
      const { subscription, secret } = await rotateWebhookSecret(context, input);
      return { webhookSubscription: subscription, secret };
    },
  }),
);

const DeleteWebhookSubscriptionInputRef = builder.inputType('DeleteWebhookSubscriptionInput', {
  description: 'What to delete.',
  fields: (t) => ({
    id: t.id({ required: true, description: 'A webhook subscription that the key manages.' }),
  }),
});

const DeleteWebhookSubscriptionPayload = builder
  .objectRef<WebhookSubscription>('DeleteWebhookSubscriptionPayload')
  .implement({
    description: 'What is gone, and what it belonged to.',
    fields: (t) => ({
      deletedWebhookSubscriptionId: t.exposeID('id', {
        description: 'The id of the subscription that is gone.',
      }),
      project: t.field({
        type: ProjectRef,
        nullable: true,
        description: 'Its project. Null: it was of the organization itself.',
        resolve: (gone, _args, { context }) => projectOfKey(context, gone),
      }),
      organization: t.field({
        type: OrganizationRef,
        description: 'Its organization.',
        resolve: (gone, _args, { context }) => organizationOf(context, gone),
      }),
    }),
  });

builder.mutationField('deleteWebhookSubscription', (t) =>
  t.field({
    type: DeleteWebhookSubscriptionPayload,
    auth: ['ORGANIZATION', 'PROJECT'],
    audits: 'WEBHOOK_SUBSCRIPTION_DELETED',
    scope: 'webhooks:write',
    description: 'Deletes a subscription with its deliveries for good: what is pending is not sent.',
    args: {
      input: t.arg({
        type: DeleteWebhookSubscriptionInputRef,
        required: true,
        description: 'What to delete.',
      }),
    },
    resolve: (_root, { input }, { context }) => deleteWebhookSubscription(context, input),
  }),
);
