import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { findBinaryPackage, runnableBinaries } from './binaries.ts';
import { createCluster, findCluster, requireReachable } from './cluster.ts';
import { acceptsConnections, makeSocketFolder, socketUrl } from './connection.ts';
import { asDataFolderError, DataFolderError } from './errors.ts';
import { assertNotInUse, claimDataFolder, type DataFolder, removeOwner, writeOwner } from './lock-file.ts';
import { launchServer, type ServerInput, type ServerProcess } from './server-process.ts';
import { accountForCluster } from './system-user.ts';

export type EmbeddedPostgres = {
  /** For pg and Prisma. Uses a Unix socket: PostgreSQL does not listen on a network. */
  readonly url: string;
  /** Resolves with a message when PostgreSQL exits without `close` having been called. Otherwise never settles. */
  readonly exited: Promise<string>;
  /** Terminates every session, flushes, and waits for the exit. Idempotent. */
  close(): Promise<void>;
};

export type EmbeddedPostgresOptions = {
  readonly dataDir: string;
  /** False trades durability after a machine crash for speed: for tests and trials. */
  readonly durable: boolean;
  /** Maximum connections of all our processes together. */
  readonly connectionsMax?: number;
  /** Called with each line that PostgreSQL logs. */
  readonly log?: (line: string) => void;
};

const STARTUP_MAX_MS = 60_000;
const LOCK_WAIT_MAX_MS = 30_000;
/** Log lines that mean that another server, or its last sessions, still use the data. */
const LOCK_HELD = /lock file "postmaster\.pid" (already exists|is empty)|pre-existing shared memory block/;

/** Starts the embedded PostgreSQL on the data folder, created if missing. One process at a time may own a folder; the
 *  server of a killed process is waited for and its data recovered. PostgreSQL never outlives this process. Throws
 *  DataFolderError for every failure that the operator can resolve. */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const folder = claimDataFolder(options.dataDir);
  try {
    const input = await prepare(folder.path, options);
    return await openServer(folder, input);
  } catch (error) {
    folder.release();
    throw asDataFolderError(error, folder.path);
  }
}

async function prepare(dataDir: string, options: EmbeddedPostgresOptions): Promise<ServerInput> {
  const source = await findBinaryPackage();
  const existing = await findCluster(dataDir, source.postgresMajor);
  const account = await accountForCluster(existing);
  const binaries = await runnableBinaries(source, account, dataDir);
  const { durable, connectionsMax = 0, log } = options;
  const cluster = existing ?? (await createCluster({ dataDir, binaries, account, durable }));
  requireReachable(cluster, account);
  const socketFolder = await makeSocketFolder(account);
  return { binaries, cluster, account, durable, connectionsMax, log, socketFolder };
}

async function openServer(folder: DataFolder, input: ServerInput): Promise<EmbeddedPostgres> {
  const { socketFolder } = input;
  let server: ServerProcess | undefined;
  try {
    server = await launchWhenUnlocked(folder.path, input);
    await writeOwner(folder.path);
  } catch (error) {
    server?.stop();
    await server?.ended;
    await rm(socketFolder, { recursive: true, force: true });
    throw error;
  }
  return createHandle(folder, input, server);
}

function createHandle(
  folder: DataFolder,
  { socketFolder }: ServerInput,
  server: ServerProcess,
): EmbeddedPostgres {
  let closing = false;
  const finished = server.ended.then(async (exitReason) => {
    try {
      await removeOwner(folder.path);
      await rm(socketFolder, { recursive: true, force: true });
    } finally {
      folder.release();
    }
    return exitReason;
  });
  const exited = new Promise<string>((resolve) => {
    const settle = (exitReason: unknown) => {
      if (!closing)
        resolve(`PostgreSQL exited unexpectedly (${exitReason}). Its last lines:\n${server.lastLines()}`);
    };
    finished.then(settle, settle);
  });
  const close = async () => {
    closing = true;
    try {
      // Removed first, so that the next start on this folder waits for the exit instead of failing.
      await removeOwner(folder.path);
    } finally {
      server.stop();
      await finished;
    }
  };
  return { url: socketUrl(socketFolder), exited, close };
}

/** Starts a server that accepts connections. If a server without a live owner still holds the data, it is about to
 *  stop: retries until it has. */
async function launchWhenUnlocked(dataDir: string, input: ServerInput): Promise<ServerProcess> {
  const deadline = Date.now() + LOCK_WAIT_MAX_MS;
  for (;;) {
    const server = launchServer(input);
    const exitReason = await untilReady(server, input.socketFolder);
    if (exitReason === undefined) return server;
    const lines = server.lastLines();
    if (!LOCK_HELD.test(lines)) {
      throw new DataFolderError(
        `PostgreSQL could not start in ${dataDir} (${exitReason}). Its last lines:\n${lines}`,
      );
    }
    await assertNotInUse(dataDir);
    if (Date.now() > deadline) throw lockTimeout(dataDir, lines);
    await sleep(100);
  }
}

function lockTimeout(dataDir: string, lines: string): DataFolderError {
  return new DataFolderError(
    `The data folder ${dataDir} is in use by another PostgreSQL. Stop it and start again. If the process named below is ` +
      `not PostgreSQL, remove ${join(dataDir, 'postgres', 'postmaster.pid')} instead.\n${lines}`,
  );
}

/** Resolves to undefined once the server accepts connections, or to how it ended before that. */
async function untilReady(server: ServerProcess, socketFolder: string): Promise<string | undefined> {
  let ended: string | undefined;
  const exited = server.ended.then((exitReason) => {
    ended = exitReason;
  });
  const deadline = Date.now() + STARTUP_MAX_MS;
  try {
    while (Date.now() < deadline) {
      if ((await server.isReady()) && (await acceptsConnections(socketFolder))) return undefined;
      await Promise.race([exited, sleep(10)]);
      if (ended !== undefined) return ended;
    }
    throw new DataFolderError(
      `PostgreSQL did not accept connections within ${STARTUP_MAX_MS / 1000} seconds:\n${server.lastLines()}`,
    );
  } catch (error) {
    server.stop();
    await exited;
    throw error;
  }
}
