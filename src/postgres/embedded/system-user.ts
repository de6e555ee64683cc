import { spawnSync } from 'node:child_process';
import { chmod, lchown, mkdir, readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { DataFolderError } from './errors.ts';

/** The user and group of PostgreSQL's processes. Undefined: the user of this process. */
export type Account = { readonly uid: number; readonly gid: number };

/** The whole environment of child processes: PostgreSQL would obey PGDATA, PGOPTIONS and others in ours, and its
 *  messages are matched in English. */
export const CHILD_ENVIRONMENT = {
  PATH: '/usr/bin:/bin:/usr/sbin:/sbin',
  LC_ALL: 'C',
  LC_MESSAGES: 'C',
  TZ: 'UTC',
} as const;

const USER_NAME = 'bailiwick';
const SYSTEM_HOME = '/var/lib/bailiwick';

/** Returns the account for a cluster: its owner, or an unprivileged system user if it is new or belongs to root,
 *  because PostgreSQL refuses to run as root. Creates that user if missing, and changes the owner of root's clusters to
 *  it. */
export async function accountForCluster(cluster: string | undefined): Promise<Account | undefined> {
  if (process.getuid?.() !== 0) return undefined;
  const owner = cluster === undefined ? undefined : await stat(cluster);
  if (owner !== undefined && owner.uid !== 0) return { uid: owner.uid, gid: owner.gid };
  const account = await systemAccount();
  if (cluster !== undefined) await changeOwner(cluster, account);
  return account;
}

/** Whether the account can reach the folder through every parent folder. */
export function canEnter(account: Account, folder: string): boolean {
  const options = { ...account, cwd: '/', env: CHILD_ENVIRONMENT, stdio: 'ignore' } as const;
  return spawnSync('/bin/sh', ['-c', 'cd -- "$0"', folder], options).status === 0;
}

/** Creates the folder for files that the account must reach outside of the data folder. Others may enter but not list
 *  it. */
export async function makeSystemHome(): Promise<string> {
  await mkdir(SYSTEM_HOME, { recursive: true });
  // Set explicitly because the umask may have removed it.
  await chmod(SYSTEM_HOME, 0o711);
  return SYSTEM_HOME;
}

/** Creates the user under `flock`, because of two concurrent `useradd` for one name the second changes the id. */
async function systemAccount(): Promise<Account> {
  if (process.platform !== 'linux') throw rootRefused('');
  const existing = await readSystemAccount();
  if (existing !== undefined) return existing;
  const useradd = ['useradd', '--system', '--no-create-home', '--shell', '/usr/sbin/nologin', USER_NAME];
  const { error, stderr } = spawnSync('flock', ['/etc', ...useradd], {
    env: CHILD_ENVIRONMENT,
    encoding: 'utf8',
  });
  const created = await readSystemAccount();
  if (created === undefined) throw rootRefused(error?.message ?? stderr.trim());
  return created;
}

async function readSystemAccount(): Promise<Account | undefined> {
  const lines = (await readFile('/etc/passwd', 'utf8')).split('\n');
  const [, , uid, gid] = lines.find((line) => line.startsWith(`${USER_NAME}:`))?.split(':') ?? [];
  return uid === undefined || gid === undefined ? undefined : { uid: Number(uid), gid: Number(gid) };
}

function rootRefused(reason: string): DataFolderError {
  const why = reason === '' ? '' : `, and the system user ${USER_NAME} cannot be created (${reason})`;
  return new DataFolderError(
    `PostgreSQL refuses to run as root${why}. Run Bailiwick as an ordinary user, or set DATABASE_URL.`,
  );
}

/** Changes the owner of the top folder last, so that a folder that was changed only in part still belongs to root and
 *  is changed again. */
async function changeOwner(folder: string, { uid, gid }: Account): Promise<void> {
  for (const entry of await readdir(folder, { recursive: true })) await lchown(join(folder, entry), uid, gid);
  await lchown(folder, uid, gid);
}
