import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { acceptsConnections, socketUrl } from './connection.ts';
import { tolerate } from './errors.ts';
import { isAlive } from './owner.ts';

/** Where PostgreSQL's lock file tells them, counted from zero (pidfile.h of its sources). */
const PID_LINE = 0;
const SOCKET_LINE = 4;

/** Whether the data folder has a database. */
export function hasCluster(dataDir: string): boolean {
  return existsSync(join(dataDir, 'postgres', 'PG_VERSION'));
}

/** The URL of the data folder's database while a server has it open. Undefined otherwise. */
export async function findRunning(dataDir: string): Promise<string | undefined> {
  const text = await tolerate(readFile(join(dataDir, 'postgres', 'postmaster.pid'), 'utf8'), 'ENOENT');
  const lines = text?.split('\n') ?? [];
  const pid = Number(lines[PID_LINE]);
  const socketFolder = lines[SOCKET_LINE];
  if (!(pid > 0) || !socketFolder || !isAlive(pid)) return undefined;
  return (await acceptsConnections(socketFolder)) ? socketUrl(socketFolder) : undefined;
}
