import { beforeAll, describe, expect, test } from 'vitest';
import { run } from '../../support/client.ts';
import { SendTestWebhook } from '../../support/operations/webhook.ts';
import { UpdateProjectConfig } from '../../support/operations/foundation.ts';
import { makeReceiver, verified } from '../../support/receiver.ts';
import { useServer } from '../../support/server.ts';
import { deliveryThat, makeSubscription } from '../../support/webhook.ts';
import { makeWorld } from '../../support/world.ts';

const server = useServer({ env: { WORKER: 'on', WEBHOOK_ALLOW_INSECURE: '1' } });

beforeAll(async () => {
  await server.listen();
});

describe('webhook delivery does', () => {
  test('smoke', async () => {
    const { project } = await makeWorld(server);
    const receiver = await makeReceiver();
    const subscription = await makeSubscription(server, project, { url: receiver.url });
    await run(server, UpdateProjectConfig, { input: { displayName: 'x' } }, project.credentials);
    const [received] = await receiver.received(1);
    console.log(received);
    console.log(verified(received!, subscription.secret));
    console.log(await deliveryThat(server, project, subscription, { status: 'SUCCEEDED' }));
    for (let i = 0; i < 5; i++) {
      const t = performance.now();
      await run(server, SendTestWebhook, { input: { id: subscription.id } }, project.credentials);
      await receiver.received(i + 2);
      console.log('latency', performance.now() - t);
    }
  });
});
