import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { afterEach, describe, expect, test } from 'vitest';
import { migrationsFolder } from '../../../src/app/context.ts';
import { createServer } from '../../../src/app/server.ts';
import { createBackup } from '../../../src/backup/backup.ts';
import { restoreBackup } from '../../../src/backup/restore.ts';
import { run, send } from '../../support/client.ts';
import { runOn } from '../../support/database/admin.ts';
import { createOwnedDatabase, type Settings } from '../../support/database/owned-database.ts';
import { createEmptyDatabase, type TestDatabase } from '../../support/database/test-database.ts';
import { startTransactionPooler } from '../../support/database/transaction-pooler.ts';
import { ENCRYPTION_KEY } from '../../support/encryption-key.ts';
import { verify } from '../../support/fixtures/audit-log/chain.ts';
import { someAuthConfig } from '../../support/fixtures/auth-config.ts';
import { makeWorld } from '../../support/fixtures.ts';
import { request } from '../../support/http/request.ts';
import { fetchOverNetwork } from '../../support/http/send.ts';
import { RegenerateApiKey } from '../../support/operations/api-key.ts';
import { CreateAuthConfig } from '../../support/operations/auth-config.ts';
import { UpdateProjectConfig } from '../../support/operations/project.ts';
import { Viewer } from '../../support/operations/viewer.ts';
import { type Clocked, smokeTest } from '../../support/process/smoke-test.ts';
import { seedAll } from '../../support/seed-all.ts';
import { type TestServer, testConfig } from '../../support/server.ts';

const cleanups: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).toReversed()) await cleanup();
});

const log = pino({ level: 'silent' });

/** A server on a database that it finds as it is, with its worker. */
async function startOn(database: TestDatabase, env: NodeJS.ProcessEnv = {}): Promise<Clocked> {
  let passedMs = 0;
  const clock = { now: () => new Date(Date.now() + passedMs) };
  const config = testConfig(database, { BACKGROUND_JOBS: 'on', WEBHOOK_ALLOW_INSECURE: '1', ...env });
  const { close, listen: begin } = await createServer(config, { log, clock, connectionWaitMs: 20_000 });
  cleanups.push(close);
  const listening = begin();
  const fetch = async (asked: Request) => fetchOverNetwork((await listening).url, asked);
  const server: TestServer = { database, listen: () => listening, fetch };
  const pass = (ms: number) => {
    passedMs += ms;
  };
  return { server, now: clock.now, pass };
}

async function ownedDatabase(settings: Settings) {
  const database = await createOwnedDatabase(settings);
  cleanups.push(database.drop);
  return database;
}

/** What `backup` and `restore` do. */
async function moveByBackup(from: TestDatabase, to: TestDatabase): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'bailiwick-backup-'));
  cleanups.push(() => rm(folder, { recursive: true }));
  const encryptionKey = Buffer.from(ENCRYPTION_KEY, 'base64');
  const options = { dataDir: '/nonexistent', encryptionKey, file: join(folder, 'whole.gz') };
  const { signal } = new AbortController();
  await createBackup({ ...options, databaseUrl: from.url, release: '1.2.3', withKey: false, signal });
  const restoring = { ...options, databaseUrl: to.url, migrationsFolder, overwrites: false };
  await restoreBackup({ ...restoring, previousEncryptionKeys: [] });
}

/** Each alone, in the value that would do most harm. */
const hostile: Settings = {
  DateStyle: 'German',
  IntervalStyle: 'sql_standard',
  TimeZone: 'Pacific/Chatham',
  client_encoding: 'LATIN1',
  bytea_output: 'escape',
  extra_float_digits: '-15',
  standard_conforming_strings: 'off',
  array_nulls: 'off',
  transform_null_equals: 'on',
  gin_fuzzy_search_limit: '1',
  exit_on_error: 'on',
  row_security: 'off',
  default_transaction_isolation: 'serializable',
  default_transaction_read_only: 'on',
  default_transaction_deferrable: 'on',
  statement_timeout: '200ms',
  lock_timeout: '1ms',
  idle_in_transaction_session_timeout: '1ms',
  idle_session_timeout: '1s',
  search_path: 'elsewhere',
};

describe('responses are equal for a role whose sessions start with', () => {
  test.each(Object.entries(hostile))('%s = %s', async (name, value) => {
    const database = await ownedDatabase({ [name]: value });
    await smokeTest(await startOn(database));
  });

  test('all settings together, for every audited mutation', async () => {
    const database = await ownedDatabase(hostile);
    await smokeTest(await startOn(database));
    const { server } = await startOn(database, { BACKGROUND_JOBS: 'off', RATE_LIMIT_STORE: 'postgres' });
    const { world } = await seedAll(server, 'https://receiver.example/hook');

    const restored = await ownedDatabase(hostile);
    await moveByBackup(database, restored);
    const again = await startOn(restored, { BACKGROUND_JOBS: 'off' });
    await run(again.server, Viewer, {}, world.project.credentials);
    expect(await verify(again.server, world.organization)).toMatchObject({ isIntact: true });
    await smokeTest(await startOn(restored));
  });
});

