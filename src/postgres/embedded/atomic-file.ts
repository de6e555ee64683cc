import { randomBytes } from 'node:crypto';
import { readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { tolerate } from './errors.ts';
import { isAlive } from './lock-file.ts';

const TEMP_NAME = /\.new-(\d+)-[0-9a-f]{12}$/;
/** Process ids are reused at once in a restarted container, so temporary files are also judged by age. */
const TEMP_AGE_MS_MAX = 10 * 60_000;

/** Returns a path beside the target for unfinished work. It contains the process id. */
export function tempPathFor(target: string): string {
  return `${target}.new-${process.pid}-${randomBytes(6).toString('hex')}`;
}

/** Renames a finished temporary file or folder to its target atomically. If another start was faster, the temporary one
 *  is removed instead, so the target is always complete. */
export async function commitTempFile(tempPath: string, target: string): Promise<void> {
  const moved = await tolerate(
    rename(tempPath, target).then(() => true),
    'ENOTEMPTY',
    'EEXIST',
  );
  if (moved === undefined) await rm(tempPath, { recursive: true, force: true });
}

/** Removes temporary files that dead processes left in a folder. Each is renamed first: a start that unexpectedly still
 *  works on it fails, and never commits half of it. */
export async function removeStaleTempFiles(folder: string): Promise<void> {
  for (const name of await readdir(folder)) {
    if (!(await isStaleTempFile(folder, name))) continue;
    const ownPath = tempPathFor(join(folder, name.replace(TEMP_NAME, '')));
    const moved = await tolerate(
      rename(join(folder, name), ownPath).then(() => true),
      'ENOENT',
    );
    // Not empty: programs of the dead process are still writing. A later start removes it.
    if (moved !== undefined) await tolerate(rm(ownPath, { recursive: true, force: true }), 'ENOTEMPTY');
  }
}

async function isStaleTempFile(folder: string, name: string): Promise<boolean> {
  const pid = TEMP_NAME.exec(name)?.[1];
  if (pid === undefined) return false;
  if (Number(pid) !== process.pid) return !isAlive(Number(pid));
  const status = await tolerate(stat(join(folder, name)), 'ENOENT');
  return status !== undefined && Date.now() - status.mtimeMs > TEMP_AGE_MS_MAX;
}
