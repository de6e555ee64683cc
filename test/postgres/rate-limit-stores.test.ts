import { Writable } from 'node:stream';
import { pino } from 'pino';
import { afterAll, describe, expect, test, vi } from 'vitest';
import { readConfig } from '../../src/config.ts';
import { type Credentials, post, run } from '../support/client.ts';
import { isRedisInstalled, startRedis } from '../support/database/redis.ts';
import { queriesOf, statementsOf } from '../support/database/statements.ts';
import { ENCRYPTION_KEY } from '../support/encryption-key.ts';
import { makeOrganization, makeWorld } from '../support/fixtures.ts';
import { SetRateLimit } from '../support/operations/rate-limit.ts';
import { Viewer } from '../support/operations/viewer.ts';
import { type TestServer, useServer } from '../support/server.ts';

const redis = isRedisInstalled ? await startRedis() : null;
afterAll(() => redis?.stop());

const LIMIT = 40;
const overrides = { rateLimits: { refreshMs: 20 } };
const envOf = (store: string): NodeJS.ProcessEnv => ({
  RATE_LIMIT_PER_MINUTE: `${LIMIT}`,
  ...(store === 'redis' ? { RATE_LIMIT_STORE: 'auto', REDIS_URL: redis?.url } : { RATE_LIMIT_STORE: store }),
});

const WHO = JSON.stringify({ query: '{ viewer { kind } }' });

const leftIn = (headers: Headers) => Number(/r=(\d+)/.exec(headers.get('ratelimit') ?? '')?.[1]);

test('RATE_LIMIT_STORE is by default the store that all processes share', () => {
  const storeOf = (env: NodeJS.ProcessEnv) => readConfig(env).limits.store;
  // With SERVER_PROCESSES the processes are led to the embedded PostgreSQL as to any other.
  const database = { DATABASE_URL: 'postgresql://localhost/x', ENCRYPTION_KEY };
  const REDIS_URL = 'redis://localhost';
  expect(storeOf({})).toBe('memory');
  expect(storeOf(database)).toBe('postgres');
  expect(storeOf({ ...database, REDIS_URL })).toBe('redis');
  expect(storeOf({ REDIS_URL })).toBe('redis');
  expect(storeOf({ ...database, RATE_LIMIT_STORE: 'memory' })).toBe('memory');
  expect(JSON.stringify(readConfig({ REDIS_URL }).limits)).not.toContain('redis://');
});

for (const store of ['postgres', 'redis'])
  describe.skipIf(store === 'redis' && redis === null)(`rate limit points in ${store}`, () => {
    const [one, other] = [0, 1].map(() => useServer({ transport: 'each', env: envOf(store), overrides }));
    if (!one || !other) throw new Error('There are two.');
    const ask = (credentials: Credentials, on = one) => post(on, WHO, credentials);

    test('are shared by all processes', async () => {
      const { credentials } = await makeOrganization(one);
      const lefts = [];
      for (const server of [one, other, one, other])
        lefts.push(leftIn((await ask(credentials, server)).headers));
      expect(lefts).toEqual([39, 38, 37, 36]);
    });

    test('are separate for management, project traffic and verification', async () => {
      const { organization, project } = await makeWorld(one);
      const query = `{ verifyApiKey(secret: "${project.secret}") { isValid } }`;
      const verify = (on: TestServer) => post(on, JSON.stringify({ query }), organization.credentials);
      const before = leftIn((await ask(organization.credentials)).headers);
      const verified = [await verify(one), await verify(other)].map(({ headers }) => leftIn(headers));
      expect(verified[1]).toBe((verified[0] ?? 0) - 1);
      const lefts = [await ask(project.credentials, other), await ask(project.credentials, one)];
      expect(lefts.map(({ headers }) => leftIn(headers))).toEqual([LIMIT - 1, LIMIT - 2]);
      expect(leftIn((await ask(organization.credentials, other)).headers)).toBe(before - 1);
    });

    test('are exact under concurrency', async () => {
      const { credentials } = await makeOrganization(one);
      const answers = await Promise.all(
        Array.from({ length: LIMIT + 10 }, (_, index) => ask(credentials, index % 2 === 0 ? one : other)),
      );
      const good = answers.filter(({ status }) => status === 200);
      expect(good).toHaveLength(LIMIT);
      expect(good.map(({ headers }) => leftIn(headers)).sort((a, b) => a - b)).toEqual(
        Array.from({ length: LIMIT }, (_, index) => index),
      );
      expect(answers.filter(({ status }) => status === 429)).toHaveLength(10);
    });
  });

