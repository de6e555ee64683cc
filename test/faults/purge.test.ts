import { expect, test } from 'vitest';
import { tablesOfProject } from '../../src/repositories/purge.ts';
import { run } from '../support/client.ts';
import { ENCRYPTION_KEY } from '../support/encryption-key.ts';
import { makeAuthConfig } from '../support/fixtures/auth-config.ts';
import { deleteOrganization } from '../support/fixtures/organization.ts';
import { archive, fillProject } from '../support/fixtures/project-archive.ts';
import { storeAccounts } from '../support/fixtures/purge.ts';
import { makeSubscription } from '../support/fixtures/webhook.ts';
import { makeWorld } from '../support/fixtures.ts';
import { DeleteAuthConfig } from '../support/operations/auth-config.ts';
import { PurgeProject } from '../support/operations/project-archive.ts';
import { Viewer } from '../support/operations/viewer.ts';
import { OPERATOR_KEY } from '../support/operator-key.ts';
import { startOnDatabase } from '../support/process/in-flight-write.ts';
import { useProcesses } from '../support/process/processes.ts';

const processes = useProcesses();
const ROUNDS = 3;
const ACCOUNTS = 3_000;
const SOON = { timeout: 20_000, interval: 5 };

test(`kill -9 of the process that purges, ${ROUNDS} times: each account is deleted, with one event and one audit entry`, async () => {
  const { database, endpoint, credentials } = await startOnDatabase(processes, { BACKGROUND_JOBS: 'off' });
  const { id } = await makeAuthConfig(endpoint, { credentials });
  const accountIds = await storeAccounts({ database }, id, ACCOUNTS);
  await makeSubscription(endpoint, { credentials }, { events: ['CONNECTED_ACCOUNT_DELETED'] });
  await run(endpoint, DeleteAuthConfig, { input: { id, cascade: true } }, credentials);
  const left = async () => {
    const [row] = await database.query<{ count: number }>('SELECT count(*)::int FROM connected_account');
    return row?.count ?? 0;
  };
  const environment = { DATABASE_URL: database.url, ENCRYPTION_KEY };
  const counts = [await left()];
  for (let round = 0; round < ROUNDS; round += 1) {
    const worker = processes.launchWorker(environment);
    await expect.poll(left, SOON).toBeLessThan(counts.at(-1) ?? 0);
    worker.kill('SIGKILL');
    await worker.exited;
    counts.push(await left());
  }
  expect(counts.at(-1), 'there was something to purge each time').toBeGreaterThan(0);

  processes.launchWorker(environment);
  await expect.poll(() => database.query('SELECT FROM purge'), { timeout: 60_000 }).toEqual([]);
  expect(await left()).toBe(0);
  const ids = accountIds.toSorted();
  const emitted = await database.query<{ id: string }>(`
    SELECT payload::json #>> '{data,id}' AS id FROM webhook_delivery WHERE event_type = 'connected_account.deleted'`);
  expect(emitted.map((one) => one.id).toSorted()).toEqual(ids);
  const recorded = await database.query<{ id: string }>(
    `SELECT target_id AS id FROM audit_entry WHERE action = 'CONNECTED_ACCOUNT_DELETED'`,
  );
  expect(recorded.map((one) => one.id).toSorted()).toEqual(ids);
});

