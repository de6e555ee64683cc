import { createHash } from 'node:crypto';
import { gunzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import type { Credentials } from '../../support/client.ts';
import { queryPath, type RawAnswer, request } from '../../support/http.ts';
import { type TestServer, useServer } from '../../support/server.ts';
import { rowsOf } from '../../support/tables.ts';
import { makeOrganization } from '../../support/world.ts';

const APP = 'https://app.example.com';
const ADMIN = 'https://admin.example.com';

const server = useServer();
const oneOrigin = useServer({ env: { CORS_ORIGINS: APP } });
const twoOrigins = useServer({ env: { CORS_ORIGINS: `${APP}, ${ADMIN}` } });

const visit = (headers: Credentials = {}) =>
  request(server, '/graphql', { headers: { accept: 'text/html,*/*', ...headers } });

describe('GraphiQL does', () => {
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
    expect(text).not.toMatch(/\burl\(\s*["']?(?:https?:)?\/\//i);
    expect(text).not.toMatch(/\bimport\s*\(?\s*["'](?:https?:)?\/\//);
  });

  test('it may run its own script and no other, and ask its own server and nobody else', async () => {
    const { headers, text } = await visit();
    const policy = headers.get('content-security-policy') ?? '';
    const directives = new Map(
      policy.split('; ').map((part) => [part.split(' ')[0], part.split(' ').slice(1)] as const),
    );
    const script = /<script>([\s\S]*?)<\/script>/.exec(text)?.[1] ?? '';
    const hash = createHash('sha256').update(script).digest('base64');
    expect(directives.get('script-src')).toEqual([`'sha256-${hash}'`]);
    expect(directives.get('connect-src')).toEqual(["'self'"]);
    for (const nowhere of ['default-src', 'frame-ancestors', 'base-uri', 'form-action'])
      expect(directives.get(nowhere)).toEqual(["'none'"]);
    expect(text).not.toMatch(/<[^>]*\son(?:click|load|error)\s*=/i);
    const again = await visit({ 'if-none-match': headers.get('etag') ?? '' });
    expect(again.headers.get('content-security-policy')).toBe(policy);
  });

  test('it comes compressed to whoever can read that, and is the same page', async () => {
    const headers = { accept: 'text/html', 'accept-encoding': 'br, gzip' };
    const response = await server.fetch(new Request('http://bailiwick.test/graphql', { headers }));
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

  test('only GET shows it: a POST that accepts HTML is a request to the API', async () => {
    const headers = { accept: 'text/html', 'content-type': 'application/json' };
    expect((await request(server, '/graphql', { method: 'POST', headers, body: '{}' })).status).toBe(401);
  });
});

/** A query as a page of `origin` sends it. */
const ask = (from: TestServer, origin: string, credentials: Credentials = {}) =>
  request(from, queryPath('{ viewer { kind } }'), { headers: { origin, ...credentials } });

/** What a browser sends before it. */
const preflight = (from: TestServer, origin: string) => {
  const wanted = { 'access-control-request-method': 'POST', 'access-control-request-headers': 'x-api-key' };
  return request(from, '/graphql', { method: 'OPTIONS', headers: { origin, ...wanted } });
};

const allowedBy = ({ headers }: RawAnswer) => headers.get('access-control-allow-origin');

describe('CORS does', () => {
  test('it is off unless configured: no page of another origin may read an answer', async () => {
    const { credentials } = await makeOrganization(server);
    const [good, refused] = [await ask(server, APP, credentials), await ask(server, APP)];
    const checked = await preflight(server, APP);
    expect([good.status, refused.status, checked.status]).toEqual([200, 401, 405]);
    for (const { headers } of [good, refused, checked])
      expect([...headers.keys()].filter((name) => name.startsWith('access-control-'))).toEqual([]);
  });

  test.each([
    { listed: 'one origin', origins: [APP], from: () => oneOrigin },
    { listed: 'two origins', origins: [APP, ADMIN], from: () => twoOrigins },
  ])('with $listed configured their pages may read answers, 401 included', async ({ origins, from }) => {
    const { credentials } = await makeOrganization(from());
    for (const origin of origins) {
      const checked = await preflight(from(), origin);
      expect(checked.status).toBe(204);
      expect(checked.headers.get('access-control-allow-headers')).toContain('x-api-key');
      expect(checked.headers.get('access-control-allow-methods')).toContain('POST');
      const [good, refused] = [await ask(from(), origin, credentials), await ask(from(), origin)];
      expect([good.status, refused.status]).toEqual([200, 401]);
      for (const answer of [checked, good, refused]) {
        expect(allowedBy(answer)).toBe(origin);
        expect(answer.headers.get('access-control-allow-credentials')).toBeNull();
      }
      expect(good.headers.get('access-control-expose-headers')).toContain('x-request-id');
    }
  });
});

describe('CORS refuses', () => {
  const others = [
    'https://evil.example.com',
    'https://app.example.com.evil.example.com',
    'http://app.example.com',
    'null',
  ];

  test.each(
    others.flatMap((origin) => [
      { origin, listed: 'one origin', from: () => oneOrigin },
      { origin, listed: 'two origins', from: () => twoOrigins },
    ]),
  )('the origin $origin with $listed configured', async ({ origin, from }) => {
    const { credentials } = await makeOrganization(from());
    const good = await ask(from(), origin, credentials);
    for (const answer of [good, await ask(from(), origin), await preflight(from(), origin)])
      expect([origin, '*']).not.toContain(allowedBy(answer));
  });
});

describe('a page of somebody else cannot', () => {
  const mutation = 'mutation { createProject(input: { name: "sneaky" }) { project { id } } }';
  const asForm = new URLSearchParams({ query: mutation }).toString();
  const asParts = `--x\r\ncontent-disposition: form-data; name="query"\r\n\r\n${mutation}\r\n--x--\r\n`;

  // What browsers send to other origins without asking first.
  test.each([
    ['application/x-www-form-urlencoded', asForm],
    ['multipart/form-data; boundary=x', asParts],
    ['text/plain', JSON.stringify({ query: mutation })],
    ['text/plain; a=application/json', JSON.stringify({ query: mutation })],
    ['', JSON.stringify({ query: mutation })],
  ])('have a browser change something with a body of type %j', async (type, body) => {
    const { id, credentials } = await makeOrganization(server);
    const before = await rowsOf(server, id);
    const headers = {
      origin: 'https://evil.example.com',
      ...credentials,
      ...(type && { 'content-type': type }),
    };
    const init = { method: 'POST', headers, body: new TextEncoder().encode(body) };
    expect((await request(server, '/graphql', init)).status).toBe(415);
    expect(await rowsOf(server, id)).toEqual(before);
  });

  test('have it change something by an address', async () => {
    const { id, credentials } = await makeOrganization(server);
    const before = await rowsOf(server, id);
    const answer = await request(server, queryPath(mutation), { headers: credentials });
    expect(answer.status).toBe(405);
    expect(await rowsOf(server, id)).toEqual(before);
  });
});
