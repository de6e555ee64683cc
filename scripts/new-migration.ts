// Writes the next migration: npm run migrate:new NAME
//
// The current schema is read from a database that ran all migrations, so that SQL written by hand counts and branches
// merge without a second record to keep in step. Needs neither a network nor Prisma's CLI.
import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { startEmbeddedPostgres } from '../src/postgres/embedded/start.ts';
import { applyMigrations, type Migration, readMigrations } from '../src/postgres/migrations.ts';
import { changeSchemaSql } from './schema-engine.ts';

const SCHEMA = fileURLToPath(new URL('../prisma/schema.prisma', import.meta.url));
const MIGRATIONS = fileURLToPath(new URL('../prisma/migrations', import.meta.url));

/** Statements that may lose data or fail on a database with rows. Prisma's engine only warns in commands that need its
 *  binaries. */
const RISKS: readonly (readonly [RegExp, string])[] = [
  [/DROP TABLE/, 'the table and all its rows are lost'],
  [/DROP COLUMN/, 'the column and its values are lost'],
  [/DROP TYPE/, 'fails while a row holds a value that is gone'],
  [/SET DATA TYPE/, 'fails, or loses precision, for values that do not fit'],
  [/SET NOT NULL/, 'fails while a row holds null'],
  [/CREATE UNIQUE INDEX/, 'fails while duplicate rows exist'],
  [/ADD COLUMN (?!.*DEFAULT).*NOT NULL/, 'fails unless the table is empty'],
];

async function main(nameParts: readonly string[]): Promise<string> {
  const name = nameParts.join('_').toLowerCase().replaceAll(/[ -]/g, '_');
  if (!/^[a-z0-9_]+$/.test(name)) {
    throw new Error(
      'Give the migration a name of letters, digits and underscores: npm run migrate:new add_webhooks',
    );
  }
  const migrations = await readMigrations(MIGRATIONS);
  const sql = await changesSince(migrations);
  if (sql === null) return 'Nothing to change: the migrations match schema.prisma.';
  const folder = join(MIGRATIONS, nextName(name, migrations));
  await mkdir(folder);
  await writeFile(join(folder, 'migration.sql'), withWarnings(withoutTransactions(sql)));
  return `Written: ${relative('.', folder)}/migration.sql. Read it before you commit it.`;
}

/** Returns the SQL that the schema lacks, or null when the migrations produce exactly schema.prisma. */
async function changesSince(migrations: readonly Migration[]): Promise<string | null> {
  const dataDir = await mkdtemp(join(tmpdir(), 'bailiwick-migrate-'));
  try {
    // Started by root, PostgreSQL runs as another user, which must reach its data.
    await chmod(dataDir, 0o711);
    const server = await startEmbeddedPostgres({ dataDir, durable: false });
    try {
      const pool = new pg.Pool({ connectionString: server.url });
      await applyMigrations(pool, migrations).finally(() => pool.end());
      return await changeSchemaSql(server.url, { path: SCHEMA, content: await readFile(SCHEMA, 'utf8') });
    } finally {
      await server.close();
    }
  } finally {
    await rm(dataDir, { recursive: true, force: true });
  }
}

/** Rejects names that sort before an existing migration, which a late clock could produce. */
function nextName(name: string, migrations: readonly Migration[]): string {
  const next = `${new Date().toISOString().replaceAll(/\D/g, '').slice(0, 14)}_${name}`;
  const last = migrations.at(-1)?.name ?? '';
  if (next > last) return next;
  throw new Error(`${next} would sort before ${last}. Correct the clock.`);
}

/** Removes the transaction that the engine adds around changes of an enum: a migration is already one transaction. */
function withoutTransactions(sql: string): string {
  return sql.replaceAll(/^(?:BEGIN|COMMIT);\n/gm, '');
}

function withWarnings(sql: string): string {
  const newTables = [...sql.matchAll(/CREATE TABLE ("\w+")/g)].map(([, table]) => ` ON ${table}(`);
  const warnings = sql.split('\n').flatMap((line) => {
    const risk = RISKS.find(([pattern]) => pattern.test(line));
    if (risk === undefined || newTables.some((table) => line.includes(table))) return [];
    return [`--   ${line.trim()} -- ${risk[1]}`];
  });
  return warnings.length === 0 ? sql : ['-- Warnings', ...warnings, '', sql].join('\n');
}

try {
  process.stdout.write(`${await main(process.argv.slice(2))}\n`);
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : error}\n`);
  process.exitCode = 1;
}