test(`kill -9 of the process that purges an organization, ${ROUNDS} times: nothing of it is left, and another is unchanged`, async () => {
  const { database, endpoint, credentials } = await startOnDatabase(processes, {
    BACKGROUND_JOBS: 'off',
    OPERATOR_KEY,
  });
  const [first] = await database.query<{ id: string }>('SELECT id FROM organization');
  await makeAuthConfig(endpoint, { credentials });
  const { organization } = await makeWorld(endpoint);
  await database.query(`
    INSERT INTO project (organization_id, id, name, slug, is_default, created_at, updated_at, display_name, logo_url, is_2fa_enabled,
      mask_secret_keys_in_connected_account, log_visibility_setting, require_mcp_api_key, config_updated_at, has_quota)
    SELECT organization_id, 'proj_' || left(md5(n::text), 16), 'many-' || n, 'many-' || n, false, created_at,
      updated_at, NULL, NULL, true, true, 'SHOW_ALL', true, config_updated_at, false
    FROM project, generate_series(1, 10_000) n WHERE id = '${organization.defaultProjectId}'`);
  const left = async () => {
    const [row] = await database.query<{ count: number }>(
      `SELECT count(*)::int FROM project WHERE organization_id = '${organization.id}'`,
    );
    return row?.count ?? 0;
  };
  await deleteOrganization(endpoint, organization);
  const environment = { DATABASE_URL: database.url, ENCRYPTION_KEY };
  const counts = [await left()];
  for (let round = 0; round < ROUNDS; round += 1) {
    const worker = processes.launchWorker(environment);
    await expect.poll(left, SOON).toBeLessThan(counts.at(-1) ?? 0);
    worker.kill('SIGKILL');
    await worker.exited;
    counts.push(await left());
  }
  expect(counts.at(-1), 'there was something to purge each time').toBeGreaterThan(0);

  processes.launchWorker(environment);
  await expect.poll(left, { timeout: 60_000 }).toBe(0);
  await database.query(`UPDATE purge SET deleted_at = deleted_at - interval '1 hour', stepped_at = now()`);
  await expect.poll(() => database.query('SELECT FROM purge'), { timeout: 60_000 }).toEqual([]);
  for (const table of ['api_key', 'audit_entry', 'secret_route', 'project']) {
    const rows = await database.query<{ id: string }>(`SELECT DISTINCT organization_id AS id FROM ${table}`);
    expect(rows, table).toEqual([first]);
  }
  await run(endpoint, Viewer, {}, credentials);
});

test(`kill -9 of the process that purges an archived project, ${ROUNDS} times: nothing of it is left, with one event and one audit entry`, async () => {
  const { database, endpoint, credentials } = await startOnDatabase(processes, {
    BACKGROUND_JOBS: 'off',
    OPERATOR_KEY,
  });
  const world = await makeWorld(endpoint);
  const { id } = world.project;
  const { listen, fetch } = endpoint;
  await fillProject({ database, listen, fetch }, world);
  await database.query(`
    INSERT INTO tool_call_log (id, organization_id, project_id, idempotency_key, tool_slug, toolkit_slug, status, duration_ms,
      called_at, created_at)
    SELECT 'log_' || left(md5(id || n), 16), organization_id, id, 'stored-' || n, 't', 'k', 'SUCCESS', 0, now(), now()
    FROM project, generate_series(1, 20_000) n WHERE id = '${id}'`);
  const { id: subscriptionId } = await makeSubscription(endpoint, world.organization, {
    events: ['PROJECT_PURGED'],
  });
  const left = async () => {
    const [row] = await database.query<{ count: number }>(
      `SELECT count(*)::int FROM tool_call_log WHERE project_id = '${id}'`,
    );
    return row?.count ?? 0;
  };
  await archive(endpoint, world);
  await run(endpoint, PurgeProject, { input: { id } }, world.organization.credentials);
  const environment = { DATABASE_URL: database.url, ENCRYPTION_KEY };
  const counts = [await left()];
  for (let round = 0; round < ROUNDS; round += 1) {
    const worker = processes.launchWorker(environment);
    await expect.poll(left, SOON).toBeLessThan(counts.at(-1) ?? 0);
    worker.kill('SIGKILL');
    await worker.exited;
    counts.push(await left());
    expect(await database.query(`SELECT FROM archived_project WHERE id = '${id}'`)).toHaveLength(1);
  }
  expect(counts.at(-1), 'there was something to purge each time').toBeGreaterThan(0);

  processes.launchWorker(environment);
  await expect.poll(() => database.query('SELECT FROM purge'), { timeout: 60_000 }).toEqual([]);
  for (const table of [...tablesOfProject, 'archived_key', 'archived_webhook_subscription'])
    expect(await database.query(`SELECT FROM ${table} WHERE project_id = '${id}'`), table).toEqual([]);
  expect(await database.query(`SELECT FROM archived_project`)).toEqual([]);
  const emitted = await database.query(
    `SELECT event_type FROM webhook_delivery WHERE subscription_id = '${subscriptionId}'`,
  );
  expect(emitted).toEqual([{ event_type: 'project.purged' }]);
  const recorded = await database.query(`SELECT FROM audit_entry WHERE action = 'PROJECT_PURGED'`);
  expect(recorded).toHaveLength(1);
  await run(endpoint, Viewer, {}, credentials);
});
