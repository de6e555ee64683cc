import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, test, vi } from 'vitest';
import { type Credentials, post, run } from '../../support/client.ts';
import { makeOrganization, makeWorld, type World } from '../../support/fixtures.ts';
import { responsesOfTransports } from '../../support/http/compare-transports.ts';
import { request } from '../../support/http/request.ts';
import { type ComparableResponse, withoutRateLimitCounts } from '../../support/http/transports.ts';
import { GetRateLimit, SetRateLimit } from '../../support/operations/rate-limit.ts';
import { Viewer } from '../../support/operations/viewer.ts';
import { useServer } from '../../support/server.ts';

const LIMIT = 30;
const own = { rateLimits: { refreshMs: 20 } };
const server = useServer({ transport: 'each', env: { RATE_LIMIT_PER_MINUTE: `${LIMIT}` }, overrides: own });
/** Its window does not end while a test runs, however slow the machine. */
const frozen = useServer({
  transport: 'network',
  env: { RATE_LIMIT_PER_MINUTE: `${LIMIT}` },
  overrides: { rateLimits: { windowSeconds: 3_600 } },
});
const unlimited = useServer({ env: { RATE_LIMIT_PER_MINUTE: '0' }, overrides: own, transport: 'each' });
/** Long enough for three requests on a slow machine. */
const WINDOW_SECONDS = 3;
const brief = useServer({
  transport: 'each',
  env: { RATE_LIMIT_PER_MINUTE: '2' },
  overrides: { rateLimits: { windowSeconds: WINDOW_SECONDS } },
});

const WHO = JSON.stringify({ query: '{ viewer { kind } }' });
const ask = (credentials: Credentials, on = server) => post(on, WHO, credentials);

async function useUp(credentials: Credentials, count = LIMIT) {
  for (let asked = 0; asked < count; asked++) expect((await ask(credentials)).status).toBe(200);
}

async function setLimit(
  { organization, project }: World,
  subject: 'projectId' | 'apiKeyId',
  perMinute: number | null,
  on = server,
) {
  const { viewer } = await run(on, Viewer, {}, project.credentials);
  const id = subject === 'projectId' ? project.id : viewer.apiKey.id;
  await run(on, SetRateLimit, { input: { [subject]: id, perMinute } }, organization.credentials);
}

const policyOf = async (credentials: Credentials, on = server) =>
  (await ask(credentials, on)).headers.get('ratelimit-policy');

