import { expect, test } from 'vitest';
import { run } from '../../support/client.ts';
import { queriesOf } from '../../support/database/statements.ts';
import { makeAuthConfig } from '../../support/fixtures/auth-config.ts';
import { previewed, previewOf } from '../../support/fixtures/deletion-preview.ts';
import { storeAccounts } from '../../support/fixtures/purge.ts';
import { makeSubscription } from '../../support/fixtures/webhook.ts';
import { makeWorld, type ProjectWorld, type World } from '../../support/fixtures.ts';
import { PreviewCost } from '../../support/operations/deletion-preview.ts';
import { useServer } from '../../support/server.ts';

// Statistics of PostgreSQL are those of whole tables.
const server = useServer({ ownDatabase: true, transport: 'network' });

const EXACT_MAX = 10_000;

const storeCalls = ({ id }: ProjectWorld, count: number, first = 1) =>
  server.database.query(`
    INSERT INTO tool_call_log (id, organization_id, project_id, idempotency_key, tool_slug, toolkit_slug, status,
      duration_ms, called_at, created_at)
    SELECT 'log_' || left(md5(id || n), 16), organization_id, id, 'stored-' || n, 't', 'k', 'SUCCESS', 0, now(), now()
    FROM project, generate_series(${first}, ${first + count - 1}) n WHERE id = '${id}'`);

const storeDeliveries = (subscriptionId: string, count: number) =>
  server.database.query(`
    INSERT INTO webhook_delivery (id, organization_id, project_id, subscription_id, event_id, event_type, payload, status, created_at)
    SELECT 'whd_' || left(md5(id || n), 16), organization_id, project_id, id, 'evt_', 'webhook.test', '{}', 'FAILED', now()
    FROM webhook_subscription, generate_series(1, ${count}) n WHERE id = '${subscriptionId}'`);

const removalOf = async (type: string, id: string, { organization }: World) => {
  const { removes } = await previewOf(server, id, organization.credentials);
  return removes.find((removal) => removal.type === type);
};

test('counts are exact up to 10,000, and estimated and marked beyond', async () => {
  const world = await makeWorld(server);
  const calls = () => removalOf('TOOL_CALL', world.project.id, world);
  await storeCalls(world.project, EXACT_MAX);
  expect(await calls()).toMatchObject({ count: EXACT_MAX, isEstimate: false });
  await storeCalls(world.project, 1, EXACT_MAX + 1);
  const estimated = await calls();
  expect(estimated).toMatchObject({ isEstimate: true });
  expect(estimated?.count).toBeGreaterThan(EXACT_MAX);
  const { estimatedPurgeSeconds } = await previewOf(server, world.project.id, world.organization.credentials);
  expect(estimatedPurgeSeconds).toBeGreaterThan(0);
});

test('an estimate knows that a project determines its organization', async () => {
  const worlds = await Promise.all([1, 2, 3, 4, 5].map(() => makeWorld(server)));
  await server.database.query('DELETE FROM tool_call_log');
  for (const { project } of worlds) await storeCalls(project, 20_000);
  const subscriptions = await Promise.all(worlds.map(({ project }) => makeSubscription(server, project)));
  for (const { id } of subscriptions) await storeDeliveries(id, 15_000);
  await server.database.query('ANALYZE tool_call_log, webhook_delivery');
  for (const [index, world] of worlds.entries()) {
    const calls = await removalOf('TOOL_CALL', world.project.id, world);
    expect(calls?.count).toBeGreaterThan(18_000);
    expect(calls?.count).toBeLessThan(22_000);
    const deliveries = await removalOf('WEBHOOK_DELIVERY', subscriptions[index]?.id ?? '', world);
    expect(deliveries?.count).toBeGreaterThan(13_500);
    expect(deliveries?.count).toBeLessThan(16_500);
  }
});

test('of more than 10,000 accounts the fingerprint has the newest', async () => {
  const world = await makeWorld(server);
  const { id: authConfigId } = await makeAuthConfig(server, world.project);
  const ids = await storeAccounts(server, authConfigId, EXACT_MAX + 2);
  const fingerprint = async () =>
    (await previewOf(server, authConfigId, world.organization.credentials)).fingerprint;
  const before = await fingerprint();
  const remove = (id = '') => server.database.query(`DELETE FROM connected_account WHERE id = '${id}'`);
  await remove(ids[0]);
  expect(await fingerprint()).toBe(before);
  await remove(ids.at(-1));
  const after = await fingerprint();
  expect(after).not.toBe(before);
  const id = await previewed.ConnectedAccount.make(server, world);
  await server.database.query(
    `UPDATE connected_account SET auth_config_id = '${authConfigId}' WHERE id = '${id}'`,
  );
  expect(await fingerprint()).not.toBe(after);
});

test('a preview costs 10 points and sends one statement, and one more for each estimate', async () => {
  const world = await makeWorld(server);
  const { id } = world.project;
  const ask = () => run(server, PreviewCost, { id }, world.organization.credentials);
  const names = async () =>
    (await queriesOf(ask)).map(({ name }) => name).filter((name) => /deletion/.test(name));
  expect((await ask()).viewer.rateLimit?.cost).toBe(10);
  expect(await names()).toEqual(['deletion_of_project']);
  await storeCalls(world.project, EXACT_MAX + 1);
  expect(await names()).toEqual(['deletion_of_project', 'deletion_of_project_estimate_tool_call']);
  expect((await ask()).viewer.rateLimit?.cost).toBe(10);
});
