import { describe, expect, test } from 'vitest';
import { makeKey } from '../../support/fixtures/api-key.ts';
import { makeOrganization, makeProject, makeWorld } from '../../support/fixtures.ts';
import { sendRest } from '../../support/http/rest.ts';
import { useServer } from '../../support/server.ts';

const server = useServer({ transport: 'each' });
const PROJECTS = '/api/v3.1/org/owner/project';
const NEW = `POST ${PROJECTS}/new` as const;
const CONFIG = '/api/v3.1/org/project/config';
const get = (id: string) => `GET ${PROJECTS}/${id}` as const;

describe('a request over REST', () => {
  test('without a key is 401, with a key of the wrong kind 403', async () => {
    const { project } = await makeWorld(server);
    const without = await sendRest(server, get(project.id));
    expect(without.status).toBe(401);
    expect(without.body.error).toMatchObject({
      message: 'Invalid API key provided',
      status: 401,
      request_id: without.headers.get('x-request-id'),
    });
    expect(without.headers.get('www-authenticate')).toContain('Bearer');
    const wrong = await sendRest(server, get(project.id), project.credentials);
    expect(wrong.status).toBe(403);
    expect(wrong.body.error.message).toBe("The API key doesn't have permission to perform this action");
    expect(wrong.body.error.suggested_fix).toContain('x-org-api-key');
  });

  test('with two kinds of keys is 401 and names both headers', async () => {
    const { organization, project } = await makeWorld(server);
    const both = { ...organization.credentials, ...project.credentials };
    const { status, body } = await sendRest(server, `GET ${CONFIG}`, both);
    expect(status).toBe(401);
    expect(body.message).toContain('x-org-api-key and x-api-key');
  });

  test('with a key without the scope is 403 and names the scope', async () => {
    const { organization } = await makeWorld(server);
    const key = await makeKey(server, organization, { scopes: ['projects:read'] });
    const { status, body } = await sendRest(server, NEW, { 'x-org-api-key': key.secret }, { name: 'new' });
    expect(status).toBe(403);
    expect(body.error).toMatchObject({ slug: 'SCOPE_MISSING' });
    expect(body.error.suggested_fix).toContain('projects:write');
  });

  test('with invalid and unknown fields is 400, names each and changes nothing', async () => {
    const { credentials } = await makeOrganization(server);
    const config = { log_visibility_setting: 'SHOW_ALL', logo_url: 'http://acme.test/logo.png' };
    const bad = await sendRest(server, NEW, credentials, { name: 'x', shouldCreateKey: true, config });
    expect(bad.status).toBe(400);
    expect(bad.body.error.errors).toEqual([
      expect.stringMatching(/^name: name must have 3 to 75 characters/),
      expect.stringMatching(/^config.log_visibility_setting: /),
      expect.stringContaining('shouldCreateKey'),
    ]);
    const url = await sendRest(server, NEW, credentials, {
      name: 'staging',
      config: { logo_url: 'http://a.b' },
    });
    expect(url.body.error.errors).toEqual(['config.logo_url: config.logo_url must be an https URL.']);
    const list = await sendRest(server, `GET ${PROJECTS}/list`, credentials);
    expect(list.body.total_items).toBe(1);
  });

  test('with invalid query parameters is 400 and names each', async () => {
    const { credentials } = await makeOrganization(server);
    const list = (query: string) => sendRest(server, `GET ${PROJECTS}/list?${query}`, credentials);
    for (const query of ['limit=0', 'limit=51', 'limit=x', 'limit=1&limit=2', 'limit=1.5'])
      expect((await list(query)).body.error.errors, query).toEqual([expect.stringMatching(/^limit: limit /)]);
    expect((await list('cursor=zzz')).body.error).toMatchObject({ slug: 'INVALID_CURSOR', status: 400 });
    expect((await list('page_no=2')).body.error.errors).toEqual([
      'page_no: page_no is not supported: send the next_cursor of the page before as cursor.',
    ]);
    // Clients send null as an empty value.
    expect((await list('limit=&cursor=')).status).toBe(200);
  });

  test('below the older version can ask for 1,000 projects', async () => {
    const organization = await makeOrganization(server);
    const older = (limit: number) =>
      sendRest(server, `GET /api/v3/org/owner/project/list?limit=${limit}`, organization.credentials);
    await makeProject(server, organization);
    const page = await older(1_000);
    expect([page.status, page.body.data.length, page.body.next_cursor]).toEqual([200, 2, null]);
    expect((await older(1_001)).body.error.errors).toEqual(['limit: limit must be between 1 and 1000.']);
  });

  test('with another method is 405, with another path 404', async () => {
    const { credentials } = await makeOrganization(server);
    const method = await sendRest(server, `PATCH ${PROJECTS}/new`, credentials, {});
    expect([method.status, method.headers.get('allow')]).toEqual([405, 'POST']);
    const path = await sendRest(server, 'GET /api/v3.1/nothing', credentials);
    expect(path.status).toBe(404);
    expect(path.body.error).toMatchObject({ status: 404, request_id: path.headers.get('x-request-id') });
    const codespar = await sendRest(server, 'GET /v1/nothing', credentials);
    expect(codespar.body).toEqual({ error: 'not_found', message: expect.any(String) });
  });

  test('with a body of another type is 415, with a large one 413, with a broken one 400', async () => {
    const { credentials } = await makeOrganization(server);
    const form = { ...credentials, 'content-type': 'application/x-www-form-urlencoded' };
    expect((await sendRest(server, NEW, form, { name: 'staging' })).status).toBe(415);
    const large = await sendRest(server, NEW, credentials, { name: 'x'.repeat(103_000) });
    expect([large.status, large.body.error.slug]).toEqual([413, 'REQUEST_TOO_LARGE']);
    const headers = { ...credentials, 'content-type': 'application/json' };
    const broken = await server.fetch(
      new Request(`http://bailiwick.test${PROJECTS}/new`, { method: 'POST', headers, body: '{"name":' }),
    );
    expect(broken.status).toBe(400);
    expect((await broken.json()).error.slug).toBe('INVALID_REQUEST');
  });

  test('with an Accept header that excludes JSON is 406, for a dry run 400, and changes nothing', async () => {
    const { credentials } = await makeOrganization(server);
    const text = await sendRest(server, NEW, { ...credentials, accept: 'text/csv' }, { name: 'staging' });
    expect(text.status).toBe(406);
    const dry = await sendRest(server, NEW, { ...credentials, 'x-dry-run': '1' }, { name: 'staging' });
    expect(dry.status).toBe(400);
    expect((await sendRest(server, `GET ${PROJECTS}/list`, credentials)).body.total_items).toBe(1);
  });

  test('has the headers of every response, and those of rate limits', async () => {
    const { organization } = await makeWorld(server);
    const id = 'my-request';
    const { headers } = await sendRest(server, `GET ${PROJECTS}/list`, {
      ...organization.credentials,
      'x-request-id': id,
    });
    expect(headers.get('x-request-id')).toBe(id);
    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.get('ratelimit')).toContain('management');
    expect(Number(headers.get('x-ratelimit'))).toBeGreaterThan(Number(headers.get('x-ratelimit-remaining')));
    expect(headers.get('x-ratelimit-window-size')).toBe('60');
  });
});

