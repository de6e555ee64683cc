import { describe, expect, test, vi } from 'vitest';
import { type Credentials, post, refusalOf, run, send } from '../../support/client.ts';
import { makeProjectKey } from '../../support/fixtures/api-key.ts';
import { makeProject, makeWorld, type OrganizationWorld, type ProjectWorld } from '../../support/fixtures.ts';
import { faultOf } from '../../support/http/request.ts';
import { ReadAuditLog } from '../../support/operations/audit-log.ts';
import { DeleteProject } from '../../support/operations/project.ts';
import { GetRateLimit, SetRateLimit } from '../../support/operations/rate-limit.ts';
import { Viewer } from '../../support/operations/viewer.ts';
import { useServer } from '../../support/server.ts';

const LIMIT = 30;
const server = useServer({
  transport: 'each',
  env: { RATE_LIMIT_PER_MINUTE: `${LIMIT}` },
  overrides: { rateLimits: { refreshMs: 20 } },
});
const rich = useServer({ transport: 'each', env: { RATE_LIMIT_PER_MINUTE: '1000' } });

const WHO = JSON.stringify({ query: '{ viewer { kind } }' });
const ask = ({ credentials }: { readonly credentials: Credentials }) => post(server, WHO, credentials);
const policyOf = async (asked: ProjectWorld) => (await ask(asked)).headers.get('ratelimit-policy');

type Limits = { readonly perMinute?: number | null; readonly guaranteedPerMinute?: number | null };

const setLimits = (organization: OrganizationWorld, subject: object, limits: Limits, on = server) =>
  run(on, SetRateLimit, { input: { ...subject, ...limits } }, organization.credentials);

/** Asks until it is refused, and tells how often it was not. */
async function useUp(asked: { readonly credentials: Credentials }): Promise<number> {
  for (let count = 0; count <= LIMIT; count++) {
    const answer = await ask(asked);
    if (answer.status === 200) continue;
    expect(faultOf(answer).extensions).toMatchObject({ reason: 'RATE_LIMIT_EXCEEDED', budget: 'TRAFFIC' });
    return count;
  }
  throw new Error('It is never used up.');
}

/** A project with a share, another one without, and a third that has been asked about it once. */
async function makeShared(guaranteedPerMinute: number) {
  const { organization, project: other } = await makeWorld(server);
  const favoured = await makeProject(server, organization);
  await setLimits(organization, { projectId: favoured.id }, { guaranteedPerMinute });
  let asked = 0;
  await vi.waitFor(async () => {
    asked += 1;
    expect(await policyOf(other)).toBe(`"traffic";q=${LIMIT - guaranteedPerMinute};w=60`);
  });
  return { organization, favoured, other, asked };
}

