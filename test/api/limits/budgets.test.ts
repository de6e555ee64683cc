import { describe, expect, test, vi } from 'vitest';
import { type Credentials, post, projectKey, run } from '../../support/client.ts';
import { statementsOf } from '../../support/database/statements.ts';
import { makeKey } from '../../support/fixtures/api-key.ts';
import { makeMcpServer } from '../../support/fixtures/mcp-server.ts';
import { makeProject, makeWorld } from '../../support/fixtures.ts';
import { postMcp, requireMcpApiKey, rpc } from '../../support/http/mcp-client.ts';
import { faultOf } from '../../support/http/request.ts';
import { GetRateLimit, SetRateLimit } from '../../support/operations/rate-limit.ts';
import { useServer } from '../../support/server.ts';

const LIMIT = 20;
const VERIFICATIONS = 8;
const ANONYMOUS = 3;
const server = useServer({
  transport: 'each',
  env: {
    RATE_LIMIT_PER_MINUTE: `${LIMIT}`,
    VERIFICATIONS_PER_MINUTE: `${VERIFICATIONS}`,
    ANONYMOUS_PER_MINUTE: `${ANONYMOUS}`,
  },
  overrides: { rateLimits: { refreshMs: 20 } },
});

const bodyOf = (query: string) => JSON.stringify({ query });
const ask = (credentials: Credentials, query = '{ viewer { kind } }') =>
  post(server, bodyOf(query), credentials);
const verifying = (secret: string, selection = 'isValid') =>
  `{ verifyApiKey(secret: "${secret}") { ${selection} } }`;
const leftIn = (headers: Headers) =>
  Object.fromEntries(
    [...(headers.get('ratelimit') ?? '').matchAll(/"(\w+)";r=(\d+)/g)].map(([, name, left]) => [
      name,
      Number(left),
    ]),
  );
const budgetOf = (answer: Parameters<typeof faultOf>[0]) => faultOf(answer).extensions;

async function useUp(credentials: Credentials, query?: string) {
  for (let asked = 0; asked <= LIMIT; asked++) if ((await ask(credentials, query)).status === 429) return;
  throw new Error('It is never used up.');
}

