import { expect, onTestFinished, test } from 'vitest';
import { migrationsFolder } from '../../../src/app/context.ts';
import { applyMigrations, readMigrations } from '../../../src/postgres/migrations.ts';
import { createPool } from '../../../src/postgres/pool.ts';
import { createEmptyDatabase } from '../../support/database/test-database.ts';

const NAME = '20261130195000_archived_projects';

async function openBefore() {
  const migrations = await readMigrations(migrationsFolder);
  const database = await createEmptyDatabase();
  const pool = createPool({ url: database.url, connectionsMax: 3 });
  onTestFinished(async () => {
    await pool.end();
    await database.drop();
  });
  const place = migrations.findIndex(({ name }) => name === NAME);
  await applyMigrations(pool, migrations.slice(0, place));
  await pool.query(`
    INSERT INTO organization (id, name, created_at, updated_at) VALUES ('org', 'Acme', now(), now());
    INSERT INTO project (id, organization_id, name, slug, is_default, created_at, updated_at, is_2fa_enabled,
      mask_secret_keys_in_connected_account, log_visibility_setting, require_mcp_api_key, config_updated_at)
    SELECT id, 'org', id, id, false, now(), now(), false, false, 'SHOW_ALL', true, now()
    FROM unnest(ARRAY['first', 'second']) AS id;
    INSERT INTO webhook_subscription (id, organization_id, project_id, url, events, enabled, secret, created_at, updated_at)
    VALUES ('ws', 'org', 'first', 'https://receiver.example', '{}', true, '\\x00', now(), now());`);
  const migrate = () => applyMigrations(pool, migrations.slice(0, place + 1));
  return { database, pool, migrate };
}

test('the archive is created while requests of the previous release hold every table', async () => {
  const { pool, migrate } = await openBefore();
  const request = await pool.connect();
  const { rows } = await request.query<{ name: string }>(
    `SELECT relname AS name FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p')
      AND relname <> '_prisma_migrations'`,
  );
  await request.query('BEGIN');
  for (const { name } of rows) await request.query(`LOCK TABLE "${name}" IN ROW EXCLUSIVE MODE`);
  try {
    expect(await migrate()).toEqual([NAME]);
  } finally {
    await request.query('ROLLBACK');
    request.release();
  }
});

test('a project that the previous release deletes is purged, and one that moves is not', async () => {
  const { database, pool, migrate } = await openBefore();
  await migrate();
  const subjects = async () =>
    (await database.query<{ id: string }>('SELECT subject_id AS id FROM purge ORDER BY 1')).map(
      ({ id }) => id,
    );
  await pool.query(`DELETE FROM project WHERE id = 'second'`);
  expect(await subjects()).toEqual(['second']);
  await pool.query(`
    INSERT INTO archived_project SELECT moved.* FROM project, jsonb_populate_record(NULL::archived_project, to_jsonb(project)
      || '{"archived_at": "2026-01-01T00:00:00Z", "purge_at": "2026-01-08T00:00:00Z", "archived_by_kind": "system"}') AS moved;
    INSERT INTO archived_webhook_subscription SELECT moved.* FROM webhook_subscription,
      jsonb_populate_record(NULL::archived_webhook_subscription, to_jsonb(webhook_subscription)) AS moved;
    DELETE FROM project`);
  expect(await database.query('SELECT FROM webhook_subscription')).toEqual([]);
  expect(await subjects()).toEqual(['second']);
  await pool.query(`DELETE FROM archived_project`);
  expect(await subjects()).toEqual(['first', 'second', 'ws']);
});
