import { expect, test } from 'vitest';
import { countPrepared } from '../../support/database/statements.ts';
import { deliveryThat, makeSubscription, sendTest } from '../../support/fixtures/webhook.ts';
import { makeWorld } from '../../support/fixtures.ts';
import { makeReceiver } from '../../support/network/webhook-receiver.ts';
import { useServer } from '../../support/server.ts';

const server = useServer({
  ownDatabase: true,
  transport: 'network',
  env: { BACKGROUND_JOBS: 'on', WEBHOOK_ALLOW_INSECURE: '1', DATABASE_PREPARED_STATEMENTS: 'off' },
});

test('webhooks are delivered without prepared statements where those are turned off', async () => {
  const count = await countPrepared(async () => {
    await server.listen();
    const { project } = await makeWorld(server);
    const subscription = await makeSubscription(server, project, { url: (await makeReceiver()).url });
    await sendTest(server, project, subscription);
    await deliveryThat(server, project, subscription, { status: 'SUCCEEDED' });
  });
  expect(count).toBe(0);
});
