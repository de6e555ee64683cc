import { chown, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { DataFolderError, errorCode } from './errors.ts';
import { type Account, canEnter } from './system-user.ts';

const DATABASE = 'bailiwick';
/** The operating system allows 103 to 107 bytes. */
const SOCKET_PATH_BYTES_MAX = 100;
/** No socket yet, or a server that is recovering or shutting down. */
const NOT_READY_CODES = ['ENOENT', 'ECONNREFUSED', 'ECONNRESET', 'EPIPE', '57P01', '57P02', '57P03'];
const NO_SUCH_DATABASE = '3D000';

/** Creates a folder for PostgreSQL's socket that only the account (and root) can enter. This is the access control,
 *  since PostgreSQL itself requires no password. */
export async function makeSocketFolder(account: Account | undefined): Promise<string> {
  const folder = await makeSocketFolderIn(tmpdir(), account);
  const isShort = Buffer.byteLength(join(folder, '.s.PGSQL.5432')) <= SOCKET_PATH_BYTES_MAX;
  if (isShort && (account === undefined || canEnter(account, folder))) return folder;
  await rm(folder, { recursive: true });
  return makeSocketFolderIn('/tmp', account);
}

/** Returns the URL of Bailiwick's database behind the socket, in the form that pg and Prisma both read. */
export function socketUrl(socketFolder: string): string {
  return `postgresql://bailiwick@localhost:5432/${DATABASE}?host=${encodeURIComponent(socketFolder)}&sslmode=disable`;
}

/** Whether the server accepts connections to Bailiwick's database, which is created if missing. Throws DataFolderError
 *  when waiting cannot help. */
export async function acceptsConnections(socketFolder: string): Promise<boolean> {
  try {
    await run(socketFolder, DATABASE, 'SELECT 1');
    return true;
  } catch (error) {
    const code = errorCode(error);
    // An error without a code is a connection that was lost midway.
    if (code === undefined || NOT_READY_CODES.includes(code)) return false;
    if (code !== NO_SUCH_DATABASE)
      throw new DataFolderError(`PostgreSQL started, but refuses Bailiwick: ${error}.`);
    await run(socketFolder, 'postgres', `CREATE DATABASE ${DATABASE}`);
    return true;
  }
}

/** Runs a statement without a pool, which requires an existing database. No session setting changes what these
 *  statements do. */
async function run(socketFolder: string, database: string, statement: string): Promise<void> {
  const address = { host: socketFolder, port: 5432, user: 'bailiwick', ssl: false };
  const client = new pg.Client({ ...address, database, connectionTimeoutMillis: 5_000 });
  // A lost connection is reported twice: by the rejection, and by this event, which would crash the process.
  client.on('error', () => {});
  try {
    await client.connect();
    await client.query(statement);
  } finally {
    await client.end();
  }
}

async function makeSocketFolderIn(parent: string, account: Account | undefined): Promise<string> {
  const folder = await mkdtemp(join(parent, 'bailiwick-'));
  if (account !== undefined) await chown(folder, account.uid, account.gid);
  return folder;
}
