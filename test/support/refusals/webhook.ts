import { makeSubscription, sendTest, someSubscription } from '../fixtures/webhook.ts';
import type { World } from '../fixtures.ts';
import * as operations from '../operations/webhook.ts';
import type { TestServer } from '../server.ts';
import { type Refusal, type Role, refusal } from './refusal.ts';

const both = ['ORGANIZATION', 'PROJECT'] as const;

const holderOf = ({ organization, project }: World, role: Role) =>
  role === 'PROJECT' ? project : organization;

const makeOne = (world: World, server: TestServer, role: Role) =>
  makeSubscription(server, holderOf(world, role));

/** The root fields of webhooks. */
export const webhookRefusals: Readonly<Record<string, Refusal>> = {
  'Mutation.createWebhookSubscription': refusal(both, 'own', operations.CreateWebhookSubscription, () => ({
    input: someSubscription,
  })),
  'Mutation.updateWebhookSubscription': refusal(
    both,
    'not found',
    operations.UpdateWebhookSubscription,
    async (...owner) => ({ input: { id: (await makeOne(...owner)).id, enabled: false } }),
  ),
  'Mutation.rotateWebhookSecret': refusal(
    both,
    'not found',
    operations.RotateWebhookSecret,
    async (...owner) => ({ input: { id: (await makeOne(...owner)).id, overlapSeconds: 0 } }),
  ),
  'Mutation.deleteWebhookSubscription': refusal(
    both,
    'not found',
    operations.DeleteWebhookSubscription,
    async (...owner) => ({ input: { id: (await makeOne(...owner)).id } }),
  ),
  'Mutation.sendTestWebhook': refusal(both, 'not found', operations.SendTestWebhook, async (...owner) => ({
    input: { id: (await makeOne(...owner)).id },
  })),
  'Mutation.redeliverWebhook': refusal(
    both,
    'not found',
    operations.RedeliverWebhook,
    async (world, server, role) => {
      const holder = holderOf(world, role);
      const delivery = await sendTest(server, holder, await makeSubscription(server, holder));
      return { input: { deliveryId: delivery.id } };
    },
  ),
  'Mutation.redeliverWebhooks': refusal(
    both,
    'not found',
    operations.RedeliverWebhooks,
    async (...owner) => ({ input: { subscriptionId: (await makeOne(...owner)).id } }),
  ),
};
