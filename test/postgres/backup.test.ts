import { createHash, randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import type pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { migrationsFolder } from '../../src/app/context.ts';
import { createBackup } from '../../src/backup/backup.ts';
import { dumpDatabase } from '../../src/backup/dump.ts';
import { BackupError } from '../../src/backup/error.ts';
import { writeBackupFile } from '../../src/backup/file.ts';
import { type RestoreOptions, restoreBackup } from '../../src/backup/restore.ts';
import { sha256 } from '../../src/lib/sha256.ts';
import { applyMigrations, MigrationError, readMigrations } from '../../src/postgres/migrations.ts';
import { createPool } from '../../src/postgres/pool.ts';
import { insertSealedRows } from '../support/database/encrypted-rows.ts';
import { dumpTables } from '../support/database/table-dump.ts';
import {
  createEmptyDatabase,
  createTestDatabase,
  type TestDatabase,
} from '../support/database/test-database.ts';

const key = randomBytes(32);
const ACCOUNT_COUNT = 500;

let source: TestDatabase;
let target: TestDatabase;
let targetPool: pg.Pool;
let folder: string;
/** A back-up of the source, and what it would restore. */
let file: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bailiwick-backup-'));
  source = await createTestDatabase();
  await insertSealedRows(source, key, ACCOUNT_COUNT);
  // What the form of a back-up could take for something of its own, or change.
  await source.query(`INSERT INTO organization VALUES
    ('org_odd', E'\\\\.\\n\\\\.\\ntab\\t\\\\N \\r\\n🦊 \\u0001', now(), '2026-11-21T12:34:56.789+09')`);
  // Its foreign key requires the project.
  await source.query(`
    INSERT INTO project_quota (organization_id, project_id, mode, month, tool_calls_used, sessions_used, tool_calls_told,
      sessions_told, created_at, updated_at)
    SELECT organization_id, id, 'HARD', now(), 0, 0, 0, 0, now(), now() FROM project`);
  target = await createEmptyDatabase();
  targetPool = createPool({ url: target.url, connectionsMax: 2 });
  file = join(folder, 'whole.gz');
  await createBackup(backupOptions());
});
beforeEach(async () => {
  await target.query('DROP SCHEMA public CASCADE; CREATE SCHEMA public');
});
afterAll(async () => {
  await targetPool.end();
  await Promise.all([source.drop(), target.drop(), rm(folder, { recursive: true })]);
});

const backupOptions = () => ({
  databaseUrl: source.url,
  dataDir: '/nonexistent',
  encryptionKey: key,
  file,
  release: '1.2.3',
  withKey: false,
  signal: new AbortController().signal,
});

const restore = (options: Partial<RestoreOptions> = {}) =>
  restoreBackup({
    databaseUrl: target.url,
    dataDir: '/nonexistent',
    encryptionKey: key,
    previousEncryptionKeys: [],
    migrationsFolder,
    file,
    overwrites: false,
    ...options,
  });

async function expectRefused(options: Partial<RestoreOptions>, why: RegExp): Promise<void> {
  const before = await dumpTables(target.url);
  const error = await restore(options).then(
    () => null,
    (error) => error,
  );
  expect(error).toBeInstanceOf(BackupError);
  expect(error.message).toMatch(why);
  expect(await dumpTables(target.url)).toEqual(before);
}

/** The text of the back-up, changed and sealed again: as if it had been written so. */
async function rewritten(name: string, change: (text: string) => string): Promise<string> {
  const lines = gunzipSync(await readFile(file))
    .toString()
    .split('\n');
  const body = change(`${lines.slice(0, -2).join('\n')}\n`);
  const path = join(folder, name);
  await writeFile(path, gzipSync(`${body}{"sha256":"${sha256(body).toString('hex')}"}\n`));
  return path;
}

