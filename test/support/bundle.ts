import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

export const REPOSITORY = join(import.meta.dirname, '../..');

export type Bundle = { readonly server: string; readonly worker: string; remove(): Promise<void> };

/** What `npm start` and `npm run worker` would run, made from the sources as they are now. It lies in a folder of its own
 *  beside the real one, where it finds its packages and migrations, so that several test files can do this at once. */
export async function buildBundle(): Promise<Bundle> {
  const folder = join(REPOSITORY, `dist-test-${randomBytes(6).toString('hex')}`);
  await promisify(execFile)('npm', ['run', '--silent', 'build', '--', folder], { cwd: REPOSITORY });
  return {
    server: join(folder, 'main.js'),
    worker: join(folder, 'main-worker.js'),
    remove: () => rm(folder, { recursive: true }),
  };
}
