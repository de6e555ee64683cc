import { pino } from 'pino';
import { afterAll, beforeAll } from 'vitest';
import type { Overrides } from '../../src/app/context.ts';
import { createServer, type Listening, type Server } from '../../src/app/server.ts';
import { type Config, readConfig } from '../../src/config.ts';
import { type Clock, systemClock } from '../../src/domain/core/request-context.ts';
import { createTestDatabase, sharedTestDatabase, type TestDatabase } from './database/test-database.ts';
import { ENCRYPTION_KEY } from './encryption-key.ts';
import { askByNetwork, sendByNetwork } from './http/send.ts';
import { askBothWays, isSecondRun, runTestsBothWays, type Ways } from './http/transports.ts';
import { OPERATOR_KEY } from './operator-key.ts';

export type TestServer = {
  readonly database: TestDatabase;
  /** Accepts connections from then on. Tests of requests need not ask for it. */
  listen(): Promise<Listening>;
  fetch(request: Request): Promise<Response>;
};

/** A server in this process can be asked in both ways, whatever `fetch` does. */
export type LocalTestServer = TestServer & Ways;

type Settings = {
  readonly env?: NodeJS.ProcessEnv;
  readonly overrides?: Overrides;
  /** How `fetch` asks. `compared`: in both ways, comparing the answers, unless something is changed. `repeated`: each test
   *  runs twice, in one way and then in the other. It is for tests that count what their requests cost, or send many at the
   *  same moment. `once`: in this process, for tests that choose the way by themselves. */
  readonly ways?: 'compared' | 'repeated' | 'once';
  /** Set where the tests look at all that a database holds, or would mind what others leave there. */
  readonly ownDatabase?: boolean;
};

/** A server for the tests of one file. Its members are there once the tests run. What it is asked goes through the API alone
 *  and over a real connection, and so by the lane where it takes the request: they must be one. */
export function useServer(settings: Settings = {}): LocalTestServer {
  const { ways = 'compared' } = settings;
  if (ways === 'repeated') runTestsBothWays();
  let running: Running | undefined;
  const there = (): Running => {
    if (running === undefined)
      throw new Error('The server is there in tests only, not while they are collected.');
    return running;
  };
  beforeAll(async () => {
    running = await (isUsual(settings) ? borrowUsual(settings) : start(settings));
  });
  afterAll(async () => running?.giveBack());
  const listen = () => there().listen();
  const fetchInProcess = (request: Request) => there().server.fetch(request);
  const fetchByNetwork = async (request: Request) => sendByNetwork((await listen()).url, request);
  const fetches = {
    compared: askBothWays({
      fetchInProcess,
      askByNetwork: async (request, body) => askByNetwork((await listen()).url, request, body),
    }),
    repeated: (request: Request) => (isSecondRun() ? fetchByNetwork(request) : fetchInProcess(request)),
    once: fetchInProcess,
  };
  return {
    get database() {
      return there().database;
    },
    listen,
    fetchInProcess,
    fetchByNetwork,
    fetch: fetches[ways],
  };
}

type Running = {
  readonly database: TestDatabase;
  readonly server: Server;
  listen(): Promise<Listening>;
  giveBack(): Promise<void>;
};

/** A machine that has much else to do takes its time: nobody is told to come again for that. */
const patient: Overrides = { log: pino({ level: 'silent' }), connectionWaitMs: 20_000 };

async function start({ env = {}, overrides = {}, ownDatabase = false }: Settings): Promise<Running> {
  const database = await (ownDatabase ? createTestDatabase() : sharedTestDatabase());
  const server = await createServer(testConfig(database, env), { ...patient, ...overrides });
  let listening: Promise<Listening> | undefined;
  const listen = () => {
    listening ??= server.listen();
    return listening;
  };
  const giveBack = async () => {
    await server.close();
    if (ownDatabase) await database.drop();
  };
  return { database, server, listen, giveBack };
}

/** Nothing is set, save what time it is. */
function isUsual({ env, overrides = {}, ownDatabase = false }: Settings): boolean {
  return !ownDatabase && env === undefined && Object.keys(overrides).every((name) => name === 'clock');
}

/** The usual server of this worker, which its test files have one after the other: to open its connections, and to read
 *  each document for the first time, takes longer than most of them. It goes with the worker. */
const usual: { running?: Promise<Running>; isBorrowed: boolean; clock: Partial<Clock> } = {
  isBorrowed: false,
  clock: {},
};

const usualClock: Clock = {
  now: () => (usual.clock.now ?? systemClock.now)(),
  newId: (...of) => (usual.clock.newId ?? systemClock.newId)(...of),
};

async function borrowUsual(settings: Settings): Promise<Running> {
  // Two of one file have a time each.
  if (usual.isBorrowed) return start(settings);
  usual.isBorrowed = true;
  usual.clock = settings.overrides?.clock ?? {};
  usual.running ??= start({ overrides: { clock: usualClock } });
  const giveBack = async () => {
    usual.isBorrowed = false;
    usual.clock = {};
  };
  return { ...(await usual.running), giveBack };
}

/** Every answer tells of a limit, and no test comes near it. */
const GENEROUS_LIMITS = {
  RATE_LIMIT_STORE: 'memory',
  RATE_LIMIT_PER_MINUTE: '1000000000',
  VERIFICATIONS_PER_MINUTE: '1000000000',
  ANONYMOUS_PER_MINUTE: '1000000000',
  KEYLESS_PER_MINUTE: '1000000',
  AUTH_FAILURES_PER_MINUTE: '1000000',
};

export function testConfig(database: TestDatabase, env: NodeJS.ProcessEnv = {}): Config {
  const own = { DATABASE_URL: database.url, ENCRYPTION_KEY, OPERATOR_KEY, ...GENEROUS_LIMITS };
  return readConfig({ ...own, BOOTSTRAP: '0', PORT: '0', BACKGROUND_JOBS: 'off', ...env });
}
