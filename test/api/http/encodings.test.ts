import { beforeAll, describe, expect, test } from 'vitest';
import type { Credentials } from '../../support/client.ts';
import { rowsOf } from '../../support/database/tables.ts';
import { makeMcpServer } from '../../support/fixtures/mcp-server.ts';
import { makeWorld, type World } from '../../support/fixtures.ts';
import { exchange } from '../../support/http/raw-socket.ts';
import { expectFault, JSON_TYPE, queryPath, request } from '../../support/http/request.ts';
import { useServer } from '../../support/server.ts';

const server = useServer();

let world: World;
let endpoints: readonly {
  readonly path: string;
  readonly headers: Credentials;
  readonly body: string;
}[];

beforeAll(async () => {
  world = await makeWorld(server);
  const { credentials } = world.project;
  const { id } = await makeMcpServer(server, world.project);
  const query =
    'mutation ($name: String) { updateProjectConfig(input: { displayName: $name }) { project { id } } }';
  const call = { name: 'update_project_config', arguments: { displayName: 'sneaky%' } };
  endpoints = [
    {
      path: '/graphql',
      headers: credentials,
      body: JSON.stringify({ query, variables: { name: 'sneaky%' } }),
    },
    {
      // Not by the short way.
      path: '/graphql',
      headers: { ...credentials, 'idempotency-key': 'once' },
      body: JSON.stringify({ query, variables: { name: 'sneaky%' } }),
    },
    {
      path: `/mcp/${id}`,
      headers: credentials,
      body: JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'tools/call', params: call }),
    },
    { path: '/keys/revoke', headers: {}, body: '{"secrets":["%"]}' },
  ];
});

const post = (path: string, body: Buffer, headers: Credentials) =>
  request(server, path, {
    method: 'POST',
    headers: { ...JSON_TYPE, ...headers },
    body: new Uint8Array(body),
  });

const withBytes = (body: string, bytes: readonly number[]) =>
  Buffer.from(body.replaceAll('%', String.fromCharCode(...bytes)), 'latin1');

describe('request body: rejects', () => {
  test.each([
    ['a letter of Latin-1', [0xe9]],
    ['a sequence that breaks off', [0xe2, 0x82]],
    ['an overlong sequence', [0xc0, 0xaf]],
    ['half a surrogate pair', [0xed, 0xa0, 0x80]],
    ['a code point beyond Unicode', [0xf4, 0x90, 0x80, 0x80]],
    ['a byte that UTF-8 never has', [0xff]],
  ] as const)('%s on every endpoint, and nothing changes', async (_name, bytes) => {
    const before = await rowsOf(server, world.organization.id);
    for (const { path, headers, body } of endpoints)
      expectFault(await post(path, withBytes(body, bytes), headers), 400, 'INVALID_REQUEST');
    expect(await rowsOf(server, world.organization.id)).toEqual(before);
  });

  test.each([
    'application/json; charset=latin1',
    'application/json;charset=ISO-8859-1',
    'application/json; charset="utf-16"',
    'application/json; charset=utf-16le; a=b',
    'application/json; charset=utf-8; charset=latin1',
    'application/json; charset=utf-80',
    'application/json; charset=',
    'application/json; Charset=windows-1252',
  ])('the content type %s on every endpoint, and nothing changes', async (type) => {
    const before = await rowsOf(server, world.organization.id);
    for (const { path, headers, body } of endpoints) {
      const answer = await post(path, Buffer.from(body), { ...headers, 'content-type': type });
      expectFault(answer, 415, 'INVALID_REQUEST');
      expect(answer.headers.get('accept-post')).toBe('application/json');
    }
    expect(await rowsOf(server, world.organization.id)).toEqual(before);
  });

  test('bytes that are not UTF-8, after authentication', async () => {
    const answer = await post('/graphql', Buffer.from([0xff]), {});
    expect(answer.status).toBe(401);
  });
});

describe('request body: accepts', () => {
  test.each([
    'application/json; charset=utf-8',
    'application/json;charset="UTF-8"',
    'application/json ; Charset=utf8 ; a=b',
  ])('any Unicode with the content type %s', async (type) => {
    const name = 'Crème 🦄 \u{10ffff} \ufffd';
    const [{ path, headers, body } = { path: '', headers: {}, body: '' }] = endpoints;
    const answer = await post(path, Buffer.from(body.replace('sneaky%', name)), {
      ...headers,
      'content-type': type,
    });
    expect(answer.status, answer.text).toBe(200);
    const read = await request(server, queryPath('{ project { config { displayName } } }'), { headers });
    expect(JSON.parse(read.text).data.project.config.displayName).toBe(name);
  });
});

describe('URL of a GET: rejects', () => {
  const parameters = ['query=%7Bviewer%7Bkind%7D%7D&operationName=', 'query=', 'variables=', 'extensions='];

  test.each(['%ff', '%e9', '%c0%af', '%ed%a0%80', '%', '%zz', '%u00e9', 'a%2'])(
    'the parameter %s',
    async (text) => {
      const { credentials } = world.organization;
      const lines = [
        ...parameters.map((parameter) => `/graphql?${parameter}${text}`),
        `/audit/export?from=${text}`,
      ];
      const { url } = await server.listen();
      const headers = Object.entries(credentials).map(([name, value]) => `${name}: ${value}\r\n`);
      for (const line of lines) {
        const sent = `GET ${line} HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n${headers.join('')}\r\n`;
        expect(await exchange(url, sent), line).toBe(400);
        expectFault(await request(server, line, { headers: credentials }), 400, 'INVALID_REQUEST');
      }
    },
  );

  test('bytes beyond ASCII in any place', async () => {
    const { url } = await server.listen();
    for (const line of [
      '/graphql?query=\u00e9',
      '/graphql\u00e9',
      '/audit/export?from=\u00e9',
      '/\u00ff',
      '/mcp/\u00e9',
    ])
      expect(
        await exchange(url, `GET ${line} HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n`),
        line,
      ).toBe(400);
  });
});

describe('request headers', () => {
  test.each([
    'x-request-id',
    'x-project-id',
    'x-api-key',
    'x-org-api-key',
    'x-operator-key',
    'authorization',
    'user-agent',
    'idempotency-key',
    'accept',
    'origin',
    'traceparent',
    'mcp-protocol-version',
  ])('with bytes beyond ASCII in %s cause no internal error', async (name) => {
    const { url } = await server.listen();
    const body = '{"query":"{ viewer { kind } }"}';
    for (const { path } of [{ path: '/graphql' }, ...endpoints.slice(2)])
      for (const value of ['\u00e9', '\u00c3\u00a9', '\u00ff\u00fe', 'Bearer \u00e9']) {
        const sent = [
          `POST ${path} HTTP/1.1`,
          'host: localhost',
          'connection: close',
          'content-type: application/json',
          ...Object.entries(world.organization.credentials).map(([key, secret]) => `${key}: ${secret}`),
          `content-length: ${body.length}`,
          `${name}: ${value}`,
          '',
          body,
        ];
        const status = await exchange(url, sent.join('\r\n'));
        expect(status, `${path} with ${name}: ${value}`).toBeGreaterThanOrEqual(200);
        expect(status, `${path} with ${name}: ${value}`).toBeLessThan(500);
      }
  });
});