describe('rate limit points in PostgreSQL', () => {
  const server = useServer({ transport: 'each', env: envOf('postgres'), overrides });
  const ask = (credentials: Credentials) => post(server, WHO, credentials);

  test('cost one more statement, for all levels together', async () => {
    const { organization, project } = await makeWorld(server);
    const { viewer } = await run(server, Viewer, {}, project.credentials);
    for (const subject of [{ projectId: project.id }, { apiKeyId: viewer.apiKey.id }])
      await run(server, SetRateLimit, { input: { ...subject, perMinute: 30 } }, organization.credentials);
    await vi.waitFor(async () =>
      expect((await ask(project.credentials)).headers.get('ratelimit-policy')).toContain('"key"'),
    );
    const queries = await queriesOf(() => ask(project.credentials));
    expect(queries.filter(({ name }) => name === 'rate_count_add')).toHaveLength(1);
    // Beside it the key and the answer: by the fast path in one.
    expect(queries).toHaveLength(2);
  });

  test('cost one statement at a time, however many requests are concurrent', async () => {
    const { credentials } = await makeOrganization(server);
    const inProcess = { ...server, database: server.database, fetch: server.fetchInProcess };
    const askMany = () => Promise.all(Array.from({ length: 30 }, () => post(inProcess, WHO, credentials)));
    const queries = await queriesOf(askMany);
    expect(queries.filter(({ name }) => name === 'rate_count_add').length).toBeLessThan(15);
  });

  test('cost no statement once they are exhausted', async () => {
    const { project } = await makeWorld(server);
    for (let asked = 0; asked < LIMIT; asked++) await ask(project.credentials);
    const statements = await statementsOf(async () =>
      expect((await ask(project.credentials)).status).toBe(429),
    );
    expect(statements).toEqual([]);
  });

  test('cost no statement for a known document while verifications remain', async () => {
    const { credentials } = await makeOrganization(server);
    for (let asked = 0; asked < LIMIT; asked++) await ask(credentials);
    const statements = await statementsOf(async () =>
      expect((await post(server, WHO, credentials)).status).toBe(429),
    );
    expect(statements).toEqual([]);
  });
});

describe.skipIf(redis === null)('rate limit points in Redis', () => {
  const lines: { readonly msg: string }[] = [];
  const stream = new Writable({
    write: (chunk, _encoding, done) => {
      lines.push(JSON.parse(String(chunk)));
      done();
    },
  });
  const server = useServer({
    transport: 'network',
    env: envOf('redis'),
    overrides: { ...overrides, log: pino({ level: 'info' }, stream) },
  });

  test('are counted in the process while Redis is unavailable, which is logged once', async () => {
    const { credentials } = await makeOrganization(server);
    const ask = () => post(server, WHO, credentials);
    const countLines = (about: RegExp) => lines.filter(({ msg }) => about.test(msg)).length;
    expect(leftIn((await ask()).headers)).toBe(39);
    await redis?.stop();
    const away = [];
    for (let time = 0; time < 5; time++) away.push(await ask());
    expect(away.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200]);
    expect(leftIn(away.at(-1)?.headers ?? new Headers())).toBe(35);
    await vi.waitFor(() => expect(countLines(/Redis is unavailable/)).toBe(1));
    await redis?.startAgain();
    await vi.waitFor(() => expect(countLines(/Redis is available again/)).toBe(1), { timeout: 20_000 });
    expect(leftIn((await ask()).headers)).toBe(39);
    expect(countLines(/Redis is unavailable/)).toBe(1);
  });
});
