import { beforeAll, describe, expect, test } from 'vitest';
import type { Credentials } from '../../support/client.ts';
import { rowsOf } from '../../support/database/tables.ts';
import { makeMcpServer } from '../../support/fixtures/mcp-server.ts';
import { makeWorld, type World } from '../../support/fixtures.ts';
import { postMcp, rpc, toolCall } from '../../support/http/mcp-client.ts';
import { expectFault, JSON_TYPE, type RawAnswer, request } from '../../support/http/request.ts';
import { type TestServer, useServer } from '../../support/server.ts';

const APP = 'https://app.example.com';

const server = useServer();
const published = useServer({
  env: {
    PUBLIC_URL: 'https://bailiwick.example.com',
    ALLOWED_HOSTS: 'bailiwick, Internal.Example.com',
    CORS_ORIGINS: APP,
  },
});

const LIST = rpc('tools/list');
const BODY_SIZE_BYTES_MAX = 100 * 1024;

let world: World;
let id: string;
let key: Credentials;

beforeAll(async () => {
  world = await makeWorld(server);
  key = world.project.credentials;
  id = (await makeMcpServer(server, world.project)).id;
});

const post = (body: string | object, headers: Credentials = {}) =>
  postMcp(server, id, body, { ...key, ...headers });

const padded = (body: object, size: number) => JSON.stringify(body).padEnd(size);

describe('MCP over HTTP', () => {
  test('answers a message with a message that is not cached', async () => {
    const { status, headers, message } = await post({ ...LIST, id: 'mine' });
    expect(status).toBe(200);
    expect(headers.get('content-type')).toBe('application/json');
    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('mcp-session-id')).toBeNull();
    expect(message).toMatchObject({ jsonrpc: '2.0', id: 'mine', result: { tools: expect.any(Array) } });
  });

  test('accepts notifications without a response', async () => {
    const { status, text } = await post({ jsonrpc: '2.0', method: 'notifications/initialized' });
    expect({ status, text }).toEqual({ status: 202, text: '' });
  });

  test.each(['application/json', 'Application/JSON', 'application/json; charset=utf-8'])(
    'accepts a body of type %s',
    async (type) => {
      expect((await post(LIST, { 'content-type': type })).status).toBe(200);
    },
  );

  test.each(['application/json, text/event-stream', 'application/json', '*/*'])(
    'answers clients that accept %s',
    async (accept) => {
      expect((await post(LIST, { accept })).status).toBe(200);
    },
  );

  test('accepts a body of 100 KiB', async () => {
    expect((await post(padded(LIST, BODY_SIZE_BYTES_MAX))).status).toBe(200);
  });

  test('returns the request id of the client in every response, or else a new one', async () => {
    const answers = [
      (headers: Credentials) => post(LIST, headers),
      (headers: Credentials) => post({ jsonrpc: '2.0', method: 'notifications/initialized' }, headers),
      (headers: Credentials) => post('[]', headers),
      (headers: Credentials) => post({}, headers),
      (headers: Credentials) => postMcp(server, id, LIST, headers),
      (headers: Credentials) => request(server, `/mcp/${id}`, { headers }),
    ];
    for (const ask of answers) {
      const { headers, errors } = await ask({ 'x-request-id': 'trace-1' });
      expect(headers.get('x-request-id')).toBe('trace-1');
      for (const { extensions } of errors) expect(extensions.requestId).toBe('trace-1');
      const other = await ask({ 'x-request-id': 'two words' });
      expect(other.headers.get('x-request-id')).toMatch(/^[0-9A-Za-z]{20}$/);
    }
  });

  test('returns the request id in the error of a tool', async () => {
    const call = toolCall('update_project_config', { displayName: '' });
    const { message } = await post(call, { 'x-request-id': 'trace-2' });
    expect(message?.result).toMatchObject({
      isError: true,
      content: [{ text: expect.stringContaining('"requestId":"trace-2"') }],
    });
  });
});

