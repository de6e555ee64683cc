import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { onTestFinished } from 'vitest';
import { REPOSITORY } from '../bundle.ts';

const CONTENTS = `
  import pg from 'pg';
  import { applyMigrations, readMigrations } from './src/postgres/migrations.ts';
  const [url, folder] = process.argv.slice(2);
  const pool = new pg.Pool({ connectionString: url });
  readMigrations(folder)
    .then((migrations) => applyMigrations(pool, migrations))
    .then((names) => process.stdout.write(JSON.stringify(names)))
    .finally(() => pool.end());`;

/** A script, for the running test, that applies the migrations of a folder to the database at a URL and prints their names. In
 *  one file: processes that each compiled it first would keep the machine busy for seconds. */
export async function bundleMigrating(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'migrating-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const outfile = join(folder, 'migrate.cjs');
  const stdin = { contents: CONTENTS, resolveDir: REPOSITORY };
  await build({ stdin, outfile, bundle: true, platform: 'node', format: 'cjs', external: ['pg-native'] });
  return outfile;
}
