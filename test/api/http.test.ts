import { gunzipSync } from 'node:zlib';
import { pino } from 'pino';
import { describe, expect, test } from 'vitest';
import { organizationKey, run, send } from '../support/client.ts';
import {
  expectFault,
  faultOf,
  JSON_TYPE,
  postWithKey,
  queryPath,
  type RawAnswer,
  request,
} from '../support/http.ts';
import { CreateProject, GetProject } from '../support/operations.ts';
import { unknownSecret } from '../support/secrets.ts';
import { type TestServer, useServer } from '../support/server.ts';
import { rowsOf } from '../support/tables.ts';
import { freshName, makeOrganization } from '../support/world.ts';

const logLines: string[] = [];
const log = pino({ level: 'info' }, { write: (line: string) => logLines.push(line) });

const server = useServer({ overrides: { log } });
const APP = 'https://app.example.com';
const ADMIN = 'https://admin.example.com';
const EVIL = 'https://evil.example.com';
const oneOrigin = useServer({ env: { CORS_ORIGINS: APP } });
const twoOrigins = useServer({ env: { CORS_ORIGINS: `${APP}, ${ADMIN}` } });

const QUERY = '{ viewer { kind } }';
const MODERN = 'application/graphql-response+json';

const corsHeaders = ({ headers }: RawAnswer) =>
  [...headers.keys()].filter((name) => name.startsWith('access-control-'));

const shapes: Readonly<Record<string, readonly [number, string, RequestInit]>> = {
  'an answer': [200, queryPath(QUERY), {}],
  'a 400': [400, '/graphql', { method: 'POST', headers: JSON_TYPE, body: '{' }],
  'a 401': [401, queryPath(QUERY), { headers: organizationKey(unknownSecret('oak_')) }],
  'a 404': [404, '/nowhere', {}],
  'a 405': [405, '/graphql', { method: 'DELETE' }],
  'a 415': [415, '/graphql', { method: 'POST', headers: { 'content-type': 'text/plain' }, body: 'x' }],
  liveness: [200, '/health/live', {}],
  readiness: [200, '/health/ready', {}],
  GraphiQL: [200, '/graphql', { headers: { accept: 'text/html' } }],
};

async function shapeOf(name: string, headers: Record<string, string>): Promise<RawAnswer> {
  const [status, path, init] = shapes[name] ?? [0, '', {}];
  const { credentials } = await makeOrganization(server);
  const answer = await request(server, path, {
    ...init,
    headers: { ...credentials, ...headers, ...Object.fromEntries(new Headers(init.headers)) },
  });
  expect(answer.status).toBe(status);
  return answer;
}

describe('request id does', () => {
  test.each(Object.keys(shapes))('%s carries one, the caller’s own where that is sane', async (name) => {
    const own = await shapeOf(name, { 'x-request-id': `trace-${name.length}:a.b_c` });
    expect(own.headers.get('x-request-id')).toBe(`trace-${name.length}:a.b_c`);
    const made = await shapeOf(name, {});
    expect(made.headers.get('x-request-id')).toMatch(/^[0-9A-Za-z]{20}$/);
    const ids = [own, made].flatMap(({ errors }) => errors.map(({ extensions }) => extensions.requestId));
    expect(ids).toEqual(ids.length > 0 ? [own, made].map(({ headers }) => headers.get('x-request-id')) : []);
  });

  test.each(['two words', 'x'.repeat(200), 'caf\u00e9', 'a"b', '<b>', 'a;b', 'x'.repeat(129)])(
    '%j is replaced',
    async (insane) => {
      for (const name of Object.keys(shapes)) {
        const { headers } = await shapeOf(name, { 'x-request-id': insane });
        expect(headers.get('x-request-id')).toMatch(/^[0-9A-Za-z]{20}$/);
      }
    },
  );

  test('errors of the product carry it too', async () => {
    const { credentials } = await makeOrganization(server);
    const headers = { ...credentials, 'x-request-id': 'mine' };
    const answer = await send(server, GetProject, { id: 'proj_0000000000000000' }, headers);
    expect(answer.errors.map(({ extensions }) => extensions.requestId)).toEqual(['mine']);
    expect(answer.headers.get('x-request-id')).toBe('mine');
  });
});

const body = JSON.stringify({ query: QUERY });

