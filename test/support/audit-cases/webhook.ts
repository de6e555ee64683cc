import { failDeliveries, makeSubscription, sendTest, someSubscription } from '../fixtures/webhook.ts';
import {
  CreateWebhookSubscription,
  DeleteWebhookSubscription,
  RedeliverWebhook,
  RedeliverWebhooks,
  RotateWebhookSecret,
  SendTestWebhook,
  UpdateWebhookSubscription,
} from '../operations/webhook.ts';
import { type AuditCase, auditCase, type ExpectedEntry, inProject } from './audit-case.ts';

const events = ['project.config.updated'];

const creation = (actor: 'organization' | 'project') =>
  auditCase(
    actor,
    CreateWebhookSubscription,
    () => ({ input: { ...someSubscription, description: 'For the tests' } }),
    ({ createWebhookSubscription: { webhookSubscription } }, world): ExpectedEntry => ({
      ...inProject('WEBHOOK_SUBSCRIPTION_CREATED', world, webhookSubscription.id, {
        url: someSubscription.url,
        events,
        description: 'For the tests',
        enabled: true,
        headerNames: [],
      }),
      project_id: actor === 'project' ? world.project.id : null,
    }),
  );

/** The mutations of webhooks, as somebody may do them. */
export const webhookAuditCases: Readonly<Record<string, AuditCase>> = {
  'createWebhookSubscription of a project': creation('project'),
  'createWebhookSubscription of an organization': creation('organization'),
  updateWebhookSubscription: auditCase(
    'project',
    UpdateWebhookSubscription,
    async ({ project }, server) => {
      const { id } = await makeSubscription(server, project);
      return { input: { id, events: ['API_KEY_REGENERATED' as const], enabled: false } };
    },
    (_data, world, { input: { id } }) =>
      inProject('WEBHOOK_SUBSCRIPTION_UPDATED', world, id, {
        events: { before: events, after: ['api_key.regenerated'] },
        enabled: { before: true, after: false },
      }),
  ),
  rotateWebhookSecret: auditCase(
    'project',
    RotateWebhookSecret,
    async ({ project }, server) => {
      const { id } = await makeSubscription(server, project);
      return { input: { id, overlapSeconds: 60 } };
    },
    (_data, world, { input: { id } }) =>
      inProject('WEBHOOK_SECRET_ROTATED', world, id, { overlapSeconds: 60 }),
  ),
  sendTestWebhook: auditCase(
    'project',
    SendTestWebhook,
    async ({ project }, server) => ({ input: { id: (await makeSubscription(server, project)).id } }),
    ({ sendTestWebhook: { delivery } }, world, { input: { id } }) =>
      inProject('WEBHOOK_TEST_SENT', world, id, { eventId: delivery.eventId }),
  ),
  redeliverWebhook: auditCase(
    'project',
    RedeliverWebhook,
    async ({ project }, server) => {
      const subscription = await makeSubscription(server, project);
      return { input: { deliveryId: (await sendTest(server, project, subscription)).id } };
    },
    ({ redeliverWebhook: { delivery } }, world, { input: { deliveryId } }) =>
      inProject('WEBHOOK_REDELIVERED', world, deliveryId, { eventId: delivery.eventId }),
  ),
  redeliverWebhooks: auditCase(
    'project',
    RedeliverWebhooks,
    async ({ project }, server) => {
      const subscription = await makeSubscription(server, project);
      for (let count = 0; count < 2; count += 1) await sendTest(server, project, subscription);
      await failDeliveries(server, subscription);
      return { input: { subscriptionId: subscription.id } };
    },
    (_data, world, { input: { subscriptionId } }) =>
      inProject('WEBHOOKS_REDELIVERED', world, subscriptionId, { since: null, redeliveredCount: 2 }),
  ),
  deleteWebhookSubscription: auditCase(
    'project',
    DeleteWebhookSubscription,
    async ({ project }, server) => ({ input: { id: (await makeSubscription(server, project)).id } }),
    (_data, world, { input: { id } }) =>
      inProject('WEBHOOK_SUBSCRIPTION_DELETED', world, id, { url: someSubscription.url }),
  ),
};
