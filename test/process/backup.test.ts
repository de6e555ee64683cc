import { stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createServer } from '../../src/app/server.ts';
import { startEmbeddedPostgres } from '../../src/postgres/embedded/start.ts';
import { run } from '../support/client.ts';
import { dumpTables, emptyTables } from '../support/database/table-dump.ts';
import { createEmptyDatabase, createTestDatabase } from '../support/database/test-database.ts';
import { ENCRYPTION_KEY } from '../support/encryption-key.ts';
import { verify } from '../support/fixtures/audit-log/chain.ts';
import { makeReceiver, verified } from '../support/network/webhook-receiver.ts';
import { GetAuthConfig } from '../support/operations/auth-config.ts';
import { Viewer } from '../support/operations/viewer.ts';
import { packageCommands } from '../support/process/package-commands.ts';
import { useProcesses } from '../support/process/processes.ts';
import { seedAll } from '../support/seed-all.ts';
import { testConfig } from '../support/server.ts';

const processes = useProcesses();
const { succeed, expectRefused } = packageCommands(processes);

const settings = { WEBHOOK_ALLOW_INSECURE: '1', RATE_LIMIT_STORE: 'postgres', LOG_LEVEL: 'silent' };

test('a back-up moves all rows from an external database to a data folder and back, and servers start on both', async () => {
  const receiver = await makeReceiver();
  const source = processes.keep(await createTestDatabase());
  const first = await createServer(testConfig(source, settings));
  const endpoint = { database: source, listen: first.listen, fetch: first.fetch };
  const { world, authConfigId, subscription } = await seedAll(endpoint, receiver.url);
  await first.close();
  const rows = await dumpTables(source.url);
  expect(emptyTables(rows)).toEqual([]);

  const own = { DATABASE_URL: source.url, ENCRYPTION_KEY };
  expect(await succeed('backup', ['first.gz'], own)).toMatch(
    /^Backup written to first\.gz .*\n.*[0-9a-f]{16}.*\n$/,
  );
  expect((await stat(join(processes.folder, 'first.gz'))).mode & 0o777).toBe(0o600);

  const folder = { DATA_DIR: await processes.sharedDataDir() };
  await expectRefused(
    'restore',
    ['first.gz'],
    folder,
    /needs the encryption key [0-9a-f]{16}, but no key is configured\./,
  );
  await writeFile(join(folder.DATA_DIR, 'encryption.key'), `${ENCRYPTION_KEY}\n`, { mode: 0o600 });
  await succeed('restore', ['first.gz'], folder);
  const postgres = await startEmbeddedPostgres({ dataDir: folder.DATA_DIR, durable: false });
  try {
    expect(await dumpTables(postgres.url)).toEqual(rows);
    // While somebody else has the folder open.
    await succeed('backup', ['second.gz', '--with-key'], folder);
    await expectRefused('restore', ['second.gz', '--overwrite'], folder, /is in use by another Bailiwick/);
  } finally {
    await postgres.close();
  }
  const target = processes.keep(await createEmptyDatabase());
  await succeed('restore', ['second.gz'], { DATABASE_URL: target.url, ENCRYPTION_KEY });
  expect(await dumpTables(target.url)).toEqual(rows);

  const second = await createServer(testConfig(target, { ...settings, BACKGROUND_JOBS: 'on' }));
  try {
    const restored = { database: target, listen: second.listen, fetch: second.fetch };
    const { viewer } = await run(restored, Viewer, {}, world.project.credentials);
    expect(viewer.project?.id).toBe(world.project.id);
    const { project } = await run(restored, GetAuthConfig, { id: authConfigId }, world.project.credentials);
    expect(project.authConfig?.credentials).toMatchObject({ client_id: 'readable' });
    expect(await verify(restored, world.organization)).toMatchObject({ isIntact: true });
    await second.listen();
    const [delivery] = await receiver.received(1);
    if (!delivery) throw new Error('It was received.');
    expect(verified(delivery, subscription.secret)).toMatchObject({ type: 'webhook.test' });
  } finally {
    await second.close();
  }
});
