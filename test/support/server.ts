import { pino } from 'pino';
import { afterAll, afterEach, beforeAll, expect } from 'vitest';
import type { Overrides } from '../../src/app/context.ts';
import { createServer, type Listening, type Server } from '../../src/app/server.ts';
import { type Config, readConfig } from '../../src/config.ts';
import { type Clock, systemClock } from '../../src/domain/core/request-context.ts';
import { forgetCredentials, takeViolations, watchStatements } from './database/sent-secrets.ts';
import { createTestDatabase, sharedTestDatabase, type TestDatabase } from './database/test-database.ts';
import { ENCRYPTION_KEY } from './encryption-key.ts';
import { asClient } from './http/client-headers.ts';
import { fetchOverNetwork, requestOverNetwork } from './http/send.ts';
import {
  fetchOverBothTransports,
  isSecondRun,
  runTestsOverEachTransport,
  type Transports,
} from './http/transports.ts';
import { OPERATOR_KEY } from './operator-key.ts';

export type TestServer = {
  readonly database: TestDatabase;
  /** Starts accepting connections. `fetch` calls it where it is needed. */
  listen(): Promise<Listening>;
  fetch(request: Request): Promise<Response>;
};

/** A server in this process: both transports are available, whatever `fetch` uses. */
export type LocalTestServer = TestServer & Transports;

type Settings = {
  readonly env?: NodeJS.ProcessEnv;
  readonly overrides?: Overrides;
  /** How `fetch` sends a request. `both`: over the network, and in this process to compare the responses unless the request
   *  changes something. `each`: every test runs twice, first in this process and then over the network; for tests that count
   *  what their requests cost, or send many concurrently. `network`: over the network only, for tests whose responses differ
   *  each time, or that choose the transport of each request themselves. `in-process`: only there, for tests before the server
   *  listens. */
  readonly transport?: 'both' | 'each' | 'network' | 'in-process';
  /** For tests that read or change a whole database, or that the rows of other test files would disturb. */
  readonly ownDatabase?: boolean;
};

/** Starts a server for the tests of one file. Its members are available in tests and hooks, not while tests are collected.
 *  Operations have the headers of a client, another one for each test. A test fails if any of its statements contains a secret. */
export function useServer(settings: Settings = {}): LocalTestServer {
  const { transport = 'both' } = settings;
  if (transport === 'each') runTestsOverEachTransport();
  let running: Running | undefined;
  const current = (): Running => {
    if (running === undefined)
      throw new Error('The server is available in tests and hooks only, not while tests are collected.');
    return running;
  };
  watchStatements();
  afterEach(() => {
    expect(takeViolations(), 'statements with a secret').toEqual([]);
  });
  beforeAll(async () => {
    running = await (isSharedServer(settings) ? borrowSharedServer(settings) : start(settings));
  });
  afterAll(async () => {
    forgetCredentials();
    await running?.release();
  });
  const listen = () => current().listen();
  const fetchInProcess = (request: Request) =>
    current().server.fetch(asClient(request), { usesPlans: false });
  const fetchByNetwork = async (request: Request) =>
    fetchOverNetwork((await listen()).url, asClient(request));
  const fetchOverBoth = fetchOverBothTransports({
    fetchInProcess,
    requestOverNetwork: async (request, body) => requestOverNetwork((await listen()).url, request, body),
  });
  const fetches = {
    both: (request: Request) => fetchOverBoth(asClient(request)),
    each: (request: Request) => (isSecondRun() ? fetchByNetwork(request) : fetchInProcess(request)),
    network: fetchByNetwork,
    'in-process': fetchInProcess,
  };
  return {
    get database() {
      return current().database;
    },
    listen,
    fetchInProcess,
    fetchByNetwork,
    fetch: fetches[transport],
  };
}

type Running = {
  readonly database: TestDatabase;
  readonly server: Server;
  listen(): Promise<Listening>;
  release(): Promise<void>;
};

/** On a busy machine requests wait longer for a connection; they must not be rejected for that. */
const PATIENT_OVERRIDES: Overrides = { log: pino({ level: 'silent' }), connectionWaitMs: 20_000 };

async function start({ env = {}, overrides = {}, ownDatabase = false }: Settings): Promise<Running> {
  const database = await (ownDatabase ? createTestDatabase() : sharedTestDatabase());
  const server = await createServer(testConfig(database, env), { ...PATIENT_OVERRIDES, ...overrides });
  let listening: Promise<Listening> | undefined;
  const listen = () => {
    listening ??= server.listen();
    return listening;
  };
  const giveBack = async () => {
    await server.close();
    if (ownDatabase) await database.drop();
  };
  return { database, server, listen, release: giveBack };
}

/** True when no setting but the clock is given. */
function isSharedServer({ env, overrides = {}, ownDatabase = false }: Settings): boolean {
  return !ownDatabase && env === undefined && Object.keys(overrides).every((name) => name === 'clock');
}

/** The server that the test files of one Vitest worker share, one after the other: opening connections and preparing each
 *  document for the first time takes longer than most of the files. It ends with the worker. */
const shared: { running?: Promise<Running>; isBorrowed: boolean; clock: Partial<Clock> } = {
  isBorrowed: false,
  clock: {},
};

const sharedClock: Clock = {
  now: () => (shared.clock.now ?? systemClock.now)(),
  newId: (...of) => (shared.clock.newId ?? systemClock.newId)(...of),
};

async function borrowSharedServer(settings: Settings): Promise<Running> {
  // Two servers of one file have a clock each.
  if (shared.isBorrowed) return start(settings);
  shared.isBorrowed = true;
  shared.clock = settings.overrides?.clock ?? {};
  shared.running ??= start({ overrides: { clock: sharedClock } });
  const giveBack = async () => {
    shared.isBorrowed = false;
    shared.clock = {};
  };
  return { ...(await shared.running), release: giveBack };
}

/** Every response has rate limit headers, and no test reaches a limit. */
const GENEROUS_LIMITS = {
  RATE_LIMIT_STORE: 'memory',
  RATE_LIMIT_PER_MINUTE: '1000000000',
  VERIFICATIONS_PER_MINUTE: '1000000000',
  ANONYMOUS_PER_MINUTE: '1000000000',
  KEYLESS_PER_MINUTE: '1000000',
  AUTH_FAILURES_PER_MINUTE: '1000000',
};

export function testConfig(database: TestDatabase, env: NodeJS.ProcessEnv = {}): Config {
  const defaults = { DATABASE_URL: database.url, ENCRYPTION_KEY, OPERATOR_KEY, ...GENEROUS_LIMITS };
  return readConfig({ ...defaults, BOOTSTRAP: '0', PORT: '0', BACKGROUND_JOBS: 'off', ...env });
}
