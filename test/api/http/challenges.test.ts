import { beforeAll, describe, expect, test } from 'vitest';
import { type Credentials, organizationKey, projectKey } from '../../support/client.ts';
import { makeMcpServer } from '../../support/fixtures/mcp-server.ts';
import { revokeKeys } from '../../support/fixtures/revoked-keys.ts';
import { unknownSecret } from '../../support/fixtures/secrets.ts';
import { makeWorld, type World } from '../../support/fixtures.ts';
import { JSON_TYPE, queryPath, request } from '../../support/http/request.ts';
import { useServer } from '../../support/server.ts';

const server = useServer();
const open = useServer({ env: { INTROSPECTION: 'public' } });

const QUERY = '{ viewer { kind } }';
const BARE = 'Bearer realm="Bailiwick"';
const INVALID = `${BARE}, error="invalid_token"`;

let world: World;
let revoked: World;
let mcpServerId: string;

beforeAll(async () => {
  world = await makeWorld(server);
  revoked = await makeWorld(server);
  mcpServerId = (await makeMcpServer(server, world.project)).id;
  await revokeKeys(server, `organization_id = '${revoked.organization.id}'`);
});

const ask = (path: string, headers: Credentials, body?: object, on = server) =>
  request(on, path, {
    headers: { ...headers, ...(body && JSON_TYPE) },
    ...(body && { method: 'POST', body: JSON.stringify(body) }),
  });

const message = { jsonrpc: '2.0', id: 1, method: 'tools/list' };

const endpoints: Readonly<Record<string, (headers: Credentials) => ReturnType<typeof ask>>> = {
  'POST /graphql': (headers) => ask('/graphql', headers, { query: QUERY }),
  'GET /graphql': (headers) => ask(queryPath(QUERY), headers),
  'POST /graphql in the long way': (headers) =>
    ask('/graphql', { ...headers, 'idempotency-key': 'x' }, { query: QUERY }),
  'GET /audit/export': (headers) => ask('/audit/export', headers),
  'POST /mcp': (headers) => ask(`/mcp/${mcpServerId}`, headers, message),
};

const refused: Readonly<Record<string, () => Credentials>> = {
  'is not known': () => organizationKey(unknownSecret('oak_')),
  'is not one': () => projectKey('malformed'),
  'was revoked': () => revoked.organization.credentials,
  'of a project was revoked': () => revoked.project.credentials,
  'is in the wrong header': () => projectKey(world.organization.secret),
  'is the wrong operator key': () => ({ 'x-operator-key': 'x'.repeat(32) }),
  'comes as another bearer': () => ({ authorization: 'Bearer malformed' }),
  'comes with another one': () => ({ ...world.organization.credentials, ...world.project.credentials }),
};

describe('WWW-Authenticate of a 401', () => {
  test.each(Object.keys(endpoints))('at %s has an error when an invalid key was sent', async (endpoint) => {
    for (const [why, credentials] of Object.entries(refused)) {
      const answer = await endpoints[endpoint]?.(credentials());
      expect(answer?.status, why).toBe(401);
      expect(answer?.headers.get('www-authenticate'), why).toBe(INVALID);
    }
  });

  test.each(Object.keys(endpoints).filter((name) => name !== 'POST /mcp'))(
    'at %s has no error when no key was sent',
    async (endpoint) => {
      for (const headers of [{}, { authorization: 'Basic dXNlcjpwYXNzd29yZA==' }]) {
        const answer = await endpoints[endpoint]?.(headers);
        expect(answer?.status).toBe(401);
        expect(answer?.headers.get('www-authenticate')).toBe(BARE);
      }
    },
  );

  test('is sent by an MCP server that requires a key and by an unknown one', async () => {
    for (const id of ['mcp_0000000000000000', mcpServerId]) {
      const answer = await ask(`/mcp/${id}`, {}, message);
      if (answer.status === 401) expect(answer.headers.get('www-authenticate')).toBe(BARE);
      else expect(answer.status).toBe(200);
    }
  });

  test('is sent where a field requires a key although introspection is public', async () => {
    const answer = await ask('/graphql', {}, { query: QUERY }, open);
    expect(answer.status).toBe(401);
    expect(answer.headers.get('www-authenticate')).toBe(BARE);
  });

  test('is not sent with other responses', async () => {
    const { credentials } = world.organization;
    for (const answer of [
      await ask('/graphql', credentials, { query: QUERY }),
      await ask('/graphql', credentials, {}),
      await ask('/nowhere', {}),
      await ask('/health/live', {}),
    ])
      expect(answer.headers.get('www-authenticate')).toBeNull();
  });
});

describe('a 415 lists what is accepted', () => {
  test('for media types and encodings', async () => {
    const post = (headers: Credentials) =>
      request(server, '/graphql', {
        method: 'POST',
        headers: { ...world.organization.credentials, ...headers },
        body: new TextEncoder().encode(JSON.stringify({ query: QUERY })),
      });
    const typed = await post({ 'content-type': 'text/plain' });
    expect([typed.status, typed.headers.get('accept-post')]).toEqual([415, 'application/json']);
    const encoded = await post({ ...JSON_TYPE, 'content-encoding': 'gzip' });
    expect([encoded.status, encoded.headers.get('accept-encoding')]).toEqual([415, 'identity']);
  });
});
