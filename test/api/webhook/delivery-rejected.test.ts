import { beforeAll, describe, expect, test } from 'vitest';
import { refusalOf, run } from '../../support/client.ts';
import {
  deliveryThat,
  makeDue,
  makeSubscription,
  type SubscriptionWorld,
  sendTest,
} from '../../support/fixtures/webhook.ts';
import { makeProject, makeWorld, type ProjectWorld } from '../../support/fixtures.ts';
import { makeReceiver, status } from '../../support/network/webhook-receiver.ts';
import { UpdateProjectConfig } from '../../support/operations/project.ts';
import {
  DeleteWebhookSubscription,
  RedeliverWebhook,
  SendTestWebhook,
  UpdateWebhookSubscription,
} from '../../support/operations/webhook.ts';
import { useServer } from '../../support/server.ts';

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

const disable = ({ credentials }: ProjectWorld, { id }: SubscriptionWorld) =>
  run(server, UpdateWebhookSubscription, { input: { id, enabled: false } }, credentials);

describe('webhook delivery does not', () => {
  test('send to a disabled subscription: pending deliveries fail when they are due', async () => {
    const { project, receiver, subscription } = await makeListener();
    receiver.answerWith(status(500));
    await configure(project, 'Told');
    const failed = await deliveryThat(server, project, subscription, { attemptCount: 1 });
    await disable(project, subscription);
    await makeDue(server, failed);
    const given = await deliveryThat(server, project, subscription, { status: 'FAILED', attemptCount: 1 });
    expect(given.error).toBe('The subscription was disabled when the delivery was due.');
    const { credentials } = project;
    const refused = [
      await refusalOf(server, SendTestWebhook, { input: { id: subscription.id } }, credentials),
      await refusalOf(server, RedeliverWebhook, { input: { deliveryId: failed.id } }, credentials),
    ];
    for (const { extensions } of refused)
      expect(extensions).toMatchObject({ code: 'CONFLICT', reason: 'WEBHOOK_DISABLED' });
    expect(receiver.requests).toHaveLength(1);
  });

  test('send deliveries of a deleted subscription', async () => {
    const { project, receiver, subscription } = await makeListener();
    receiver.answerWith(status(500));
    await sendTest(server, project, subscription);
    await deliveryThat(server, project, subscription, { attemptCount: 1 });
    const input = { id: subscription.id };
    await run(server, DeleteWebhookSubscription, { input }, project.credentials);
    await server.database.query('UPDATE graphile_worker._private_jobs SET run_at = now()');
    await server.database.query(`SELECT pg_notify('jobs:insert', '{"count": 1}')`);
    const jobs = `SELECT FROM graphile_worker.jobs WHERE flags ? '${subscription.id}'`;
    await expect.poll(() => server.database.query(jobs), { timeout: 20_000 }).toEqual([]);
    expect(receiver.requests).toHaveLength(1);
  });

  test.each([301, 302, 303, 307, 308])('follow a redirect: %i is a failure', async (code) => {
    const { project, receiver, subscription } = await makeListener();
    const elsewhere = await makeReceiver();
    receiver.answerWith(status(code, { location: elsewhere.url }));
    await sendTest(server, project, subscription);
    const failed = await deliveryThat(server, project, subscription, {
      responseStatus: code,
      attemptCount: 1,
    });
    expect(failed.error).toBe(`The endpoint responded with status ${code}. Redirects are not followed.`);
    expect(elsewhere.requests).toEqual([]);
  });

  test('read an endless response', async () => {
    const { project, receiver, subscription } = await makeListener();
    let sentBytes = 0;
    let hasBeenCut = false;
    receiver.answerWith((response) => {
      const chunk = Buffer.alloc(64 * 1024);
      const more = () => {
        while (response.write(chunk)) sentBytes += chunk.length;
        response.once('drain', more);
      };
      response.once('close', () => {
        hasBeenCut = true;
      });
      more();
    });
    await sendTest(server, project, subscription);
    await deliveryThat(server, project, subscription, { status: 'SUCCEEDED', responseStatus: 200 });
    await expect.poll(() => hasBeenCut).toBe(true);
    expect(sentBytes).toBeLessThan(20 * 1024 * 1024);
  });

  test('treat a closed connection as a response', async () => {
    const { project, receiver, subscription } = await makeListener();
    receiver.answerWith((response) => response.destroy());
    await sendTest(server, project, subscription);
    const failed = await deliveryThat(server, project, subscription, { attemptCount: 1, status: 'PENDING' });
    expect(failed).toMatchObject({
      responseStatus: null,
      error: 'No response from the endpoint (ECONNRESET).',
    });
  });
});

describe('webhook delivery isolates tenants', () => {
  test('an endpoint gets events of its own project only', async () => {
    const { organization, project, receiver, subscription } = await makeListener();
    const sibling = await makeProject(server, organization);
    const siblings = await makeReceiver();
    await makeSubscription(server, sibling, { url: siblings.url });
    const foreign = await makeListener();
    await configure(sibling, 'Sibling');
    await configure(foreign.project, 'Foreign');
    await configure(project, 'Own');
    for (const one of [receiver, siblings, foreign.receiver]) await one.received(1);
    await deliveryThat(server, project, subscription, { status: 'SUCCEEDED' });
    const names = [receiver, siblings, foreign.receiver].map(({ requests }) =>
      requests.map(({ body }) => JSON.parse(body).data.displayName),
    );
    expect(names).toEqual([['Own'], ['Sibling'], ['Foreign']]);
  });
});
