import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { acceptsConnections, socketUrl } from './connection.ts';
import { asDataFolderError, DataFolderError, tolerate } from './errors.ts';
import { isAlive } from './lock-file.ts';
import { type EmbeddedPostgres, type EmbeddedPostgresOptions, startEmbeddedPostgres } from './start.ts';

/** Where PostgreSQL's lock file tells them, counted from zero (pidfile.h of its sources). */
const PID_LINE = 0;
const SOCKET_LINE = 4;

/** Whether the data folder has a database. */
export function hasCluster(dataDir: string): boolean {
  return existsSync(join(dataDir, 'postgres', 'PG_VERSION'));
}

/** Uses the PostgreSQL of a server that runs on the data folder, and starts one where none does. What others started goes on
 *  after `close`. Throws DataFolderError. */
export async function joinOrStart(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const runningDatabaseUrl = await findRunning(options.dataDir);
  if (runningDatabaseUrl !== undefined) return externalPostgres(runningDatabaseUrl);
  try {
    return await startEmbeddedPostgres(options);
  } catch (error) {
    if (!(error instanceof DataFolderError)) throw error;
    // A server may have been faster.
    const startedUrl = await findRunning(options.dataDir);
    if (startedUrl === undefined) throw error;
    return externalPostgres(startedUrl);
  }
}

/** A PostgreSQL that other processes start and stop. */
export const externalPostgres = (url: string): EmbeddedPostgres => ({
  url,
  exited: new Promise<string>(() => {}),
  close: async () => {},
});

/** Finds the URL of the data folder's database while a server has it open. Undefined otherwise. Throws DataFolderError where
 *  that cannot be seen. */
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
