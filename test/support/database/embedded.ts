import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readdir, readFile, readlink } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { promisify } from 'node:util';
import { socketUrl } from '../../../src/postgres/embedded/connection.ts';
import { runOn } from './admin.ts';

export type Embedded = {
  readonly postmasterPid: number;
  readonly socketFolder: string;
  /** Runs one statement, behind the server's back. */
  query<Row extends Record<string, unknown>>(sql: string): Promise<Row[]>;
};

/** Where PostgreSQL's lock file tells them, counted from zero (pidfile.h of its sources). */
const PID_LINE = 0;
const SOCKET_LINE = 4;

/** The PostgreSQL that a running server keeps in its data folder, as its own lock file tells it. */
export async function findEmbedded(dataDir: string): Promise<Embedded> {
  const lines = (await readFile(join(dataDir, 'postgres', 'postmaster.pid'), 'utf8')).split('\n');
  const postmasterPid = Number(lines[PID_LINE]);
  const socketFolder = lines[SOCKET_LINE];
  if (!(postmasterPid > 0) || !socketFolder) throw new Error(`Not a lock file:\n${lines.join('\n')}`);
  return { postmasterPid, socketFolder, query: (sql) => runOn(socketUrl(socketFolder), sql) };
}

export type ProcessNote = { readonly pid: number; readonly command: string };

/** The processes that work inside a folder or were started with it: of PostgreSQL's, those that make, serve and guard
 *  the data in it. */
export async function processesAt(folder: string): Promise<readonly ProcessNote[]> {
  return existsSync('/proc/self') ? processesOfLinux(folder) : processesOfPs(folder);
}

async function processesOfLinux(folder: string): Promise<readonly ProcessNote[]> {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  const notes = await Promise.all(pids.map((pid) => noteOf(pid, folder)));
  return notes.filter((note) => note !== null);
}

/** A process that ends meanwhile, or is of somebody else, cannot be read and counts as another one. */
async function noteOf(pid: string, folder: string): Promise<ProcessNote | null> {
  const [cwd, text] = await Promise.all([
    readlink(`/proc/${pid}/cwd`).catch(() => ''),
    readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => ''),
  ]);
  const command = text.replaceAll('\0', ' ').trim();
  const concerns = cwd === folder || cwd.startsWith(folder + sep) || command.includes(folder);
  return concerns ? { pid: Number(pid), command } : null;
}

async function processesOfPs(folder: string): Promise<readonly ProcessNote[]> {
  const { stdout } = await promisify(execFile)('ps', ['-axo', 'pid=,command=']);
  return stdout.split('\n').flatMap((line) => {
    const [, pid, command] = /^ *(\d+) (.*)$/.exec(line) ?? [];
    return pid && command?.includes(folder) ? [{ pid: Number(pid), command }] : [];
  });
}
