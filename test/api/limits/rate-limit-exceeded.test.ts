import { describe, expect, test, vi } from 'vitest';
import { type Credentials, post, refusalOf, run, send } from '../../support/client.ts';
import { makeMcpServer } from '../../support/fixtures/mcp-server.ts';
import { makeOrganization, makeProject, makeWorld, type World } from '../../support/fixtures.ts';
import { faultOf, request } from '../../support/http/request.ts';
import { RegenerateApiKey, VerifyApiKey } from '../../support/operations/api-key.ts';
import { GetRateLimit, SetRateLimit } from '../../support/operations/rate-limit.ts';
import { Viewer } from '../../support/operations/viewer.ts';
import { useServer } from '../../support/server.ts';

const LIMIT = 30;
const own = { rateLimits: { refreshMs: 20 } };
const server = useServer({ transport: 'each', env: { RATE_LIMIT_PER_MINUTE: `${LIMIT}` }, overrides: own });

const WHO = JSON.stringify({ query: '{ viewer { kind } }' });
const ask = (credentials: Credentials, on = server) => post(on, WHO, credentials);

async function useUp(credentials: Credentials, count = LIMIT) {
  for (let asked = 0; asked < count; asked++) expect((await ask(credentials)).status).toBe(200);
}

/** Asks until no more than so many points are left. */
async function drain(credentials: Credentials, left: number) {
  const leftIn = (text: string | null) => Number(/r=(\d+)/.exec(text ?? '')?.[1]);
  while (leftIn((await ask(credentials)).headers.get('ratelimit')) > left);
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

describe('rate limits reject', () => {
  test('requests above the points of the minute, with the time of the reset', async () => {
    const { credentials } = await makeOrganization(server);
    await useUp(credentials);
    const answer = await ask(credentials);
    expect(answer.status).toBe(429);
    expect(answer.data).toBeUndefined();
    const seconds = Number(answer.headers.get('retry-after'));
    expect(seconds).toBeGreaterThan(50);
    expect(answer.headers.get('ratelimit')).toBe(`"management";r=0;t=${seconds}`);
    expect(faultOf(answer)).toMatchObject({
      message: 'The organization has exhausted its 30 points per minute for management.',
      extensions: {
        budget: 'MANAGEMENT',
        code: 'RATE_LIMITED',
        reason: 'RATE_LIMIT_EXCEEDED',
        suggestedFix: `Retry after ${seconds} seconds.`,
      },
    });
    // What cannot run is refused alike.
    expect((await post(server, '{', credentials)).status).toBe(429);
  });

  test('requests that fail before execution, with a complete response', async () => {
    const { credentials } = await makeOrganization(server);
    await drain(credentials, 1);
    const document = JSON.stringify({ query: '{ viewer { nothingOfTheKind } }' });
    const headers = { ...credentials, accept: 'application/json' };
    const answers = await Promise.all(Array.from({ length: 5 }, () => post(server, document, headers)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 429, 429, 429, 429]);
    for (const { headers, text } of answers) {
      const contentLength = headers.get('content-length');
      if (contentLength !== null) expect(Number(contentLength)).toBe(Buffer.byteLength(text));
    }
  });

  test('a mutation before it is executed', async () => {
    const { organization, project } = await makeWorld(server);
    await drain(organization.credentials, 0);
    const input = { projectId: project.id };
    expect(
      (await refusalOf(server, RegenerateApiKey, { input }, organization.credentials)).extensions.reason,
    ).toBe('RATE_LIMIT_EXCEEDED');
    // It has its key still.
    expect((await ask(project.credentials)).status).toBe(200);
  });

  test('a key above its limit, without charging its organization', async () => {
    const world = await makeWorld(server);
    await setLimit(world, 'apiKeyId', 1);
    await vi.waitFor(async () => expect((await ask(world.project.credentials)).status).toBe(429));
    for (let time = 0; time < LIMIT; time++) expect((await ask(world.project.credentials)).status).toBe(429);
    expect((await ask(world.organization.credentials)).status).toBe(200);
  });

  test('a revoked key with 401, without charging any budget', async () => {
    const { organization, project } = await makeWorld(server);
    await ask(project.credentials);
    await run(server, RegenerateApiKey, { input: { projectId: project.id } }, organization.credentials);
    const before = (await ask(organization.credentials)).headers.get('ratelimit');
    for (let time = 0; time < 5; time++) {
      const answer = await ask(project.credentials);
      expect(answer.status).toBe(401);
      expect(answer.headers.get('ratelimit')).toBeNull();
    }
    const left = (text: string | null) => Number(/r=(\d+)/.exec(text ?? '')?.[1]);
    const after = (await ask(organization.credentials)).headers.get('ratelimit');
    // One that was asked as soon as the key was revoked may have been charged, not knowing.
    expect(left(before) - left(after)).toBeLessThanOrEqual(2);
  });

  test('MCP requests', async () => {
    const { project } = await makeWorld(server);
    const { pathname: path } = new URL((await makeMcpServer(server, project)).url);
    const call = () =>
      request(server, path, {
        method: 'POST',
        headers: {
          ...project.credentials,
          'content-type': 'application/json',
          accept: 'application/json, text/event-stream',
        },
        body: JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'tools/list' }),
      });
    const first = await call();
    expect([first.status, first.headers.get('ratelimit-policy')]).toEqual([200, '"traffic";q=30;w=60']);
    await drain(project.credentials, 1);
    expect((await call()).status).toBe(200);
    const refused = await call();
    expect(refused.status).toBe(429);
    expect(refused.errors[0]?.extensions.reason).toBe('RATE_LIMIT_EXCEEDED');
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
  });

  test('a key that verifyApiKey checks, by the limit of the key', async () => {
    const world = await makeWorld(server);
    await setLimit(world, 'apiKeyId', 3);
    // Another one that was set later has arrived: so has this one.
    const later = await makeWorld(server);
    await setLimit(later, 'apiKeyId', 20);
    await vi.waitFor(async () => expect(await policyOf(later.project.credentials)).toContain('"key"'));
    const { secret } = world.project;
    const codes = [];
    for (let time = 0; time < 4; time++) {
      const { verifyApiKey } = await run(server, VerifyApiKey, { secret }, world.organization.credentials);
      codes.push(verifyApiKey.code);
    }
    expect(codes).toEqual([null, null, null, 'RATE_LIMITED']);
    expect((await ask(world.project.credentials)).status).toBe(429);
  });

  test('invalid limits', async () => {
    const { organization, project } = await makeWorld(server);
    const { viewer } = await run(server, Viewer, {}, project.credentials);
    const ids = { projectId: project.id, apiKeyId: viewer.apiKey.id };
    const wrong = [
      [{ ...ids, perMinute: 1 }, 'projectId'],
      [{ perMinute: 1 }, 'projectId'],
      [{ projectId: project.id, perMinute: 0 }, 'perMinute'],
      [{ projectId: project.id, perMinute: 1_000_001 }, 'perMinute'],
      [{ projectId: project.id }, 'perMinute'],
    ] as const;
    for (const [input, field] of wrong) {
      const { extensions } = await refusalOf(server, SetRateLimit, { input }, organization.credentials);
      expect(extensions).toMatchObject({ reason: 'INVALID_VALUE', field });
    }
    for (const input of [
      { projectId: 'proj_0000000000000000' },
      { apiKeyId: 'key_0000000000000000' },
      { apiKeyId: project.id },
    ]) {
      const { extensions } = await refusalOf(
        server,
        SetRateLimit,
        { input: { ...input, perMinute: 1 } },
        organization.credentials,
      );
      expect(extensions.code).toBe('NOT_FOUND');
    }
  });
});

