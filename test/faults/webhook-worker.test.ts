import { expect, test } from 'vitest';
import type { WebhookDeliveryPartsFragment } from '../generated/graphql.ts';
import { operator, organizationKey, run } from '../support/client.ts';
import {
  createEmptyDatabase,
  createTestDatabase,
  type TestDatabase,
} from '../support/database/test-database.ts';
import { deliveriesOf, makeSubscription, sendTest } from '../support/fixtures/webhook.ts';
import { makeReceiver, silence, status, verified } from '../support/network/webhook-receiver.ts';
import { CreateOrganization } from '../support/operations/organization.ts';
import { OPERATOR_KEY } from '../support/operator-key.ts';
import { useProcesses } from '../support/process/processes.ts';
import { remoteServer } from '../support/process/remote-server.ts';
import { endOf, IN_ORDER, type ServerProcess } from '../support/process/server-process.ts';
import type { TestServer } from '../support/server.ts';

const processes = useProcesses();
const SOON_MS = 20_000;

const environment = ({ url }: TestDatabase, env: Readonly<Record<string, string>> = {}) => ({
  DATABASE_URL: url,
  BOOTSTRAP: '0',
  OPERATOR_KEY,
  WEBHOOK_ALLOW_INSECURE: '1',
  ...env,
});

const AT_WORK = 'Bailiwick worker started.\n';

async function untilAtWork(worker: ServerProcess): Promise<void> {
  await expect.poll(() => worker.printed, { timeout: SOON_MS }).toBe(AT_WORK);
}

/** An organization with a subscription, by way of a server that may be gone later. */
async function subscribe(endpoint: TestServer, url: string) {
  const input = { name: 'Subscriber' };
  const { createOrganization } = await run(endpoint, CreateOrganization, { input }, operator);
  const holder = { credentials: organizationKey(createOrganization.issuedKey.secret) };
  return { holder, subscription: await makeSubscription(endpoint, holder, { url }) };
}

/** Lets the last hour pass for the queue and for what waits in it. */
async function passAnHour(database: TestDatabase): Promise<void> {
  await database.query(`
    ALTER TABLE webhook_delivery DISABLE TRIGGER webhook_delivery_enqueue;
    UPDATE webhook_delivery SET next_attempt_at = next_attempt_at - interval '1 hour';
    ALTER TABLE webhook_delivery ENABLE TRIGGER webhook_delivery_enqueue;
    UPDATE graphile_worker._private_jobs SET locked_at = locked_at - interval '1 hour'`);
}

const looksLike = (looks: Partial<WebhookDeliveryPartsFragment>) => [expect.objectContaining(looks)];

test('kill -9 during a delivery loses no event: the next worker delivers it', async () => {
  const database = processes.keep(await createTestDatabase());
  const receiver = await makeReceiver();
  receiver.answerWith(silence);
  const first = processes.launch(environment(database));
  const endpoint = remoteServer(await first.ready());
  const { holder, subscription } = await subscribe(endpoint, receiver.url);
  const { eventId } = await sendTest(endpoint, holder, subscription);
  await receiver.received(1);
  first.kill('SIGKILL');
  await first.exited;

  receiver.answerWith(status(204));
  await passAnHour(database);
  const second = processes.launch(environment(database));
  const [, again] = await receiver.received(2);
  if (!again) throw new Error('It was received.');
  expect(verified(again, subscription.secret).id).toBe(eventId);
  const newDoor = remoteServer(await second.ready());
  await expect
    .poll(() => deliveriesOf(newDoor, holder, subscription), { timeout: SOON_MS })
    .toEqual(looksLike({ eventId, status: 'SUCCEEDED', attemptCount: 1 }));
});

test('with BACKGROUND_JOBS=off the server delivers nothing and a separate worker does', async () => {
  const database = processes.keep(await createTestDatabase());
  const receiver = await makeReceiver();
  const server = processes.launch(environment(database, { BACKGROUND_JOBS: 'off' }));
  const endpoint = remoteServer(await server.ready());
  const { holder, subscription } = await subscribe(endpoint, receiver.url);
  await sendTest(endpoint, holder, subscription);

  const worker = processes.launchWorker(environment(database));
  await untilAtWork(worker);
  await receiver.received(1);
  await sendTest(endpoint, holder, subscription);
  await receiver.received(2);

  worker.kill('SIGTERM');
  expect(await endOf(worker)).toEqual(IN_ORDER);
  expect(worker.explanation).toBe('');
  await sendTest(endpoint, holder, subscription);
  expect(await deliveriesOf(endpoint, holder, subscription)).toMatchObject([
    { status: 'PENDING', attemptCount: 0 },
    { status: 'SUCCEEDED' },
    { status: 'SUCCEEDED' },
  ]);
  expect(receiver.requests).toHaveLength(2);
});

test('a stopping worker completes a request in progress', async () => {
  const database = processes.keep(await createTestDatabase());
  const receiver = await makeReceiver();
  const server = processes.launch(environment(database, { BACKGROUND_JOBS: 'off' }));
  const endpoint = remoteServer(await server.ready());
  const { holder, subscription } = await subscribe(endpoint, receiver.url);
  const worker = processes.launchWorker(environment(database));
  let letGo = () => {};
  receiver.answerWith((response) => {
    letGo = () => response.writeHead(204).end();
  });
  await sendTest(endpoint, holder, subscription);
  await receiver.received(1);
  worker.kill('SIGTERM');
  await sendTest(endpoint, holder, subscription);
  letGo();
  expect(await endOf(worker)).toEqual(IN_ORDER);
  const statuses = (await deliveriesOf(endpoint, holder, subscription)).map((delivery) => delivery.status);
  expect(statuses).toEqual(['PENDING', 'SUCCEEDED']);
});

test('a request that exceeds the shutdown timeout is released and does not count as an attempt', async () => {
  const database = processes.keep(await createTestDatabase());
  const receiver = await makeReceiver();
  receiver.answerWith(silence);
  const server = processes.launch(environment(database, { SHUTDOWN_TIMEOUT_MS: '300' }));
  const endpoint = remoteServer(await server.ready());
  const { holder, subscription } = await subscribe(endpoint, receiver.url);
  await sendTest(endpoint, holder, subscription);
  await receiver.received(1);
  server.kill('SIGTERM');
  expect(await endOf(server)).toEqual(IN_ORDER);
  const left = await database.query('SELECT status, attempts FROM webhook_delivery');
  expect(left).toEqual([{ status: 'PENDING', attempts: 0 }]);

  receiver.answerWith(status(204));
  processes.launchWorker(environment(database));
  await receiver.received(2);
});

test('several workers and a server start at once on an empty database, and each event is delivered', async () => {
  const database = processes.keep(await createEmptyDatabase());
  const receiver = await makeReceiver();
  const workers = [1, 2, 3].map(() => processes.launchWorker(environment(database)));
  const server = processes.launch(environment(database));
  const endpoint = remoteServer(await server.ready());
  for (const worker of workers) await untilAtWork(worker);
  const { holder, subscription } = await subscribe(endpoint, receiver.url);
  const sent = await Promise.all(Array.from({ length: 20 }, () => sendTest(endpoint, holder, subscription)));
  const received = await receiver.received(20);
  const ids = received.map(({ headers }) => headers['webhook-id']);
  expect(ids.sort()).toEqual(sent.map(({ eventId }) => eventId).sort());
  for (const { stderr } of [...workers, server]) expect(stderr).not.toMatch(/"level":(40|50|60)/);
});
