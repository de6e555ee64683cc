import type { ServerResponse } from 'node:http';
import { beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { createServer } from '../../../src/app/server.ts';
import { run } from '../../support/client.ts';
import { deliveryThat, makeSubscription, sendTest } from '../../support/fixtures/webhook.ts';
import { makeWorld } from '../../support/fixtures.ts';
import { makeReceiver, type Receiver, silence, status } from '../../support/network/webhook-receiver.ts';
import { UpdateProjectConfig } from '../../support/operations/project.ts';
import { testConfig, useServer } from '../../support/server.ts';

const env = { BACKGROUND_JOBS: 'on', WEBHOOK_ALLOW_INSECURE: '1' };
/** Longer than any test lasts: an endpoint that holds a request does so until its end. */
const overrides = { webhookTimeoutMs: 60_000 };
const server = useServer({ ownDatabase: true, transport: 'network', env, overrides });
/** Here every answer is a slow one. */
const strict = useServer({
  ownDatabase: true,
  transport: 'network',
  env,
  overrides: { ...overrides, webhookSlowMs: 0 },
});

beforeAll(async () => {
  for (const one of [server, strict]) await one.listen();
});

/** What a process makes at once. */
const SLOTS = 32;

async function makeListener(on = server) {
  const { project } = await makeWorld(on);
  const receiver = await makeReceiver();
  return { project, receiver, subscription: await makeSubscription(on, project, { url: receiver.url }) };
}

/** An organization whose endpoints hold every request, with more deliveries due than there are slots. */
async function flood(subscriptionCount: number, eventCount: number): Promise<Receiver> {
  const { project } = await makeWorld(server);
  const holding = await makeReceiver();
  holding.answerWith(silence);
  for (let made = 0; made < subscriptionCount; made++)
    await makeSubscription(server, project, { url: holding.url });
  for (let made = 0; made < eventCount; made++)
    await run(server, UpdateProjectConfig, { input: { displayName: `${made}` } }, project.credentials);
  return holding;
}

/** Five events, one after the other. */
async function expectPrompt(on = server): Promise<void> {
  const { project, receiver, subscription } = await makeListener(on);
  for (let count = 1; count <= 5; count++) {
    await sendTest(on, project, subscription);
    await receiver.received(count);
  }
}

describe('fair shares of webhook deliveries', () => {
  test('slow endpoints occupy at most half of the slots, of one process or several', async () => {
    const holding = await flood(12, 12);
    await holding.received(SLOTS / 2);
    await expectPrompt();
    expect(holding.requests).toHaveLength(SLOTS / 2);

    const second = await createServer(testConfig(server.database, env), overrides);
    onTestFinished(() => second.close());
    await second.listen();
    await holding.received(SLOTS);
    await expectPrompt();
    expect(holding.requests).toHaveLength(SLOTS);
  });

  test('an endpoint that was slow or failed gets one request at a time', async () => {
    const { project, receiver, subscription } = await makeListener(strict);
    await sendTest(strict, project, subscription);
    await deliveryThat(strict, project, subscription, { status: 'SUCCEEDED' });
    receiver.answerWith(silence);
    for (let count = 0; count < 8; count++) await sendTest(strict, project, subscription);
    await receiver.received(2);
    await expectPrompt(strict);
    expect(receiver.requests).toHaveLength(2);
  });
});

describe('a webhook response ends with its headers', () => {
  test('an endless body of a success is neither awaited nor read', async () => {
    const { project, receiver, subscription } = await makeListener();
    const closed: ServerResponse[] = [];
    receiver.answerWith((response) => {
      response.once('close', () => closed.push(response));
      response.writeHead(200, { 'content-length': '1000000' }).write('a');
    });
    for (let count = 1; count <= 8; count++) {
      await sendTest(server, project, subscription);
      await deliveryThat(server, project, subscription, { status: 'SUCCEEDED', responseStatus: 200 });
    }
    await expect.poll(() => closed.length).toBe(8);
  });

  test('an endless body of a failure is neither awaited nor read', async () => {
    const { project, receiver, subscription } = await makeListener();
    receiver.answerWith((response) => response.writeHead(500).write('a'));
    await sendTest(server, project, subscription);
    await deliveryThat(server, project, subscription, { status: 'PENDING', responseStatus: 500 });
    receiver.answerWith(status(204));
  });
});