describe('a backup', () => {
  test('restores every row and every table', async () => {
    const { about, skippedTables } = await restore();
    expect(await dumpTables(target.url)).toEqual(await dumpTables(source.url));
    expect(about.release).toBe('1.2.3');
    expect(skippedTables).toEqual([]);
  });

  test('is a consistent snapshot beside concurrent writes', async () => {
    const before = await dumpTables(source.url);
    const pool = createPool({ url: source.url, connectionsMax: 2 });
    const about = { release: '1', createdAt: new Date().toISOString(), keyFor: async () => undefined };
    const lines = dumpDatabase(pool, about);
    const first = (await lines.next()).value;
    await source.query(`INSERT INTO organization VALUES ('org_late', 'late', now(), now())`);
    await source.query(`DELETE FROM connected_account WHERE id = 'ca_00007'`);
    const moment = join(folder, 'moment.gz');
    await writeBackupFile(
      moment,
      (async function* () {
        if (first) yield first;
        yield* lines;
      })(),
    );
    await pool.end();
    await restore({ file: moment });
    expect(await dumpTables(target.url)).toEqual(before);
    await source.query(`DELETE FROM organization WHERE id = 'org_late'`);
  });

  test('of an older release is restored at its migrations, and the next start applies newer ones', async () => {
    const migrations = await readMigrations(migrationsFolder);
    const older = await createEmptyDatabase();
    const pool = createPool({ url: older.url, connectionsMax: 2 });
    await applyMigrations(pool, migrations.slice(0, 2)).finally(() => pool.end());
    await older.query(`INSERT INTO organization VALUES ('org_old', 'old', now(), now())`);
    const old = join(folder, 'old.gz');
    await createBackup({ ...backupOptions(), databaseUrl: older.url, file: old });
    await restore({ file: old, encryptionKey: null });
    expect(await dumpTables(target.url)).toEqual(await dumpTables(older.url));
    expect(await applyMigrations(targetPool, migrations)).toHaveLength(migrations.length - 2);
    expect(await target.query('SELECT id FROM organization')).toEqual([{ id: 'org_old' }]);
    await older.drop();
  });

  test('contains the encryption key only on request', async () => {
    const withKey = join(folder, 'with-key.gz');
    await createBackup({ ...backupOptions(), file: withKey, withKey: true });
    const text = async (path: string) => gunzipSync(await readFile(path)).toString();
    expect(await text(withKey)).toContain(key.toString('base64'));
    for (const form of ['base64', 'hex'] as const) expect(await text(file)).not.toContain(key.toString(form));
    const other = {
      ...backupOptions(),
      file: join(folder, 'x.gz'),
      withKey: true,
      encryptionKey: randomBytes(32),
    };
    await expect(createBackup(other)).rejects.toThrow(/needs keys other than the current one/);
  });

  test('reports tables that it cannot restore', async () => {
    await source.query('CREATE TABLE of_somebody_else AS SELECT 1 AS one');
    const path = join(folder, 'else.gz');
    await createBackup({ ...backupOptions(), file: path });
    await source.query('DROP TABLE of_somebody_else');
    expect((await restore({ file: path })).skippedTables).toEqual(['of_somebody_else']);
    expect(await dumpTables(target.url)).toEqual(await dumpTables(source.url));
  });
});

