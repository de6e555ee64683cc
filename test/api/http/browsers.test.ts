import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import type { Credentials } from '../../support/client.ts';
import { rowsOf } from '../../support/database/tables.ts';
import { makeOrganization } from '../../support/fixtures.ts';
import { queryPath, type RawAnswer, request } from '../../support/http/request.ts';
import { type TestServer, useServer } from '../../support/server.ts';

const APP = 'https://app.example.com';
const ADMIN = 'https://admin.example.com';

const server = useServer();
const oneOrigin = useServer({ env: { CORS_ORIGINS: APP } });
const twoOrigins = useServer({ env: { CORS_ORIGINS: `${APP}, ${ADMIN}` } });

const visit = (headers: Credentials = {}) =>
  request(server, '/graphql', { headers: { accept: 'text/html,*/*', ...headers } });

/** The addresses of the files that the page loads. */
async function assetsOf(): Promise<readonly string[]> {
  const { text } = await visit();
  return [...text.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, address = '']) =>
    new URL(address, 'http://bailiwick.test/graphql').toString(),
  );
}

/** As a browser gets it: encoded. */
const load = (url: string, encodings: string, init: RequestInit = {}) =>
  server.fetch(new Request(url, { ...init, headers: { 'accept-encoding': encodings } }));

describe('GraphiQL', () => {
  test('is served to browsers without a key', async () => {
    const { status, headers, text } = await visit();
    expect(status).toBe(200);
    expect(headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(text).toContain('GraphiQL');
  });

  test('loads scripts and styles of its own server only', async () => {
    const { text } = await visit();
    const loaded = await assetsOf();
    expect(loaded.map((url) => url.replace(/-\w+\./, '-HASH.'))).toEqual([
      'http://bailiwick.test/graphql/assets/main-HASH.css',
      'http://bailiwick.test/graphql/assets/main-HASH.js',
    ]);
    expect(text).not.toMatch(/<script(?![^>]*\ssrc=)|<style|\sstyle=/i);
  });

  test('has a content security policy that permits scripts and requests of its own server only', async () => {
    const { headers, text } = await visit();
    const policy = headers.get('content-security-policy') ?? '';
    const directives = new Map(
      policy.split('; ').map((part) => [part.split(' ')[0], part.split(' ').slice(1)] as const),
    );
    for (const own of ['script-src', 'connect-src', 'worker-src', 'font-src'])
      expect(directives.get(own)).toEqual(["'self'"]);
    for (const nowhere of ['default-src', 'frame-ancestors', 'base-uri', 'form-action'])
      expect(directives.get(nowhere)).toEqual(["'none'"]);
    expect(text).not.toMatch(/<[^>]*\son(?:click|load|error)\s*=/i);
    const again = await visit({ 'if-none-match': headers.get('etag') ?? '' });
    expect(again.headers.get('content-security-policy')).toBe(policy);
  });

  test('serves files compressed where accepted, unchanged and cached for a year', async () => {
    const assets = await assetsOf();
    expect(assets).toHaveLength(2);
    for (const url of assets) {
      const [plain, gzipped, brotli] = await Promise.all(
        ['', 'deflate, gzip;q=0.5, br;q=0', 'gzip, deflate, br, zstd'].map((accepted) => load(url, accepted)),
      );
      const bytesOf = async (response?: Response) =>
        Buffer.from((await response?.arrayBuffer()) ?? new ArrayBuffer(0));
      const text = (await bytesOf(plain)).toString();
      expect([plain, gzipped, brotli].map((answer) => answer?.headers.get('content-encoding'))).toEqual([
        null,
        'gzip',
        'br',
      ]);
      expect(gunzipSync(await bytesOf(gzipped)).toString()).toBe(text);
      expect(brotliDecompressSync(await bytesOf(brotli)).toString()).toBe(text);
      for (const answer of [plain, gzipped, brotli]) {
        expect(answer?.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
        expect(answer?.headers.get('vary')).toContain('accept-encoding');
        expect(answer?.headers.get('content-type')).toMatch(
          url.endsWith('.css') ? /^text\/css/ : /^text\/javascript/,
        );
      }
    }
  });

  test.each(['manifest.json', 'nothing.js', '..%2Fpackages.json', 'a/../manifest.json', '', 'main.js.br'])(
    'serves no other file: %j',
    async (name) => {
      const { status, headers } = await request(server, `/graphql/assets/${name}`, {});
      expect([status, headers.get('cache-control')]).toEqual([404, 'no-store']);
    },
  );

  test('serves files for GET only', async () => {
    const [url = ''] = await assetsOf();
    expect((await load(url, '', { method: 'POST' })).status).toBe(405);
  });

  test('answers a conditional request with 304 until it changes', async () => {
    const { headers } = await visit();
    const etag = headers.get('etag') ?? '';
    const again = await visit({ 'if-none-match': etag });
    expect({ status: again.status, text: again.text }).toEqual({ status: 304, text: '' });
    expect(again.headers.get('etag')).toBe(etag);
    expect((await visit({ 'if-none-match': '"another"' })).status).toBe(200);
  });

  test('is served for GET only: a POST that accepts HTML is an API request', async () => {
    const headers = { accept: 'text/html', 'content-type': 'application/json' };
    expect((await request(server, '/graphql', { method: 'POST', headers, body: '{}' })).status).toBe(401);
  });
});

/** A query as a page of `origin` sends it. */
const ask = (from: TestServer, origin: string, credentials: Credentials = {}) =>
  request(from, queryPath('{ viewer { kind } }'), { headers: { origin, ...credentials } });

/** The same query by POST, as clients on a page send it. */
const postFrom = (from: TestServer, origin: string, credentials: Credentials = {}) =>
  request(from, '/graphql', {
    method: 'POST',
    headers: { origin, 'content-type': 'application/json', ...credentials },
    body: '{"query":"{ viewer { kind } }"}',
  });

/** What a browser sends before it. */
const preflight = (from: TestServer, origin: string) => {
  const wanted = { 'access-control-request-method': 'POST', 'access-control-request-headers': 'x-api-key' };
  return request(from, '/graphql', { method: 'OPTIONS', headers: { origin, ...wanted } });
};

const allowedBy = ({ headers }: RawAnswer) => headers.get('access-control-allow-origin');

describe('CORS', () => {
  test('is off by default: no page of another origin may read a response', async () => {
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
  ])(
    'with $listed configured allows their pages to read responses, 401 included',
    async ({ origins, from }) => {
      const { credentials } = await makeOrganization(from());
      for (const origin of origins) {
        const checked = await preflight(from(), origin);
        expect(checked.status).toBe(204);
        expect(checked.headers.get('access-control-allow-headers')).toContain('x-api-key');
        expect(checked.headers.get('access-control-allow-methods')).toContain('POST');
        for (const send of [ask, postFrom]) {
          const [good, refused] = [await send(from(), origin, credentials), await send(from(), origin)];
          expect([good.status, refused.status]).toEqual([200, 401]);
          for (const answer of [checked, good, refused]) {
            expect(allowedBy(answer)).toBe(origin);
            expect(answer.headers.get('vary')).toContain('origin');
            expect(answer.headers.get('access-control-allow-credentials')).toBeNull();
          }
          expect(good.headers.get('access-control-expose-headers')).toContain('x-request-id');
        }
      }
    },
  );
});

describe('CORS rejects', () => {
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
    const [good, posted] = [
      await ask(from(), origin, credentials),
      await postFrom(from(), origin, credentials),
    ];
    expect([good.status, posted.status]).toEqual([200, 200]);
    for (const answer of [good, posted, await ask(from(), origin), await preflight(from(), origin)])
      expect([origin, '*']).not.toContain(allowedBy(answer));
  });
});

describe('a page of another origin cannot', () => {
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
  ])('send a mutation with a body of type %j', async (type, body) => {
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

  test('send a mutation with a GET', async () => {
    const { id, credentials } = await makeOrganization(server);
    const before = await rowsOf(server, id);
    const answer = await request(server, queryPath(mutation), { headers: credentials });
    expect(answer.status).toBe(405);
    expect(await rowsOf(server, id)).toEqual(before);
  });
});
