import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import {
  chmod,
  lstat,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  realpath,
  rm,
  symlink,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { Client } from 'pg';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { DataFolderError } from '../../src/postgres/embedded/errors.ts';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '../../src/postgres/embedded/start.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
/** Holds a database until it is killed, and tells how the start went. */
const holderSource = `
import { startEmbeddedPostgres } from './src/postgres/embedded/start.ts';
startEmbeddedPostgres({ dataDir: process.argv[2] ?? '', durable: false }).then(
  ({ url }) => console.log('ready ' + url),
  (error) => console.log('refused ' + error.message),
);
`;

let base: string;
let seed: string;
const open: EmbeddedPostgres[] = [];
const holders: ChildProcess[] = [];

beforeAll(async () => {
  base = await realpath(await mkdtemp(join(tmpdir(), `bailiwick's "test" `)));
  // As root, PostgreSQL runs as another user, who must be able to pass.
  await chmod(base, 0o711);
  await bundleHolder();
  seed = join(base, 'seed');
  await mkdir(join(seed, 'postgres.new-4194305-0123456789ab'), { recursive: true });
  const postgres = await start(seed);
  await run(postgres.url, `CREATE TABLE note AS SELECT 'from the first start' AS body`);
  await postgres.close();
}, 30_000);

afterEach(async () => {
  vi.unstubAllEnvs();
  for (const holder of holders.splice(0)) await kill(holder);
  await Promise.all(open.splice(0).map((postgres) => postgres.close()));
});

afterAll(async () => {
  for (const name of await readdir(base)) {
    const cluster = await realpath(join(base, name, 'postgres')).catch(() => undefined);
    if (cluster?.startsWith('/var/lib/bailiwick/')) await rm(cluster, { recursive: true });
  }
  await rm(base, { recursive: true, maxRetries: 5, retryDelay: 200 });
});

describe('the embedded PostgreSQL', { timeout: 20_000 }, () => {
  test('creates a database in an empty folder and keeps its data over a restart', async () => {
    const { url } = await start(seed);
    expect(await run(url, 'SELECT body FROM note')).toEqual([{ body: 'from the first start' }]);
    expect((await readdir(seed)).sort(), 'the remains of a dead start are gone').toEqual([
      'owner.pid',
      'postgres',
    ]);
  });

  test('works in a folder with spaces and quotes in its path', async () => {
    const { url } = await start(seed);
    expect(seed).toMatch(/'s "test" /);
    expect(await run(url, 'SHOW data_directory')).toEqual([{ data_directory: join(seed, 'postgres') }]);
  });

  test('listens only on a socket in a private folder, which it removes', async () => {
    const postgres = await start(seed);
    const socketFolder = socketFolderOf(postgres.url);
    expect(await run(postgres.url, 'SHOW listen_addresses')).toEqual([{ listen_addresses: '' }]);
    expect((await lstat(socketFolder)).mode & 0o777).toBe(0o700);
    await postgres.close();
    expect(existsSync(socketFolder)).toBe(false);
  });

  test('can be closed twice, and frees the folder', async () => {
    const postgres = await start(seed);
    await Promise.all([postgres.close(), postgres.close()]);
    await postgres.close();
    expect(await readdir(seed)).toEqual(['postgres']);
  });

  test('ignores environment variables of other databases', async () => {
    const hostile = {
      PGDATA: '/nowhere',
      PGPORT: '1',
      PGHOST: 'nowhere',
      PGSSLMODE: 'require',
      PGTZ: 'Asia/Tokyo',
    };
    for (const [name, value] of Object.entries(hostile)) vi.stubEnv(name, value);
    const { url } = await start(seed);
    expect(await run(url, 'SHOW timezone')).toEqual([{ TimeZone: 'UTC' }]);
  });

  test('keeps the data in a folder that only this user may access', async () => {
    const outer = join(base, 'closed to others');
    await mkdir(outer, { mode: 0o700 });
    const dataDir = join(outer, 'data');
    const first = await start(dataDir);
    await run(first.url, 'CREATE TABLE kept AS SELECT 42 AS answer');
    await first.close();
    const cluster = await realpath(join(dataDir, 'postgres'));
    try {
      const { url } = await start(dataDir);
      expect(await run(url, 'SELECT answer FROM kept')).toEqual([{ answer: 42 }]);
      if (process.getuid?.() === 0) expect(cluster).toMatch(/^\/var\/lib\/bailiwick\/[0-9a-f]+$/);
      else expect(cluster).toBe(join(dataDir, 'postgres'));
      expect((await lstat(cluster)).mode & 0o777).toBe(0o700);
    } finally {
      await Promise.all(open.splice(0).map((postgres) => postgres.close()));
      await rm(cluster, { recursive: true });
    }
  });
});

describe('after a crash, the embedded PostgreSQL', { timeout: 20_000 }, () => {
  test('ends with its killed process, and keeps committed data', async () => {
    const dataDir = await copyOfSeed('killed');
    const holder = await hold(dataDir);
    await run(holder.url, "INSERT INTO note VALUES ('committed')");
    const postmaster = await postmasterPid(dataDir);
    await kill(holder.process);
    await expect.poll(() => isAlive(postmaster), { timeout: 5_000 }).toBe(false);
    await expect.poll(() => existsSync(socketFolderOf(holder.url)), { timeout: 5_000 }).toBe(false);
    const { url } = await start(dataDir);
    expect(await run(url, 'SELECT body FROM note')).toContainEqual({ body: 'committed' });
  });

  test('reports that it was killed, and recovers at the next start', async () => {
    const dataDir = await copyOfSeed('crashed');
    const crashed = await start(dataDir, { durable: true });
    await run(crashed.url, "INSERT INTO note VALUES ('committed')");
    process.kill(await postmasterPid(dataDir), 'SIGKILL');
    expect(await crashed.exited).toMatch(/^PostgreSQL exited unexpectedly \(signal SIGKILL\)/);
    await crashed.close();
    const { url, exited } = await start(dataDir);
    expect(await run(url, 'SELECT body FROM note')).toContainEqual({ body: 'committed' });
    expect(await Promise.race([exited, sleep(50, 'running')])).toBe('running');
  });

  test('starts despite a lock file with the process id of this process, as after a container restart', async () => {
    const dataDir = await copyOfSeed('container');
    const holder = await hold(dataDir);
    await writeFile(join(dataDir, 'owner.pid'), `${process.pid}\n`);
    await kill(holder.process);
    const { url } = await start(dataDir);
    expect(await run(url, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
  });
});

describe('the embedded PostgreSQL rejects', { timeout: 20_000 }, () => {
  test('a folder that this process uses already', async () => {
    const starts = await Promise.allSettled([start(seed), start(seed)]);
    expect(starts.map(({ status }) => status)).toEqual(['fulfilled', 'rejected']);
    await expect(start(seed)).rejects.toThrow(inUse(seed, process.pid));
  });

  test('a folder that another process uses, immediately, until that process ends', async () => {
    const dataDir = await copyOfSeed('shared');
    const holder = await hold(dataDir);
    const startedAt = performance.now();
    await expect(start(dataDir)).rejects.toThrow(inUse(dataDir, holder.process.pid));
    expect(performance.now() - startedAt).toBeLessThan(3_000);
    await run(holder.url, "INSERT INTO note VALUES ('committed')");
    await kill(holder.process);
    const { url } = await start(dataDir);
    expect(await run(url, 'SELECT body FROM note')).toContainEqual({ body: 'committed' });
  });

  test('the second of two processes that start concurrently on an empty folder', async () => {
    const dataDir = join(base, 'race');
    const outcomes = (await Promise.all([hold(dataDir), hold(dataDir)])).map(({ outcome }) => outcome).sort();
    expect(outcomes[0]).toMatch(/^ready /);
    expect(outcomes[1]).toMatch(/^refused The data folder .*race is in use by another Bailiwick/);
    expect((await readdir(dataDir)).sort()).toEqual(['owner.pid', 'postgres']);
  });

  test('a broken symbolic link, instead of creating a new database', async () => {
    const dataDir = join(base, 'dangling');
    await mkdir(dataDir);
    await symlink(join(base, 'gone'), join(dataDir, 'postgres'));
    await expect(start(dataDir)).rejects.toThrow(`links to ${join(base, 'gone')}, which does not exist`);
    expect(existsSync(join(base, 'gone'))).toBe(false);
  });

  test('the data of another PostgreSQL version', async () => {
    const dataDir = await copyOfSeed('old');
    await writeFile(join(dataDir, 'postgres', 'PG_VERSION'), '12\n');
    await expect(start(dataDir)).rejects.toThrow(/holds the data of PostgreSQL 12, but .* PostgreSQL 18/);
  });

  test('a folder with other contents', async () => {
    const dataDir = join(base, 'foreign');
    await mkdir(join(dataDir, 'postgres'), { recursive: true });
    await writeFile(join(dataDir, 'postgres', 'letter.txt'), 'mine');
    await expect(start(dataDir)).rejects.toThrow('is not a PostgreSQL data folder');
  });

  test('a file instead of the folder', async () => {
    const dataDir = join(base, 'file');
    await writeFile(dataDir, '');
    await expect(start(dataDir)).rejects.toThrow(DataFolderError);
  });

  test('damaged data, with the message of PostgreSQL', async () => {
    const dataDir = await copyOfSeed('damaged');
    await rm(join(dataDir, 'postgres', 'global', 'pg_control'));
    await expect(start(dataDir)).rejects.toThrow(/could not start in .*damaged.*pg_control/s);
    expect(await readdir(dataDir)).toEqual(['postgres']);
  });
});

async function copyOfSeed(name: string): Promise<string> {
  const dataDir = join(base, name);
  expect(spawnSync('cp', ['-a', seed, dataDir]).status).toBe(0);
  return dataDir;
}

async function start(dataDir: string, { durable } = { durable: false }): Promise<EmbeddedPostgres> {
  const postgres = await startEmbeddedPostgres({ dataDir, durable });
  open.push(postgres);
  return postgres;
}

async function run(connectionString: string, statement: string): Promise<unknown[]> {
  const client = new Client({ connectionString });
  await client.connect();
  try {
    return (await client.query(statement)).rows;
  } finally {
    await client.end();
  }
}

/** The module as it is shipped: in one file, beside the installed packages. */
async function bundleHolder(): Promise<void> {
  await symlink(join(root, 'node_modules'), join(base, 'node_modules'));
  await build({
    stdin: { contents: holderSource, resolveDir: root },
    outfile: join(base, 'holder.mjs'),
    bundle: true,
    format: 'esm',
    platform: 'node',
    packages: 'external',
  });
}

/** Another process that starts on the folder: resolves when it said how that went. */
async function hold(dataDir: string) {
  const holder = spawn(process.execPath, [join(base, 'holder.mjs'), dataDir], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  holders.push(holder);
  const [outcome]: string[] = await once(createInterface({ input: holder.stdout }), 'line');
  return { process: holder, outcome: outcome ?? '', url: outcome?.replace('ready ', '') ?? '' };
}

async function kill(holder: ChildProcess): Promise<void> {
  if (holder.exitCode !== null || holder.signalCode !== null) return;
  holder.kill('SIGKILL');
  await once(holder, 'exit');
}

async function postmasterPid(dataDir: string): Promise<number> {
  const [pid] = (await readFile(join(dataDir, 'postgres', 'postmaster.pid'), 'utf8')).split('\n');
  return Number(pid);
}

function isAlive(pid: number): boolean {
  return spawnSync('kill', ['-0', `${pid}`]).status === 0;
}

function socketFolderOf(url: string): string {
  return new URL(url).searchParams.get('host') ?? '';
}

function inUse(dataDir: string, pid: number | undefined): string {
  return `The data folder ${dataDir} is in use by another Bailiwick (process ${pid}). Stop it, or set another DATA_DIR.`;
}
