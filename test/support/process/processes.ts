import { execFile } from 'node:child_process';
import { chmod, mkdir, mkdtemp, readdir, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, afterEach, beforeAll, beforeEach, expect, inject, vi } from 'vitest';
import { REPOSITORY } from '../bundle.ts';
import { processesAt } from '../database/embedded.ts';
import type { TestDatabase } from '../database/test-database.ts';
import { ENCRYPTION_KEY } from '../encryption-key.ts';
import { launchProcess, type ServerProcess } from './server-process.ts';

export type Environment = Readonly<Record<string, string>>;

export type Processes = {
  /** A folder of the running test, the working folder of what it launches. */
  readonly folder: string;
  /** A data folder for the tests of the file that do not mind what others have left in it. A PostgreSQL that was never used
   *  is in it from the beginning. */
  sharedDataDir(): Promise<string>;
  /** Starts the server as a process that knows nothing of our environment. Its port is free, and a database that `env` names
   *  gets the encryption key of the tests, unless `env` says more. */
  launch(env?: Environment): ServerProcess;
  /** The same of a checkout that was built elsewhere. */
  launchBuilt(checkout: string, env?: Environment): ServerProcess;
  /** The same as the leader of a process group. */
  launchGroup(env?: Environment): ServerProcess;
  /** Starts a worker that answers nobody. It has no port, and is at work when it has printed a line. */
  launchWorker(env?: Environment): ServerProcess;
  /** The same through the package's script, in the repository and as the leader of a process group. */
  launchNpmStart(env?: Environment): ServerProcess;
  /** Tells the processes at work in these folders, and what they keep in the folder for temporary files. */
  remains(): Promise<readonly string[]>;
  /** Has the database dropped after the test. */
  keep(database: TestDatabase): TestDatabase;
};

/** Set to nothing rather than left out, so that a .env file in the repository does not decide. */
const NOTHING_OF_DOTENV = {
  DATABASE_URL: '',
  ENCRYPTION_KEY: '',
  HOST: '',
  BOOTSTRAP: '',
  SERVER_PROCESSES: '',
  SHUTDOWN_TIMEOUT_MS: '',
  // Tests have no balancer.
  SHUTDOWN_DELAY_MS: '0',
  LOG_LEVEL: '',
  REDIS_URL: '',
  RATE_LIMIT_STORE: '',
  MAX_QUERY_COST: '',
  AUTH_FAILURES_PER_MINUTE: '',
  // Tests ask in a second what people ask in a minute.
  RATE_LIMIT_PER_MINUTE: '1000000000',
  VERIFICATIONS_PER_MINUTE: '1000000000',
  ANONYMOUS_PER_MINUTE: '1000000000',
  KEYLESS_PER_MINUTE: '1000000',
};
/** A busy machine takes its time to start processes. */
const TEST_MAX_MS = 60_000;
const GONE_MAX_MS = 10_000;
/** As root, PostgreSQL runs as another user, who must be able to pass through our folders. */
const PASSABLE = 0o711;
/** As every folder for temporary files is. */
const OPEN_TO_ALL = 0o1777;

/** Servers as processes of their own, for the tests of one file. After each test they and all their traces are gone. */
export function useProcesses(): Processes {
  let base = '';
  let folder = '';
  let shared: Promise<string> | undefined;
  const launched: ServerProcess[] = [];
  const databases: TestDatabase[] = [];
  vi.setConfig({ testTimeout: TEST_MAX_MS, hookTimeout: TEST_MAX_MS });

  beforeAll(async () => {
    base = await realpath(await mkdtemp(join(tmpdir(), 'bailiwick-process-')));
    await chmod(base, PASSABLE);
  });
  beforeEach(async () => {
    folder = await makeFolder(base);
  });
  afterEach(async () => {
    await Promise.all(launched.splice(0).map((server) => server.destroy()));
    await expect.poll(() => processesAt(base), { timeout: GONE_MAX_MS }).toEqual([]);
    for (const database of databases.splice(0)) await database.drop();
  });
  afterAll(async () => {
    await rm(base, { recursive: true });
  });

  const launch = (
    command: readonly [string, ...string[]],
    env: Environment,
    { cwd = folder, leadsGroup = false } = {},
  ) => {
    const whole = { ...baseEnvironment(folder), ...(env.DATABASE_URL && { ENCRYPTION_KEY }), ...env };
    const started = launchProcess({ command, cwd, env: whole, leadsGroup });
    launched.push(started);
    return started;
  };
  return {
    get folder() {
      return folder;
    },
    sharedDataDir: () => {
      shared ??= copyEmptyDataDir(join(base, 'shared'));
      return shared;
    },
    launch: (env = {}) => launch([process.execPath, join(inject('bundle'), 'main.js')], env),
    launchBuilt: (checkout, env = {}) => launch([process.execPath, join(checkout, 'dist/main.js')], env),
    launchGroup: (env = {}) =>
      launch([process.execPath, join(inject('bundle'), 'main.js')], env, { leadsGroup: true }),
    launchWorker: (env = {}) => launch([process.execPath, join(inject('bundle'), 'main-worker.js')], env),
    launchNpmStart: (env = {}) => {
      const options = { cwd: REPOSITORY, leadsGroup: true };
      return launch(['npm', 'start'], { ...NOTHING_OF_DOTENV, ...env }, options);
    },
    remains: async () => {
      const processes = await processesAt(base);
      return [
        ...processes.map(({ pid, command }) => `${pid} ${command}`),
        ...(await readdir(temporary(folder))),
      ];
    },
    keep: (database) => {
      databases.push(database);
      return database;
    },
  };
}

async function makeFolder(base: string): Promise<string> {
  const folder = await mkdtemp(join(base, 'test-'));
  await mkdir(temporary(folder));
  await Promise.all([chmod(folder, PASSABLE), chmod(temporary(folder), OPEN_TO_ALL)]);
  return folder;
}

/** With the owners of all that is in it. */
async function copyEmptyDataDir(place: string): Promise<string> {
  await promisify(execFile)('cp', ['-a', inject('emptyDataDir'), place]);
  return place;
}

const temporary = (folder: string) => join(folder, 'tmp');

function baseEnvironment(folder: string): Environment {
  const { PATH = '', HOME = folder } = process.env;
  return { PATH, HOME, TMPDIR: temporary(folder), PORT: '0', SHUTDOWN_DELAY_MS: '0' };
}
