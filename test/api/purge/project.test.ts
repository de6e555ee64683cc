import { describe, expect, test } from 'vitest';
import { tablesOfProject } from '../../../src/repositories/purge.ts';
import { organizationKey, projectKey, run, send } from '../../support/client.ts';
import { queriesOf } from '../../support/database/statements.ts';
import { makeKey } from '../../support/fixtures/api-key.ts';
import { makeAuthConfig } from '../../support/fixtures/auth-config.ts';
import { makeMcpServer } from '../../support/fixtures/mcp-server.ts';
import { purgeAll, storeAccounts } from '../../support/fixtures/purge.ts';
import { makeSession } from '../../support/fixtures/session.ts';
import { makeToolCallLog } from '../../support/fixtures/tool-call-log.ts';
import { makeTrigger } from '../../support/fixtures/trigger.ts';
import { rollUp } from '../../support/fixtures/usage.ts';
import { makeSubscription, sendTest } from '../../support/fixtures/webhook.ts';
import { makeProject, makeWorld, type ProjectWorld, type World } from '../../support/fixtures.ts';
import { RegenerateApiKey } from '../../support/operations/api-key.ts';
import { DeleteAuthConfig } from '../../support/operations/auth-config.ts';
import { GetNode } from '../../support/operations/node.ts';
import { CreateProject, DeleteProject } from '../../support/operations/project.ts';
import { OrganizationUsage } from '../../support/operations/usage.ts';
import { Viewer } from '../../support/operations/viewer.ts';
import { DeleteWebhookSubscription } from '../../support/operations/webhook.ts';
import { useServer } from '../../support/server.ts';

// Nothing purges by itself here.
const server = useServer({ ownDatabase: true, transport: 'network' });

/** Of each table, of the batch that goes with the deletion itself. */
const FIRST = 100;
const CALLS = 2_500;

const remove = (id: string, { organization }: Pick<World, 'organization'>) =>
  run(server, DeleteProject, { input: { id, permanently: true } }, organization.credentials);

const storeCalls = ({ id }: ProjectWorld, count: number) =>
  server.database.query(`
    INSERT INTO tool_call_log (id, organization_id, project_id, idempotency_key, tool_slug, toolkit_slug, status,
      duration_ms, called_at, created_at)
    SELECT 'log_' || left(md5(id || n), 16), organization_id, id, 'stored-' || n, 't', 'k', 'SUCCESS', 0, now(), now()
    FROM project, generate_series(1, ${count}) n WHERE id = '${id}'`);

const storeDeliveries = (subscriptionId: string, count: number) =>
  server.database.query(`
    INSERT INTO webhook_delivery (id, organization_id, project_id, subscription_id, event_id, event_type, payload, status, created_at)
    SELECT 'whd_' || left(md5(id || n), 16), organization_id, project_id, id, 'evt_', 'webhook.test', '{}', 'FAILED', now()
    FROM webhook_subscription, generate_series(1, ${count}) n WHERE id = '${subscriptionId}' RETURNING id`);

/** A project that has one of each kind of thing at least, and many tool calls and deliveries. */
async function fill(project: ProjectWorld) {
  const trigger = await makeTrigger(server, project);
  const session = await makeSession(server, project);
  const mcp = await makeMcpServer(server, project);
  const subscription = await makeSubscription(server, project);
  const delivery = await sendTest(server, project, subscription);
  const call = await makeToolCallLog(server, project, { sessionId: session.id });
  await rollUp(server, new Date());
  await storeCalls(project, CALLS);
  await storeDeliveries(subscription.id, CALLS);
  const { id: authConfigId } = await makeAuthConfig(server, project);
  const account = trigger.connectedAccount.id;
  return [
    ...[trigger.id, account, authConfigId, session.id, mcp.id, subscription.id, delivery.id, call.id],
    project.id,
  ];
}

const rowsIn = async (table: string, id: string) =>
  (await server.database.query(`SELECT FROM ${table} WHERE project_id = '${id}'`)).length;

