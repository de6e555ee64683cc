import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { readManifest } from '../../../src/http/graphql/document-manifest.ts';
import { request } from '../../support/http/request.ts';
import { useServer } from '../../support/server.ts';

const server = useServer();
const turnedOff = useServer({ env: { DASHBOARD: 'off' } });
const below = useServer({ env: { PUBLIC_URL: 'https://app.example.com/control' } });

const html = { accept: 'text/html,*/*' };
const page = (path = '/dashboard', from = server, init: RequestInit = {}) =>
  request(from, path, { headers: html, ...init });

const addressesIn = (text: string) =>
  [...text.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, address = '']) => address);

const load = (path: string, encodings: string) =>
  server.fetch(
    new Request(new URL(path, 'http://bailiwick.test'), { headers: { 'accept-encoding': encodings } }),
  );

describe('the page of the dashboard', () => {
  test('is the redirect target of / for browsers only', async () => {
    const { status, headers, text } = await page('/');
    expect([status, headers.get('location'), text]).toEqual([302, 'dashboard', '']);
    expect(headers.get('vary')).toContain('accept');
    for (const init of [{}, { headers: { accept: 'application/json' } }, { method: 'POST', headers: html }])
      expect((await request(server, '/', init)).status).toBe(404);
  });

  test.each(['/dashboard', '/dashboard/', '/dashboard/projects/x/api-keys', '/dashboard/nothing'])(
    'is served at %s, where browsers revalidate it',
    async (path) => {
      const { status, headers } = await page(path);
      expect(status).toBe(200);
      expect(headers.get('content-type')).toBe('text/html; charset=utf-8');
      expect(headers.get('cache-control')).toBe('private, no-cache');
      const etag = headers.get('etag') ?? '';
      const again = await request(server, path, { headers: { ...html, 'if-none-match': etag } });
      expect([again.status, again.text]).toEqual([304, '']);
      const head = await page(path, server, { method: 'HEAD' });
      expect([head.status, head.text, head.headers.get('etag')]).toEqual([200, '', etag]);
    },
  );

  test('has a policy without inline code, and headers that keep other pages away', async () => {
    const { headers, text } = await page();
    expect(headers.get('content-security-policy')).toBe(
      [
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "connect-src 'self'",
        "img-src 'self'",
        "font-src 'self'",
        "manifest-src 'self'",
        "base-uri 'none'",
        "form-action 'self'",
        "frame-ancestors 'none'",
        "require-trusted-types-for 'script'",
        "trusted-types 'none'",
      ].join('; '),
    );
    expect(headers.get('cross-origin-opener-policy')).toBe('same-origin');
    expect(headers.get('cross-origin-resource-policy')).toBe('same-origin');
    expect(headers.get('referrer-policy')).toBe('no-referrer');
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('permissions-policy')).toContain('clipboard-write=(self)');
    expect(headers.get('permissions-policy')).toContain('camera=()');
    expect(text).not.toMatch(/<script(?![^>]*\ssrc=)|<style|\sstyle=|\son\w+\s*=/i);
  });

  test('is at most 2 kB, and names files of its own server only', async () => {
    const { text } = await page();
    expect(text.length).toBeLessThanOrEqual(2048);
    expect(addressesIn(text).length).toBeGreaterThan(4);
    for (const address of addressesIn(text)) expect(address).toMatch(/^\/dashboard\/assets\/[\w.-]+$/);
  });

  test('is not served to other clients and methods', async () => {
    expect((await request(server, '/dashboard')).status).toBe(404);
    const { status, headers } = await page('/dashboard', server, { method: 'POST' });
    expect([status, headers.get('allow')]).toEqual([405, 'GET, HEAD']);
    for (const path of ['/dashboards', '/dashboar']) expect((await page(path)).status).toBe(404);
  });

  test('is 404 with DASHBOARD=off, and / leads to GraphiQL', async () => {
    expect((await page('/dashboard', turnedOff)).status).toBe(404);
    expect((await page('/dashboard/assets/x.js', turnedOff)).status).toBe(404);
    expect((await page('/', turnedOff)).headers.get('location')).toBe('graphql');
  });

  test('has the path of PUBLIC_URL in its addresses', async () => {
    const { text } = await page('/dashboard', below);
    expect(text).toContain('<meta name="bailiwick-base" content="/control/dashboard">');
    for (const address of addressesIn(text)) expect(address).toMatch(/^\/control\/dashboard\/assets\//);
  });
});

describe('a file of the dashboard', () => {
  test('is compressed where accepted, unchanged and cached for a year', async () => {
    const { text } = await page();
    for (const address of new Set(addressesIn(text))) {
      const [plain, gzipped, brotli] = await Promise.all(
        ['', 'gzip', 'gzip, deflate, br'].map((encodings) => load(address, encodings)),
      );
      const bytesOf = async (response?: Response) =>
        Buffer.from((await response?.arrayBuffer()) ?? new ArrayBuffer(0));
      const original = (await bytesOf(plain)).toString();
      expect(original).not.toBe('');
      expect(gunzipSync(await bytesOf(gzipped)).toString()).toBe(original);
      expect(brotliDecompressSync(await bytesOf(brotli)).toString()).toBe(original);
      expect(brotli?.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
      expect(brotli?.headers.get('vary')).toContain('accept-encoding');
      expect(brotli?.headers.get('content-type')).toMatch(/^(text\/(javascript|css)|image\/svg)/);
    }
  });

  test.each(['manifest.json', 'main.js', '..%2Fmanifest.json', 'a/../manifest.json', '', 'nothing-1234.js'])(
    'that is not in the manifest is 404 and never the page: %j',
    async (name) => {
      const { status, headers, text } = await page(`/dashboard/assets/${name}`);
      expect([status, headers.get('cache-control')]).toEqual([404, 'no-store']);
      expect(text).not.toContain('<html');
    },
  );
});

test('the documents of the dashboard are in the manifest of the server', () => {
  const documents = [...readManifest('schema/documents.json').values()];
  expect(documents.some((text) => text.startsWith('query ShellViewer'))).toBe(true);
});
