import { plannedProjects, projectById } from '../../../domain/project/find.ts';
import { webhookSubscriptionDeletion } from '../../../domain/webhook/deletion-preview.ts';
import {
  plannedSubscriptions,
  webhookSubscriptionById,
  webhookSubscriptionsOfOrganization,
  webhookSubscriptionsOfProject,
} from '../../../domain/webhook/find.ts';
import { builder } from '../../builder.ts';
import { NodeRef, registerNode } from '../../node.ts';
import { planned } from '../../plan/planned-field.ts';
import { OrganizationRef, ProjectRef, WebhookSubscriptionRef } from '../../refs.ts';
import { defineDeletionPreview } from '../deletion-preview.ts';
import { WebhookEventType } from './event-type.ts';

registerNode('ws', WebhookSubscriptionRef.name, webhookSubscriptionById, plannedSubscriptions.node);

defineDeletionPreview(WebhookSubscriptionRef, webhookSubscriptionDeletion, {
  auth: ['ORGANIZATION', 'PROJECT'],
  scope: 'webhooks:read',
  mutation: 'deleteWebhookSubscription',
});

const WebhookDisabledReason = builder.enumType('WebhookDisabledReason', {
  description: 'Why the system disabled a webhook subscription.',
  values: {
    GONE: {
      description:
        'The endpoint responded with status 410. Enable the subscription with `updateWebhookSubscription(input: { id, enabled: true })`.',
    },
    PROJECT_ARCHIVED: {
      description: 'The project was archived and restored. Enable the subscription in the same way.',
    },
  } as const,
});

builder.objectType(WebhookSubscriptionRef, {
  interfaces: [NodeRef],
  description:
    'An endpoint that receives events as signed HTTP requests according to the Standard Webhooks specification.',
  fields: (t) => ({
    url: t.expose('url', { type: 'URL', description: 'The URL that events are sent to, with POST.' }),
    events: t.field({
      type: [WebhookEventType],
      extensions: planned({ kind: 'column', property: 'events' }),
      description: 'The event types that the endpoint receives.',
      resolve: ({ events }) => events,
    }),
    description: t.exposeString('description', {
      nullable: true,
      description: 'A note of the client that created it. Null: none.',
    }),
    enabled: t.exposeBoolean('enabled', { description: 'Whether events are sent.' }),
    disabledReason: t.expose('disabledReason', {
      type: WebhookDisabledReason,
      nullable: true,
      description: 'Why the system disabled the subscription. Null: it is enabled, or a client disabled it.',
    }),
    headerNames: t.exposeStringList('headerNames', {
      description: 'Names of the additional headers in lower case. Their values are never returned.',
    }),
    previousSecretExpiresAt: t.expose('previousSecretExpiresAt', {
      type: 'DateTime',
      nullable: true,
      description:
        'Until when the previous secret signs beside the current one. Null: there is no previous secret.',
    }),
    project: t.field({
      type: ProjectRef,
      nullable: true,
      extensions: planned(plannedProjects.ofRow),
      description:
        'The project whose events the subscription receives. Null: events of the organization and all its projects.',
      resolve: ({ projectId }, _args, { context }) =>
        projectId === null ? null : projectById(context, projectId),
    }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When the subscription was created.' }),
    updatedAt: t.expose('updatedAt', {
      type: 'DateTime',
      description: 'When a field last changed or the secret was rotated.',
    }),
  }),
});

const SEARCH =
  'Searches URLs and descriptions for a substring of at most 100 characters, case-insensitive. Null or empty: all.';

builder.objectField(ProjectRef, 'webhookSubscriptions', (t) =>
  t.field({
    type: [WebhookSubscriptionRef],
    scope: 'webhooks:read',
    extensions: planned(plannedSubscriptions.ofProject),
    description: 'Webhook subscriptions of the project, oldest first. At most 20.',
    args: { search: t.arg.string({ description: SEARCH }) },
    resolve: (project, args, { context }) => webhookSubscriptionsOfProject(context, project, args),
  }),
);

builder.objectField(OrganizationRef, 'webhookSubscriptions', (t) =>
  t.field({
    type: [WebhookSubscriptionRef],
    auth: ['OPERATOR', 'ORGANIZATION'],
    scope: 'webhooks:read',
    extensions: planned(plannedSubscriptions.ofOrganization),
    description:
      'Webhook subscriptions of the organization itself, oldest first. At most 20. Those of projects are in `Project.webhookSubscriptions`.',
    args: { search: t.arg.string({ description: SEARCH }) },
    resolve: ({ id }, args, { context }) => webhookSubscriptionsOfOrganization(context, id, args),
  }),
);
