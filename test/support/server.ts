import { pino } from 'pino';
import { afterAll, beforeAll } from 'vitest';
import { type Config, readConfig } from '../../src/config.ts';
import { createServer, type Listening, type Server } from '../../src/server.ts';
import type { Overrides } from '../../src/store.ts';
import { isSecondRun, runTestsBothWays } from './both-ways.ts';
import { createTestDatabase, sharedTestDatabase, type TestDatabase } from './database.ts';
import { ENCRYPTION_KEY } from './encryption-key.ts';
import { sendByNetwork } from './network.ts';
import { OPERATOR_KEY } from './operator-key.ts';

export type TestServer = {
  readonly database: TestDatabase;
  /** Accepts connections from then on. Tests of requests need not ask for it. */
  listen(): Promise<Listening>;
  fetch(request: Request): Promise<Response>;
};

/** A server in this process can be asked in both ways, whatever the running test is to do. */
export type LocalTestServer = TestServer & {
  fetchInProcess(request: Request): Promise<Response>;
  fetchByNetwork(request: Request): Promise<Response>;
};

type Settings = {
  readonly env?: NodeJS.ProcessEnv;
  readonly overrides?: Overrides;
  /** Set where the tests ask in both ways by themselves, or what they are about has but one. */
  readonly runsTestsOnce?: boolean;
  /** Set where the tests look at all that a database holds, or would mind what others leave there. */
  readonly ownDatabase?: boolean;
};

/** A server for the tests of one file. Its members are there once the tests run. Each test runs twice: the second time its
 *  requests go over a real connection, and so by the lane where it takes them, whose answers must be those of the API. */
export function useServer(settings: Settings = {}): LocalTestServer {
  const { env = {}, overrides = {}, runsTestsOnce = false, ownDatabase = false } = settings;
  if (!runsTestsOnce) runTestsBothWays();
  let database: TestDatabase | undefined;
  let server: Server | undefined;
  const there = <Value>(value: Value | undefined): Value => {
    if (value === undefined)
      throw new Error('The server is there in tests only, not while they are collected.');
    return value;
  };
  beforeAll(async () => {
    database = await (ownDatabase ? createTestDatabase() : sharedTestDatabase());
    server = await createServer(testConfig(database, env), { log: pino({ level: 'silent' }), ...overrides });
  });
  afterAll(async () => {
    await server?.close();
    if (ownDatabase) await database?.drop();
  });
  let listening: Promise<Listening> | undefined;
  const listen = () => {
    listening ??= there(server).listen();
    return listening;
  };
  const fetchInProcess = (request: Request) => there(server).fetch(request);
  const fetchByNetwork = async (request: Request) => sendByNetwork((await listen()).url, request);
  return {
    get database() {
      return there(database);
    },
    listen,
    fetchInProcess,
    fetchByNetwork,
    fetch: (request) => (isSecondRun() ? fetchByNetwork(request) : fetchInProcess(request)),
  };
}

export function testConfig(database: TestDatabase, env: NodeJS.ProcessEnv = {}): Config {
  const own = { DATABASE_URL: database.url, ENCRYPTION_KEY, OPERATOR_KEY };
  return readConfig({ ...own, SEED: '0', PORT: '0', WORKER: 'off', ...env });
}
