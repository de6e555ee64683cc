import pg from 'pg';
import { describe, expect, test } from 'vitest';
import { type Credentials, post } from '../../support/client.ts';
import { statementsOf } from '../../support/database/statements.ts';
import { makeMcpServer } from '../../support/fixtures/mcp-server.ts';
import { makeWorld } from '../../support/fixtures.ts';
import { postMcp, requireMcpApiKey, rpc } from '../../support/http/mcp-client.ts';
import { faultOf, JSON_TYPE, request } from '../../support/http/request.ts';
import { type LocalTestServer, useServer } from '../../support/server.ts';

const KEYLESS = 6;
const env = { KEYLESS_PER_MINUTE: `${KEYLESS}`, TRUST_PROXY: 'loopback' };
const server = useServer({ transport: 'each', env: { ...env, RATE_LIMIT_STORE: 'postgres' } });
const open = useServer({ transport: 'each', env: { ...env, INTROSPECTION: 'public' } });
const QUEUE_MAX = 5;
const narrow = useServer({
  transport: 'network',
  ownDatabase: true,
  env: { DATABASE_QUEUE_MAX: `${QUEUE_MAX}`, KEYLESS_PER_MINUTE: '0', TRUST_PROXY: 'loopback' },
});

let addresses = 0;

/** An address from which no request has come before. */
function freshAddress(): Credentials {
  addresses += 1;
  return { 'x-forwarded-for': `198.51.${addresses >> 8}.${addresses & 255}` };
}

const WHO = JSON.stringify({ query: '{ viewer { kind } }' });
const UNKNOWN_MCP_SERVER = 'mcp_0000000000000000';

const keyless: Readonly<
  Record<string, (from: Credentials, on?: LocalTestServer) => ReturnType<typeof request>>
> = {
  'an unknown MCP server': (headers, on = server) => postMcp(on, UNKNOWN_MCP_SERVER, rpc('ping'), headers),
  'a GraphQL document': (headers, on = server) =>
    request(on, '/graphql', { method: 'POST', headers: { ...headers, ...JSON_TYPE }, body: WHO }),
  'a GraphQL document with GET': (headers, on = server) =>
    request(on, '/graphql?query={viewer{kind}}', { headers }),
  'an unknown path': (headers, on = server) => request(on, '/nowhere', { headers }),
  'an unknown path with something like a key': (headers, on = server) =>
    request(on, '/nowhere', { headers: { ...headers, 'x-api-key': 'anything' } }),
  'the audit log': (headers, on = server) => request(on, '/audit/export', { headers }),
  GraphiQL: (headers, on = server) =>
    request(on, '/graphql', { headers: { ...headers, accept: 'text/html' } }),
};

describe('requests without a key', () => {
  test.each(Object.keys(keyless))('for %s are limited per IP address, before any statement', async (what) => {
    const ask = keyless[what];
    if (!ask) throw new Error('There is such a request.');
    const from = freshAddress();
    for (let asked = 0; asked < KEYLESS; asked++) expect((await ask(from)).status).not.toBe(429);
    const statements = await statementsOf(async () => {
      const refused = await ask(from);
      expect(refused.status).toBe(429);
      expect(faultOf(refused)).toMatchObject({
        message: 'Too many requests without an API key from your IP address.',
        extensions: { code: 'RATE_LIMITED', reason: 'RATE_LIMIT_EXCEEDED', budget: 'ADDRESS' },
      });
      expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(50);
    });
    expect(statements).toEqual([]);
    expect((await ask(freshAddress())).status).not.toBe(429);
  });

  test('share one limit, whatever they request', async () => {
    const from = freshAddress();
    const asks = Object.values(keyless);
    const statuses = [];
    for (const ask of asks.slice(0, KEYLESS + 1)) statuses.push((await ask(from)).status);
    expect(statuses.map((status) => status === 429)).toEqual([...Array(KEYLESS).fill(false), true]);
  });

  test('are limited with public introspection and for an MCP server without a key too', async () => {
    const { project } = await makeWorld(open);
    await requireMcpApiKey(open, project, false);
    const { id } = await makeMcpServer(open, project);
    const introspection = JSON.stringify({ query: '{ __schema { queryType { name } } }' });
    const [one, other] = [freshAddress(), freshAddress()];
    for (let asked = 0; asked < KEYLESS; asked++) {
      expect((await post(open, introspection, one)).status).toBe(200);
      expect((await postMcp(open, id, rpc('ping'), other)).status).toBe(200);
    }
    expect((await post(open, introspection, one)).status).toBe(429);
    expect((await postMcp(open, id, rpc('ping'), other)).status).toBe(429);
  });

  test('are limited per IPv6 /64, and per proxy without a client address', async () => {
    const ask = (from: string) => keyless['an unknown path']?.({ 'x-forwarded-for': from });
    addresses += 1;
    const block = `2001:db8:${addresses.toString(16)}:1`;
    for (let asked = 0; asked < KEYLESS; asked++) await ask(`[${block}::${asked + 1}]:80`);
    expect((await ask(`${block}::ffff`))?.status).toBe(429);
    expect((await ask(`2001:db8:${addresses.toString(16)}:2::1`))?.status).toBe(404);
    for (let asked = 0; asked <= KEYLESS; asked++) await ask('unknown');
    expect((await ask('_hidden'))?.status).toBe(429);
  });

  test('do not affect requests with a key from the same address, or health checks', async () => {
    const { organization, project } = await makeWorld(server);
    const from = freshAddress();
    for (let asked = 0; asked <= KEYLESS; asked++) await keyless['an unknown path']?.(from);
    for (const { credentials } of [organization, project])
      expect((await post(server, WHO, { ...credentials, ...from })).status).toBe(200);
    for (const path of ['/health/live', '/health/ready'])
      expect((await request(server, path, { headers: from })).status).toBe(200);
  });

  test('have their own queue for the database and are rejected when it is full', async () => {
    const { organization, project } = await makeWorld(narrow);
    const inProcess = { ...narrow, fetch: narrow.fetchInProcess };
    const locker = new pg.Client(narrow.database.url);
    await locker.connect();
    try {
      await locker.query('BEGIN; LOCK TABLE mcp_server IN ACCESS EXCLUSIVE MODE');
      const asked = Array.from({ length: 300 }, () =>
        // In process, so that all of them are there before the next request.
        postMcp(inProcess, UNKNOWN_MCP_SERVER, rpc('ping'), freshAddress()),
      );
      for (let time = 0; time < 4; time++)
        for (const { credentials } of [organization, project])
          expect((await post(narrow, WHO, credentials)).status).toBe(200);
      await locker.query('ROLLBACK');
      const statuses = (await Promise.all(asked)).map(({ status }) => status);
      // Two at once, and as many wait as a fifth of the queue.
      expect(statuses.filter((status) => status === 401)).toHaveLength(2 + QUEUE_MAX / 5);
      expect(statuses.filter((status) => status === 429)).toHaveLength(300 - 2 - QUEUE_MAX / 5);
      expect((await postMcp(narrow, UNKNOWN_MCP_SERVER, rpc('ping'), freshAddress())).status).toBe(401);
    } finally {
      await locker.end();
    }
  });
});