describe('MCP over HTTP rejects', () => {
  test.each(['GET', 'DELETE', 'PUT', 'PATCH', 'OPTIONS'])(
    'the method %s, with and without a key',
    async (method) => {
      for (const headers of [{}, key]) {
        const answer = await request(server, `/mcp/${id}`, { method, headers });
        expectFault(answer, 405, 'INVALID_REQUEST');
        expect(answer.headers.get('allow')).toBe('POST');
      }
    },
  );

  test.each(['/mcp', '/mcp/', '/mcp/x', '/mcp/ac_0000000000000000', '/mcp/mcp_0000000000000000/'])(
    'the address %s',
    async (path) => {
      const init = { method: 'POST', headers: { ...JSON_TYPE, ...key }, body: JSON.stringify(LIST) };
      expectFault(await request(server, path, init), 404, 'INVALID_REQUEST');
    },
  );

  test.each(['text/plain', 'application/x-www-form-urlencoded', 'application/jsonp', ''])(
    'a body of type %j',
    async (type) => {
      expectFault(await post(LIST, { 'content-type': type }), 415, 'INVALID_REQUEST');
    },
  );

  test.each(['text/html', 'text/event-stream', 'image/png'])(
    'clients that accept only %s',
    async (accept) => {
      expectFault(await post(LIST, { accept }), 406, 'INVALID_REQUEST');
    },
  );

  test('a call whose response type is not acceptable to the client, and changes nothing', async () => {
    const before = await rowsOf(server, world.organization.id);
    const call = toolCall('update_project_config', { displayName: 'sneaky' });
    expectFault(await post(call, { accept: 'image/png' }), 406, 'INVALID_REQUEST');
    expect(await rowsOf(server, world.organization.id)).toEqual(before);
  });

  test.each([BODY_SIZE_BYTES_MAX + 1, 5_000_000])('a body of %d bytes', async (size) => {
    expectFault(await post(padded(LIST, size)), 413, 'REQUEST_TOO_LARGE');
  });

  test('a Content-Length above the limit', async () => {
    const headers = { 'content-length': String(BODY_SIZE_BYTES_MAX + 1) };
    expectFault(await post(LIST, headers), 413, 'REQUEST_TOO_LARGE');
  });

  test('a body that exceeds the limit while it is read', async () => {
    const { url } = await server.listen();
    const chunk = new Uint8Array(BODY_SIZE_BYTES_MAX).fill(0x20);
    const body = new ReadableStream({
      start: (controller) => {
        for (let count = 0; count < 10; count++) controller.enqueue(chunk);
        controller.close();
      },
    });
    const init = { method: 'POST', headers: { ...JSON_TYPE, ...key }, body, duplex: 'half' };
    const response = await fetch(`${url}/mcp/${id}`, init);
    expect(response.status).toBe(413);
    expect(await response.json()).toMatchObject({
      errors: [{ extensions: { reason: 'REQUEST_TOO_LARGE' } }],
    });
  });

  test.each(['', '{', 'null', '1', '"text"', '[]', JSON.stringify([LIST]), JSON.stringify([LIST, LIST])])(
    'a body of %j',
    async (body) => {
      expectFault(await post(body), 400, 'INVALID_REQUEST');
    },
  );

  test('a batch that calls a tool, and changes nothing', async () => {
    const before = await rowsOf(server, world.organization.id);
    await post(JSON.stringify([toolCall('update_project_config', { displayName: 'sneaky' })]));
    expect(await rowsOf(server, world.organization.id)).toEqual(before);
  });

  test('an unsupported protocol version', async () => {
    const { status, message } = await post(LIST, { 'mcp-protocol-version': '1999-01-01' });
    expect(status).toBe(400);
    expect(message).toMatchObject({ error: { code: -32000 } });
  });
});

const from = (where: TestServer, headers: Credentials) =>
  postMcp(where, 'mcp_0000000000000000', LIST, headers);

/** Past the look at where it comes from, and no further: there is no such MCP server. */
const isLetPass = ({ status }: RawAnswer) => {
  expect([401, 403]).toContain(status);
  return status === 401;
};

describe('MCP from browsers', () => {
  test.each([
    'localhost',
    'localhost:4000',
    'LOCALHOST',
    'a.localhost',
    '127.0.0.1:1',
    '192.168.1.5',
    '[::1]:4000',
  ])('accepts the host %s and its own origin', async (host) => {
    expect(isLetPass(await from(server, { host }))).toBe(true);
    for (const scheme of ['http', 'https'])
      expect(isLetPass(await from(server, { host, origin: `${scheme}://${host.toLowerCase()}` }))).toBe(true);
  });

  test.each(['bailiwick.example.com', 'bailiwick', 'bailiwick:4000', 'internal.example.com', 'localhost'])(
    'accepts the host %s when it is configured',
    async (host) => {
      expect(isLetPass(await from(published, { host }))).toBe(true);
      for (const origin of [APP, 'https://bailiwick.example.com'])
        expect(isLetPass(await from(published, { host, origin }))).toBe(true);
    },
  );

  test('permits configured origins to read the response', async () => {
    const headers = { origin: APP, 'access-control-request-method': 'POST' };
    const preflight = await request(published, `/mcp/${id}`, { method: 'OPTIONS', headers });
    expect(preflight.status).toBe(204);
    const answer = await from(published, { host: 'localhost', origin: APP });
    for (const checked of [preflight, answer])
      expect(checked.headers.get('access-control-allow-origin')).toBe(APP);
  });
});

describe('MCP from browsers rejects', () => {
  test.each([
    'evil.example.com',
    'bailiwick.example.com',
    'localhost.evil.example.com',
    '1.2.3.4.evil.example',
  ])('the host %j (DNS rebinding)', async (host) => {
    for (const headers of [{ host }, { host, origin: `http://${host}` }, { host, ...key }])
      expectFault(await from(server, headers), 403, 'INVALID_REQUEST');
  });

  test.each(['http://evil.example.com', APP, 'null', 'http://localhost:5173', 'http://127.0.0.1', ''])(
    'the origin %j',
    async (origin) => {
      for (const headers of [
        { host: 'localhost:4000', origin },
        { host: '127.0.0.1:4000', origin, ...key },
      ]) {
        const answer = await from(server, headers);
        expectFault(answer, 403, 'INVALID_REQUEST');
        expect(answer.headers.get('access-control-allow-origin')).toBeNull();
      }
    },
  );
});
