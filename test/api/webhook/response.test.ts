import { beforeAll, describe, expect, test } from 'vitest';
import { run } from '../../support/client.ts';
import {
  deliveriesOf,
  deliveryThat,
  makeDue,
  makeSubscription,
  sendTest,
} from '../../support/fixtures/webhook.ts';
import { makeWorld } from '../../support/fixtures.ts';
import { makeReceiver, status } from '../../support/network/webhook-receiver.ts';
import { UpdateWebhookSubscription } from '../../support/operations/webhook.ts';
import { useServer } from '../../support/server.ts';

const server = useServer({
  ownDatabase: true,
  transport: 'network',
  env: { BACKGROUND_JOBS: 'on', WEBHOOK_ALLOW_INSECURE: '1' },
});

beforeAll(async () => {
  await server.listen();
});

async function makeListener() {
  const { project, organization } = await makeWorld(server);
  const receiver = await makeReceiver();
  const subscription = await makeSubscription(server, project, { url: receiver.url });
  return { project, organization, receiver, subscription };
}

const DAY_SECONDS = 24 * 60 * 60;

/** The seconds from the first try, which fails so, to the next. */
async function waitAfter(code: number, retryAfter: string): Promise<number> {
  const { project, receiver, subscription } = await makeListener();
  receiver.answerWith(status(code, { 'retry-after': retryAfter }));
  await sendTest(server, project, subscription);
  const failed = await deliveryThat(server, project, subscription, { status: 'PENDING', attemptCount: 1 });
  return (Date.parse(failed.nextAttemptAt ?? '') - Date.parse(failed.lastAttemptAt ?? '')) / 1000;
}

describe('410 Gone', () => {
  test('disables the subscription with a reason and an audit entry, and no further event is sent', async () => {
    const { project, receiver, subscription } = await makeListener();
    receiver.answerWith(status(500));
    await sendTest(server, project, subscription);
    const waiting = await deliveryThat(server, project, subscription, { attemptCount: 1 });
    receiver.answerWith(status(410));
    await sendTest(server, project, subscription);
    const gone = { status: 'FAILED', attemptCount: 1, responseStatus: 410, nextAttemptAt: null } as const;
    const { error } = await deliveryThat(server, project, subscription, gone);
    expect(error).toBe('The endpoint responded with status 410. The subscription is disabled.');
    await makeDue(server, waiting);
    const settled = async () => (await deliveriesOf(server, project, subscription)).map((one) => one.status);
    await expect.poll(settled).toEqual(['FAILED', 'FAILED']);
    expect(receiver.requests).toHaveLength(2);

    const [row] = await server.database.query(
      `SELECT enabled, disabled_reason FROM webhook_subscription WHERE id = '${subscription.id}'`,
    );
    expect(row).toEqual({ enabled: false, disabled_reason: 'GONE' });
    const recorded = await server.database.query(`
      SELECT actor_kind, actor_key_id, changes FROM audit_entry
      WHERE target_id = '${subscription.id}' AND action = 'WEBHOOK_SUBSCRIPTION_UPDATED'`);
    const changes = {
      enabled: { before: true, after: false },
      disabledReason: { before: null, after: 'GONE' },
    };
    expect(recorded).toEqual([{ actor_kind: 'system', actor_key_id: null, changes }]);
  });

  test('updateWebhookSubscription enables it again and clears the reason', async () => {
    const { project, receiver, subscription } = await makeListener();
    receiver.answerWith(status(410));
    await sendTest(server, project, subscription);
    await deliveryThat(server, project, subscription, { status: 'FAILED' });
    receiver.answerWith(status(204));
    const enable = (enabled: boolean) =>
      run(
        server,
        UpdateWebhookSubscription,
        { input: { id: subscription.id, enabled } },
        project.credentials,
      );
    const kept = (await enable(false)).updateWebhookSubscription.webhookSubscription;
    expect(kept).toMatchObject({ enabled: false, disabledReason: 'GONE' });
    const again = (await enable(true)).updateWebhookSubscription.webhookSubscription;
    expect(again).toMatchObject({ enabled: true, disabledReason: null });
    await sendTest(server, project, subscription);
    await deliveryThat(server, project, subscription, { status: 'SUCCEEDED' });
  });

  test('does not disable a subscription whose URL has changed', async () => {
    const { project, receiver, subscription } = await makeListener();
    const elsewhere = await makeReceiver();
    receiver.answerWith(async (response) => {
      const input = { id: subscription.id, url: elsewhere.url };
      await run(server, UpdateWebhookSubscription, { input }, project.credentials);
      response.writeHead(410).end();
    });
    await sendTest(server, project, subscription);
    await deliveryThat(server, project, subscription, { status: 'FAILED', responseStatus: 410 });
    await sendTest(server, project, subscription);
    await elsewhere.received(1);
  });
});

describe('Retry-After', () => {
  test.each([
    ['429 and a number of seconds', 429, () => '3600', 3600],
    ['503 and a date', 503, () => new Date(Date.now() + 3600_000).toUTCString(), 3600],
    ['503 and a century', 503, () => '3153600000', DAY_SECONDS],
  ])('%s is respected, up to a day', async (_what, code, retryAfter, seconds) => {
    const waited = await waitAfter(code, retryAfter());
    // A date has no fractions of a second, and two clocks are read.
    expect(waited).toBeGreaterThan(seconds - 5);
    expect(waited).toBeLessThan(seconds + 5);
  });

  test.each([
    ['less than the usual pause', '1'],
    ['a date that is past', 'Wed, 21 Oct 2015 07:28:00 GMT'],
    ['text', 'tomorrow'],
    ['a negative number', '-7200'],
  ])('%s results in the usual delay', async (_what, retryAfter) => {
    const waited = await waitAfter(503, retryAfter);
    expect(waited).toBeGreaterThan(8);
    expect(waited).toBeLessThan(15);
  });
});