describe('rate limit budgets', () => {
  test('are separate for management, project traffic and verification', async () => {
    const { organization, project } = await makeWorld(server);
    expect(leftIn((await ask(project.credentials)).headers)).toEqual({ traffic: LIMIT - 1 });
    const verified = await ask(organization.credentials, verifying(project.secret));
    expect(leftIn(verified.headers)).toEqual({ verification: VERIFICATIONS - 1 });
    expect(verified.headers.get('ratelimit-policy')).toBe(`"verification";q=${VERIFICATIONS};w=60`);
    expect(Object.keys(leftIn((await ask(organization.credentials)).headers))).toEqual(['management']);
  });

  test('permit verification and project traffic when management is exhausted', async () => {
    const { organization, project } = await makeWorld(server);
    await useUp(organization.credentials);
    expect(budgetOf(await ask(organization.credentials))).toMatchObject({ budget: 'MANAGEMENT' });
    const verified = await ask(organization.credentials, verifying(project.secret, 'code project { id }'));
    expect(verified).toMatchObject({
      status: 200,
      data: { verifyApiKey: { code: null, project: { id: project.id } } },
    });
    expect((await ask(project.credentials)).status).toBe(200);
    expect((await ask(organization.credentials)).status).toBe(429);
  });

  test('permit verification and management when project traffic is exhausted', async () => {
    const { organization, project } = await makeWorld(server);
    await useUp(project.credentials);
    expect(budgetOf(await ask(project.credentials))).toMatchObject({
      code: 'RATE_LIMITED',
      reason: 'RATE_LIMIT_EXCEEDED',
      budget: 'TRAFFIC',
    });
    expect((await ask(organization.credentials, verifying(project.secret))).status).toBe(200);
    expect((await ask(organization.credentials)).status).toBe(200);
  });

  test('permit everything else when the verifications of a key are exhausted, those of other keys too', async () => {
    const { organization, project } = await makeWorld(server);
    const other = await makeKey(server, organization);
    await useUp(organization.credentials, verifying(project.secret));
    const refused = await ask(organization.credentials, verifying(project.secret));
    expect(faultOf(refused)).toMatchObject({
      message: `The key has exhausted its ${VERIFICATIONS} points per minute for verification.`,
      extensions: { budget: 'VERIFICATION' },
    });
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(50);
    expect((await ask(other.credentials, verifying(project.secret))).status).toBe(200);
    expect((await ask(organization.credentials)).status).toBe(200);
    expect((await ask(project.credentials)).status).toBe(200);
  });

  test('reject without a statement when every budget of a key is exhausted', async () => {
    const { organization, project } = await makeWorld(server);
    await useUp(organization.credentials, verifying(project.secret));
    await useUp(organization.credentials);
    const statements = await statementsOf(async () => {
      expect((await ask(organization.credentials)).status).toBe(429);
      expect((await ask(organization.credentials, '{ nothing }')).status).toBe(429);
    });
    expect(statements).toEqual([]);
  });

  test('charge each part of a mixed document to its budget', async () => {
    const { organization, project } = await makeWorld(server);
    const { management = 0 } = leftIn((await ask(organization.credentials)).headers);
    const verifications = ['a', 'b', 'c'].map(
      (alias) => `${alias}: verifyApiKey(secret: "${project.secret}") { isValid }`,
    );
    const both = `{ ${verifications.join(' ')} viewer { kind } }`;
    expect(leftIn((await ask(organization.credentials, both)).headers)).toEqual({
      verification: VERIFICATIONS - 3,
      management: management - 1,
    });
    await useUp(organization.credentials);
    expect(budgetOf(await ask(organization.credentials, both))).toMatchObject({ budget: 'MANAGEMENT' });
    const alone = `{ ${verifications.join(' ')} }`;
    expect(leftIn((await ask(organization.credentials, alone)).headers)).toEqual({
      verification: VERIFICATIONS - 6,
    });
  });

  test('charge fields of a verification beyond the key and its project to management', async () => {
    const { organization, project } = await makeWorld(server);
    const { management = 0 } = leftIn((await ask(organization.credentials)).headers);
    const enough =
      'isValid code missingScopes apiKey { id name scopes } project { id config { displayName } }';
    expect(leftIn((await ask(organization.credentials, verifying(project.secret, enough))).headers)).toEqual({
      verification: VERIFICATIONS - 1,
    });
    const more = verifying(project.secret, 'project { apiKeys { id secrets { createdAt } } }');
    const answer = await ask(organization.credentials, more);
    expect(answer.status).toBe(200);
    expect(leftIn(answer.headers)).toEqual({
      verification: VERIFICATIONS - 2,
      // 100 keys with 11 secrets each are 1,200 objects.
      management: management - 12,
    });
  });

  test('apply the limit of the calling key to its traffic and not to its verifications', async () => {
    const { organization, project } = await makeWorld(server);
    const gateway = await makeKey(server, organization);
    const input = { apiKeyId: gateway.id, perMinute: 1 };
    await run(server, SetRateLimit, { input }, organization.credentials);
    await vi.waitFor(async () =>
      expect(budgetOf(await ask(gateway.credentials))).toMatchObject({ budget: 'KEY' }),
    );
    expect(leftIn((await ask(gateway.credentials, verifying(project.secret))).headers)).toEqual({
      verification: VERIFICATIONS - 1,
    });
  });

  test('depend on the kind of the key, not on the project in a header', async () => {
    const { organization, project } = await makeWorld(server);
    const { headers } = await ask({ ...organization.credentials, 'x-project-id': project.id });
    expect(Object.keys(leftIn(headers))).toEqual(['management']);
  });

  test('are named by viewer.rateLimit', async () => {
    const { organization, project } = await makeWorld(server);
    const budgetFor = async (credentials: Credentials) =>
      (await run(server, GetRateLimit, {}, credentials)).viewer.rateLimit?.budget;
    expect(await budgetFor(organization.credentials)).toBe('MANAGEMENT');
    expect(await budgetFor(project.credentials)).toBe('TRAFFIC');
  });
});

describe('an MCP server without a key', () => {
  test('has its own budget, separate from its organization and other projects', async () => {
    const { organization, project } = await makeWorld(server);
    const other = await makeProject(server, organization);
    await requireMcpApiKey(server, project, false);
    await requireMcpApiKey(server, other, false);
    const [open, neighbour] = [await makeMcpServer(server, project), await makeMcpServer(server, other)];
    const { traffic = 0 } = leftIn((await ask(project.credentials)).headers);
    const ping = (id: string, headers: Credentials = {}) => postMcp(server, id, rpc('ping'), headers);
    for (let left = ANONYMOUS - 1; left >= 0; left--) {
      const answer = await ping(open.id);
      expect([answer.status, leftIn(answer.headers)]).toEqual([200, { anonymous: left }]);
    }
    const refused = await ping(open.id);
    expect(refused.status).toBe(429);
    expect(refused.errors[0]?.extensions).toMatchObject({ code: 'RATE_LIMITED', budget: 'ANONYMOUS' });
    expect((await ping(neighbour.id)).status).toBe(200);
    // With a key it is traffic of the project.
    expect(leftIn((await ping(open.id, project.credentials)).headers)).toEqual({ traffic: traffic - 1 });
    expect((await ask(projectKey(project.secret))).status).toBe(200);
  });

  test('is not subject to the limit of its project, which applies to keys', async () => {
    const { organization, project } = await makeWorld(server);
    await requireMcpApiKey(server, project, false);
    const { id } = await makeMcpServer(server, project);
    const input = { projectId: project.id, perMinute: 1 };
    await run(server, SetRateLimit, { input }, organization.credentials);
    await vi.waitFor(async () =>
      expect(budgetOf(await ask(project.credentials))).toMatchObject({ budget: 'PROJECT' }),
    );
    expect((await postMcp(server, id, rpc('ping'))).status).toBe(200);
  });
});
