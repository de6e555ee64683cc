import { expect, onTestFinished, test } from 'vitest';
import { migrationsFolder } from '../../../src/app/context.ts';
import { applyMigrations, readMigrations } from '../../../src/postgres/migrations.ts';
import { createPool } from '../../../src/postgres/pool.ts';
import { createEmptyDatabase } from '../../support/database/test-database.ts';

const NAME = '20261130070000_enqueue_webhook_delivery';

const DELIVERIES = `'org', 'ws', 'evt_' || n, 'project.created', '{}', now()`;

test('processes of the present and of an earlier release enqueue deliveries by functions of different names', async () => {
  const migrations = await readMigrations(migrationsFolder);
  const database = await createEmptyDatabase();
  const pool = createPool({ url: database.url, connectionsMax: 3 });
  onTestFinished(async () => {
    await pool.end();
    await database.drop();
  });
  const index = migrations.findIndex(({ name }) => name === NAME);
  await applyMigrations(pool, migrations.slice(0, index));
  await pool.query(`
    INSERT INTO organization VALUES ('org', 'Acme', now(), now());
    INSERT INTO webhook_subscription (organization_id, id, url, events, enabled, secret, created_at, updated_at)
    VALUES ('org', 'ws', 'https://example.com', '{project.created}', true, '', now(), now())`);

  expect(await applyMigrations(pool, migrations.slice(0, index + 1))).toEqual([NAME]);
  for (const name of ['webhook_tell', 'enqueue_webhook_delivery'])
    await database.query(`SELECT ${name}(${DELIVERIES}) FROM generate_series(1, 2) n`.replace('evt_', name));
  expect(await database.query(`SELECT status::text FROM webhook_delivery`)).toEqual(
    Array(4).fill({ status: 'PENDING' }),
  );
});
