import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  export interface ProvidedContext {
    /** The folder of what `npm start` and `npm run worker` would run, made from the sources as they are now. */
    readonly bundle: string;
  }
}

export const REPOSITORY = join(import.meta.dirname, '../..');

/** Makes what `npm start` and `npm run worker` would run, once for all tests, in a folder of its own beside the real one,
 *  where it finds its packages and migrations. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = join(REPOSITORY, `dist-test-${randomBytes(6).toString('hex')}`);
  await promisify(execFile)(process.execPath, ['build.mjs', folder], { cwd: REPOSITORY });
  project.provide('bundle', folder);
  return () => rm(folder, { recursive: true });
}