describe('http does', () => {
  test.each([
    'application/json',
    'application/json; charset=utf-8',
    'application/json;charset=UTF-8',
    'Application/JSON',
    'application/json ; charset=utf-8',
  ])('%s is JSON', async (type) => {
    const { status, text } = await postWithKey(server, body, { 'content-type': type });
    expect({ status, text }).toEqual({ status: 200, text: '{"data":{"viewer":{"kind":"ORGANIZATION"}}}' });
  });

  test('a query may come with GET', async () => {
    const { credentials } = await makeOrganization(server);
    const { status, text } = await request(server, queryPath(QUERY), { headers: credentials });
    expect({ status, text }).toEqual({ status: 200, text: '{"data":{"viewer":{"kind":"ORGANIZATION"}}}' });
  });

  test('a body of 100 KiB is read', async () => {
    const { status } = await postWithKey(server, body.padEnd(100 * 1024));
    expect(status).toBe(200);
  });

  test('no answer is kept by caches', async () => {
    expect((await postWithKey(server, body)).headers.get('cache-control')).toBe('no-store');
  });

  test('whoever accepts graphql-response+json gets it, with the status that its specification asks for', async () => {
    const modern = { ...JSON_TYPE, accept: MODERN };
    const good = await postWithKey(server, body, modern);
    const invalid = await postWithKey(server, JSON.stringify({ query: '{ secretField }' }), modern);
    const unparsable = await postWithKey(server, JSON.stringify({ query: '{ viewer {' }), modern);
    expect(good.status).toBe(200);
    expectFault(invalid, 400, 'INVALID_DOCUMENT');
    expectFault(unparsable, 400, 'INVALID_DOCUMENT');
    const query = 'query Get($id: ID!) { node(id: $id) { id } }';
    const misfit = await postWithKey(server, JSON.stringify({ query, variables: { id: null } }), modern);
    expectFault(misfit, 400, 'INVALID_VARIABLES');
    const anonymous = await request(server, '/graphql', { method: 'POST', headers: modern, body });
    expect(anonymous.status).toBe(401);
    for (const { headers } of [good, invalid, unparsable, misfit, anonymous])
      expect(headers.get('content-type')).toBe(`${MODERN}; charset=utf-8`);
  });
});

