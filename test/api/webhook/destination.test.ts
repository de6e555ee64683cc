import { once } from 'node:events';
import { createServer } from 'node:net';
import { beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { refusalOf } from '../../support/client.ts';
import {
  deliveryThat,
  makeSubscription,
  sendTest,
  someSubscription,
} from '../../support/fixtures/webhook.ts';
import { makeWorld } from '../../support/fixtures.ts';
import { makeBusyPort } from '../../support/network/busy-port.ts';
import { useDns } from '../../support/network/dns.ts';
import { makeReceiver, silence } from '../../support/network/webhook-receiver.ts';
import { CreateWebhookSubscription } from '../../support/operations/webhook.ts';
import { type TestServer, useServer } from '../../support/server.ts';

const publicOnly = useServer({ ownDatabase: true, transport: 'network', env: { BACKGROUND_JOBS: 'on' } });
const privateToo = useServer({
  ownDatabase: true,
  transport: 'network',
  env: { BACKGROUND_JOBS: 'on', WEBHOOK_ALLOW_PRIVATE: '1' },
});
const insecure = useServer({
  ownDatabase: true,
  transport: 'network',
  env: { BACKGROUND_JOBS: 'on', WEBHOOK_ALLOW_INSECURE: '1' },
  overrides: { webhookTimeoutMs: 150 },
});

const brief = useServer({
  ownDatabase: true,
  transport: 'network',
  env: { BACKGROUND_JOBS: 'on', WEBHOOK_ALLOW_PRIVATE: '1', WEBHOOK_ALLOW_INSECURE: '1' },
  overrides: { webhookTimeoutMs: 4_200 },
});

beforeAll(async () => {
  for (const server of [publicOnly, privateToo, insecure, brief]) await server.listen();
});

/** A port of this machine that counts who connects, and hangs up or says nothing. */
async function watchPort({ isSilent = false, host = '127.0.0.1', at = 0 } = {}) {
  let connectionCount = 0;
  const server = createServer((socket) => {
    connectionCount += 1;
    socket.on('error', () => {});
    if (!isSilent) socket.destroy();
  });
  await once(server.listen(at, host), 'listening');
  onTestFinished(() => {
    server.close();
  });
  const address = server.address();
  const port = address !== null && typeof address === 'object' ? address.port : 0;
  return { port, connectionCount: () => connectionCount };
}

/** What comes of the first try of a test webhook. */
async function tryOnce(server: TestServer, url: string) {
  const { project } = await makeWorld(server);
  const subscription = await makeSubscription(server, project, { url });
  await sendTest(server, project, subscription);
  return deliveryThat(server, project, subscription, { status: 'PENDING', attemptCount: 1 });
}

const NOT_ALLOWED = 'The address of the endpoint is not allowed.';

describe('webhook destinations', () => {
  test('a private address is reached when the operator allows it', async () => {
    const { port, connectionCount } = await watchPort();
    await useDns({ 'inside.example': '127.0.0.1' });
    const failed = await tryOnce(privateToo, `https://inside.example:${port}/`);
    expect(failed.error).toMatch(/^No response from the endpoint/);
    expect(connectionCount()).toBe(1);
  });

  test('localhost is reached when the operator allows it, without a DNS query', async () => {
    const receiver = await makeReceiver();
    const { questions } = await useDns({});
    const { project } = await makeWorld(insecure);
    const url = receiver.url.replace('127.0.0.1', 'localhost');
    const subscription = await makeSubscription(insecure, project, { url });
    await sendTest(insecure, project, subscription);
    await deliveryThat(insecure, project, subscription, { status: 'SUCCEEDED' });
    expect(questions).toEqual([]);
  });

  test('an endpoint without a response fails at the timeout', async () => {
    const receiver = await makeReceiver();
    receiver.answerWith(silence);
    const failed = await tryOnce(insecure, receiver.url);
    expect(failed).toMatchObject({ responseStatus: null, error: 'No response within 0.15 seconds.' });
  });

  test('a host name is resolved once per attempt, and the connection uses the resolved address', async () => {
    const { port, connectionCount } = await watchPort();
    const { questions } = await useDns({ 'once.example': '127.0.0.1' });
    await tryOnce(privateToo, `https://once.example:${port}/`);
    // What other tests left is tried again meanwhile.
    const own = questions.filter((question) => question.endsWith('once.example'));
    expect(own.sort()).toEqual(['A once.example', 'AAAA once.example']);
    expect(connectionCount()).toBe(1);
  });
});

describe('a host name with several addresses', () => {
  test('is tried at each address until a connection succeeds', async () => {
    const silent = await watchPort({ isSilent: true });
    const other = await watchPort({ host: '127.0.0.2', at: silent.port });
    const { questions } = await useDns({ 'several.example': ['127.0.0.1', '127.0.0.2'] });
    const failed = await tryOnce(brief, `https://several.example:${silent.port}/`);
    expect([silent.connectionCount(), other.connectionCount()]).toEqual([1, 1]);
    expect(failed.error).toBe('No response from the endpoint (ECONNRESET).');
    expect(questions.filter((question) => question.endsWith('several.example'))).toHaveLength(2);
  });

  test('is given time at an address that takes a second to connect', async () => {
    const busy = await makeBusyPort();
    const { project } = await makeWorld(brief);
    await useDns({ 'inside.example': ['127.0.0.1', '127.0.0.2'] });
    const subscription = await makeSubscription(brief, project);
    const url = `http://inside.example:${busy.port}/`;
    await brief.database.query(
      `UPDATE webhook_subscription SET url = '${url}' WHERE id = '${subscription.id}'`,
    );
    await sendTest(brief, project, subscription);
    setTimeout(busy.release, 500);
    await deliveryThat(brief, project, subscription, { status: 'SUCCEEDED', attemptCount: 1 });
  });

  test('is tried at permitted addresses only', async () => {
    const { port, connectionCount } = await watchPort();
    await useDns({ 'inside.example': ['169.254.169.254', '127.0.0.1', '0.0.0.0'] });
    const failed = await tryOnce(brief, `https://inside.example:${port}/`);
    expect(failed.error).toBe('No response from the endpoint (ECONNRESET).');
    expect(connectionCount()).toBe(1);
  });
});

describe('webhook destinations reject', () => {
  test.each([
    ['this machine', '127.0.0.1'],
    ['another name of this machine', '127.8.8.8'],
    ['a private network', '10.0.0.7'],
    ['another private network', '192.168.1.1'],
    ['addresses of a provider', '100.64.0.1'],
    ['link-local addresses', '169.254.169.254'],
    ['no address', '0.0.0.0'],
    ['everybody', '255.255.255.255'],
  ])('a host name that resolves to %s', async (_where, address) => {
    const { port, connectionCount } = await watchPort();
    await useDns({ 'inside.example': address });
    const failed = await tryOnce(publicOnly, `https://inside.example:${port}/`);
    expect(failed).toMatchObject({ responseStatus: null, error: NOT_ALLOWED });
    expect(failed.error).not.toContain(address);
    expect(connectionCount()).toBe(0);
  });

  test('link-local addresses where private ones are allowed too', async () => {
    await useDns({ 'inside.example': '169.254.169.254' });
    expect((await tryOnce(privateToo, 'https://inside.example/')).error).toBe(NOT_ALLOWED);
  });

  test('a host name that does not resolve', async () => {
    await useDns({});
    const failed = await tryOnce(publicOnly, 'https://nowhere.example/');
    expect(failed.error).toBe('The host name of the endpoint could not be resolved.');
  });

  test.each([
    ['http elsewhere', 'http://receiver.example/'],
    ['a private address', 'https://10.1.2.3/'],
  ])('%s where only localhost is allowed beside the internet', async (_where, url) => {
    const { project } = await makeWorld(insecure);
    const variables = { input: { ...someSubscription, url } };
    const { extensions } = await refusalOf(
      insecure,
      CreateWebhookSubscription,
      variables,
      project.credentials,
    );
    expect(extensions).toMatchObject({ reason: 'INVALID_VALUE', field: 'url' });
  });

  test('a stored subscription that is no longer permitted', async () => {
    const receiver = await makeReceiver();
    const { project } = await makeWorld(publicOnly);
    const subscription = await makeSubscription(publicOnly, project);
    await publicOnly.database.query(
      `UPDATE webhook_subscription SET url = '${receiver.url}' WHERE id = '${subscription.id}'`,
    );
    await sendTest(publicOnly, project, subscription);
    const failed = await deliveryThat(publicOnly, project, subscription, { attemptCount: 1 });
    expect(failed.error).toBe(NOT_ALLOWED);
    expect(receiver.requests).toEqual([]);
  });
});
