import { expect } from 'vitest';
import type {
  CreateWebhookSubscriptionInput,
  WebhookDeliveryPartsFragment,
  WebhookSubscriptionPartsFragment,
} from '../generated/graphql.ts';
import { type Credentials, run } from './client.ts';
import { CreateWebhookSubscription, ListWebhookDeliveries, SendTestWebhook } from './operations/webhook.ts';
import type { TestServer } from './server.ts';

type Holder = { readonly credentials: Credentials };

export type SubscriptionWorld = WebhookSubscriptionPartsFragment & { readonly secret: string };

/** What a test that does not care asks for. Nobody is there. */
export const someSubscription = {
  url: 'https://receiver.example/hook',
  events: ['PROJECT_CONFIG_UPDATED'],
} as const satisfies CreateWebhookSubscriptionInput;

/** Of the project or the organization whose key it is. */
export async function makeSubscription(
  server: TestServer,
  { credentials }: Holder,
  input: Partial<CreateWebhookSubscriptionInput> = {},
): Promise<SubscriptionWorld> {
  const variables = { input: { ...someSubscription, ...input } };
  const { createWebhookSubscription } = await run(server, CreateWebhookSubscription, variables, credentials);
  return { ...createWebhookSubscription.webhookSubscription, secret: createWebhookSubscription.secret };
}

/** A delivery on its way, or waiting for somebody to deliver it. */
export async function sendTest(
  server: TestServer,
  { credentials }: Holder,
  { id }: Pick<SubscriptionWorld, 'id'>,
): Promise<WebhookDeliveryPartsFragment> {
  return (await run(server, SendTestWebhook, { input: { id } }, credentials)).sendTestWebhook.delivery;
}

/** Newest first. */
export async function deliveriesOf(
  server: TestServer,
  { credentials }: Holder,
  { id }: Pick<SubscriptionWorld, 'id'>,
): Promise<readonly WebhookDeliveryPartsFragment[]> {
  const { node } = await run(server, ListWebhookDeliveries, { id, first: 100 }, credentials);
  return (node && 'deliveries' in node && node.deliveries?.nodes) || [];
}

const SOON_MS = 20_000;

/** Waits until the newest delivery looks like this, and returns it. */
export async function deliveryThat(
  server: TestServer,
  holder: Holder,
  subscription: Pick<SubscriptionWorld, 'id'>,
  looks: Partial<WebhookDeliveryPartsFragment>,
): Promise<WebhookDeliveryPartsFragment> {
  const newest = async () => (await deliveriesOf(server, holder, subscription))[0];
  await expect.poll(newest, { timeout: SOON_MS, interval: 20 }).toMatchObject(looks);
  const found = await newest();
  if (!found) throw new Error('It was there a moment ago.');
  return found;
}

/** Lets the next try of a delivery come now instead of in its time. */
export async function makeDue({ database }: TestServer, { id }: { readonly id: string }): Promise<void> {
  await database.query(`UPDATE webhook_delivery SET next_attempt_at = now() WHERE id = '${id}'`);
}
