import { beforeAll, describe, expect, test } from 'vitest';
import { organizationKey } from '../../support/client.ts';
import { makeMcpServer } from '../../support/fixtures/mcp-server.ts';
import { makeWorld, type World } from '../../support/fixtures.ts';
import { exchange, exchangeText } from '../../support/http/raw-socket.ts';
import { JSON_TYPE, queryPath } from '../../support/http/request.ts';
import { useServer } from '../../support/server.ts';

const server = useServer();

let world: World;
beforeAll(async () => {
  world = await makeWorld(server);
});

describe('malformed requests', () => {
  const lines = [
    'GET // HTTP/1.1',
    'GET //graphql HTTP/1.1',
    'POST // HTTP/1.1',
    'GET /\\ HTTP/1.1',
    'GET //:80 HTTP/1.1',
    'GET //[ HTTP/1.1',
    'GET http:// HTTP/1.1',
    'GET http://[/graphql HTTP/1.1',
    'GET http://other.example.com/graphql HTTP/1.1',
    'POST http://other.example.com/graphql HTTP/1.1',
    'GET ftp://x/graphql HTTP/1.1',
    'GET javascript:alert(1) HTTP/1.1',
    'GET ?query={viewer{kind}} HTTP/1.1',
    'GET * HTTP/1.1',
    'OPTIONS * HTTP/1.1',
    'GET /graphql?query=%zz HTTP/1.1',
    'GET /graphql?query=%00 HTTP/1.1',
    'GET /graphql?query=%ff%fe HTTP/1.1',
    'GET /audit/export?%ff HTTP/1.1',
    'GET /audit/export?x=%00 HTTP/1.1',
    'GET /audit/exportx HTTP/1.1',
    'GET /mcp/%00 HTTP/1.1',
    'GET /mcp/%ff HTTP/1.1',
    'GET /mcp/../graphql HTTP/1.1',
    'GET /%2e%2e/%2e%2e/etc/passwd HTTP/1.1',
    'TRACE /graphql HTTP/1.1',
    'QUERY /graphql HTTP/1.1',
    'GET /graphql HTTP/9.9',
    'NONSENSE',
    '',
  ];
  const hosts = ['localhost', '', '[', ':', 'a b', 'x:99999', '%00', '//', 'a'.repeat(5_000), '\u00fc'];

  test.each(lines)('%j gets a status below 500', async (line) => {
    for (const key of [`x-org-api-key: ${world.organization.secret}\r\n`, '']) {
      const { url } = await server.listen();
      const sent = `${line}\r\nHost: localhost\r\nConnection: close\r\n${key}Content-Type: application/json\r\nContent-Length: 2\r\n\r\n{}`;
      const status = await exchange(url, sent);
      expect(status).toBeGreaterThanOrEqual(200);
      expect(status).toBeLessThan(500);
    }
  });

  test.each(hosts)('the host %j gets a status below 500', async (host) => {
    const { url } = await server.listen();
    for (const path of [
      '/graphql?query={viewer{kind}}',
      '/graphql',
      '/mcp/mcp_0000000000000000',
      '/audit/export',
      '/keys/revoke',
    ]) {
      const sent = `GET ${path} HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\nx-org-api-key: ${world.organization.secret}\r\n\r\n`;
      const status = await exchange(url, sent);
      expect(status).toBeGreaterThanOrEqual(200);
      expect(status).toBeLessThan(500);
    }
  });
});

describe('a body that exceeds the limit while it is read', () => {
  const chunk = (size: number) => `${size.toString(16)}\r\n${'x'.repeat(size)}\r\n`;
  const many = chunk(50_000).repeat(60);

  test.each(['graphql', 'keys/revoke', 'mcp'])(
    'is rejected at /%s, and the next request on the connection gets its response',
    async (endpoint) => {
      const { url } = await server.listen();
      const path =
        endpoint === 'mcp' ? `/mcp/${(await makeMcpServer(server, world.project)).id}` : `/${endpoint}`;
      const key = `x-api-key: ${world.project.secret}\r\n`;
      const large = `POST ${path} HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n${key}\r\n${many}0\r\n\r\n`;
      const next = `GET /graphql?query={viewer{kind}} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n${key}\r\n`;
      const answers = await exchangeText(url, large + next);
      const statuses = [...answers.matchAll(/HTTP\/1\.1 (\d{3})/g)].map(([, status]) => status);
      expect(statuses).toEqual(['413', '200']);
    },
  );
});

describe('malformed HTTP gets an error response', () => {
  const head = 'GET /health/live HTTP/1.1\r\nHost: localhost\r\n';

  test.each([
    [400, 'NONSENSE\r\n\r\n'],
    [400, `${head}Content-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n`],
    [400, `${head}Content-Length: 1\r\nContent-Length: 2\r\n\r\n`],
    [400, `${head}no colon\r\n\r\n`],
    [400, `${head}x: \0\r\n\r\n`],
    [431, `${head}x: ${'x'.repeat(20_000)}\r\n\r\n`],
  ])('%d', async (status, sent) => {
    const answer = await exchangeText((await server.listen()).url, sent);
    expect(answer).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `));
    expect(answer.toLowerCase()).toContain('x-content-type-options: nosniff');
    const [error] = JSON.parse(answer.split('\r\n\r\n')[1] ?? '').errors;
    expect(error.extensions).toMatchObject({ code: 'BAD_USER_INPUT', reason: 'INVALID_REQUEST' });
    expect(answer).toContain(`x-request-id: ${error.extensions.requestId}`);
  });
});

describe('every response', () => {
  const shapes: readonly (readonly [string, string, RequestInit])[] = [
    ['an answer', queryPath('{ viewer { kind } }'), {}],
    ['a refused key', queryPath('{ viewer { kind } }'), { headers: organizationKey('nonsense') }],
    ['a refused document', queryPath('{ nonsense }'), {}],
    ['a refused body', '/graphql', { method: 'POST', headers: JSON_TYPE, body: '[]' }],
    ['nothing there', '/nowhere', {}],
    ['liveness', '/health/live', {}],
    ['readiness', '/health/ready', {}],
    ['an audit export', '/audit/export', {}],
    ['a refused audit export', '/audit/export?nonsense=1', {}],
    [
      'an MCP server that is not there',
      '/mcp/mcp_0000000000000000',
      { method: 'POST', headers: JSON_TYPE, body: '{}' },
    ],
    ['leaked keys', '/keys/revoke', { method: 'POST', headers: JSON_TYPE, body: '{"secrets":["x"]}' }],
    ['refused leaked keys', '/keys/revoke', { method: 'POST', headers: JSON_TYPE, body: '{' }],
    ['a preflight', '/graphql', { method: 'OPTIONS' }],
  ];

  test.each(shapes)(
    'has headers against caching, framing and content sniffing: %s',
    async (_name, path, init) => {
      const headers = { ...world.organization.credentials, ...Object.fromEntries(new Headers(init.headers)) };
      const response = await server.fetch(new Request(`http://bailiwick.test${path}`, { ...init, headers }));
      expect(Object.fromEntries(response.headers)).toMatchObject({
        'cache-control': 'no-store',
        'x-content-type-options': 'nosniff',
        'x-frame-options': 'DENY',
        'referrer-policy': 'no-referrer',
        'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
      });
    },
  );
});
