import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { acceptsConnections, socketUrl } from './connection.ts';
import { asDataFolderError, DataFolderError, tolerate } from './errors.ts';
import { isAlive } from './lock-file.ts';
import { type EmbeddedPostgres, type EmbeddedPostgresOptions, startEmbeddedPostgres } from './start.ts';

/** Line numbers in PostgreSQL's lock file, counted from zero (pidfile.h of its sources). */
const PID_LINE = 0;
const SOCKET_LINE = 4;

/** Whether the data folder contains a database. */
export function hasCluster(dataDir: string): boolean {
  return existsSync(join(dataDir, 'postgres', 'PG_VERSION'));
}

/** Joins the PostgreSQL of a server that runs on the data folder, or starts one. A joined one continues after `close`.
 *  Throws DataFolderError. */
export async function joinOrStart(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const runningDatabaseUrl = await findRunning(options.dataDir);
  if (runningDatabaseUrl !== undefined) return externalPostgres(runningDatabaseUrl);
  try {
    return await startEmbeddedPostgres(options);
  } catch (error) {
    if (!(error instanceof DataFolderError)) throw error;
    // Another server may have started in the meantime.
    const startedUrl = await findRunning(options.dataDir);
    if (startedUrl === undefined) throw error;
    return externalPostgres(startedUrl);
  }
}

/** A PostgreSQL whose lifecycle other processes manage. */
export const externalPostgres = (url: string): EmbeddedPostgres => ({
  url,
  exited: new Promise<string>(() => {}),
  close: async () => {},
});

/** Returns the URL of the data folder's database while a server runs on it, else undefined. Throws DataFolderError when
 *  this cannot be determined. */
async function findRunning(dataDir: string): Promise<string | undefined> {
  try {
    return await runningUrl(dataDir);
  } catch (error) {
    throw asDataFolderError(error, dataDir);
  }
}

async function runningUrl(dataDir: string): Promise<string | undefined> {
  const text = await tolerate(readFile(join(dataDir, 'postgres', 'postmaster.pid'), 'utf8'), 'ENOENT');
  const lines = text?.split('\n') ?? [];
  const pid = Number(lines[PID_LINE]);
  const socketFolder = lines[SOCKET_LINE];
  if (!(pid > 0) || !socketFolder || !isAlive(pid)) return undefined;
  return (await acceptsConnections(socketFolder)) ? socketUrl(socketFolder) : undefined;
}
