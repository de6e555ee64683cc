import { pino } from 'pino';
import { afterAll, beforeAll } from 'vitest';
import { type Config, readConfig } from '../../src/config.ts';
import { createServer, type Overrides, type Server } from '../../src/server.ts';
import { createTestDatabase, type TestDatabase } from './database.ts';
import { sendByNetwork } from './network.ts';

export const OPERATOR_KEY = 'operator-key-of-the-tests-0123456789';

export type TestServer = {
  readonly database: TestDatabase;
  fetch(request: Request): Promise<Response>;
};

type Settings = { readonly env?: NodeJS.ProcessEnv; readonly overrides?: Overrides };

/** A server on a database of its own, for the tests of one file. Its members are there once the tests run. With
 *  TRANSPORT=network requests go over a real connection, and so by the lane where it takes them. */
export function useServer({ env = {}, overrides = {} }: Settings = {}): TestServer {
  let database: TestDatabase | undefined;
  let server: Server | undefined;
  const there = <Value>(value: Value | undefined): Value => {
    if (value === undefined)
      throw new Error('The server is there in tests only, not while they are collected.');
    return value;
  };
  beforeAll(async () => {
    database = await createTestDatabase();
    server = await createServer(testConfig(database, env), { log: pino({ level: 'silent' }), ...overrides });
  });
  afterAll(async () => {
    await server?.close();
    await database?.drop();
  });
  let listening: ReturnType<Server['listen']> | undefined;
  const fetchByNetwork = async (request: Request) => {
    listening ??= there(server).listen();
    return sendByNetwork((await listening).url, request);
  };
  return {
    get database() {
      return there(database);
    },
    fetch: process.env.TRANSPORT === 'network' ? fetchByNetwork : (request) => there(server).fetch(request),
  };
}

export function testConfig(database: TestDatabase, env: NodeJS.ProcessEnv = {}): Config {
  return readConfig({ DATABASE_URL: database.url, OPERATOR_KEY, SEED: '0', PORT: '0', ...env });
}
