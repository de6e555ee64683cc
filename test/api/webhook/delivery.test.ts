import { beforeAll, describe, expect, test } from 'vitest';
import { run, send } from '../../support/client.ts';
import {
  deliveriesOf,
  deliveryThat,
  makeDue,
  makeSubscription,
  sendTest,
} from '../../support/fixtures/webhook.ts';
import { makeProject, makeWorld, type ProjectWorld, type World } from '../../support/fixtures.ts';
import { makeReceiver, silence, status, verified } from '../../support/network/webhook-receiver.ts';
import { UpdateProjectConfig } from '../../support/operations/project.ts';
import { Viewer } from '../../support/operations/viewer.ts';
import {
  RedeliverWebhook,
  RotateWebhookSecret,
  UpdateWebhookSubscription,
} from '../../support/operations/webhook.ts';
import { useServer } from '../../support/server.ts';

/** As many connections as the server may have. */
const POOL_MAX = 10;

const server = useServer({
  ownDatabase: true,
  transport: 'network',
  env: { BACKGROUND_JOBS: 'on', WEBHOOK_ALLOW_INSECURE: '1' },
  // Longer than any test lasts: who hangs does so until its end.
  overrides: { webhookTimeoutMs: 60_000 },
});

beforeAll(async () => {
  await server.listen();
});

/** A project with an endpoint that it tells of its settings. */
async function makeListener() {
  const { organization, project } = await makeWorld(server);
  const receiver = await makeReceiver();
  const subscription = await makeSubscription(server, project, { url: receiver.url });
  return { organization, project, receiver, subscription };
}

const configure = ({ credentials }: ProjectWorld, displayName: string) =>
  run(server, UpdateProjectConfig, { input: { displayName } }, credentials);

const redeliver = ({ credentials }: ProjectWorld, deliveryId: string) =>
  run(server, RedeliverWebhook, { input: { deliveryId } }, credentials);

const secondsBetween = (from: string | null, to: string | null) =>
  (new Date(to ?? 0).getTime() - new Date(from ?? 0).getTime()) / 1000;