describe('rate limits isolate tenants', () => {
  test('an exhausted organization does not affect others', async () => {
    const [one, other] = [await makeOrganization(server), await makeOrganization(server)];
    await useUp(one.credentials);
    expect((await ask(one.credentials)).status).toBe(429);
    expect((await ask(other.credentials)).headers.get('ratelimit')).toContain('r=29;');
  });

  test('no caller sets the limit of a key or project of another organization', async () => {
    const [victim, thief] = [await makeWorld(server), await makeWorld(server)];
    const { viewer } = await run(server, Viewer, {}, victim.project.credentials);
    for (const input of [
      { projectId: victim.project.id, perMinute: 1 },
      { apiKeyId: viewer.apiKey.id, perMinute: 1 },
    ]) {
      const answer = await send(server, SetRateLimit, { input }, thief.organization.credentials);
      expect(faultOf(answer).extensions.code).toBe('NOT_FOUND');
    }
    const other = await makeProject(server, victim.organization);
    expect(
      (await run(server, GetRateLimit, {}, other.credentials)).viewer.apiKey.rateLimitPerMinute,
    ).toBeNull();
    expect(
      (await run(server, GetRateLimit, {}, victim.project.credentials)).viewer.apiKey.rateLimitPerMinute,
    ).toBeNull();
  });
});
