import { pino } from 'pino';
import { expect, onTestFinished, test } from 'vitest';
import { migrationsFolder } from '../../../src/app/context.ts';
import { createServer } from '../../../src/app/server.ts';
import { applyMigrations, readMigrations } from '../../../src/postgres/migrations.ts';
import { createPool } from '../../../src/postgres/pool.ts';
import { type Credentials, organizationKey, projectKey, run, send } from '../../support/client.ts';
import { createEmptyDatabase } from '../../support/database/test-database.ts';
import { makeKey } from '../../support/fixtures/api-key.ts';
import { makeWorld } from '../../support/fixtures.ts';
import { ScopesOfViewer } from '../../support/operations/list-columns.ts';
import { CreateProject, UpdateProjectConfig } from '../../support/operations/project.ts';
import { testConfig, useServer } from '../../support/server.ts';

const former = useServer();

/** The last migration of the release before organization keys had scopes. */
const BEFORE_SCOPES = '20261130070000_enqueue_webhook_delivery';

const projectScopes = [
  ...['auth_configs:write', 'connected_accounts:write', 'triggers:write', 'webhooks:write'],
  ...['sessions:write', 'tool_calls:write', 'config:write', 'usage:write', 'mcp:write'],
];
const organizationScopes = [
  ...['organization:read', 'projects:write', 'api_keys:write', 'audit:read', 'limits:write'],
];

const TABLES = ['organization', 'project', 'api_key', 'secret_route'];

/** Copies the rows of an organization into another database, its keys as a release without their scopes stored them. */
async function copyRows(organizationId: string, target: ReturnType<typeof createPool>): Promise<void> {
  for (const table of TABLES) {
    const column = table === 'organization' ? 'id' : 'organization_id';
    const rows = await former.database.query<{ row: object }>(
      `SELECT to_jsonb(t) AS row FROM "${table}" t WHERE ${column} = '${organizationId}'`,
    );
    const text = JSON.stringify(rows.map(({ row }) => row));
    await target.query(
      `INSERT INTO "${table}" SELECT * FROM jsonb_populate_recordset(null::"${table}", $1)
      ON CONFLICT DO NOTHING`,
      [text],
    );
  }
  await target.query('UPDATE api_key SET scopes = NULL WHERE project_id IS NULL');
}

test('keys of the former release keep their rights and get no others, when it is upgraded in use', async () => {
  const { organization, project } = await makeWorld(former);
  const pinned = await makeKey(former, organization, { projectIds: [project.id] });
  const limited = await makeKey(former, organization, { projectId: project.id, scopes: ['triggers:read'] });
  const database = await createEmptyDatabase();
  const pool = createPool({ url: database.url, connectionsMax: 3 });
  onTestFinished(async () => {
    await pool.end();
    await database.drop();
  });
  const migrations = await readMigrations(migrationsFolder);
  await applyMigrations(
    pool,
    migrations.filter(({ name }) => name <= BEFORE_SCOPES),
  );
  await copyRows(organization.id, pool);
  const keysOf = async () => (await pool.query('SELECT * FROM api_key ORDER BY id')).rows;
  const before = await keysOf();

  // A process of the former release authenticates and writes meanwhile.
  let isUpgrading = true;
  const load = (async () => {
    let requestCount = 0;
    for (; isUpgrading; requestCount += 1)
      await pool.query(`WITH key AS (SELECT hash FROM api_key FOR SHARE)
        UPDATE project SET updated_at = now() WHERE EXISTS (SELECT FROM key)`);
    return requestCount;
  })();
  const server = await createServer(testConfig(database), { log: pino({ level: 'silent' }) });
  isUpgrading = false;
  try {
    expect(await load).toBeGreaterThan(0);
    expect(await keysOf()).toEqual(before.map((key) => ({ ...key, updated_at: expect.any(Date) })));
    const endpoint = { database, listen: server.listen, fetch: server.fetch };
    const scopesOf = async (credentials: Credentials) =>
      (await run(endpoint, ScopesOfViewer, {}, credentials)).viewer.scopes;
    const everything = [...projectScopes, ...organizationScopes];
    expect(await scopesOf(organizationKey(organization.secret))).toEqual(everything);
    expect(await scopesOf(organizationKey(pinned.secret))).toEqual(everything);
    expect(await scopesOf(projectKey(project.secret))).toEqual(projectScopes);
    expect(await scopesOf(projectKey(limited.secret))).toEqual(['triggers:read']);
    const creation = { input: { name: 'created-after', shouldCreateApiKey: true } };
    await run(endpoint, CreateProject, creation, organizationKey(organization.secret));
    const refused = await send(endpoint, CreateProject, creation, organizationKey(pinned.secret));
    expect(refused.errors[0]?.extensions.reason).toBe('KEY_RESTRICTED_TO_PROJECTS');
    const update = { input: { displayName: 'x' } };
    const unscoped = await send(endpoint, UpdateProjectConfig, update, projectKey(limited.secret));
    expect(unscoped.errors[0]?.extensions.reason).toBe('SCOPE_MISSING');
  } finally {
    await server.close();
  }
});