describe('webhook delivery', () => {
  test('sends an event signed by Standard Webhooks and stores it as delivered', async () => {
    const { project, receiver, subscription } = await makeListener();
    await configure(project, 'Told');
    const [received] = await receiver.received(1);
    if (!received) throw new Error('It was received.');
    const delivery = await deliveryThat(server, project, subscription, { status: 'SUCCEEDED' });
    expect(delivery).toMatchObject({
      id: expect.stringMatching(/^whd_[0-9A-Za-z]{16}$/),
      eventType: 'PROJECT_CONFIG_UPDATED',
      attemptCount: 1,
      responseStatus: 204,
      error: null,
      nextAttemptAt: null,
    });
    const event = verified(received, subscription.secret);
    expect(event).toMatchObject({ type: 'project.config.updated', data: { displayName: 'Told' } });
    expect(event.id).toBe(delivery.eventId);
    expect(received.body).toBe(delivery.payload);
  });

  test('sends the documented headers and no others', async () => {
    const { project, receiver, subscription } = await makeListener();
    receiver.answerWith(status(200, { 'set-cookie': 'session=1', 'keep-alive': 'timeout=60' }));
    for (const count of [1, 2]) {
      await sendTest(server, project, subscription);
      await receiver.received(count);
    }
    for (const { headers, body } of receiver.requests) {
      expect(headers).toEqual({
        host: new URL(receiver.url).host,
        connection: 'close',
        'content-type': 'application/json',
        'content-length': String(Buffer.byteLength(body)),
        'user-agent': expect.stringMatching(/^Bailiwick-Webhooks\/\d+\.\d+\.\d+$/),
        'webhook-id': expect.stringMatching(/^evt_/),
        'webhook-timestamp': expect.stringMatching(/^\d{10}$/),
        'webhook-signature': expect.stringMatching(/^v1,[A-Za-z0-9+/]{43}=$/),
      });
    }
  });

  test('retries a failed delivery with the same bytes until it succeeds', async () => {
    const { project, receiver, subscription } = await makeListener();
    receiver.answerWith(status(500));
    await configure(project, 'Told');
    const failing = { status: 'PENDING', attemptCount: 1, responseStatus: 500 } as const;
    const failed = await deliveryThat(server, project, subscription, failing);
    expect(failed.error).toBe('The endpoint responded with status 500.');
    receiver.answerWith(status(200));
    await makeDue(server, failed);
    const arrived = { status: 'SUCCEEDED', attemptCount: 2, responseStatus: 200, error: null } as const;
    await deliveryThat(server, project, subscription, arrived);
    const [first, second, ...others] = receiver.requests;
    expect(second?.body).toBe(first?.body);
    expect(second?.headers['webhook-id']).toBe(first?.headers['webhook-id']);
    expect(others).toEqual([]);
  });

  test('retries with delays from ten seconds to hours and fails after the twelfth attempt', async () => {
    const { project, receiver, subscription } = await makeListener();
    receiver.answerWith(status(503));
    await sendTest(server, project, subscription);
    const gaps: number[] = [];
    for (let attemptCount = 1; attemptCount < 12; attemptCount++) {
      const failed = await deliveryThat(server, project, subscription, { attemptCount, status: 'PENDING' });
      gaps.push(secondsBetween(failed.lastAttemptAt, failed.nextAttemptAt));
      await makeDue(server, failed);
    }
    const dead = { status: 'FAILED', attemptCount: 12, responseStatus: 503, nextAttemptAt: null } as const;
    await deliveryThat(server, project, subscription, dead);
    const hours = 3600;
    const plan = [10, 40, 160, 640, 2560, 10_240, 40_960, ...Array(4).fill(14 * hours)];
    gaps.forEach((gap, index) => {
      // A tenth of jitter, and what passes between two clocks.
      expect(gap).toBeGreaterThan(plan[index] * 0.9 - 2);
      expect(gap).toBeLessThan(plan[index] * 1.1 + 2);
    });
    expect(receiver.requests).toHaveLength(12);
  });

  test('redeliverWebhook restarts the attempts under the same id, whatever the status', async () => {
    const { project, receiver, subscription } = await makeListener();
    await configure(project, 'Told');
    const delivered = await deliveryThat(server, project, subscription, { status: 'SUCCEEDED' });
    receiver.answerWith(status(500));
    const { redeliverWebhook } = await redeliver(project, delivered.id);
    const anew = { id: delivered.id, status: 'PENDING', attemptCount: 0, responseStatus: null, error: null };
    expect(redeliverWebhook.delivery).toMatchObject({ ...anew, eventId: delivered.eventId });
    await deliveryThat(server, project, subscription, { status: 'PENDING', attemptCount: 1 });
    receiver.answerWith(status(200));
    await redeliver(project, delivered.id);
    await deliveryThat(server, project, subscription, { status: 'SUCCEEDED', attemptCount: 1, error: null });
    const ids = receiver.requests.map(({ headers }) => headers['webhook-id']);
    expect(ids).toEqual([delivered.eventId, delivered.eventId, delivered.eventId]);
  });

  test('sends a test event, whatever event types the subscription selects', async () => {
    const { project, receiver, subscription } = await makeListener();
    const { eventId } = await sendTest(server, project, subscription);
    const [received] = await receiver.received(1);
    if (!received) throw new Error('It was received.');
    expect(verified(received, subscription.secret)).toMatchObject({ id: eventId, type: 'webhook.test' });
  });

  test('signs with both secrets during the overlap of a rotation and with the new one afterwards', async () => {
    const { project, receiver, subscription } = await makeListener();
    const input = { id: subscription.id, overlapSeconds: 3600 };
    const { rotateWebhookSecret } = await run(server, RotateWebhookSecret, { input }, project.credentials);
    const { secret } = rotateWebhookSecret;
    await sendTest(server, project, subscription);
    const [during] = await receiver.received(1);
    if (!during) throw new Error('It was received.');
    expect(during.headers['webhook-signature']).toMatch(/^v1,\S+ v1,\S+$/);
    for (const one of [secret, subscription.secret]) expect(verified(during, one).type).toBe('webhook.test');

    await server.database.query(
      `UPDATE webhook_subscription SET previous_secret_expires_at = now() WHERE id = '${subscription.id}'`,
    );
    await sendTest(server, project, subscription);
    const [, after] = await receiver.received(2);
    if (!after) throw new Error('It was received.');
    expect(after.headers['webhook-signature']).toMatch(/^v1,\S+$/);
    expect(verified(after, secret).type).toBe('webhook.test');
    expect(() => verified(after, subscription.secret)).toThrow('No matching signature');
  });

  test('does not sign with the old secret after a rotation without overlap', async () => {
    const { project, receiver, subscription } = await makeListener();
    const input = { id: subscription.id, overlapSeconds: 0 };
    const { rotateWebhookSecret } = await run(server, RotateWebhookSecret, { input }, project.credentials);
    await sendTest(server, project, subscription);
    const [received] = await receiver.received(1);
    if (!received) throw new Error('It was received.');
    expect(verified(received, rotateWebhookSecret.secret).type).toBe('webhook.test');
    expect(() => verified(received, subscription.secret)).toThrow('No matching signature');
  });

  test('sends pending deliveries to the present URL of the subscription', async () => {
    const { project, receiver, subscription } = await makeListener();
    receiver.answerWith(status(500));
    await sendTest(server, project, subscription);
    const failed = await deliveryThat(server, project, subscription, { attemptCount: 1 });
    const elsewhere = await makeReceiver();
    const input = { id: subscription.id, url: elsewhere.url };
    await run(server, UpdateWebhookSubscription, { input }, project.credentials);
    await makeDue(server, failed);
    await elsewhere.received(1);
    expect(receiver.requests).toHaveLength(1);
  });

  test('is not delayed by a hanging endpoint, which gets a limited number of concurrent requests', async () => {
    const { project, receiver: hanging, subscription } = await makeListener();
    hanging.answerWith(silence);
    for (let count = 0; count < 30; count++) await sendTest(server, project, subscription);
    await hanging.received(4);
    const live = await makeListener();
    for (let count = 1; count <= 5; count++) {
      await sendTest(server, live.project, live.subscription);
      await live.receiver.received(count);
    }
    expect(hanging.requests).toHaveLength(4);
    const waiting = await deliveriesOf(server, project, subscription);
    expect(waiting.filter(({ attemptCount }) => attemptCount === 0)).toHaveLength(30);
  });

  test('is not delayed by many hanging endpoints of one organization', async () => {
    const hanging = await makeReceiver();
    const first = await makeWorld(server);
    const worlds = [first, { ...first, project: await makeProject(server, first.organization) }];
    const makeOne = async ({ project }: World) => {
      const subscription = await makeSubscription(server, project, { url: hanging.url });
      return sendTest(server, project, subscription);
    };
    hanging.answerWith(status(500));
    for (const world of worlds) await Promise.all(Array.from({ length: 13 }, () => makeOne(world)));
    const tried = `SELECT FROM webhook_delivery WHERE attempts = 1 AND subscription_id IN (
      SELECT id FROM webhook_subscription WHERE url = '${hanging.url}')`;
    await expect.poll(() => server.database.query(tried), { timeout: 20_000 }).toHaveLength(26);
    hanging.answerWith(silence);
    await server.database.query(
      "UPDATE webhook_delivery SET next_attempt_at = now() WHERE status = 'PENDING' AND attempts = 1",
    );
    // Half of those that endpoints with a bad record have together, which is half of all.
    await hanging.received(26 + 8);
    const live = await makeListener();
    live.receiver.answerWith(status(500));
    await sendTest(server, live.project, live.subscription);
    const failed = await deliveryThat(server, live.project, live.subscription, { attemptCount: 1 });
    live.receiver.answerWith(status(204));
    await makeDue(server, failed);
    await live.receiver.received(2);
    for (let count = 3; count <= 5; count++) {
      await sendTest(server, live.project, live.subscription);
      await live.receiver.received(count);
    }
    expect(hanging.requests).toHaveLength(26 + 8);
  });

  test('sends many concurrent events, each once', async () => {
    const { project, receiver, subscription } = await makeListener();
    const sent = await Promise.all(Array.from({ length: 40 }, () => sendTest(server, project, subscription)));
    const received = await receiver.received(40);
    const ids = received.map(({ headers }) => headers['webhook-id']);
    expect(ids.sort()).toEqual(sent.map(({ eventId }) => eventId).sort());
  });

  test('continues after the database closed every connection', async () => {
    const { project, receiver, subscription } = await makeListener();
    const connections =
      "FROM pg_stat_activity WHERE datname = current_database() AND application_name = 'bailiwick'";
    const cut = await server.database.query(`SELECT pid, pg_terminate_backend(pid) ${connections}`);
    // A request that gets hold of a connection before it breaks fails, as it must.
    const left = `SELECT ${connections} AND pid IN (${cut.map(({ pid }) => pid)})`;
    await expect.poll(() => server.database.query(left)).toEqual([]);
    // They are closed there; here each is known to be once its socket has reported it.
    const asking = () =>
      Array.from({ length: POOL_MAX }, () => send(server, Viewer, {}, project.credentials));
    const statuses = async () => (await Promise.all(asking())).map(({ status }) => status);
    await expect.poll(statuses).toEqual(Array(POOL_MAX).fill(200));
    await sendTest(server, project, subscription);
    await receiver.received(1);
    await deliveryThat(server, project, subscription, { status: 'SUCCEEDED' });
  });
});