describe('http refuses', () => {
  test.each([
    'text/plain',
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
    'application/graphql',
    '',
  ])('a body of type %j', async (type) => {
    expectFault(
      await postWithKey(server, body, type ? { 'content-type': type } : {}),
      415,
      'INVALID_REQUEST',
    );
  });

  test.each(['{', '', 'null', '"text"', '1', '[]', `[${body}]`, `[${body},${body}]`, '{}', '{"query":1}'])(
    'a body of %j',
    async (broken) => {
      expectFault(await postWithKey(server, broken), 400, 'INVALID_REQUEST');
    },
  );

  test.each([
    { name: 'variables that are no object', change: { variables: [] } },
    { name: 'a member that is not known', change: { mutation: QUERY } },
  ])('$name', async ({ change }) => {
    expectFault(
      await postWithKey(server, JSON.stringify({ query: QUERY, ...change })),
      400,
      'INVALID_REQUEST',
    );
  });

  test('a GET whose variables are not JSON', async () => {
    const { credentials } = await makeOrganization(server);
    const path = queryPath(QUERY, { variables: '{' });
    expectFault(await request(server, path, { headers: credentials }), 400, 'INVALID_REQUEST');
  });

  test('a mutation that comes with GET, and it changes nothing', async () => {
    const { id, credentials } = await makeOrganization(server);
    const before = await rowsOf(server, id);
    const query = 'mutation { createProject(input: { name: "sneaky" }) { project { id } } }';
    const answer = await request(server, queryPath(query), { headers: credentials });
    expectFault(answer, 405, 'INVALID_REQUEST');
    expect(answer.headers.get('allow')).toBe('POST');
    expect(await rowsOf(server, id)).toEqual(before);
  });

  test.each([100 * 1024 + 1, 5e6])('a body of %d bytes', async (size) => {
    expectFault(await postWithKey(server, body.padEnd(size)), 413, 'REQUEST_TOO_LARGE');
  });

  test('a body that says it is larger than that', async () => {
    const answer = await postWithKey(server, body, {
      ...JSON_TYPE,
      'content-length': String(100 * 1024 + 1),
    });
    expectFault(answer, 413, 'REQUEST_TOO_LARGE');
  });

  test.each([
    '/',
    '/nowhere',
    '/graphql/',
    '/graphql/nowhere',
    '/nowhere/health/live',
    '/health',
    '/GraphQL',
  ])('the address %s', async (path) => {
    for (const method of ['GET', 'POST', 'DELETE'])
      expectFault(await request(server, path, { method }), 404, 'INVALID_REQUEST');
  });

  test.each(['DELETE', 'PUT', 'PATCH', 'OPTIONS'])('%s', async (method) => {
    const { credentials } = await makeOrganization(server);
    const answer = await request(server, '/graphql', { method, headers: credentials });
    expectFault(answer, 405, 'INVALID_REQUEST');
    expect(answer.headers.get('allow')).toBe('GET, POST');
  });

  test('a query cannot pass for a health check', async () => {
    const answer = await request(
      server,
      queryPath(QUERY, { operationName: '/health/live' }).replaceAll('%2F', '/'),
    );
    expect(answer.status).toBe(401);
  });

  test.each([
    { where: 'a field', table: 'project', column: 'slug' },
    { where: 'the look at the key', table: 'api_key', column: 'revoked_at' },
  ])('to tell of a bug in $where: the log does, under the request id', async ({ table, column }) => {
    const { credentials, secret } = await makeOrganization(server);
    const variables = { input: { name: freshName('project') } };
    const rename = (from: string, to: string) =>
      server.database.query(`ALTER TABLE ${table} RENAME COLUMN ${from} TO ${to}`);
    await rename(column, 'mislaid');
    const answer = await send(server, CreateProject, variables, credentials).finally(() =>
      rename('mislaid', column),
    );
    const { requestId = '' } = answer.errors[0]?.extensions ?? {};
    expect(answer.status).toBe(500);
    expect(faultOf(answer).extensions).toEqual({ code: 'INTERNAL_SERVER_ERROR' });
    expect(answer.headers.get('x-request-id')).toBe(requestId);
    expect(answer.text).not.toMatch(/select|insert|column|relation|postgres|\.ts|stack|mislaid/i);
    expect(answer.text).not.toContain(column);
    const lines = logLines.filter((line) => line.includes(requestId));
    expect(lines).toHaveLength(1);
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({ level: 50, requestId });
    expect(lines[0]).toContain(column);
    expect(logLines.join()).not.toContain(secret.slice(0, 12));
    await run(server, CreateProject, variables, credentials);
  });
});

describe('health does', () => {
  test('both checks answer without a key', async () => {
    expect((await request(server, '/health/live')).status).toBe(200);
    const ready = await request(server, '/health/ready');
    expect({ status: ready.status, text: ready.text }).toEqual({ status: 200, text: '{"status":"ready"}' });
  });

  test('a server whose migrations are not applied is alive but not ready', async () => {
    const records = await server.database.query<{ record: unknown }>(
      'DELETE FROM _prisma_migrations m RETURNING to_jsonb(m) AS record',
    );
    expect(records).not.toEqual([]);
    expect((await request(server, '/health/ready')).status).toBe(503);
    expect((await request(server, '/health/live')).status).toBe(200);
    for (const { record } of records)
      await server.database.query(`INSERT INTO _prisma_migrations
        SELECT * FROM jsonb_populate_record(NULL::_prisma_migrations, '${JSON.stringify(record)}')`);
    expect((await request(server, '/health/ready')).status).toBe(200);
  });
});