describe('deleteProject permanently with many rows', () => {
  test('sends no more statements than for an empty project, and deletes one batch per table', async () => {
    const world = await makeWorld(server);
    const [large, empty] = [world.project, await makeProject(server, world.organization)];
    await fill(large);
    const counts: number[] = [];
    for (const { id } of [large, empty]) counts.push((await queriesOf(() => remove(id, world))).length);
    // The empty one is done with.
    expect(counts[1]).toBe((counts[0] ?? 0) + 1);
    expect(await rowsIn('tool_call_log', large.id)).toBe(CALLS + 1 - FIRST);
    expect(await rowsIn('webhook_delivery', large.id)).toBe(CALLS + 1);
  });

  test('makes everything NOT_FOUND immediately, for every id and key, and releases the name', async () => {
    const world = await makeWorld(server);
    const { organization, project } = world;
    const pinned = await makeKey(server, organization, { projectIds: [project.id] });
    const { regenerateApiKey } = await run(
      server,
      RegenerateApiKey,
      { input: { projectId: project.id } },
      organization.credentials,
    );
    const { secret } = regenerateApiKey.issuedKey;
    const ids = await fill({ ...project, credentials: projectKey(secret) });
    const found = async (credentials: World['organization']['credentials']) =>
      Promise.all(ids.map(async (id) => (await run(server, GetNode, { id }, credentials)).node));
    expect(await found(organization.credentials)).not.toContain(null);
    await remove(project.id, world);
    expect(await rowsIn('tool_call_log', project.id)).toBeGreaterThan(0);
    for (const secretOf of [organization.secret, pinned.secret])
      expect(await found(organizationKey(secretOf))).toEqual(ids.map(() => null));
    for (const key of [project.credentials, projectKey(secret)]) {
      const { errors } = await send(server, Viewer, {}, key);
      expect(errors).toMatchObject([{ extensions: { reason: 'KEY_UNKNOWN' } }]);
    }
    const usage = await run(
      server,
      OrganizationUsage,
      { from: new Date(Date.now() - 3_600_000).toISOString(), groupBy: 'PROJECT', interval: 'HOUR' },
      organization.credentials,
    );
    expect(JSON.stringify(usage)).not.toContain(project.id);
    const again = await run(
      server,
      CreateProject,
      { input: { name: project.name } },
      organization.credentials,
    );
    expect(again.createProject.project.name).toBe(project.name);
  });

  test('leaves no rows after the purge, and keeps those of siblings', async () => {
    const world = await makeWorld(server);
    const sibling = await makeProject(server, world.organization);
    for (const project of [world.project, sibling]) await fill(project);
    const tables = [...tablesOfProject, 'webhook_delivery', 'webhook_subscription', 'api_key'];
    const rows = async (id: string) =>
      Object.fromEntries(await Promise.all(tables.map(async (name) => [name, await rowsIn(name, id)])));
    const before = await rows(sibling.id);
    await remove(world.project.id, world);
    expect(await purgeAll(server)).toBeGreaterThan(5);
    expect(await rows(world.project.id)).toEqual(Object.fromEntries(tables.map((name) => [name, 0])));
    expect(await rows(sibling.id)).toEqual(before);
    expect(await server.database.query('SELECT FROM purge')).toEqual([]);
  });

  test('emits earlier deletions in it first', async () => {
    const world = await makeWorld(server);
    const { organization, project } = world;
    const { id: authConfigId } = await makeAuthConfig(server, project);
    const accountIds = await storeAccounts(server, authConfigId, 350);
    const { id } = await makeSubscription(server, organization, { events: ['CONNECTED_ACCOUNT_DELETED'] });
    const input = { id: authConfigId, cascade: true };
    await run(server, DeleteAuthConfig, { input }, project.credentials);
    await remove(project.id, world);
    await purgeAll(server);
    const emitted = await server.database.query<{ id: string }>(
      `SELECT payload::json #>> '{data,id}' AS id FROM webhook_delivery WHERE subscription_id = '${id}'`,
    );
    expect(emitted.map((one) => one.id).toSorted()).toEqual(accountIds.toSorted());
    expect(await rowsIn('connected_account', project.id)).toBe(0);
  });

  test('does not delay the usage roll-up of other projects', async () => {
    const world = await makeWorld(server);
    const live = await makeProject(server, world.organization);
    const pend = (id: string, count: number) =>
      server.database.query(`
        INSERT INTO usage_pending (organization_id, project_id, entity, minute, tool_slug, toolkit_slug,
          connected_account_id, user_id, session_id, api_key_id, count, error_count, duration_ms)
        SELECT '${world.organization.id}', '${id}', 'TOOL_CALL', date_trunc('minute', now()), 't', 'k', '', '', '', '', 1, 0, 0
        FROM generate_series(1, ${count})`);
    await pend(world.project.id, 5_200);
    await remove(world.project.id, world);
    await pend(live.id, 1);
    await rollUp(server, new Date());
    expect(await rowsIn('usage_pending', live.id)).toBe(0);
    await purgeAll(server);
    expect(await rowsIn('usage_pending', world.project.id)).toBe(0);
  });
});

describe('deleteWebhookSubscription with many deliveries', () => {
  test('hides them immediately and leaves no rows after the purge', async () => {
    const { organization, project } = await makeWorld(server);
    const { id } = await makeSubscription(server, project);
    const stored = await storeDeliveries(id, CALLS);
    await run(server, DeleteWebhookSubscription, { input: { id } }, project.credentials);
    expect(await rowsIn('webhook_delivery', project.id)).toBe(CALLS - FIRST);
    for (const { id: deliveryId } of stored.slice(-20))
      for (const { credentials } of [project, organization])
        expect((await run(server, GetNode, { id: String(deliveryId) }, credentials)).node).toBeNull();
    await purgeAll(server);
    expect(await rowsIn('webhook_delivery', project.id)).toBe(0);
  });
});

describe('tables of the database', () => {
  /** History and the like, which outlives its project. */
  const KEPT = ['audit_entry', 'idempotency_key', 'purge'];

  test('with a project column are purged, deleted by a foreign key or kept on purpose, all of them', async () => {
    const tables = await server.database.query<{ name: string }>(`
      SELECT relname AS name FROM pg_class JOIN pg_attribute ON attrelid = pg_class.oid
      WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p') AND NOT relispartition
        AND attname = 'project_id' AND NOT attisdropped`);
    const bound = [
      ...['api_key', 'project_quota', 'webhook_subscription'],
      ...['archived_key', 'archived_project_quota', 'archived_webhook_subscription'],
    ];
    const known = [...tablesOfProject, ...bound, ...KEPT, 'webhook_delivery'];
    expect(tables.map(({ name }) => name).toSorted()).toEqual(known.toSorted());
  });

  test('have foreign keys only between tables with few rows, so that no deletion grows with the data', async () => {
    const keys = await server.database.query<{ key: string }>(`
      SELECT conrelid::regclass || ' -> ' || confrelid::regclass AS key FROM pg_constraint WHERE contype = 'f'`);
    expect(keys.map(({ key }) => key).toSorted()).toEqual([
      // At most 100.
      'api_key -> project',
      'archived_key -> archived_project',
      'archived_project_quota -> archived_project',
      // At most 20.
      'archived_webhook_subscription -> archived_project',
      'project_quota -> project',
      // At most 20.
      'webhook_subscription -> project',
    ]);
  });
});
