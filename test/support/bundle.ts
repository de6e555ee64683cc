import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { TestProject } from 'vitest/node';
import { startEmbeddedPostgres } from '../../src/postgres/embedded/start.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** The folder of what `npm start` and `npm run worker` would run, made from the sources as they are now. */
    readonly bundle: string;
    /** A data folder with a PostgreSQL in it that has never been used. Whoever wants one takes a copy: to make one takes
     *  longer than most tests. */
    readonly emptyDataDir: string;
  }
}

export const REPOSITORY = join(import.meta.dirname, '../..');

/** Makes, once for all tests, what `npm start` and `npm run worker` would run, in a folder of its own beside the real one
 *  where it finds its packages and migrations, and a data folder to be copied. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const [bundle, dataDir] = await Promise.all([makeBundle(), makeEmptyDataDir()]);
  project.provide('bundle', bundle);
  project.provide('emptyDataDir', dataDir);
  return async () => {
    for (const folder of [bundle, dataDir]) await rm(folder, { recursive: true });
  };
}

async function makeBundle(): Promise<string> {
  const folder = join(REPOSITORY, `dist-test-${randomBytes(6).toString('hex')}`);
  await promisify(execFile)(process.execPath, ['scripts/build.mjs', folder], { cwd: REPOSITORY });
  return folder;
}

async function makeEmptyDataDir(): Promise<string> {
  const dataDir = await mkdtemp(join(tmpdir(), 'bailiwick-empty-'));
  // Started by root, PostgreSQL runs as another user, who must be able to reach its data.
  await chmod(dataDir, 0o711);
  const postgres = await startEmbeddedPostgres({ dataDir, durable: false });
  await postgres.close();
  return dataDir;
}
