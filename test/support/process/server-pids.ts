import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { ServerProcess } from './server-process.ts';

/** The server processes that the one that was started with SERVER_PROCESSES has forked and that run now. */
export async function serverPidsOf(primary: ServerProcess): Promise<readonly number[]> {
  const { stdout } = await promisify(execFile)('ps', ['-A', '-o', 'pid=,ppid=,stat=,args=']);
  return stdout.split('\n').flatMap((line) => {
    const [, pid, parent, state, command] = /^ *(\d+) +(\d+) +(\S+) +(.*)$/.exec(line) ?? [];
    const isOurs = Number(parent) === primary.pid && !state?.startsWith('Z');
    return isOurs && command?.endsWith('main.js') ? [Number(pid)] : [];
  });
}
