import { expect, onTestFinished, test } from 'vitest';
import { migrationsFolder } from '../../../src/app/context.ts';
import { applyMigrations, readMigrations } from '../../../src/postgres/migrations.ts';
import { createPool } from '../../../src/postgres/pool.ts';
import { createEmptyDatabase } from '../../support/database/test-database.ts';

const NAME = '20261130050002_deferred_deletion';

test('foreign keys go while requests lock the same tables in any order, and neither side meets a deadlock', async () => {
  const migrations = await readMigrations(migrationsFolder);
  const database = await createEmptyDatabase();
  const pool = createPool({ url: database.url, connectionsMax: 3 });
  onTestFinished(async () => {
    await pool.end();
    await database.drop();
  });
  const place = migrations.findIndex(({ name }) => name === NAME);
  await applyMigrations(pool, migrations.slice(0, place));
  const request = await pool.connect();
  await request.query('BEGIN; SELECT FROM webhook_delivery');
  const migrating = applyMigrations(pool, migrations.slice(0, place + 1));
  const waiting = `SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`;
  await expect.poll(async () => (await database.query(waiting)).length).toBeGreaterThan(0);
  // The migration has this table, and waits for the other one.
  await request.query('SELECT FROM project FOR KEY SHARE');
  await request.query('COMMIT');
  request.release();
  expect(await migrating).toEqual([NAME]);
  expect(
    await database.query(
      `SELECT FROM pg_constraint WHERE contype = 'f' AND conrelid = 'webhook_delivery'::regclass`,
    ),
  ).toEqual([]);
});
