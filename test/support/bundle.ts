import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

export const REPOSITORY = join(import.meta.dirname, '../..');

export type Bundle = { readonly file: string; remove(): Promise<void> };

/** What `npm start` would run, made from the sources as they are now. It lies in files of its own beside the real ones,
 *  where the server finds its packages and migrations, so that several test files can do this at once. */
export async function buildBundle(): Promise<Bundle> {
  const folder = join(REPOSITORY, 'dist');
  const name = `test-${randomBytes(6).toString('hex')}`;
  const file = join(folder, `${name}.js`);
  const build = ['run', '--silent', 'build', '--', file];
  await promisify(execFile)('npm', build, { cwd: REPOSITORY });
  const remove = async () => {
    const made = (await readdir(folder)).filter((other) => other.startsWith(name));
    await Promise.all(made.map((other) => rm(join(folder, other))));
  };
  return { file, remove };
}