describe('rate limits', () => {
  test('send the remaining points with each response', async () => {
    const { credentials } = await makeOrganization(server);
    for (const left of [29, 28, 27]) {
      const { headers, status } = await ask(credentials);
      expect(status).toBe(200);
      expect(headers.get('ratelimit')).toMatch(new RegExp(`^"management";r=${left};t=(59|60)$`));
      expect(headers.get('ratelimit-policy')).toBe('"management";q=30;w=60');
      expect(headers.get('retry-after')).toBeNull();
    }
  });

  test('show the remaining points in viewer.rateLimit', async () => {
    const { credentials } = await makeOrganization(server);
    await useUp(credentials, 3);
    const { viewer } = await run(server, GetRateLimit, {}, credentials);
    expect(viewer.rateLimit).toMatchObject({
      budget: 'MANAGEMENT',
      limit: LIMIT,
      remaining: LIMIT - 4,
      cost: 1,
    });
    const left = Date.parse(String(viewer.rateLimit?.resetAt)) - Date.now();
    expect(left).toBeGreaterThan(50_000);
    expect(left).toBeLessThanOrEqual(60_000);
  });

  test('charge requests that fail before execution', async () => {
    const { credentials } = await makeOrganization(server);
    const bad = ['{', '{"query":"{ nothing }"}', '{"query":"query($n: Int!) { viewer { kind } }"}', '[]'];
    for (const body of bad) await post(server, body, credentials);
    const { headers, status } = await post(server, WHO, { ...credentials, accept: 'text/plain' });
    expect(status).toBe(406);
    expect(headers.get('ratelimit')).toContain('r=25;');
  });

  test('charge a document by its cost, and the whole window for one that costs more', async () => {
    const { credentials } = await makeOrganization(server);
    const page = (size: number) =>
      JSON.stringify({
        query: `{ organization { projects(first: ${size}) { nodes { apiKeys { id } } } } }`,
      });
    expect((await post(server, page(10), credentials)).headers.get('ratelimit')).toContain('r=19;');
    const other = await makeOrganization(server);
    const whole = await post(server, page(100), other.credentials);
    expect(whole.status).toBe(200);
    expect(whole.headers.get('ratelimit')).toContain('r=0;');
    expect((await ask(other.credentials)).status).toBe(429);
  });

  test('start again when the window has ended', async () => {
    const { credentials } = await makeOrganization(brief);
    const statuses = async () => [
      (await ask(credentials, brief)).status,
      (await ask(credentials, brief)).status,
      (await ask(credentials, brief)).status,
    ];
    expect(await statuses()).toEqual([200, 200, 429]);
    await sleep(WINDOW_SECONDS * 1_000 + 100);
    expect(await statuses()).toEqual([200, 200, 429]);
  });

  test('of a project and a key apply beside that of the organization', async () => {
    const world = await makeWorld(server);
    await setLimit(world, 'projectId', 20);
    await setLimit(world, 'apiKeyId', 5);
    await vi.waitFor(async () =>
      expect(await policyOf(world.project.credentials)).toBe(
        '"traffic";q=30;w=60, "project";q=20;w=60, "key";q=5;w=60',
      ),
    );
    const { viewer } = await run(server, GetRateLimit, {}, world.project.credentials);
    expect(viewer.apiKey.rateLimitPerMinute).toBe(5);
    expect(viewer.rateLimit).toMatchObject({ budget: 'KEY', limit: 5 });
  });

  test('no longer apply when they are removed', async () => {
    const world = await makeWorld(server);
    await setLimit(world, 'projectId', 20);
    await vi.waitFor(async () => expect(await policyOf(world.project.credentials)).toContain('"project"'));
    await setLimit(world, 'projectId', null);
    await vi.waitFor(async () =>
      expect(await policyOf(world.project.credentials)).toBe('"traffic";q=30;w=60'),
    );
  });

  test('of a key apply where the organization has none', async () => {
    const world = await makeWorld(unlimited);
    const { headers } = await ask(world.project.credentials, unlimited);
    expect([headers.get('ratelimit'), headers.get('ratelimit-policy')]).toEqual([null, null]);
    expect((await run(unlimited, GetRateLimit, {}, world.project.credentials)).viewer.rateLimit).toBeNull();
    await setLimit(world, 'apiKeyId', 1, unlimited);
    await vi.waitFor(async () => expect((await ask(world.project.credentials, unlimited)).status).toBe(429));
    expect((await ask(world.organization.credentials, unlimited)).status).toBe(200);
  });

  test('do not apply to requests that need no key', async () => {
    for (const path of ['/health/live', '/health/ready', '/nowhere']) {
      const { headers } = await request(server, path);
      expect(headers.get('ratelimit')).toBeNull();
    }
    const { headers } = await request(server, '/graphql', { headers: { accept: 'text/html' } });
    expect(headers.get('ratelimit')).toBeNull();
  });

  test('are equal in the API and on the fast path, below and above the limit', async () => {
    const { credentials } = await makeOrganization(frozen);
    const responses: ComparableResponse[] = [];
    const ofApi = new Map<number, ComparableResponse>();
    while (responses.length < LIMIT + 10) {
      const { executed, planned } = await responsesOfTransports(frozen, WHO, credentials);
      responses.push(executed, ...planned);
      ofApi.set(executed.status, executed);
    }
    const statuses = responses.map(({ status }, index) => [index, status]);
    expect(statuses).toEqual(responses.map((_, index) => [index, index < LIMIT ? 200 : 429]));
    expect([...ofApi.keys()]).toEqual([200, 429]);
    for (const response of responses) {
      const expected = ofApi.get(response.status);
      expect(withoutSeconds(response)).toEqual(expected && withoutSeconds(expected));
    }
  });
});

/** What is left of a window may fall by a second between two answers. */
const withoutSeconds = ({ headers, body, status }: ComparableResponse) => ({
  status,
  headers: { ...withoutRateLimitCounts(headers), 'retry-after': headers['retry-after'] !== undefined },
  body: body.replace(/\d+ seconds/, 'some seconds'),
});
