import { describe, expect, onTestFinished, test } from 'vitest';
import { createServer } from '../../../src/app/server.ts';
import { deliveryThat, makeSubscription, sendTest } from '../../support/fixtures/webhook.ts';
import { makeWorld } from '../../support/fixtures.ts';
import { makeConnectProxy, type Tunnel } from '../../support/network/connect-proxy.ts';
import { useDns } from '../../support/network/dns.ts';
import { makeReceiver } from '../../support/network/webhook-receiver.ts';
import { testConfig, useServer } from '../../support/server.ts';

const server = useServer({ ownDatabase: true, transport: 'network' });

/** Delivers the events of `server` through a proxy. */
async function deliverThrough(port: number, env = {}): Promise<void> {
  const proxy = { BACKGROUND_JOBS: 'on', WEBHOOK_PROXY: `http://us%20er:pass@127.0.0.1:${port}`, ...env };
  const worker = await createServer(testConfig(server.database, proxy));
  onTestFinished(() => worker.close());
  await worker.listen();
}

async function tryOnce(url: string) {
  const { project } = await makeWorld(server);
  const subscription = await makeSubscription(server, project, { url: 'https://receiver.example/' });
  await server.database.query(
    `UPDATE webhook_subscription SET url = '${url}' WHERE id = '${subscription.id}'`,
  );
  await sendTest(server, project, subscription);
  return { failed: () => deliveryThat(server, project, subscription, { attemptCount: 1 }) };
}

describe('a proxy for webhooks', () => {
  test('gets the checked address and sees only TLS with the host name', async () => {
    const { port, tunnels } = await makeConnectProxy();
    await deliverThrough(port);
    const { questions } = await useDns({ 'hook.example': '93.184.215.14' });
    const { failed } = await tryOnce('https://hook.example:8443/secret-path');
    expect((await failed()).responseStatus).toBeNull();
    const [tunnel, ...others] = tunnels as [Tunnel, ...Tunnel[]];
    expect(others).toEqual([]);
    expect(tunnel).toMatchObject({
      target: '93.184.215.14:8443',
      authorization: `Basic ${Buffer.from('us er:pass').toString('base64')}`,
    });
    const hello = await tunnel.firstBytes;
    // A TLS handshake, which begins with a ClientHello.
    expect([hello[0], hello[5]]).toEqual([22, 1]);
    expect(hello.includes('hook.example')).toBe(true);
    expect(hello.includes('secret-path')).toBe(false);
    expect([...questions].sort()).toEqual(['A hook.example', 'AAAA hook.example']);
  });

  test('that rejects is distinguished from the endpoint, and disables no subscription', async () => {
    const { port } = await makeConnectProxy(410);
    await deliverThrough(port);
    await useDns({ 'hook.example': '93.184.215.14' });
    const { failed } = await tryOnce('https://hook.example/');
    expect(await failed()).toMatchObject({
      status: 'PENDING',
      responseStatus: null,
      error: 'The webhook proxy responded with status 410.',
    });
  });

  test('is not used for forbidden addresses or localhost', async () => {
    const { port, tunnels } = await makeConnectProxy();
    await deliverThrough(port, { WEBHOOK_ALLOW_INSECURE: '1' });
    await useDns({ 'inside.example': '10.0.0.7' });
    const { failed } = await tryOnce('https://inside.example/');
    expect((await failed()).error).toBe('The address of the endpoint is not allowed.');
    const receiver = await makeReceiver();
    await tryOnce(receiver.url);
    await receiver.received(1);
    expect(tunnels).toEqual([]);
  });
});
