import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import pg from 'pg';
import { afterAll, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { changeSchemaSql, deployWithPrisma } from '../../../scripts/schema-engine.ts';
import { sha256 } from '../../../src/lib/sha256.ts';
import {
  applyMigrations,
  type Migration,
  MigrationError,
  pendingMigrations,
  readMigrations,
} from '../../../src/postgres/migrations.ts';
import { bundleMigrating } from '../../support/database/bundled-migrations.ts';
import { createEmptyDatabase } from '../../support/database/test-database.ts';

const FOLDER = fileURLToPath(new URL('../../../prisma/migrations', import.meta.url));
const SCHEMA_PATH = fileURLToPath(new URL('../../../prisma/schema.prisma', import.meta.url));

const released = await readMigrations(FOLDER);
const releasedNames = released.map(({ name }) => name);
const schema = { path: SCHEMA_PATH, content: await readFile(SCHEMA_PATH, 'utf8') };

const database = await createEmptyDatabase();
const otherDatabase = await createEmptyDatabase();
const { url } = database;
const pool = new pg.Pool({ connectionString: url });
const other = { url: otherDatabase.url, pool: new pg.Pool({ connectionString: otherDatabase.url }) };

// Processes are started and waited for.
vi.setConfig({ testTimeout: 15_000 });

beforeEach(async () => {
  for (const each of [pool, other.pool]) await each.query('DROP SCHEMA public CASCADE; CREATE SCHEMA public');
});

afterAll(async () => {
  await Promise.all([pool.end(), other.pool.end()]);
  await Promise.all([database.drop(), otherDatabase.drop()]);
});

const first = migration('20260101000000_first', 'CREATE TABLE note (id INTEGER PRIMARY KEY);');
const second = migration('20260102000000_second', 'ALTER TABLE note ADD COLUMN text TEXT;');
const third = migration('20260103000000_third', 'CREATE TABLE tag (id INTEGER);');
const broken = migration(
  '20260103000000_broken',
  'CREATE TABLE tag (id INTEGER);\n\nSELECT nowhere FROM tag;',
);

describe('an empty database', () => {
  it('gets every migration, and on a second start none', async () => {
    expect(await pendingMigrations(pool, released)).toEqual(releasedNames);
    expect(await applyMigrations(pool, released)).toEqual(releasedNames);
    expect(await pendingMigrations(pool, released)).toEqual([]);
    expect(await applyMigrations(pool, released)).toEqual([]);
  });

  it('gets each migration once when two processes start at the same moment', async () => {
    const script = await bundleMigrating();
    const release = await holdLock();
    const processes = Promise.all([migrateInProcess(script), migrateInProcess(script)]);
    await untilWaiting(2);
    await release();
    expect((await processes).toSorted((a, b) => a.length - b.length)).toEqual([[], releasedNames]);
    expect((await history(pool)).map(({ migration_name }) => migration_name)).toEqual(releasedNames);
  });

  it('becomes what schema.prisma says', async () => {
    await applyMigrations(pool, released);
    await other.pool.query((await changeSchemaSql(other.url, schema)) ?? '');
    expect(await changeSchemaSql(url, schema)).toBeNull();
    await pool.query('DROP TABLE _prisma_migrations');
    expect(await catalog(pool)).toEqual(await catalog(other.pool));
  });

  it('checks the name of a project before its slug', async () => {
    await applyMigrations(pool, released);
    // PostgreSQL goes through the unique indexes of a table by their object ids.
    const { rows } = await pool.query(
      `SELECT 'project_organization_id_name_key'::regclass::oid < 'project_organization_id_slug_key'::regclass::oid AS first`,
    );
    expect(rows).toEqual([{ first: true }]);
  });
});

describe('a database that is up to date', () => {
  it('costs two statements at the start, and waits for no lock', async () => {
    await applyMigrations(pool, [first, second]);
    const release = await holdLock();
    const query = vi.spyOn(pool, 'query');
    expect(await applyMigrations(pool, [first, second])).toEqual([]);
    expect(query).toHaveBeenCalledTimes(2);
    query.mockRestore();
    await release();
  });

  it('gets only what a later release adds', async () => {
    await applyMigrations(pool, [first]);
    expect(await pendingMigrations(pool, [first, second, third])).toEqual([second.name, third.name]);
    expect(await applyMigrations(pool, [first, second, third])).toEqual([second.name, third.name]);
  });
});

describe('a database that the migrations cannot continue is refused and stays as it is', () => {
  it('when an applied migration was changed', async () => {
    await applyMigrations(pool, [first, second]);
    const changed = migration(first.name, `${first.sql} -- changed`);
    await refuses([changed, second, third], /20260101000000_first was changed after it was applied/);
  });

  it('when an applied migration is not in the folder', async () => {
    await applyMigrations(pool, [first, second]);
    await refuses([first], /20260102000000_second is applied but not part of this release/);
  });

  it('when a migration is recorded as failed', async () => {
    await applyMigrations(pool, [first, second]);
    await pool.query('UPDATE _prisma_migrations SET finished_at = NULL WHERE checksum = $1', [
      second.checksum,
    ]);
    await refuses([first, second, third], /20260102000000_second is recorded as failed/);
  });

  it('when a missing migration sorts before an applied one', async () => {
    await applyMigrations(pool, [first, third]);
    await refuses([first, second, third], /20260102000000_second is not applied, but a later one is/);
  });

  it('when it holds tables of something else', async () => {
    await pool.query('CREATE TABLE customer (id INTEGER)');
    await refuses([first], /belongs to something else/);
  });

  it('when its PostgreSQL is older than 15', async () => {
    // A server that only claims to be old: our function stands before PostgreSQL's in the search path.
    const aged = new pg.Pool({ connectionString: url, options: '-c search_path=public,pg_catalog' });
    onTestFinished(() => aged.end());
    await pool.query(
      `CREATE FUNCTION current_setting(text) RETURNS text LANGUAGE sql AS $$ SELECT '140011' $$`,
    );
    await expect(applyMigrations(aged, [first])).rejects.toThrow(/PostgreSQL 14 is too old/);
    expect(await catalog(pool)).toEqual([]);
  });
});

describe('a migration that fails', () => {
  it('leaves nothing behind, not even a record, and is named with the reason', async () => {
    await refuses(
      [broken],
      /_broken failed and changed nothing.* \(line 3\): column "nowhere" does not exist/,
    );
  });

  it('keeps those before it, and can be repeated once it is repaired', async () => {
    await expect(applyMigrations(pool, [first, second, broken])).rejects.toThrow(MigrationError);
    expect(await pendingMigrations(pool, [first, second, broken])).toEqual([broken.name]);
    const repaired = migration(broken.name, 'CREATE TABLE tag (id INTEGER);');
    expect(await applyMigrations(pool, [first, second, repaired])).toEqual([broken.name]);
  });
});

describe("Prisma's engine", () => {
  it('continues where we stopped, and we where it stopped', async () => {
    expect(await applyMigrations(pool, [first])).toEqual([first.name]);
    expect(await deploy(url, [first, second])).toEqual([second.name]);
    expect(await applyMigrations(pool, [first, second, third])).toEqual([third.name]);
    expect(await deploy(url, [first, second, third])).toEqual([]);
    expect(await deploy(other.url, [first])).toEqual([first.name]);
    expect(await applyMigrations(other.pool, [first, second])).toEqual([second.name]);
    expect(await deploy(other.url, [first, second, third])).toEqual([third.name]);
    expect(await applyMigrations(other.pool, [first, second, third])).toEqual([]);
    expect(await catalog(pool)).toEqual(await catalog(other.pool));
    expect(await history(pool)).toEqual(await history(other.pool));
  });

  const ours = () => applyMigrations(pool, released);
  const theirs = () => deploy(url, released);

  it.each([
    { who: 'and we wait for each other when we come first', first: ours, second: theirs },
    { who: 'and we wait for each other when it comes first', first: theirs, second: ours },
  ])('$who', async ({ first, second }) => {
    const release = await holdLock();
    const one = first();
    await untilWaiting(1);
    const other = second();
    await untilWaiting(2);
    await release();
    expect([await one, await other]).toEqual([releasedNames, []]);
  });

  it('may repeat a migration that it recorded as rolled back', async () => {
    await expect(deploy(url, [first, broken])).rejects.toThrow('nowhere');
    await expect(applyMigrations(pool, [first, broken])).rejects.toThrow('recorded as failed');
    await pool.query('DROP TABLE IF EXISTS tag');
    await pool.query('UPDATE _prisma_migrations SET rolled_back_at = now() WHERE finished_at IS NULL');
    expect(await pendingMigrations(pool, [first, broken])).toEqual([broken.name]);
  });
});

function migration(name: string, sql: string): Migration {
  return { name, sql, checksum: sha256(sql).toString('hex') };
}

async function refuses(migrations: readonly Migration[], message: RegExp): Promise<void> {
  const contents = async () => ({ catalog: await catalog(pool), history: await history(pool) });
  const before = await contents();
  const refusal = { name: 'MigrationError', message: expect.stringMatching(message) };
  await expect(applyMigrations(pool, migrations)).rejects.toMatchObject(refusal);
  expect(await contents()).toEqual(before);
}

/** Holds the lock that runs take turns by, until the function it gives is called. */
async function holdLock(): Promise<() => Promise<void>> {
  const client = new pg.Client({ connectionString: url });
  onTestFinished(() => client.end());
  await client.connect();
  await client.query('SELECT pg_advisory_lock(72707369)');
  return () => client.end();
}

async function untilWaiting(sessionCount: number): Promise<void> {
  const statement = `
    SELECT FROM pg_locks JOIN pg_database ON pg_database.oid = pg_locks.database
    WHERE locktype = 'advisory' AND NOT granted AND datname = current_database()`;
  const isWaiting = async () => expect((await pool.query(statement)).rowCount).toBe(sessionCount);
  await vi.waitFor(isWaiting, { timeout: 10_000 });
}

/** The names that a process of its own applied. */
async function migrateInProcess(script: string): Promise<readonly string[]> {
  return JSON.parse((await promisify(execFile)(process.execPath, [script, url, FOLDER])).stdout);
}

function deploy(url: string, migrations: readonly Migration[]): Promise<readonly string[]> {
  return deployWithPrisma({ url, schema, folder: FOLDER, migrations });
}

/** The records without their ids and times. */
async function history(pool: pg.Pool): Promise<readonly Record<string, unknown>[]> {
  const { rows } = await pool.query(`SELECT to_regclass('_prisma_migrations') IS NOT NULL AS exists`);
  if (!rows[0]?.exists) return [];
  const records = await pool.query(`
    SELECT migration_name, checksum, logs, rolled_back_at, applied_steps_count, finished_at >= started_at AS finished
    FROM _prisma_migrations ORDER BY started_at`);
  return records.rows;
}

/** Every column, constraint, index and enum, however a table is partitioned. The order of columns does not count: later
 *  ones come last. */
async function catalog(pool: pg.Pool): Promise<readonly string[]> {
  const { rows } = await pool.query<{ line: string }>(`
    SELECT concat_ws(' ', 'column', attrelid::regclass, attname, format_type(atttypid, atttypmod),
      CASE WHEN attnotnull THEN 'NOT NULL' END, 'DEFAULT ' || pg_get_expr(adbin, adrelid)) AS line
    FROM pg_attribute JOIN pg_class ON pg_class.oid = attrelid LEFT JOIN pg_attrdef ON adrelid = attrelid AND adnum = attnum
    WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p') AND attnum > 0 AND NOT attisdropped
    UNION ALL
    SELECT concat_ws(' ', 'constraint', conrelid::regclass, conname, pg_get_constraintdef(oid))
    FROM pg_constraint WHERE connamespace = 'public'::regnamespace
    UNION ALL
    SELECT replace(pg_get_indexdef(indexrelid), ' ON ONLY ', ' ON ')
    FROM pg_index JOIN pg_class ON pg_class.oid = indrelid WHERE relnamespace = 'public'::regnamespace
    UNION ALL
    SELECT concat_ws(' ', 'enum', enumtypid::regtype, string_agg(enumlabel, ', ' ORDER BY enumsortorder))
    FROM pg_enum GROUP BY enumtypid
    ORDER BY 1`);
  return rows.map(({ line }) => line);
}
