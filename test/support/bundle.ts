import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  export interface ProvidedContext {
    /** What `npm start` would run, made from the sources as they are now. */
    readonly bundle: string;
  }
}

export const REPOSITORY = join(import.meta.dirname, '../..');

/** Makes the bundle once for all tests, in files of its own beside the real ones, where the server finds its packages and
 *  migrations. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = join(REPOSITORY, 'dist');
  const name = `test-${randomBytes(6).toString('hex')}`;
  const file = join(folder, `${name}.js`);
  await promisify(execFile)(process.execPath, ['build.mjs', file], { cwd: REPOSITORY });
  project.provide('bundle', file);
  return async () => {
    const made = (await readdir(folder)).filter((other) => other.startsWith(name));
    await Promise.all(made.map((other) => rm(join(folder, other))));
  };
}
