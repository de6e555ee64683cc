import { randomUUID } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import { sha256 } from '../lib/sha256.ts';
import { BEGIN_PINNED } from './connection/session.ts';

/** The advisory lock number of Prisma, so that its tools and these migrations exclude each other. */
const ADVISORY_LOCK = 72707369;

const POSTGRESQL_VERSION_MIN = 15;

/** Same table as Prisma's tools create: either they or `applyMigrations` can continue where the other stopped. */
const CREATE_HISTORY = `
  CREATE TABLE IF NOT EXISTS _prisma_migrations (
    id                  VARCHAR(36) PRIMARY KEY NOT NULL,
    checksum            VARCHAR(64) NOT NULL,
    finished_at         TIMESTAMPTZ,
    migration_name      VARCHAR(255) NOT NULL,
    logs                TEXT,
    rolled_back_at      TIMESTAMPTZ,
    started_at          TIMESTAMPTZ NOT NULL DEFAULT now(),
    applied_steps_count INTEGER NOT NULL DEFAULT 0
  )`;

const INSERT_RECORD = `
  INSERT INTO _prisma_migrations (id, checksum, migration_name, finished_at, applied_steps_count)
  VALUES ($1, $2, $3, clock_timestamp(), 1)`;

/** Tables of extensions are ignored: installing an extension does not mean that the database is in use. */
const SELECT_OVERVIEW = `
  SELECT current_setting('server_version_num')::int / 10000 AS "serverVersion",
    count(*) > 0 AS "hasTables",
    count(*) FILTER (WHERE relname = '_prisma_migrations') > 0 AS "hasHistory"
  FROM pg_class
  WHERE relnamespace = (SELECT oid FROM pg_namespace WHERE nspname = current_schema())
    AND relkind IN ('r', 'p')
    AND NOT EXISTS (
      SELECT FROM pg_depend
      WHERE classid = 'pg_class'::regclass AND objid = pg_class.oid AND deptype = 'e'
    )`;

/** Finds a schema set by the role or the database that already holds the tables. */
const SELECT_ELSEWHERE = `
  SELECT nspname AS name FROM pg_class JOIN pg_namespace ON pg_namespace.oid = relnamespace
  WHERE relname = '_prisma_migrations' AND nspname <> current_schema() AND nspname = ANY (
    SELECT unnest(string_to_array(replace(translate(reset_val, '" ', ''), '$user', session_user), ','))
    FROM pg_settings WHERE name = 'search_path')`;

const SELECT_RECORDS = `
  SELECT migration_name AS name, checksum, finished_at IS NOT NULL AS "isFinished"
  FROM _prisma_migrations WHERE rolled_back_at IS NULL`;

/** A migration and its record run in one transaction, which an inner COMMIT would end too early. */
const TRANSACTION_CONTROL =
  /^[ \t]*(?:BEGIN|COMMIT|ROLLBACK|START[ \t]+TRANSACTION)(?:[ \t]+(?:WORK|TRANSACTION))?\s*;/im;

/** The database cannot be used with these migrations. The message states the reason and the remedy. */
export class MigrationError extends Error {
  override readonly name = 'MigrationError';
}

export type Migration = { readonly name: string; readonly sql: string; readonly checksum: string };

type MigrationRecord = { readonly name: string; readonly checksum: string; readonly isFinished: boolean };

type Overview = { readonly serverVersion: number; readonly hasTables: boolean; readonly hasHistory: boolean };

type DatabaseState = Overview & {
  readonly records: readonly MigrationRecord[];
  /** For a database without tables: the schema that holds them because a role or a database setting selected it. */
  readonly elsewhere: string | null;
};

/** Reads the migrations of a folder in Prisma's layout, oldest first. Throws MigrationError when one cannot be used. */
export async function readMigrations(folder: string): Promise<readonly Migration[]> {
  try {
    const entries = await readdir(folder, { withFileTypes: true });
    const names = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
    return await Promise.all(names.sort().map((name) => readMigration(folder, name)));
  } catch (error) {
    if (!(error instanceof Error && 'code' in error)) throw error;
    const message = `The migrations cannot be read: ${error.message}. Restore the folder ${folder} as released.`;
    throw new MigrationError(message, { cause: error });
  }
}

async function readMigration(folder: string, name: string): Promise<Migration> {
  const text = await readFile(join(folder, name, 'migration.sql'), 'utf8');
  const match = TRANSACTION_CONTROL.exec(text);
  if (match) {
    throw new MigrationError(
      `Migration ${name} contains "${match[0].trim()}", but a migration is one transaction already. Remove it.`,
    );
  }
  // A checkout may have changed line endings. Prisma treats both as the same script.
  const sql = text.replaceAll('\r\n', '\n');
  return { name, sql, checksum: checksumOf(sql) };
}

/** Applies pending migrations and returns their names. Safe to call from several processes at once. Each migration is
 *  atomic. Throws MigrationError before any change when these migrations cannot continue the database's history, and
 *  when a migration fails: earlier ones stay applied. */
export async function applyMigrations(
  pool: pg.Pool,
  migrations: readonly Migration[],
): Promise<readonly string[]> {
  const state = await readState(pool);
  // A problem is checked again under the lock: another process may be migrating.
  if (problemOf(state, migrations) === null && unapplied(state, migrations).length === 0) return [];
  // A separate transaction holds the lock, so that nothing of it remains in a pooled connection.
  return inTransaction(pool, async (guard) => {
    await lockMigrations(guard);
    const pending = pendingOf(await readState(guard), migrations);
    for (const migration of pending) await inTransaction(pool, (client) => applyMigration(client, migration));
    return pending.map(({ name }) => name);
  });
}

