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

/** The real path of the data folder's cluster, or undefined where none was made yet. Throws a DataFolderError for one
 * that cannot be used as it is: it is never taken for an absent one. */
export async function findCluster(dataDir: string, postgresMajor: number): Promise<string | undefined> {
  const place = clusterPlace(dataDir);
  const entry = await tolerate(lstat(place), 'ENOENT');
  if (entry === undefined) return undefined;
  const cluster = await tolerate(realpath(place), 'ENOENT');
  if (cluster === undefined) throw dangling(place, await readlink(place));
  const version = await readVersion(cluster);
  if (version === undefined) {
    if (entry.isDirectory() && (await readdir(place)).length === 0) return undefined;
    throw new DataFolderError(
      `${place} exists and is no PostgreSQL data folder. Move it away, or set another DATA_DIR.`,
    );
  }
  if (version !== `${postgresMajor}`) throw otherVersion(place, version, postgresMajor);
  return cluster;
}

/** Makes an empty cluster and gives its real path. It appears in one step, whole or not at all; where another start
 * was first, that one's is used. Where the account cannot reach the data folder, a link in it leads to the cluster. */
export async function createCluster(input: ClusterInput): Promise<string> {
  const { account, dataDir } = input;
  await removeStaleTempFiles(dataDir);
  if (account === undefined || canEnter(account, dataDir)) {
    await commitTempFile(await initialize(input, clusterPlace(dataDir)), clusterPlace(dataDir));
  } else {
    await createElsewhere(input);
  }
  return realpath(clusterPlace(dataDir));
}

/** Throws a DataFolderError where the account cannot reach its cluster any more. */
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
  const linked = await tolerate(
    symlink(cluster, clusterPlace(input.dataDir)).then(() => true),
    'EEXIST',
  );
  if (linked === undefined) await rm(cluster, { recursive: true });
}

/** Fills a draft of the place. PostgreSQL lets everybody in who can open its socket, which is why that lies in a
 * folder of its own account. */
async function initialize({ binaries, account, durable }: ClusterInput, place: string): Promise<string> {
  const draft = tempPathFor(place);
  await mkdir(draft, { mode: 0o700 });
  if (account !== undefined) await chown(draft, account.uid, account.gid);
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
      ['-D', draft, ...options, ...(durable ? [] : ['--no-sync'])],
      { ...account, cwd: '/', env: CHILD_ENVIRONMENT },
      (error, _stdout, stderr) => resolve(error === null ? undefined : stderr.trim() || error.message),
    );
  });
  if (failure === undefined) return draft;
  await rm(draft, { recursive: true, force: true });
  throw new DataFolderError(`PostgreSQL could not make its data folder ${place}: ${failure}`);
}

async function readVersion(cluster: string): Promise<string | undefined> {
  const text = tolerate(readFile(join(cluster, 'PG_VERSION'), 'utf8'), 'ENOENT', 'ENOTDIR');
  return (await text)?.trim();
}

function clusterPlace(dataDir: string): string {
  return join(dataDir, 'postgres');
}

function dangling(place: string, target: string): DataFolderError {
  return new DataFolderError(
    `${place} leads to ${target}, which does not exist. Put the data back there, or remove ${place} to begin with ` +
      'an empty database.',
  );
}

function otherVersion(place: string, version: string, postgresMajor: number): DataFolderError {
  return new DataFolderError(
    `${place} holds the data of PostgreSQL ${version}, but this Bailiwick brings PostgreSQL ${postgresMajor}. ` +
      `Dump it with PostgreSQL ${version} and load it into an empty data folder, or set another DATA_DIR.`,
  );
}