describe('GraphiQL does', () => {
  const visit = (headers: Record<string, string> = {}) =>
    request(server, '/graphql', { headers: { accept: 'text/html,*/*', ...headers } });

  test('a browser gets the page without a key, and it explains the keys', async () => {
    const { status, headers, text } = await visit();
    expect(status).toBe(200);
    expect(headers.get('content-type')).toBe('text/html; charset=utf-8');
    for (const word of ['x-org-api-key', 'x-api-key', 'oak_', 'ak_']) expect(text).toContain(word);
  });

  test('it loads nothing from another host', async () => {
    const { text } = await visit();
    const tags = text.match(/<(?:script|link|img|iframe|source|object|embed)\b[^>]*>/gi) ?? [];
    const loaded = tags.flatMap((tag) => /\b(?:src|href|data)\s*=\s*["']?([^"'\s>]+)/i.exec(tag)?.[1] ?? []);
    expect(tags).not.toEqual([]);
    expect(loaded.filter((url) => /^(?:\w+:)?\/\//.test(url))).toEqual([]);
    expect(text).not.toMatch(/@import\s+(?:url\()?["']?(?:https?:)?\/\//i);
    expect(text).not.toMatch(/(?:^|[^\w.])import\s*\(?\s*["'](?:https?:)?\/\//);
  });

  test('it comes compressed to whoever can read that', async () => {
    const response = await server.fetch(
      new Request('http://bailiwick.test/graphql', {
        headers: { accept: 'text/html', 'accept-encoding': 'br, gzip' },
      }),
    );
    const gzipped = Buffer.from(await response.arrayBuffer());
    expect(response.headers.get('content-encoding')).toBe('gzip');
    expect(response.headers.get('vary')).toContain('accept-encoding');
    expect(gunzipSync(gzipped).toString()).toBe((await visit()).text);
  });

  test('it is sent once, until it changes', async () => {
    const { headers } = await visit();
    const etag = headers.get('etag') ?? '';
    const again = await visit({ 'if-none-match': etag });
    expect({ status: again.status, text: again.text }).toEqual({ status: 304, text: '' });
    expect(again.headers.get('etag')).toBe(etag);
    expect((await visit({ 'if-none-match': '"another"' })).status).toBe(200);
  });
});

const asked = (from: TestServer, origin: string, init: RequestInit = {}) =>
  request(from, queryPath(QUERY), {
    ...init,
    headers: { origin, ...Object.fromEntries(new Headers(init.headers)) },
  });

const preflight = (from: TestServer, origin: string) =>
  asked(from, origin, {
    method: 'OPTIONS',
    headers: { 'access-control-request-method': 'POST', 'access-control-request-headers': 'x-api-key' },
  });

const allowed = ({ headers }: RawAnswer) => headers.get('access-control-allow-origin');

describe('CORS does', () => {
  test('it is off unless configured: no page of another origin may read an answer', async () => {
    const { credentials } = await makeOrganization(server);
    const good = await asked(server, APP, { headers: credentials });
    expect(good.status).toBe(200);
    for (const answer of [good, await asked(server, APP), await preflight(server, APP)])
      expect(corsHeaders(answer)).toEqual([]);
  });

  test.each([
    { listed: 'one origin', origins: [APP], of: () => oneOrigin },
    { listed: 'two origins', origins: [APP, ADMIN], of: () => twoOrigins },
  ])('with $listed configured, pages of these may read answers, 401 included', async ({ origins, of }) => {
    const { credentials } = await makeOrganization(of());
    for (const origin of origins) {
      const checked = await preflight(of(), origin);
      expect(checked.status).toBe(204);
      expect(checked.headers.get('access-control-allow-headers')).toBe('x-api-key');
      expect(checked.headers.get('access-control-allow-methods')).toContain('POST');
      const [good, refused] = [
        await asked(of(), origin, { headers: credentials }),
        await asked(of(), origin),
      ];
      expect([good.status, refused.status]).toEqual([200, 401]);
      for (const answer of [checked, good, refused]) {
        expect(allowed(answer)).toBe(origin);
        expect(answer.headers.get('access-control-allow-credentials')).toBeNull();
      }
      expect(good.headers.get('access-control-expose-headers')).toContain('x-request-id');
    }
  });
});

describe('CORS refuses', () => {
  test.each([
    { listed: 'one origin', of: () => oneOrigin },
    { listed: 'two origins', of: () => twoOrigins },
  ])('every other origin, and the one of a sandboxed page, with $listed configured', async ({ of }) => {
    const { credentials } = await makeOrganization(of());
    for (const origin of [EVIL, 'null', `${APP}.evil.example.com`, APP.replace('https', 'http')]) {
      const good = await asked(of(), origin, { headers: credentials });
      for (const answer of [good, await asked(of(), origin), await preflight(of(), origin)])
        expect([origin, '*']).not.toContain(allowed(answer));
    }
  });
});
