import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { PIN_TRANSACTION } from '../postgres/connection/session.ts';
import { begin, type DatabaseTransaction } from '../postgres/database.ts';
import type { DB } from '../postgres/generated/database.ts';
import { QUEUE_SCHEMA } from '../postgres/job-queue.ts';
import { applyMigration, hasTables, lockMigrations, type Migration } from '../postgres/migrations.ts';
import { makePartition } from '../repositories/usage/rollup.ts';
import { quoteIdentifier } from './dump.ts';
import { BackupError } from './error.ts';
import type { BackupHeader, BackupPart, BackupSums, TableHead } from './file.ts';

export type LoadOptions = {
  readonly about: BackupHeader;
  readonly parts: AsyncIterable<BackupPart>;
  /** The migrations that created the tables of the backup. */
  readonly migrations: readonly Migration[];
  /** Whether existing data may be replaced. */
  readonly overwrites: boolean;
  /** Runs last before the commit. The caller must undo its effects if the commit fails. */
  readonly beforeCommit: () => Promise<void>;
};

const SELECT_TABLES = `
  SELECT relname AS name FROM pg_class
  WHERE relnamespace = current_schema()::regnamespace AND relkind IN ('r', 'p') AND NOT relispartition`;

/** Loads a backup into an empty database atomically. Returns the tables that it skipped because no migration created
 *  them. Triggers and foreign keys are enforced, and no superuser is required. */
export async function loadBackup(pool: pg.Pool, options: LoadOptions): Promise<readonly string[]> {
  const client = await pool.connect();
  // Kysely and the COPY streams share the one transaction.
  const dialect = new PostgresDialect({ pool: { connect: async () => client, end: async () => {} } });
  try {
    const skippedTables = await begin(new Kysely<DB>({ dialect })).execute((tx) => load(client, tx, options));
    await pool.query('ANALYZE');
    return skippedTables;
  } catch (error) {
    if (!(error instanceof pg.DatabaseError)) throw error;
    const location = error.table === undefined ? '' : ` (table ${error.table})`;
    throw new BackupError(`The backup cannot be restored. PostgreSQL reported${location}: ${error.message}`, {
      cause: error,
    });
  }
}

async function load(
  client: pg.PoolClient,
  tx: DatabaseTransaction,
  { about, parts, migrations, overwrites, beforeCommit }: LoadOptions,
): Promise<readonly string[]> {
  await client.query(PIN_TRANSACTION);
  await lockMigrations(client);
  if (await hasTables(client)) await truncateTables(client, overwrites);
  for (const migration of migrations) await applyMigration(client, migration);
  for (const month of about.usageMonths) await makePartition(tx, new Date(month));
  const { rows } = await client.query<{ name: string }>(SELECT_TABLES);
  const tables = new Set(rows.map(({ name }) => name));
  // Rows that migrations insert are included in the backup.
  for (const name of tables) await client.query(`DELETE FROM ${quoteIdentifier(name)}`);
  const skippedTables: string[] = [];
  const counts: Record<string, number> = {};
  for await (const part of parts) {
    if (part.kind === 'sums') await finish(client, part.sums, counts);
    else if (tables.has(part.head.table)) counts[part.head.table] = await fill(client, part.head, part.rows);
    else {
      for await (const _rows of part.rows);
      skippedTables.push(part.head.table);
    }
  }
  await beforeCommit();
  return skippedTables;
}

async function truncateTables(client: pg.PoolClient, overwrites: boolean): Promise<void> {
  if (!overwrites) {
    throw new BackupError(
      'The database is not empty and was not changed. Use --overwrite to replace the database of a data folder.',
    );
  }
  const { rows } = await client.query<{ name: string }>('SELECT current_schema() AS name');
  const schema = quoteIdentifier(rows[0]?.name ?? 'public');
  await client.query(`DROP SCHEMA IF EXISTS ${QUEUE_SCHEMA} CASCADE; DROP SCHEMA ${schema} CASCADE`);
  await client.query(`CREATE SCHEMA ${schema}`);
}

async function fill(client: pg.PoolClient, head: TableHead, rows: AsyncIterable<Buffer>): Promise<number> {
  const target = `${quoteIdentifier(head.table)} (${head.columns.map(quoteIdentifier).join(', ')})`;
  const copy = client.query(copyFrom(`COPY ${target} FROM STDIN`));
  await pipeline(Readable.from(rows), copy);
  return copy.rowCount ?? 0;
}

async function finish(client: pg.PoolClient, sums: BackupSums, counts: Readonly<Record<string, number>>) {
  for (const [table, count] of Object.entries(counts)) {
    if (sums.rows[table] !== count) throw new BackupError(`Table ${table} was not restored completely.`);
  }
  for (const [name, [value, isCalled]] of Object.entries(sums.sequences)) {
    const set = `SELECT setval(to_regclass($1), $2, $3) WHERE to_regclass($1) IS NOT NULL`;
    await client.query(set, [quoteIdentifier(name), value, isCalled]);
  }
}
