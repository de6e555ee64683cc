import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

export const REPOSITORY = join(import.meta.dirname, '../..');

export type Bundle = { readonly file: string; remove(): Promise<void> };

/** What `npm start` would run, made from the sources as they are now. It lies in a file of its own beside the real one,
 *  where the server finds its packages and migrations, so that several test files can do this at once. */
export async function buildBundle(): Promise<Bundle> {
  const file = join(REPOSITORY, 'dist', `test-${randomBytes(6).toString('hex')}.js`);
  const build = ['run', '--silent', 'build', '--', file];
  await promisify(execFile)('npm', build, { cwd: REPOSITORY });
  const remove = async () => {
    await Promise.all([rm(file, { force: true }), rm(`${file}.map`, { force: true })]);
  };
  return { file, remove };
}
