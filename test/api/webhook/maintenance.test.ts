import { expect, test } from 'vitest';
import { makeSubscription, sendTest } from '../../support/fixtures/webhook.ts';
import { makeWorld } from '../../support/fixtures.ts';
import { makeReceiver } from '../../support/network/webhook-receiver.ts';
import { useServer } from '../../support/server.ts';

// Only `listen` starts the worker, so that all rows exist before.
const server = useServer({
  ownDatabase: true,
  transport: 'in-process',
  env: { BACKGROUND_JOBS: 'on', WEBHOOK_ALLOW_INSECURE: '1' },
});

test('the worker delivers events from before its start and purges deliveries that ended 30 days ago', async () => {
  const { project } = await makeWorld(server);
  const receiver = await makeReceiver();
  const subscription = await makeSubscription(server, project, { url: receiver.url });
  const send = () => sendTest(server, project, subscription);
  const [pending, forgotten, kept] = [await send(), await send(), await send()];
  const age = (id: string, days: number, change: string) =>
    server.database.query(`
      UPDATE webhook_delivery SET created_at = now() - interval '${days} days' ${change} WHERE id = '${id}'`);
  await age(pending.id, 31, '');
  await age(forgotten.id, 31, ", status = 'FAILED', next_attempt_at = NULL");
  await age(kept.id, 29, ", status = 'FAILED', next_attempt_at = NULL");

  await server.listen();
  const [received, ...others] = await receiver.received(1);
  expect(received?.headers['webhook-id']).toBe(pending.eventId);
  expect(others).toEqual([]);
  const left = await server.database.query('SELECT id FROM webhook_delivery ORDER BY created_at');
  expect(left).toEqual([{ id: pending.id }, { id: kept.id }]);
});