describe('a failed backup leaves no file', () => {
  const files = async () => (await readdir(folder)).sort();

  test('when its connection is lost, when it is aborted and when the file exists', async () => {
    const before = await files();
    const broken = { ...backupOptions(), file: join(folder, 'broken.gz') };
    const cut = source.query.bind(
      null,
      `SELECT pg_terminate_backend(pid) FROM pg_locks JOIN pg_stat_activity USING (pid)
      WHERE relation = 'organization'::regclass AND datname = current_database() AND pid <> pg_backend_pid()`,
    );
    const holder = createPool({ url: source.url, connectionsMax: 1 });
    const client = await holder.connect();
    await client.query('BEGIN; LOCK TABLE project IN ACCESS EXCLUSIVE MODE');
    const making = createBackup(broken).catch((error) => error);
    await expect.poll(async () => (await cut()).length).toBeGreaterThan(0);
    expect(await making).toBeInstanceOf(Error);
    client.release(true);
    await holder.end();
    const signal = AbortSignal.abort();
    await expect(createBackup({ ...broken, signal })).rejects.toThrow(BackupError);
    await expect(createBackup(backupOptions())).rejects.toThrow(/exists/);
    expect(await files()).toEqual(before);
    expect(existsSync(broken.file)).toBe(false);
  });

  test('when the database is not one of Bailiwick', async () => {
    const empty = { ...backupOptions(), databaseUrl: target.url, file: join(folder, 'none.gz') };
    await expect(createBackup(empty)).rejects.toThrow(/does not contain Bailiwick data/);
    const nowhere = { ...empty, databaseUrl: null };
    await expect(createBackup(nowhere)).rejects.toThrow(/nonexistent does not contain a database/);
  });
});

describe('a restore is rejected and changes nothing when', () => {
  test('the file is truncated or one byte differs', async () => {
    const bytes = await readFile(file);
    const path = join(folder, 'damaged.gz');
    const places = Array.from({ length: 12 }, (_, index) => Math.floor((bytes.length * index) / 12));
    for (const place of [...places, bytes.length - 1]) {
      await writeFile(path, bytes.subarray(0, place));
      await expectRefused({ file: path }, /is not a valid backup/);
    }
    // Its text, so that nothing but the seal can find it out.
    const text = gunzipSync(bytes);
    for (const place of places) {
      const changed = Buffer.from(text);
      changed.writeUInt8(changed.readUInt8(place) ^ 1, place);
      await writeFile(path, gzipSync(changed));
      await expectRefused({ file: path }, /is not a valid backup/);
    }
    await writeFile(path, gzipSync(Buffer.concat([text, Buffer.from('more\n')])));
    await expectRefused({ file: path }, /is not a valid backup/);
    await writeFile(path, 'something else');
    await expectRefused({ file: path }, /is not a valid backup/);
  });

  test('the database is not empty', async () => {
    await target.query('CREATE TABLE customer (id integer); INSERT INTO customer VALUES (1)');
    await expectRefused({}, /is not empty/);
    await expectRefused({ overwrites: true }, /Point DATABASE_URL at an empty database/);
  });

  test('the encryption key is missing or a different one, naming the required one', async () => {
    const id = createHash('sha256').update(key).digest('hex').slice(0, 16);
    const other = randomBytes(32);
    await expectRefused({ encryptionKey: null }, new RegExp(`${id}, but no key is configured`));
    await expectRefused(
      { encryptionKey: other },
      new RegExp(`${id}, but the configured ones are [0-9a-f]{16}\\.`),
    );
    await restore({ encryptionKey: other, previousEncryptionKeys: [key] });
  });

  test('rows violate constraints of the schema', async () => {
    const orphan = await rewritten('orphan.gz', (text) =>
      text.replace('\torg_sealed\tsealed', '\torg_gone\tsealed'),
    );
    await expectRefused({ file: orphan }, /cannot be restored\. PostgreSQL reported \(table project_quota\)/);
    const short = await rewritten('short.gz', (text) => text.replace(/^ca_00001.*\n/m, ''));
    await expectRefused({ file: short }, /connected_account was not restored completely/);
  });

  test('its migrations are not those of this release', async () => {
    const future = await rewritten('future.gz', (text) =>
      text.replace('20261120000000_foundation', '29990101000000_future'),
    );
    await expect(restore({ file: future })).rejects.toThrow(MigrationError);
    const form = await rewritten('form.gz', (text) => text.replace('"version":1,', '"version":2,'));
    await expectRefused({ file: form }, /release 1\.2\.3 in a format that this release does not support/);
  });
});
