import { mkdirSync, realpathSync } from 'node:fs';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { asDataFolderError, DataFolderError, errorCode, tolerate } from './errors.ts';

/** PostgreSQL's lock distinguishes processes, but not two starts in one process. */
const claimed = new Set<string>();

export type DataFolder = { readonly path: string; release(): void };

/** Creates the folder if missing and claims it for one start within this process until `release`. Synchronous, so that
 *  of two concurrent calls the second sees the first. */
export function claimDataFolder(dataDir: string): DataFolder {
  const path = resolve(dataDir);
  const identity = makeFolder(path);
  if (claimed.has(identity)) throw inUse(path, process.pid);
  claimed.add(identity);
  return { path, release: () => claimed.delete(identity) };
}

/** Throws DataFolderError when the folder's owner is another live process. An owner with the id of this process is a
 *  dead one whose id was reused, as happens in restarted containers: `claimDataFolder` tracks starts of this process. */
export async function assertNotInUse(dataDir: string): Promise<void> {
  const pid = await readOwner(dataDir);
  if (pid !== undefined && pid !== process.pid && isAlive(pid)) throw inUse(dataDir, pid);
}

export async function writeOwner(dataDir: string): Promise<void> {
  await writeFile(ownerFile(dataDir), `${process.pid}\n`);
}

/** Leaves the file in place if it names another process by now. */
export async function removeOwner(dataDir: string): Promise<void> {
  if ((await readOwner(dataDir)) === process.pid) await rm(ownerFile(dataDir), { force: true });
}

/** Also true for a process of another user. */
export function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return errorCode(error) === 'EPERM';
  }
}

async function readOwner(dataDir: string): Promise<number | undefined> {
  const pid = Number(await tolerate(readFile(ownerFile(dataDir), 'utf8'), 'ENOENT'));
  return Number.isInteger(pid) && pid > 0 ? pid : undefined;
}

function ownerFile(dataDir: string): string {
  return join(dataDir, 'owner.pid');
}

/** Root's folder can be entered by others, because PostgreSQL then runs as another user. */
function makeFolder(path: string): string {
  try {
    mkdirSync(path, { recursive: true, mode: process.getuid?.() === 0 ? 0o711 : 0o700 });
    return realpathSync(path);
  } catch (error) {
    throw asDataFolderError(error, path);
  }
}

function inUse(dataDir: string, pid: number): DataFolderError {
  return new DataFolderError(
    `The data folder ${dataDir} is in use by another Bailiwick (process ${pid}). Stop it, or set another DATA_DIR.`,
  );
}
