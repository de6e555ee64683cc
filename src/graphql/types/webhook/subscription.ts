import { projectById } from '../../../domain/project/find.ts';
import {
  webhookSubscriptionById,
  webhookSubscriptionsOfOrganization,
  webhookSubscriptionsOfProject,
} from '../../../domain/webhook/find.ts';
import { builder } from '../../builder.ts';
import { NodeRef, registerNode } from '../../node.ts';
import { OrganizationRef, ProjectRef, WebhookSubscriptionRef } from '../../refs.ts';
import { WebhookEventType } from './event-type.ts';

registerNode('ws', WebhookSubscriptionRef.name, webhookSubscriptionById, 'webhooks:read');

const WebhookDisabledReason = builder.enumType('WebhookDisabledReason', {
  description: 'Why the system disabled a webhook subscription.',
  values: {
    GONE: {
      description:
        'The endpoint answered 410. `updateWebhookSubscription(input: { id, enabled: true })` enables the subscription again.',
    },
  } as const,
});

builder.objectType(WebhookSubscriptionRef, {
  interfaces: [NodeRef],
  description:
    'An endpoint that is told of events by signed HTTP requests, as Standard Webhooks has them. Its secret is shown when it is issued and never again.',
  fields: (t) => ({
    url: t.expose('url', { type: 'URL', description: 'Where events are sent, with POST.' }),
    events: t.field({
      type: [WebhookEventType],
      description: 'What it is told of.',
      resolve: ({ events }) => events,
    }),
    description: t.exposeString('description', {
      nullable: true,
      description: 'A note of whoever made it. Null: none.',
    }),
    enabled: t.exposeBoolean('enabled', { description: 'Whether anything is sent to it.' }),
    disabledReason: t.expose('disabledReason', {
      type: WebhookDisabledReason,
      nullable: true,
      description: 'Why the system disabled it. Null: it is enabled, or a client disabled it.',
    }),
    headerNames: t.exposeStringList('headerNames', {
      description: 'The names of its own headers, in lower case. The values are never shown.',
    }),
    previousSecretExpiresAt: t.expose('previousSecretExpiresAt', {
      type: 'DateTime',
      nullable: true,
      description:
        'Until when the secret before the last rotation signs too. Null: it stopped at once, or nothing was rotated.',
    }),
    project: t.field({
      type: ProjectRef,
      nullable: true,
      description: 'Whose events it hears. Null: those of the organization and of all of its projects.',
      resolve: ({ projectId }, _args, { context }) =>
        projectId === null ? null : projectById(context, projectId),
    }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When it was created.' }),
    updatedAt: t.expose('updatedAt', {
      type: 'DateTime',
      description: 'When it last changed or its secret was rotated.',
    }),
  }),
});

builder.objectField(ProjectRef, 'webhookSubscriptions', (t) =>
  t.field({
    type: [WebhookSubscriptionRef],
    scope: 'webhooks:read',
    description: 'The webhook subscriptions of the project, oldest first. At most 20.',
    resolve: (project, _args, { context }) => webhookSubscriptionsOfProject(context, project),
  }),
);

builder.objectField(OrganizationRef, 'webhookSubscriptions', (t) =>
  t.field({
    type: [WebhookSubscriptionRef],
    auth: ['OPERATOR', 'ORGANIZATION'],
    description:
      'The webhook subscriptions of the organization itself, oldest first. At most 20. Those of projects are found there.',
    resolve: ({ id }, _args, { context }) => webhookSubscriptionsOfOrganization(context, id),
  }),
);