test('responses are equal for a database with other session defaults', async () => {
  const database = await createEmptyDatabase();
  cleanups.push(database.drop);
  const [row] = await database.query<{ name: string }>('SELECT current_database() AS name');
  for (const setting of [`DateStyle = 'German'`, `TimeZone = 'Pacific/Chatham'`, `bytea_output = 'escape'`])
    await database.query(`ALTER DATABASE ${row?.name} SET ${setting}`);
  await smokeTest(await startOn(database));
});

test.each(['off', 'on'])(
  'responses are equal through a pooler in transaction mode, prepared statements %s',
  async (prepared) => {
    // One that is idle is ended in the pooler's own time.
    const { idle_session_timeout: _, ...settings } = hostile;
    const database = await ownedDatabase(settings);
    const pooler = await startTransactionPooler(database.url);
    cleanups.push(pooler.close);
    const env = { DATABASE_PREPARED_STATEMENTS: prepared, DATABASE_POOL_MAX: '5' };
    const clocked = await startOn({ ...database, url: pooler.url }, env);
    await smokeTest(clocked);
    expect(Math.min(...pooler.served)).toBeGreaterThan(10);
    const left = await Promise.all(
      pooler.served.map(() => runOn(pooler.url, 'SHOW default_transaction_isolation')),
    );
    for (const rows of left) expect(rows).toEqual([{ default_transaction_isolation: 'serializable' }]);
  },
  120_000,
);

test('a role setting that changes while a server runs does not affect its new sessions', async () => {
  const database = await ownedDatabase({});
  const clocked = await startOn(database);
  await smokeTest(clocked);
  const { search_path: _, statement_timeout: __, ...others } = hostile;
  await database.set(others);
  await database.endSessions();
  const ready = async () => (await request(clocked.server, '/health/ready')).status;
  await expect.poll(ready).toBe(200);
  await smokeTest(clocked);
});

test.each(['repeatable read', 'serializable'])(
  'concurrent changes of one row all succeed for a role with %s',
  async (default_transaction_isolation) => {
    const database = await ownedDatabase({ default_transaction_isolation });
    const { server } = await startOn(database, { BACKGROUND_JOBS: 'off' });
    const { organization, project } = await makeWorld(server);
    const change = async (displayName: string) =>
      (await send(server, UpdateProjectConfig, { input: { displayName } }, project.credentials)).status;
    const regenerate = async () => {
      const variables = { input: { projectId: organization.defaultProjectId } };
      return (await send(server, RegenerateApiKey, variables, organization.credentials)).status;
    };
    const names = Array.from({ length: 30 }, (_, count) => `name ${count}`);
    const [changed, regenerated] = await Promise.all([
      Promise.all(names.map(change)),
      Promise.all(names.slice(0, 10).map(regenerate)),
    ]);
    expect(changed).toEqual(names.map(() => 200));
    expect(regenerated).toEqual(names.slice(0, 10).map(() => 200));
  },
);

test('a role that was read-only fails at most one request per connection, and none afterwards', async () => {
  const database = await ownedDatabase({});
  const { server } = await startOn(database, { BACKGROUND_JOBS: 'off', DATABASE_POOL_MAX: '3' });
  const { project } = await makeWorld(server);
  const create = async (name: string) => {
    const variables = { input: { ...someAuthConfig, name } };
    return (await send(server, CreateAuthConfig, variables, project.credentials)).status;
  };
  await database.set({ default_transaction_read_only: 'on' });
  await database.endSessions();
  const during = [];
  for (let count = 0; count < 12; count += 1) during.push(await create(`during ${count}`));
  expect(during.filter((status) => status !== 200).length).toBeLessThanOrEqual(3);
  await database.reset('default_transaction_read_only');
  expect(await Promise.all([create('after 1'), create('after 2'), create('after 3')])).toEqual([
    200, 200, 200,
  ]);
  expect((await request(server, '/health/ready')).status).toBe(200);
});

describe('a start is rejected in one sentence where', () => {
  const start = (database: TestDatabase) => createServer(testConfig(database), { log });

  test('triggers are turned off and the role may not turn them on', async () => {
    const database = await ownedDatabase({ session_replication_role: 'replica' });
    await expect(start(database)).rejects.toThrow(
      /cannot be used: permission denied to set parameter "session_replication_role"/,
    );
  });

  test.each(['LATIN1', 'SQL_ASCII'])('the encoding of the database is %s', async (encoding) => {
    const database = await createEmptyDatabase({ encoding });
    cleanups.push(database.drop);
    await expect(start(database)).rejects.toThrow(
      new RegExp(`cannot be used: its encoding is ${encoding}, .* CREATE DATABASE name ENCODING 'UTF8'`),
    );
  });

  test('the tables are in another schema of the role, until the URL names it', async () => {
    const database = await ownedDatabase({});
    await database.query(
      'CREATE SCHEMA former AUTHORIZATION CURRENT_USER; GRANT ALL ON SCHEMA former TO PUBLIC',
    );
    const url = new URL(database.url);
    url.searchParams.set('options', '-c search_path=former');
    const named = { ...database, url: url.href };
    const { server } = await startOn(named, { BACKGROUND_JOBS: 'off' });
    const { project } = await makeWorld(server);
    await database.set({ search_path: 'former' });
    await expect(start(database)).rejects.toThrow(
      /The tables are in the schema "former", .* options=-c%20search_path%3Dformer/,
    );
    const again = await startOn(named, { BACKGROUND_JOBS: 'off' });
    await run(again.server, Viewer, {}, project.credentials);
  });
});
