import { expect, onTestFinished, test } from 'vitest';
import { migrationsFolder } from '../../../src/app/context.ts';
import { applyMigrations, readMigrations } from '../../../src/postgres/migrations.ts';
import { createPool } from '../../../src/postgres/pool.ts';
import { createEmptyDatabase } from '../../support/database/test-database.ts';

const NAME = '20261130070000_standard_names';

const DELIVERIES = `'org', 'ws', 'evt_' || n, 'project.created', '{}', now()`;

test('names change while the roll-up locks the same tables, and processes of an earlier release enqueue deliveries as before', async () => {
  const migrations = await readMigrations(migrationsFolder);
  const database = await createEmptyDatabase();
  const pool = createPool({ url: database.url, connectionsMax: 3 });
  onTestFinished(async () => {
    await pool.end();
    await database.drop();
  });
  const index = migrations.findIndex(({ name }) => name === NAME);
  await applyMigrations(pool, migrations.slice(0, index));
  await pool.query(`CREATE TABLE usage_minute_2026_03 PARTITION OF usage_minute
    FOR VALUES FROM ('2026-03-01T00:00:00Z') TO ('2026-04-01T00:00:00Z')`);
  const sum = (table: string, rollup: string) =>
    `INSERT INTO ${table} VALUES ('o', 'p', 'SESSION', '${rollup}', '2026-03-01T00:00:00Z', '', '', '', '', '', '', 7, 0, 0)`;
  await pool.query(`${sum('usage_minute', 'TOTAL')}; ${sum('usage_hour', 'ALL')}`);
  await pool.query(`
    INSERT INTO organization VALUES ('org', 'Acme', now(), now());
    INSERT INTO webhook_subscription (organization_id, id, url, events, enabled, secret, created_at, updated_at)
    VALUES ('org', 'ws', 'https://example.com', '{project.created}', true, '', now(), now())`);

  const rollUp = await pool.connect();
  await rollUp.query('BEGIN; LOCK TABLE usage_hour IN ROW EXCLUSIVE MODE');
  const migrating = applyMigrations(pool, migrations.slice(0, index + 1));
  const waiting = `SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`;
  await expect.poll(async () => (await database.query(waiting)).length).toBeGreaterThan(0);
  await rollUp.query('LOCK TABLE usage_minute IN ROW EXCLUSIVE MODE; COMMIT');
  rollUp.release();
  expect(await migrating).toEqual([NAME]);

  const sums = await database.query(`
    SELECT rollup::text, count::int FROM usage_minute UNION ALL SELECT rollup::text, count::int FROM usage_hour`);
  expect(sums).toEqual([
    { rollup: 'TOTAL', count: 7 },
    { rollup: 'ALL', count: 7 },
  ]);
  for (const name of ['webhook_tell', 'enqueue_webhook_delivery'])
    await database.query(`SELECT ${name}(${DELIVERIES}) FROM generate_series(1, 2) n`.replace('evt_', name));
  expect(await database.query(`SELECT status::text FROM webhook_delivery`)).toEqual(
    Array(4).fill({ status: 'PENDING' }),
  );
});
