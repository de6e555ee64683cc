import { METHODS } from 'node:http';
import { pino } from 'pino';
import { describe, expect, test } from 'vitest';
import { exchangeText } from '../../support/http/raw-socket.ts';
import { useServer } from '../../support/server.ts';

const logLines: string[] = [];
const log = pino({ level: 'warn' }, { write: (line: string) => logLines.push(line) });
const server = useServer({ overrides: { log } });

/** What each endpoint takes. Null: there is no such endpoint. */
const endpoints: readonly (readonly [path: string, allow: string | null])[] = [
  ['/graphql', 'GET, POST'],
  ['/graphql?query=x', 'GET, POST'],
  ['/audit/export', 'GET'],
  ['/audit/export?from=2026-01-01T00:00:00Z', 'GET'],
  ['/keys/revoke', 'POST'],
  ['/mcp/mcp_0000000000000000', 'POST'],
  ['/nowhere', null],
];

type Answer = { readonly status: number; readonly allow: string | null; readonly text: string };

async function ask(line: string, headers: readonly string[] = []): Promise<Answer> {
  const { url } = await server.listen();
  const sent = [line, 'host: localhost', 'connection: close', ...headers, '', ''];
  const text = await exchangeText(url, sent.join('\r\n'));
  return {
    status: Number(/^HTTP\/1\.1 (\d{3})/.exec(text)?.[1] ?? 0),
    allow: /^allow: (.*)\r$/m.exec(text)?.[1] ?? null,
    text,
  };
}

const unused = METHODS.filter((method) => !['GET', 'POST', 'CONNECT'].includes(method));

describe('an unsupported method', () => {
  test.each(endpoints)('gets 405 with Allow at %s and is not logged as an error', async (path, allow) => {
    const before = logLines.length;
    for (const method of unused) {
      const answer = await ask(`${method} ${path} HTTP/1.1`);
      const expected = allow === null ? { status: 404, allow: null } : { status: 405, allow };
      expect(answer, `${method} ${path}`).toMatchObject(expected);
      if (method !== 'HEAD') expect(answer.text).toContain('"reason":"INVALID_REQUEST"');
    }
    expect(logLines.slice(before)).toEqual([]);
  });

  test('gets 405 at the health checks too when the Fetch standard forbids it', async () => {
    for (const path of ['/health/live', '/health/ready'])
      expect(await ask(`TRACE ${path} HTTP/1.1`)).toMatchObject({ status: 405, allow: 'GET, HEAD' });
  });

  test('gets 405 when it is CONNECT', async () => {
    for (const target of ['example.com:443', 'localhost:4000', '/graphql']) {
      const answer = await ask(`CONNECT ${target} HTTP/1.1`);
      expect(answer, target).toMatchObject({ status: 405, allow: 'GET, POST' });
      expect(answer.text).toContain('"reason":"INVALID_REQUEST"');
    }
  });

  test('gets 501 when it is unknown', async () => {
    for (const method of ['TRACK', 'FOO', 'get', 'PRI2'])
      expect(await ask(`${method} /graphql HTTP/1.1`), method).toMatchObject({ status: 501 });
  });
});

describe('a header that requests a protocol feature', () => {
  test.each([
    ['upgrade: websocket', 'connection: upgrade'],
    ['upgrade: h2c', 'http2-settings: AAMAAABkAARAAAAAAAIAAAAA'],
    ['expect: 200-ok'],
    ['expect: 100-continue'],
    ['te: trailers'],
  ])('does not prevent a response: %s', async (...headers) => {
    for (const [path, status] of [
      ['/health/live', 200],
      ['/graphql?query=%7Bviewer%7Bkind%7D%7D', 401],
      ['/audit/export', 401],
      ['/nowhere', 404],
    ] as const) {
      const { text } = await ask(`GET ${path} HTTP/1.1`, headers);
      // What an expectation is answered with comes first.
      const statuses = [...text.matchAll(/^HTTP\/1\.1 (\d{3})/gm)].map(([, found]) => Number(found));
      expect(statuses.at(-1), text).toBe(status);
    }
  });
});
