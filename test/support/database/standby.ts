import { execFileSync } from 'node:child_process';
import { chmod, chown, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { findBinaryPackage, runnableBinaries } from '../../../src/postgres/embedded/binaries.ts';
import { makeSocketFolder } from '../../../src/postgres/embedded/connection.ts';
import { launchServer } from '../../../src/postgres/embedded/server-process.ts';
import { startEmbeddedPostgres } from '../../../src/postgres/embedded/start.ts';
import { accountForCluster } from '../../../src/postgres/embedded/system-user.ts';
import { runOn } from './admin.ts';

/** Two PostgreSQL servers with the same data: the one takes changes, and the other is a standby until it is promoted. */
export type Pair = {
  /** The folders of their sockets, the standby's first. */
  readonly hosts: readonly [standby: string, primary: string];
  /** Ends the primary for good, and lets the standby take its place. */
  failOver(): Promise<void>;
  close(): Promise<void>;
};

const folderOf = (url: string) => new URL(url).searchParams.get('host') ?? '';
const urlOf = (folder: string) =>
  `postgresql://bailiwick@localhost/bailiwick?host=${encodeURIComponent(folder)}`;

/** `fill` gets the URL of the primary before the standby copies it. */
export async function startPair(fill: (url: string) => Promise<void>): Promise<Pair> {
  const folder = await mkdtemp(join(tmpdir(), 'bailiwick-pair-'));
  // Started by root, PostgreSQL runs as another user, who must be able to reach its data.
  await chmod(folder, 0o711);
  const dataDir = join(folder, 'primary');
  const first = await startEmbeddedPostgres({ dataDir, durable: false });
  await fill(first.url).finally(first.close);
  const cluster = join(folder, 'standby', 'postgres');
  await mkdir(dirname(cluster), { mode: 0o711 });
  execFileSync('cp', ['-a', join(dataDir, 'postgres'), cluster]);
  const standby = await launchStandby(cluster);
  const primary = await startEmbeddedPostgres({ dataDir, durable: false });
  return {
    hosts: [standby.socketFolder, folderOf(primary.url)],
    failOver: async () => {
      await primary.close();
      await runOn(urlOf(standby.socketFolder), 'SELECT pg_promote()');
    },
    close: async () => {
      await primary.close();
      await standby.close();
      await rm(folder, { recursive: true });
    },
  };
}

async function launchStandby(cluster: string) {
  const signal = join(cluster, 'standby.signal');
  await writeFile(signal, '');
  const account = await accountForCluster(cluster);
  if (account) await chown(signal, account.uid, account.gid);
  const binaries = await runnableBinaries(await findBinaryPackage(), account, dirname(cluster));
  const socketFolder = await makeSocketFolder(account);
  const server = launchServer({
    ...{ binaries, cluster, account, socketFolder },
    ...{ durable: false, connectionsMax: 20, log: undefined },
  });
  await waitFor(urlOf(socketFolder));
  const close = async () => {
    server.stop();
    await server.ended;
    await rm(socketFolder, { recursive: true, force: true });
  };
  return { socketFolder, close };
}

const UP_MAX_MS = 20_000;

async function waitFor(url: string): Promise<void> {
  const giveUpAt = Date.now() + UP_MAX_MS;
  const isUp = () =>
    runOn(url, 'SELECT 1').then(
      () => true,
      () => false,
    );
  while (!(await isUp())) {
    if (Date.now() > giveUpAt) throw new Error('The standby does not come up.');
    await sleep(50);
  }
}