describe('a guaranteed share', () => {
  test('of a project is not consumed by others and is charged first', async () => {
    const { favoured, other, asked } = await makeShared(10);
    expect(await useUp(other)).toBe(LIMIT - 10 - asked);
    const first = await ask(favoured);
    expect(first.headers.get('ratelimit')).toMatch(/^"guaranteed";r=9;t=\d+$/);
    expect(first.headers.get('ratelimit-policy')).toBe('"guaranteed";q=10;w=60');
    const { viewer } = await run(server, GetRateLimit, {}, favoured.credentials);
    expect(viewer.rateLimit).toMatchObject({ budget: 'GUARANTEED', limit: 10, remaining: 8 });
    expect(await useUp(favoured)).toBe(8);
    expect((await ask(other)).status).toBe(429);
  });

  test('is not a limit: points beyond it are charged to the shared budget', async () => {
    const { favoured, other, asked } = await makeShared(10);
    expect(await useUp(favoured)).toBe(LIMIT - asked);
    expect(await useUp(other)).toBe(0);
  });

  test('of a key is charged before that of its project, and not for other keys', async () => {
    const { organization, project } = await makeWorld(server);
    const key = await makeProjectKey(server, organization, project);
    await setLimits(organization, { apiKeyId: key.id }, { guaranteedPerMinute: 20 });
    await setLimits(organization, { projectId: project.id }, { guaranteedPerMinute: 10 });
    // Nothing is left to all.
    for (const [asked, share] of [
      [key, 20],
      [project, 10],
    ] as const)
      await vi.waitFor(async () =>
        expect((await ask(asked)).headers.get('ratelimit-policy')).toBe(`"guaranteed";q=${share};w=60`),
      );
    for (const asked of [project, key]) {
      const left = Number(
        /"guaranteed";r=(\d+)/.exec((await ask(asked)).headers.get('ratelimit') ?? '')?.[1],
      );
      expect(left).toBeGreaterThan(0);
      expect(await useUp(asked)).toBe(left);
      expect((await ask(asked)).status).toBe(429);
    }
  });

  test('and a limit are set, kept and removed independently, shown and recorded', async () => {
    const { organization, project } = await makeWorld(server);
    const subject = { projectId: project.id };
    const shownAfter = async (limits: Limits) =>
      (await setLimits(organization, subject, limits)).setRateLimit.project;
    expect(await shownAfter({ guaranteedPerMinute: 5 })).toMatchObject({
      rateLimitPerMinute: null,
      guaranteedPerMinute: 5,
    });
    expect(await shownAfter({ perMinute: 7 })).toMatchObject({
      rateLimitPerMinute: 7,
      guaranteedPerMinute: 5,
    });
    expect(await shownAfter({ perMinute: 6, guaranteedPerMinute: 6 })).toMatchObject({
      rateLimitPerMinute: 6,
      guaranteedPerMinute: 6,
    });
    expect(await shownAfter({ guaranteedPerMinute: 6 })).toMatchObject({ guaranteedPerMinute: 6 });
    expect(await shownAfter({ guaranteedPerMinute: null })).toMatchObject({
      rateLimitPerMinute: 6,
      guaranteedPerMinute: null,
    });
    const { organization: found } = await run(server, ReadAuditLog, { first: 4 }, organization.credentials);
    expect(found.auditLog.nodes.map(({ action, targetId, changes }) => [action, targetId, changes])).toEqual([
      ['RATE_LIMIT_SET', project.id, { guaranteedPerMinute: { before: 6, after: null } }],
      [
        'RATE_LIMIT_SET',
        project.id,
        { perMinute: { before: 7, after: 6 }, guaranteedPerMinute: { before: 5, after: 6 } },
      ],
      ['RATE_LIMIT_SET', project.id, { perMinute: { before: null, after: 7 } }],
      ['RATE_LIMIT_SET', project.id, { guaranteedPerMinute: { before: null, after: 5 } }],
    ]);
  });

  test('is available to others once its project is deleted', async () => {
    const { organization, project } = await makeWorld(rich);
    const gone = await makeProject(rich, organization);
    await setLimits(organization, { projectId: gone.id }, { guaranteedPerMinute: 1_000 }, rich);
    const input = { projectId: project.id, guaranteedPerMinute: 1 };
    const { extensions } = await refusalOf(rich, SetRateLimit, { input }, organization.credentials);
    expect(extensions.field).toBe('guaranteedPerMinute');
    await run(rich, DeleteProject, { input: { id: gone.id } }, organization.credentials);
    expect((await send(rich, SetRateLimit, { input }, organization.credentials)).errors).toEqual([]);
  });
});

describe('a guaranteed share is rejected', () => {
  test('above the budget of the organization, shares of keys included, under concurrency too', async () => {
    const { organization, project } = await makeWorld(rich);
    const key = await makeProjectKey(rich, organization, project);
    const others = [await makeProject(rich, organization), await makeProject(rich, organization)];
    await setLimits(organization, { apiKeyId: key.id }, { guaranteedPerMinute: 300 }, rich);
    const answers = await Promise.all(
      [project, ...others].map(({ id }) =>
        send(
          rich,
          SetRateLimit,
          { input: { projectId: id, guaranteedPerMinute: 301 } },
          organization.credentials,
        ),
      ),
    );
    const refused = answers.filter(({ errors }) => errors.length > 0);
    expect(refused).toHaveLength(1);
    expect(refused[0]?.errors[0]).toMatchObject({
      message: 'Of 1000 points per minute, 98 are not guaranteed to others.',
      extensions: { code: 'BAD_USER_INPUT', reason: 'INVALID_VALUE', field: 'guaranteedPerMinute' },
    });
    // What it has already counts once.
    await setLimits(organization, { apiKeyId: key.id }, { guaranteedPerMinute: 398 }, rich);
  });

  test('above its own limit, and for an organization key', async () => {
    const { organization, project } = await makeWorld(server);
    const { viewer } = await run(server, Viewer, {}, organization.credentials);
    const projectId = project.id;
    const wrong = [
      { apiKeyId: viewer.apiKey.id, guaranteedPerMinute: 1 },
      { projectId, perMinute: 4, guaranteedPerMinute: 5 },
      { projectId, guaranteedPerMinute: 0 },
      { projectId, guaranteedPerMinute: LIMIT + 1 },
    ];
    for (const input of wrong) {
      const { extensions } = await refusalOf(server, SetRateLimit, { input }, organization.credentials);
      expect(extensions).toMatchObject({ reason: 'INVALID_VALUE', field: 'guaranteedPerMinute' });
    }
    const { extensions } = await refusalOf(
      server,
      SetRateLimit,
      { input: { projectId } },
      organization.credentials,
    );
    expect(extensions).toMatchObject({ reason: 'INVALID_VALUE', field: 'perMinute' });
  });
});

test('guaranteed shares of one organization do not affect another one', async () => {
  const { favoured } = await makeShared(10);
  const { project: stranger } = await makeWorld(server);
  expect(await policyOf(favoured)).toBe('"guaranteed";q=10;w=60');
  expect(await policyOf(stranger)).toBe(`"traffic";q=${LIMIT};w=60`);
});
