import { pino } from 'pino';
import { describe, expect, test } from 'vitest';
import { makeWorld } from '../../support/fixtures.ts';
import { sendRest } from '../../support/http/rest.ts';
import { metricsAddressOf, sampleOf, scrape } from '../../support/process/metrics.ts';
import { useServer } from '../../support/server.ts';

type Line = Readonly<Record<string, unknown>>;

const APP = 'https://app.example.com';
const TEMPLATE = '/api/v3.1/org/owner/project/{nano_id}';

const lines: Line[] = [];
const log = pino({ level: 'info', base: null }, { write: (line: string) => lines.push(JSON.parse(line)) });
const server = useServer({
  transport: 'network',
  env: { METRICS_PORT: '0', CORS_ORIGINS: APP },
  overrides: { log },
});
const open = useServer({ transport: 'network', env: { INTROSPECTION: 'public' } });

const lineOf = async (requestId: string): Promise<Line> => {
  const find = () => lines.find((line) => line.msg === 'request' && line.requestId === requestId);
  await expect.poll(find, { interval: 5 }).toBeTruthy();
  return find() ?? {};
};

describe('a request over REST', () => {
  test('has one line in the log, with the path of its route and without its query', async () => {
    const { organization, project } = await makeWorld(server);
    const headers = { ...organization.credentials, 'x-request-id': 'rest-1' };
    await sendRest(server, `GET /api/v3.1/org/owner/project/${project.id}`, headers);
    expect(await lineOf('rest-1')).toMatchObject({
      method: 'GET',
      path: TEMPLATE,
      status: 200,
      cost: 1,
      actor: { kind: 'organization', organizationId: organization.id },
    });
    const secret = { ...project.credentials, 'x-request-id': 'rest-2' };
    await sendRest(server, `GET /api/v3.1/tools?search=${project.secret}`, secret);
    expect(JSON.stringify(await lineOf('rest-2'))).not.toContain(project.secret);
    await sendRest(server, `GET /api/v3.1/unknown/${project.secret}`, { 'x-request-id': 'rest-3' });
    const unknown = await lineOf('rest-3');
    expect(JSON.stringify(unknown)).not.toContain(project.secret);
    expect(unknown.errors).toEqual([{ code: 'BAD_USER_INPUT', reason: 'INVALID_REQUEST' }]);
  });

  test('costs a point for each 100 rows of a page', async () => {
    const { organization } = await makeWorld(server);
    const costs = { 50: 1, 100: 1, 101: 2, 1000: 10 };
    for (const [limit, cost] of Object.entries(costs)) {
      const headers = { ...organization.credentials, 'x-request-id': `page-${limit}` };
      await sendRest(server, `GET /api/v3/org/owner/project/list?limit=${limit}`, headers);
      expect((await lineOf(`page-${limit}`)).cost, limit).toBe(cost);
    }
  });

  test('is counted by the path of its route, whatever the ids, and by its outcome', async () => {
    const { organization, project } = await makeWorld(server);
    const count = async (status: string) =>
      sampleOf(await scrape(await metricsAddressOf(server)), 'bailiwick_requests_total', {
        endpoint: 'rest_composio',
        operation_type: 'get',
        root_field: TEMPLATE,
        status,
      });
    const [found, missing] = [await count('200'), await count('404')];
    for (const id of [project.id, organization.defaultProjectId, 'proj_none', 'other'])
      await sendRest(server, `GET /api/v3.1/org/owner/project/${id}`, organization.credentials);
    await expect.poll(() => count('200')).toBe(found + 2);
    await expect.poll(() => count('404')).toBe(missing + 2);
  });

  test('of a page of another origin is answered where the origin is allowed, never with cookies', async () => {
    const { project } = await makeWorld(server);
    const wanted = {
      'access-control-request-method': 'PATCH',
      'access-control-request-headers': 'x-api-key',
    };
    const url = 'http://bailiwick.test/api/v3.1/org/project/config';
    const preflight = (origin: string) =>
      server.fetch(new Request(url, { method: 'OPTIONS', headers: { origin, ...wanted } }));
    const { status, headers } = await preflight(APP);
    expect([status, headers.get('access-control-allow-origin')]).toEqual([204, APP]);
    expect(headers.get('access-control-allow-methods')).toContain('PATCH');
    expect(
      (await preflight('https://evil.example.com')).headers.get('access-control-allow-origin'),
    ).toBeNull();
    const answer = await sendRest(server, 'GET /api/v3.1/tools', { ...project.credentials, origin: APP });
    expect(answer.headers.get('access-control-allow-origin')).toBe(APP);
    expect(answer.headers.get('access-control-expose-headers')).toContain('x-ratelimit');
    expect(answer.headers.get('access-control-allow-credentials')).toBeNull();
  });
});

describe('the OpenAPI document', () => {
  test.each(['/api/v3.1', '/api/v3', '/v1'] as const)('is served below %s to any key', async (prefix) => {
    const { organization, project } = await makeWorld(server);
    const target = `GET ${prefix}/openapi.json` as const;
    expect((await sendRest(server, target)).status).toBe(401);
    for (const credentials of [organization.credentials, project.credentials]) {
      const { status, body } = await sendRest(server, target, credentials);
      expect([status, body.openapi]).toEqual([200, '3.1.0']);
      expect(Object.keys(body.paths)).toContain(TEMPLATE);
    }
  });

  test('needs no key where introspection needs none', async () => {
    const { status, body } = await sendRest(open, 'GET /api/v3.1/openapi.json');
    expect([status, body.openapi]).toEqual([200, '3.1.0']);
    expect((await sendRest(open, 'GET /api/v3.1/tools')).status).toBe(401);
  });
});
