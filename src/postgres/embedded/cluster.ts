import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chown, lstat, mkdir, readdir, readFile, readlink, realpath, rm, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { commitTempFile, removeStaleTempFiles, tempPathFor } from './atomic-file.ts';
import { DataFolderError, tolerate } from './errors.ts';
import { type Account, CHILD_ENVIRONMENT, canEnter, makeSystemHome } from './system-user.ts';

export type ClusterInput = {
  readonly dataDir: string;
  readonly binaries: string;
  readonly account: Account | undefined;
  readonly durable: boolean;
};

/** Returns the real path of the data folder's cluster, or undefined if none was created. Throws DataFolderError for an
 *  unusable one: it is never treated as absent. */
export async function findCluster(dataDir: string, postgresMajor: number): Promise<string | undefined> {
  const path = clusterPath(dataDir);
  const entry = await tolerate(lstat(path), 'ENOENT');
  if (entry === undefined) return undefined;
  const cluster = await tolerate(realpath(path), 'ENOENT');
  if (cluster === undefined) throw danglingLink(path, await readlink(path));
  const version = await readVersion(cluster);
  if (version === undefined) {
    if (entry.isDirectory() && (await readdir(path)).length === 0) return undefined;
    throw new DataFolderError(
      `${path} exists and is not a PostgreSQL data folder. Move it away, or set another DATA_DIR.`,
    );
  }
  if (version !== `${postgresMajor}`) throw versionMismatch(path, version, postgresMajor);
  return cluster;
}

/** Creates an empty cluster and returns its real path. The cluster appears atomically; if another start was faster, its
 *  cluster is used. If the account cannot reach the data folder, the data folder contains a link to the cluster. */
export async function createCluster(input: ClusterInput): Promise<string> {
  const { account, dataDir } = input;
  await removeStaleTempFiles(dataDir);
  if (account === undefined || canEnter(account, dataDir)) {
    await commitTempFile(await initialize(input, clusterPath(dataDir)), clusterPath(dataDir));
  } else {
    await createElsewhere(input);
  }
  return realpath(clusterPath(dataDir));
}

/** Throws DataFolderError when the account can no longer reach its cluster. */
export function requireReachable(cluster: string, account: Account | undefined): void {
  if (account === undefined || canEnter(account, cluster)) return;
  throw new DataFolderError(
    `PostgreSQL runs as user ${account.uid}, who cannot reach the data in ${cluster}. ` +
      'Let others enter the folders above it (chmod o+x), or set another DATA_DIR.',
  );
}

async function createElsewhere(input: ClusterInput): Promise<void> {
  const home = await makeSystemHome();
  await removeStaleTempFiles(home);
  const cluster = join(home, randomBytes(8).toString('hex'));
  await commitTempFile(await initialize(input, cluster), cluster);
  const isLinked = await tolerate(
    symlink(cluster, clusterPath(input.dataDir)).then(() => true),
    'EEXIST',
  );
  if (isLinked === undefined) await rm(cluster, { recursive: true });
}

/** Runs initdb in a temporary folder beside the target. PostgreSQL accepts everyone who can open its socket, so the
 *  socket is in a folder of the account. */
async function initialize({ binaries, account, durable }: ClusterInput, path: string): Promise<string> {
  const tempPath = tempPathFor(path);
  await mkdir(tempPath, { mode: 0o700 });
  if (account !== undefined) await chown(tempPath, account.uid, account.gid);
  const options = [
    '--encoding=UTF8',
    '--locale=C',
    '--auth=trust',
    '--username=bailiwick',
    '--no-instructions',
  ];
  const failure = await new Promise<string | undefined>((resolve) => {
    execFile(
      join(binaries, 'bin', 'initdb'),
      ['-D', tempPath, ...options, ...(durable ? [] : ['--no-sync'])],
      { ...account, cwd: '/', env: CHILD_ENVIRONMENT },
      (error, _stdout, stderr) => resolve(error === null ? undefined : stderr.trim() || error.message),
    );
  });
  if (failure === undefined) return tempPath;
  await rm(tempPath, { recursive: true, force: true });
  throw new DataFolderError(`PostgreSQL could not create its data folder ${path}: ${failure}`);
}

async function readVersion(cluster: string): Promise<string | undefined> {
  const text = tolerate(readFile(join(cluster, 'PG_VERSION'), 'utf8'), 'ENOENT', 'ENOTDIR');
  return (await text)?.trim();
}

function clusterPath(dataDir: string): string {
  return join(dataDir, 'postgres');
}

function danglingLink(path: string, target: string): DataFolderError {
  return new DataFolderError(
    `${path} links to ${target}, which does not exist. Put the data back there, or remove ${path} to start with ` +
      'an empty database.',
  );
}

function versionMismatch(path: string, version: string, postgresMajor: number): DataFolderError {
  return new DataFolderError(
    `${path} holds the data of PostgreSQL ${version}, but this Bailiwick includes PostgreSQL ${postgresMajor}. ` +
      `Dump it with PostgreSQL ${version} and load it into an empty data folder, or set another DATA_DIR.`,
  );
}
