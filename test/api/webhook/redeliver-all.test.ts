import { describe, expect, test } from 'vitest';
import { refusalOf, run } from '../../support/client.ts';
import { makeKey } from '../../support/fixtures/api-key.ts';
import { deliveriesOf, failDeliveries, makeSubscription, sendTest } from '../../support/fixtures/webhook.ts';
import { makeProject, makeWorld } from '../../support/fixtures.ts';
import { RedeliverWebhooks, UpdateWebhookSubscription } from '../../support/operations/webhook.ts';
import { useServer } from '../../support/server.ts';

let instant = new Date('2026-06-01T12:00:00Z');
const server = useServer({ overrides: { clock: { now: () => instant } } });

const passTime = () => {
  instant = new Date(instant.getTime() + 1_000);
};

type Holder = { readonly credentials: Readonly<Record<string, string>> };

const redeliver = async ({ credentials }: Holder, subscriptionId: string, since?: string | null) =>
  (
    await run(
      server,
      RedeliverWebhooks,
      { input: { subscriptionId, ...(since !== undefined && { since }) } },
      credentials,
    )
  ).redeliverWebhooks;

/** A subscription with failed deliveries, a second apart. */
async function makeFailed(holder: Holder, count: number) {
  const subscription = await makeSubscription(server, holder);
  for (let index = 0; index < count; index += 1) {
    passTime();
    await sendTest(server, holder, subscription);
  }
  await failDeliveries(server, subscription);
  return subscription;
}

describe('redeliverWebhooks', () => {
  test('restarts every failed delivery with all attempts, and no other one', async () => {
    const { project } = await makeWorld(server);
    const other = await makeFailed(project, 1);
    const subscription = await makeFailed(project, 2);
    passTime();
    const pending = await sendTest(server, project, subscription);
    expect(await redeliver(project, subscription.id)).toEqual({
      redeliveredCount: 2,
      webhookSubscription: { id: subscription.id },
    });
    const deliveries = await deliveriesOf(server, project, subscription);
    expect(deliveries).toHaveLength(3);
    for (const delivery of deliveries)
      expect(delivery).toMatchObject({
        status: 'PENDING',
        attemptCount: 0,
        responseStatus: null,
        error: null,
        nextAttemptAt: expect.any(String),
      });
    expect(pending).toMatchObject(deliveries[0] ?? {});
    expect(await deliveriesOf(server, project, other)).toMatchObject([{ status: 'FAILED' }]);
  });

  test('restarts those of events since an instant only', async () => {
    const { project } = await makeWorld(server);
    const subscription = await makeFailed(project, 3);
    const [newest, middle] = await deliveriesOf(server, project, subscription);
    const { redeliveredCount } = await redeliver(project, subscription.id, middle?.createdAt);
    expect(redeliveredCount).toBe(2);
    const statuses = (await deliveriesOf(server, project, subscription)).map(({ status }) => status);
    expect(statuses).toEqual(['PENDING', 'PENDING', 'FAILED']);
    passTime();
    expect(Date.parse(newest?.createdAt ?? '')).toBeLessThan(instant.getTime());
    expect((await redeliver(project, subscription.id, instant.toISOString())).redeliveredCount).toBe(0);
    expect((await redeliver(project, subscription.id, null)).redeliveredCount).toBe(1);
  });

  test('restarts nothing when it is repeated, and records nothing then', async () => {
    const { project } = await makeWorld(server);
    const subscription = await makeFailed(project, 2);
    expect((await redeliver(project, subscription.id)).redeliveredCount).toBe(2);
    const entries = () =>
      server.database.query(`SELECT changes FROM audit_entry WHERE target_id = '${subscription.id}'
        AND action = 'WEBHOOKS_REDELIVERED'`);
    const recorded = await entries();
    expect(recorded).toHaveLength(1);
    expect((await redeliver(project, subscription.id)).redeliveredCount).toBe(0);
    expect(await entries()).toEqual(recorded);
  });

  test('restarts each delivery once when several clients ask at the same time', async () => {
    const { project } = await makeWorld(server);
    const subscription = await makeFailed(project, 10);
    const all = await Promise.all([1, 2, 3].map(() => redeliver(project, subscription.id)));
    expect(all.map(({ redeliveredCount }) => redeliveredCount).sort((one, other) => other - one)).toEqual([
      10, 0, 0,
    ]);
  });

  test('restarts the 1,000 oldest of more', async () => {
    const { project } = await makeWorld(server);
    const subscription = await makeFailed(project, 1);
    await server.database.query(`INSERT INTO webhook_delivery SELECT 'whd_' || lpad(number::text, 16, '0'), organization_id,
      project_id, subscription_id, 'evt_' || lpad(number::text, 16, '0'), event_type, payload, status, attempts, response_status,
      error, last_attempt_at, next_attempt_at, created_at - number * interval '1 second'
      FROM webhook_delivery, generate_series(1, 1000) AS number WHERE subscription_id = '${subscription.id}'`);
    expect((await redeliver(project, subscription.id)).redeliveredCount).toBe(1_000);
    const [newest, ...older] = await deliveriesOf(server, project, subscription);
    expect(newest).toMatchObject({ status: 'FAILED' });
    expect(new Set(older.map(({ status }) => status))).toEqual(new Set(['PENDING']));
    expect((await redeliver(project, subscription.id)).redeliveredCount).toBe(1);
  });

  test('restarts those of a subscription of the organization', async () => {
    const { organization } = await makeWorld(server);
    const subscription = await makeFailed(organization, 1);
    expect((await redeliver(organization, subscription.id)).redeliveredCount).toBe(1);
  });
});

describe('redeliverWebhooks rejects', () => {
  test('a disabled subscription', async () => {
    const { project } = await makeWorld(server);
    const subscription = await makeFailed(project, 1);
    const input = { id: subscription.id, enabled: false };
    await run(server, UpdateWebhookSubscription, { input }, project.credentials);
    const variables = { input: { subscriptionId: subscription.id } };
    const { extensions } = await refusalOf(server, RedeliverWebhooks, variables, project.credentials);
    expect(extensions).toMatchObject({ code: 'CONFLICT', reason: 'WEBHOOK_DISABLED' });
    expect(await deliveriesOf(server, project, subscription)).toMatchObject([{ status: 'FAILED' }]);
  });

  test('a subscription of another project, of the organization and of another organization', async () => {
    const { organization, project } = await makeWorld(server);
    const sibling = await makeProject(server, organization);
    const stranger = await makeWorld(server);
    const restricted = await makeKey(server, organization, { projectIds: [sibling.id] });
    const subscription = await makeFailed(project, 1);
    const ofOrganization = await makeFailed(organization, 1);
    const attempts = [
      [sibling.credentials, subscription],
      [project.credentials, ofOrganization],
      [organization.credentials, subscription],
      [stranger.organization.credentials, ofOrganization],
      [stranger.project.credentials, subscription],
      [{ ...restricted.credentials, 'x-project-id': sibling.id }, subscription],
    ] as const;
    for (const [credentials, { id }] of attempts) {
      const variables = { input: { subscriptionId: id } };
      const { extensions } = await refusalOf(server, RedeliverWebhooks, variables, credentials);
      expect(extensions).toMatchObject({ code: 'NOT_FOUND', reason: 'WEBHOOK_NOT_FOUND' });
    }
    expect(await deliveriesOf(server, project, subscription)).toMatchObject([{ status: 'FAILED' }]);
  });
});
