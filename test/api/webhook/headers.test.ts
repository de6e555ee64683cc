import { beforeAll, describe, expect, test } from 'vitest';
import type { WebhookHeaderInput } from '../../generated/graphql.ts';
import { refusalOf, run } from '../../support/client.ts';
import { columnsContaining } from '../../support/database/tables.ts';
import { makeSubscription, sendTest, someSubscription } from '../../support/fixtures/webhook.ts';
import { makeWorld, type ProjectWorld } from '../../support/fixtures.ts';
import { makeReceiver } from '../../support/network/webhook-receiver.ts';
import { CreateWebhookSubscription, UpdateWebhookSubscription } from '../../support/operations/webhook.ts';
import { useServer } from '../../support/server.ts';

const server = useServer({
  ownDatabase: true,
  transport: 'network',
  env: { BACKGROUND_JOBS: 'on', WEBHOOK_ALLOW_INSECURE: '1' },
});

beforeAll(async () => {
  await server.listen();
});

const TOKEN = 'Bearer token-of-the-tests';
const headers: WebhookHeaderInput[] = [
  { name: 'Authorization', value: TOKEN },
  { name: 'X-Tenant', value: 'acme corp' },
];

async function makeListener() {
  const { project } = await makeWorld(server);
  const receiver = await makeReceiver();
  const subscription = await makeSubscription(server, project, { url: receiver.url, headers });
  return { project, receiver, subscription };
}

const update = async (
  { credentials }: ProjectWorld,
  input: { readonly id: string; readonly headers?: WebhookHeaderInput[] | null; readonly enabled?: boolean },
) => (await run(server, UpdateWebhookSubscription, { input }, credentials)).updateWebhookSubscription;

const changesOf = (id: string) =>
  server.database.query(`
    SELECT changes FROM audit_entry
    WHERE target_id = '${id}' AND action LIKE 'WEBHOOK_SUBSCRIPTION_%' ORDER BY position`);

describe('custom headers of a webhook subscription', () => {
  test('are sent with each request, and returned and recorded by name only', async () => {
    const { project, receiver, subscription } = await makeListener();
    expect(subscription.headerNames).toEqual(['authorization', 'x-tenant']);
    await sendTest(server, project, subscription);
    const [received] = await receiver.received(1);
    expect(received?.headers).toMatchObject({ authorization: TOKEN, 'x-tenant': 'acme corp' });
    expect(await changesOf(subscription.id)).toMatchObject([
      { changes: { headerNames: ['authorization', 'x-tenant'] } },
    ]);
    expect(await columnsContaining(server, 'token-of-the-tests')).toEqual([]);
  });

  test('are replaced as a whole, kept when absent and cleared with null', async () => {
    const { project, receiver, subscription } = await makeListener();
    const { id } = subscription;
    expect((await update(project, { id, enabled: true })).webhookSubscription).toMatchObject({
      headerNames: ['authorization', 'x-tenant'],
    });
    const next = [{ name: 'authorization', value: 'Bearer another' }];
    expect((await update(project, { id, headers: next })).webhookSubscription.headerNames).toEqual([
      'authorization',
    ]);
    await sendTest(server, project, subscription);
    const [first] = await receiver.received(1);
    expect(first?.headers).toMatchObject({ authorization: 'Bearer another' });
    expect(first?.headers).not.toHaveProperty('x-tenant');
    const unchanged = await update(project, { id, headers: next });
    const cleared = await update(project, { id, headers: null });
    expect(cleared.webhookSubscription.headerNames).toEqual([]);
    await sendTest(server, project, subscription);
    const [, second] = await receiver.received(2);
    expect(second?.headers).not.toHaveProperty('authorization');
    expect((await changesOf(id)).slice(1)).toEqual([
      {
        changes: {
          headers: {
            before: ['authorization', 'x-tenant'],
            after: ['authorization'],
            set: ['authorization'],
            removed: ['x-tenant'],
          },
        },
      },
      { changes: { headers: { before: ['authorization'], after: [], set: [], removed: ['authorization'] } } },
    ]);
    expect(unchanged.webhookSubscription.headerNames).toEqual(['authorization']);
  });

  test.each([
    ...[
      'Host',
      'content-type',
      'Content-Length',
      'connection',
      'Transfer-Encoding',
      'TE',
      'Upgrade',
      'Expect',
    ],
    ...['Proxy-Authorization', 'webhook-signature', 'Webhook-Id', 'user-agent', 'x-forwarded-for'],
    ...['', 'two words', 'naïve', 'a:b', 'constructor', 'a'.repeat(65)],
  ])('reject the name %j', async (name) => {
    const { project } = await makeWorld(server);
    const variables = { input: { ...someSubscription, headers: [{ name, value: 'value-of-the-tests' }] } };
    const error = await refusalOf(server, CreateWebhookSubscription, variables, project.credentials);
    expect(error.extensions).toMatchObject({ code: 'BAD_USER_INPUT', reason: 'INVALID_VALUE' });
    expect(error.message).not.toContain('value-of-the-tests');
  });

  test.each(['', ' padded', 'padded ', 'two\nlines', 'a\r\nb: c', 'naïve', 'a\u0000', 'a'.repeat(1025)])(
    'reject the value %j without repeating it',
    async (value) => {
      const { project } = await makeWorld(server);
      const variables = { input: { ...someSubscription, headers: [{ name: 'x-token', value }] } };
      const error = await refusalOf(server, CreateWebhookSubscription, variables, project.credentials);
      expect(error.extensions).toMatchObject({ code: 'BAD_USER_INPUT', reason: 'INVALID_VALUE' });
      if (value.length > 2) expect(JSON.stringify(error)).not.toContain(value);
    },
  );

  test.each([
    ['more than ten', Array.from({ length: 11 }, (_, at) => ({ name: `x-${at}`, value: 'a' }))],
    ['a name twice', ['X-Token', 'x-token'].map((name) => ({ name, value: 'a' }))],
  ])('reject %s', async (_what, many) => {
    const { project } = await makeWorld(server);
    const variables = { input: { ...someSubscription, headers: many } };
    const { extensions } = await refusalOf(server, CreateWebhookSubscription, variables, project.credentials);
    expect(extensions).toMatchObject({ reason: 'INVALID_VALUE', field: 'headers' });
  });
});
