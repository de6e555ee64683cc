import { pino } from 'pino';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createServer, type Server } from '../../../src/app/server.ts';
import { send } from '../../support/client.ts';
import { type Pair, startPair } from '../../support/database/standby.ts';
import { ENCRYPTION_KEY } from '../../support/encryption-key.ts';
import { makeWorld, type World } from '../../support/fixtures.ts';
import { UpdateProjectConfig } from '../../support/operations/project.ts';
import { type TestServer, testConfig } from '../../support/server.ts';

const log = pino({ level: 'silent' });
const POOL_MAX = 3;

let pair: Pair;
let world: World;
const servers: Server[] = [];

/** Neither has a database of the tests: nothing here looks behind the server's back. */
async function startOn(url: string): Promise<TestServer> {
  const database = { url, query: () => Promise.reject(new Error('unused')), drop: async () => {} };
  const config = testConfig(database, { ENCRYPTION_KEY, DATABASE_POOL_MAX: `${POOL_MAX}` });
  const server = await createServer(config, { log });
  servers.push(server);
  return { database, listen: server.listen, fetch: server.fetch };
}

beforeAll(async () => {
  pair = await startPair(async (url) => {
    world = await makeWorld(await startOn(url));
    await Promise.all(servers.splice(0).map((server) => server.close()));
  });
}, 120_000);
afterAll(async () => {
  await Promise.all(servers.map((server) => server.close()));
  await pair.close();
});

const hostsUrl = (parameters: string) =>
  `postgresql://bailiwick@/bailiwick?host=${encodeURIComponent(pair.hosts.join(','))}&port=5432&${parameters}`;

const update = async (server: TestServer, displayName: string) =>
  (await send(server, UpdateProjectConfig, { input: { displayName } }, world.project.credentials)).status;

test('of several hosts the one is used that takes changes, and after a failover the other one, by itself', async () => {
  const server = await startOn(hostsUrl('target_session_attrs=read-write'));
  expect(
    await Promise.all(Array.from({ length: 8 }, (_, count) => update(server, `before ${count}`))),
  ).toEqual(Array.from({ length: 8 }, () => 200));
  await pair.failOver();
  const statuses: number[] = [];
  await expect
    .poll(
      async () => {
        statuses.push(await update(server, 'after'));
        return statuses.at(-1);
      },
      { timeout: 20_000, interval: 50 },
    )
    .toBe(200);
  expect(statuses.filter((status) => status !== 200).length).toBeLessThanOrEqual(POOL_MAX);
  expect(
    await Promise.all(Array.from({ length: 8 }, (_, count) => update(server, `after ${count}`))),
  ).toEqual(Array.from({ length: 8 }, () => 200));
});

test('a start on hosts of which none takes changes is refused in one sentence', async () => {
  const gone = `postgresql://bailiwick@127.0.0.1:1,127.0.0.1:2/bailiwick?target_session_attrs=primary`;
  await expect(startOn(gone)).rejects.toThrow(
    /^The database at 127.0.0.1:1, 127.0.0.1:2 cannot be used: .*ECONNREFUSED/,
  );
});