describe('settings over REST', () => {
  test('change where they are present, are cleared by null, and ignore what the server does not have', async () => {
    const { project } = await makeWorld(server);
    const { credentials } = project;
    const before = await sendRest(server, `GET ${CONFIG}`, credentials);
    expect(Object.keys(before.body)).toHaveLength(8);
    const named = await sendRest(server, `PATCH ${CONFIG}`, credentials, {
      display_name: 'Shown',
      require_mcp_api_key: true,
      signed_url_file_expiry_in_seconds: 60,
    });
    expect(named.body).toEqual({ ...before.body, display_name: 'Shown', require_mcp_api_key: true });
    const cleared = await sendRest(server, `PATCH ${CONFIG}`, credentials, { display_name: null });
    expect(cleared.body).toEqual({ ...named.body, display_name: null });
    const unchanged = await sendRest(server, `PATCH ${CONFIG}`, credentials, {});
    expect(unchanged.body).toEqual(cleared.body);
  });

  test('need a project key: an organization key is 403', async () => {
    const { organization } = await makeWorld(server);
    expect((await sendRest(server, `GET ${CONFIG}`, organization.credentials)).status).toBe(403);
    expect((await sendRest(server, `PATCH ${CONFIG}`, organization.credentials, {})).status).toBe(403);
  });

  test('are found below the older version too, and with a Bearer key', async () => {
    const { project } = await makeWorld(server);
    const bearer = { authorization: `Bearer ${project.secret}` };
    const { status, body } = await sendRest(server, 'PATCH /api/v3/org/project/config', bearer, {
      require_mcp_api_key: false,
    });
    expect([status, body.require_mcp_api_key]).toEqual([200, false]);
  });
});
