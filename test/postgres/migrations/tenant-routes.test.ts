import { expect, onTestFinished, test } from 'vitest';
import { migrationsFolder } from '../../../src/app/context.ts';
import { applyMigrations, readMigrations } from '../../../src/postgres/migrations.ts';
import { createPool } from '../../../src/postgres/pool.ts';
import { createEmptyDatabase } from '../../support/database/test-database.ts';

const FIRST = '20261130060000_tenant_routes';
const LAST = '20261130060005_validate_foreign_keys';

const KEYS = 'api_key (organization_id, project_id, id, name, prefix, last4, hash, created_at)';

async function openBefore(name: string) {
  const migrations = await readMigrations(migrationsFolder);
  const database = await createEmptyDatabase();
  const pool = createPool({ url: database.url, connectionsMax: 3 });
  onTestFinished(async () => {
    await pool.end();
    await database.drop();
  });
  const indexOf = (wanted: string) => migrations.findIndex((migration) => migration.name === wanted);
  await applyMigrations(pool, migrations.slice(0, indexOf(name)));
  await pool.query(`
    INSERT INTO organization VALUES ('org', 'Acme', now(), now());
    INSERT INTO project VALUES ('proj', 'org', 'Home', 'home', true, now(), now(), null, null, false, false, 'SHOW_ALL', true, now());
    INSERT INTO ${KEYS} VALUES ('org', 'proj', 'key', 'live', 'ak_', 'last', 'live', now());
    INSERT INTO rotated_secret VALUES ('former', 'org', 'proj', 'key', 'last', now(), now());
    INSERT INTO revoked_key VALUES ('gone', 'org', 'proj', 'gone', 'ak_', 'last', 'revoked', now(), now());
    INSERT INTO secret_use VALUES ('live', now()), ('of no key', now());
    INSERT INTO mcp_server VALUES ('mcp', 'org', 'proj', 'tools', '{}', now(), now());`);
  const migrate = () => applyMigrations(pool, migrations.slice(0, indexOf(LAST) + 1));
  const routes = async () => {
    const rows = await database.query<{ hash: string }>(
      `SELECT convert_from(hash, 'UTF8') AS hash FROM secret_route WHERE organization_id = 'org' ORDER BY 1`,
    );
    return rows.map(({ hash }) => hash);
  };
  return { database, pool, migrate, routes };
}

test('each secret and MCP server gets its route, and each use of a secret its organization', async () => {
  const { database, migrate, routes } = await openBefore(FIRST);
  await migrate();
  expect(await routes()).toEqual(['former', 'live', 'revoked']);
  expect(await database.query('SELECT id, organization_id, project_id FROM mcp_server_route')).toEqual([
    { id: 'mcp', organization_id: 'org', project_id: 'proj' },
  ]);
  expect(
    await database.query(`SELECT organization_id, convert_from(hash, 'UTF8') AS hash FROM secret_use`),
  ).toEqual([{ organization_id: 'org', hash: 'live' }]);
});

test('keys and MCP servers that a process of an earlier release creates afterwards get routes too', async () => {
  const { database, migrate, routes } = await openBefore(FIRST);
  await migrate();
  await database.query(
    `INSERT INTO ${KEYS} VALUES ('org', 'proj', 'key_2', 'new', 'ak_', 'last', 'issued', now())`,
  );
  await database.query(`UPDATE api_key SET hash = 'rotated' WHERE id = 'key'`);
  await database.query(`INSERT INTO mcp_server VALUES ('mcp_2', 'org', 'proj', 'more', '{}', now(), now())`);
  expect(await routes()).toEqual(['former', 'issued', 'live', 'revoked', 'rotated']);
  expect(await database.query(`SELECT FROM mcp_server_route WHERE id = 'mcp_2'`)).toHaveLength(1);
});

test('a session that writes routes itself is left alone', async () => {
  const { pool, migrate, routes } = await openBefore(FIRST);
  await migrate();
  await pool.query(
    `INSERT INTO ${KEYS} VALUES ('org', 'proj', 'key_2', 'new', 'ak_', 'last', 'issued', now())`,
  );
  expect(await routes()).toEqual(['former', 'live', 'revoked']);
});

test('requests that lock the same tables in any order meet no deadlock', async () => {
  const { database, pool, migrate, routes } = await openBefore(FIRST);
  const request = await pool.connect();
  // A process of the earlier release writes no routes itself.
  await request.query('SET bailiwick.writes_routes = off');
  await request.query(`BEGIN; DELETE FROM revoked_key WHERE id = 'none'`);
  const migrating = migrate();
  const waiting = `SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`;
  await expect.poll(async () => (await database.query(waiting)).length).toBeGreaterThan(0);
  await request.query(
    `INSERT INTO ${KEYS} VALUES ('org', 'proj', 'key_2', 'new', 'ak_', 'last', 'issued', now())`,
  );
  await request.query('SELECT FROM organization FOR UPDATE; COMMIT');
  request.release();
  expect(await migrating).toContain(LAST);
  expect(await routes()).toContain('issued');
});
