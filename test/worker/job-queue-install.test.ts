import { expect, test } from 'vitest';
import { makeSubscription, sendTest } from '../support/fixtures/webhook.ts';
import { makeWorld } from '../support/fixtures.ts';
import { makeReceiver } from '../support/network/webhook-receiver.ts';
import { useServer } from '../support/server.ts';

/** Requests are sent in process: a connection would start the worker. */
const server = useServer({
  ownDatabase: true,
  transport: 'in-process',
  env: { BACKGROUND_JOBS: 'on', WEBHOOK_ALLOW_INSECURE: '1' },
});

const WRITERS = 12;

test('events emitted while the first worker installs the queue are stored and delivered afterwards', async () => {
  const { project } = await makeWorld(server);
  const receiver = await makeReceiver();
  const subscription = await makeSubscription(server, project, { url: receiver.url });
  const eventIds = new Set<string>();
  const writeUntilDelivered = async () => {
    while (receiver.requests.length === 0)
      eventIds.add((await sendTest(server, project, subscription)).eventId);
  };
  await server.listen();
  await Promise.all(Array.from({ length: WRITERS }, writeUntilDelivered));
  await receiver.received(eventIds.size);
  expect(new Set(receiver.requests.map(({ headers }) => headers['webhook-id']))).toEqual(eventIds);
});