/** Blocks other migrations until the transaction of this connection ends. */
export async function lockMigrations(client: pg.PoolClient): Promise<void> {
  await client.query(`SELECT pg_advisory_xact_lock(${ADVISORY_LOCK})`);
}

async function inTransaction<Result>(
  pool: pg.Pool,
  work: (client: pg.PoolClient) => Promise<Result>,
): Promise<Result> {
  const client = await pool.connect();
  // A lost connection rejects the running statement; without a listener it would also crash the process.
  client.on('error', () => {});
  try {
    await client.query(BEGIN_PINNED);
    const result = await work(client);
    await client.query('COMMIT');
    return result;
  } finally {
    // Ends the session, and with it a failed transaction.
    client.release(true);
  }
}

/** Returns the names of pending migrations; never writes. Throws MigrationError when these migrations cannot continue
 *  the database's history. */
export async function pendingMigrations(
  pool: pg.Pool,
  migrations: readonly Migration[],
): Promise<readonly string[]> {
  return pendingOf(await readState(pool), migrations).map(({ name }) => name);
}

/** Whether the database has any tables. */
export async function hasTables(client: pg.PoolClient): Promise<boolean> {
  return (await readState(client)).hasTables;
}

/** Returns the migrations that a history names, oldest first. Throws MigrationError when they cannot continue it. */
export function migrationsOf(
  history: readonly Omit<MigrationRecord, 'isFinished'>[],
  migrations: readonly Migration[],
): readonly Migration[] {
  const records = history.map((record) => ({ ...record, isFinished: true }));
  const state = {
    serverVersion: POSTGRESQL_VERSION_MIN,
    hasTables: true,
    hasHistory: true,
    records,
    elsewhere: null,
  };
  const pending = new Set(pendingOf(state, migrations));
  return migrations.filter((migration) => !pending.has(migration));
}

async function readState(db: pg.Pool | pg.PoolClient): Promise<DatabaseState> {
  const [overview] = (await db.query<Overview>(SELECT_OVERVIEW)).rows;
  if (overview === undefined) throw new Error('An aggregate without GROUP BY gave no row');
  const records = overview.hasHistory ? (await db.query<MigrationRecord>(SELECT_RECORDS)).rows : [];
  const elsewhere = overview.hasTables ? [] : (await db.query<{ name: string }>(SELECT_ELSEWHERE)).rows;
  return { ...overview, records, elsewhere: elsewhere[0]?.name ?? null };
}

function pendingOf(state: DatabaseState, migrations: readonly Migration[]): readonly Migration[] {
  const problem = problemOf(state, migrations);
  if (problem !== null) throw new MigrationError(problem);
  return unapplied(state, migrations);
}

function unapplied({ records }: DatabaseState, migrations: readonly Migration[]): readonly Migration[] {
  const applied = new Set(records.map(({ name }) => name));
  return migrations.filter(({ name }) => !applied.has(name));
}

/** Returns the reason why these migrations cannot continue from this state, or null. */
function problemOf(state: DatabaseState, migrations: readonly Migration[]): string | null {
  const { serverVersion, hasTables, hasHistory, records, elsewhere } = state;
  if (serverVersion < POSTGRESQL_VERSION_MIN) {
    return `PostgreSQL ${serverVersion} is too old: Bailiwick needs ${POSTGRESQL_VERSION_MIN} or newer.`;
  }
  if (elsewhere !== null) {
    return `The tables are in the schema "${elsewhere}", which only the role or the database names. Name it in DATABASE_URL: options=-c%20search_path%3D${encodeURIComponent(elsewhere)}`;
  }
  if (hasTables && !hasHistory) {
    return 'The database has tables but no _prisma_migrations: it belongs to something else. Give Bailiwick an empty one.';
  }
  const failed = records.find(({ isFinished }) => !isFinished);
  if (failed) {
    return `Migration ${failed.name} is recorded as failed. Repair the database, then record the outcome with "prisma migrate resolve".`;
  }
  const files = new Map(migrations.map((migration) => [migration.name, migration]));
  for (const { name, checksum } of records) {
    const file = files.get(name);
    if (file === undefined) {
      return `Migration ${name} is applied but not part of this release. Start the release that brought it, or restore its file.`;
    }
    if (!isUnchanged(file, checksum)) {
      return `Migration ${name} was changed after it was applied. Restore its file, and put the change into a new migration.`;
    }
  }
  const late = unapplied(state, migrations).find(({ name }) => records.some((record) => record.name > name));
  if (late) {
    return `Migration ${late.name} is not applied, but a later one is. Rename its folder so that it sorts last.`;
  }
  return null;
}

function isUnchanged({ sql, checksum }: Migration, recorded: string): boolean {
  return recorded === checksum || recorded === checksumOf(sql.replaceAll('\n', '\r\n'));
}

function checksumOf(sql: string): string {
  return sha256(sql).toString('hex');
}

/** Applies a migration in the current transaction of the connection. */
export async function applyMigration(
  client: pg.PoolClient,
  { name, sql, checksum }: Migration,
): Promise<void> {
  try {
    await client.query(CREATE_HISTORY);
    await client.query(sql);
    await client.query(INSERT_RECORD, [randomUUID(), checksum, name]);
  } catch (error) {
    if (!(error instanceof pg.DatabaseError)) throw error;
    const line = error.position === undefined ? '' : ` (line ${lineAt(sql, Number(error.position))})`;
    const message = `Migration ${name} failed and changed nothing. PostgreSQL reported${line}: ${error.message}`;
    throw new MigrationError(message, { cause: error });
  }
}

/** Returns the line of a position. PostgreSQL counts characters from 1. */
function lineAt(sql: string, position: number): number {
  return sql.slice(0, position - 1).split('\n').length;
}
