import { execFile } from 'node:child_process';
import { mkdir } from 'node:fs/promises';
import { promisify } from 'node:util';

const run = promisify(execFile);

export type SmallDisk = {
  readonly path: string;
  setReadOnly(isReadOnly: boolean): Promise<void>;
  /** Takes what is left of it. */
  fill(): Promise<void>;
  /** Gives that back. */
  empty(): Promise<void>;
  unmount(): Promise<void>;
};

/** A disk of its own, of so many megabytes, in memory. Linux lets root have one. */
export async function mountSmallDisk(path: string, megabytes: number): Promise<SmallDisk> {
  await mkdir(path);
  await run('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m,mode=711`, 'tmpfs', path]);
  const filling = `${path}/filling`;
  return {
    path,
    setReadOnly: async (isReadOnly) => {
      await run('mount', ['-o', `remount,${isReadOnly ? 'ro' : 'rw'}`, path]);
    },
    fill: async () => {
      // It ends with "no space left", which is what is wanted.
      await run('dd', ['if=/dev/zero', `of=${filling}`, 'bs=64k']).catch(() => {});
    },
    empty: async () => {
      await run('rm', ['-f', filling]);
    },
    unmount: async () => {
      await run('umount', [path]);
    },
  };
}
