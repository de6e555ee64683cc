import { pino } from 'pino';
import { describe, expect, test } from 'vitest';
import { type Credentials, organizationKey, run, send } from '../../support/client.ts';
import { unknownSecret } from '../../support/fixtures/secrets.ts';
import { freshName, makeOrganization } from '../../support/fixtures.ts';
import { faultOf, JSON_TYPE, queryPath, type RawAnswer, request } from '../../support/http/request.ts';
import { CreateProject, GetProject } from '../../support/operations/project.ts';
import { useServer } from '../../support/server.ts';

const logLines: string[] = [];
const log = pino({ level: 'warn' }, { write: (line: string) => logLines.push(line) });

const server = useServer({ overrides: { log } });

const QUERY = '{ viewer { kind } }';

type Shape = readonly [status: number, path: string, init: RequestInit];

const shapes: Readonly<Record<string, Shape>> = {
  'an answer': [200, queryPath(QUERY), {}],
  'a 400': [400, '/graphql', { method: 'POST', headers: JSON_TYPE, body: '[]' }],
  'a 401': [401, queryPath(QUERY), { headers: organizationKey(unknownSecret('oak_')) }],
  'a 404': [404, '/nowhere', {}],
  'a 405': [405, '/graphql', { method: 'DELETE' }],
  'a 415': [415, '/graphql', { method: 'POST', headers: { 'content-type': 'text/plain' }, body: 'x' }],
  liveness: [200, '/health/live', {}],
  readiness: [200, '/health/ready', {}],
  GraphiQL: [200, '/graphql', { headers: { accept: 'text/html' } }],
  'the dashboard': [200, '/dashboard', { headers: { accept: 'text/html' } }],
  'the way to the dashboard': [302, '/', { headers: { accept: 'text/html' } }],
};

async function shapeOf(name: string, headers: Credentials): Promise<RawAnswer> {
  const [status, path, init] = shapes[name] ?? [0, '', {}];
  const own = Object.fromEntries(new Headers(init.headers));
  const answer = await request(server, path, { ...init, headers: { ...headers, ...own } });
  expect(answer.status).toBe(status);
  return answer;
}

const idsOf = ({ headers, errors }: RawAnswer) => [
  headers.get('x-request-id'),
  ...errors.map(({ extensions }) => extensions.requestId),
];

describe('request id', () => {
  test.each(Object.keys(shapes))('%s returns the id of the client, or else a new one', async (name) => {
    const { credentials } = await makeOrganization(server);
    const sane = ['trace-1:a.b_c', 'x'.repeat(128)];
    for (const id of sane) {
      const answer = await shapeOf(name, { ...credentials, 'x-request-id': id });
      expect(new Set(idsOf(answer))).toEqual(new Set([id]));
    }
    const answer = await shapeOf(name, credentials);
    expect(new Set(idsOf(answer)).size).toBe(1);
    expect(answer.headers.get('x-request-id')).toMatch(/^[0-9A-Za-z]{20}$/);
  });

  test.each(['two words', 'x'.repeat(129), 'x'.repeat(200), 'caf\u00e9', 'a"b', '<b>', 'a;b'])(
    '%j is replaced in every response',
    async (insane) => {
      const { credentials } = await makeOrganization(server);
      for (const name of Object.keys(shapes)) {
        const answer = await shapeOf(name, { ...credentials, 'x-request-id': insane });
        expect(new Set(idsOf(answer)).size).toBe(1);
        expect(answer.headers.get('x-request-id')).toMatch(/^[0-9A-Za-z]{20}$/);
      }
    },
  );

  test('is in the extensions of errors', async () => {
    const { credentials } = await makeOrganization(server);
    const headers = { ...credentials, 'x-request-id': 'mine' };
    const answer = await send(server, GetProject, { id: 'proj_0000000000000000' }, headers);
    expect(answer.errors.map(({ extensions }) => extensions.requestId)).toEqual(['mine']);
    expect(answer.headers.get('x-request-id')).toBe('mine');
  });
});

describe('an unexpected error', () => {
  test.each([
    { place: 'a field', table: 'project', column: 'slug' },
    { place: 'the look at the key', table: 'api_key', column: 'prefix' },
  ])(
    'is logged with the request id and not described in the response, thrown in $place',
    async ({ table, column }) => {
      const { credentials, secret } = await makeOrganization(server);
      const variables = { input: { name: freshName('project') } };
      const rename = (from: string, to: string) =>
        server.database.query(`ALTER TABLE ${table} RENAME COLUMN ${from} TO ${to}`);
      await rename(column, 'mislaid');
      const answer = await send(server, CreateProject, variables, credentials).finally(() =>
        rename('mislaid', column),
      );
      const { requestId = '' } = answer.errors[0]?.extensions ?? {};
      const fault = faultOf(answer);
      expect(answer.status).toBe(500);
      expect(answer.data?.createProject ?? null).toBeNull();
      expect(fault.extensions).toEqual({ code: 'INTERNAL_SERVER_ERROR' });
      expect(answer.headers.get('x-request-id')).toBe(requestId);
      expect(fault.message).not.toMatch(/select|insert|column|relation|postgres/i);
      for (const word of [column, 'mislaid', '.ts', 'stack', 'insert into'])
        expect(answer.text).not.toContain(word);
      const lines = logLines.filter((line) => line.includes(requestId));
      expect(lines).toHaveLength(1);
      expect(JSON.parse(lines[0] ?? '')).toMatchObject({ level: 50, requestId });
      expect(lines[0]).toContain(column);
      expect(logLines.join()).not.toContain(secret.slice(0, 12));
      await run(server, CreateProject, variables, credentials);
    },
  );

  test('is not logged for a client that disconnects while sending the body', async () => {
    const { credentials } = await makeOrganization(server);
    const before = logLines.length;
    const body = new ReadableStream({ pull: (controller) => controller.error(new Error('gone')) });
    const headers = { ...JSON_TYPE, ...credentials };
    const init = { method: 'POST', headers, body, duplex: 'half' as const };
    const answer = await server.fetchInProcess(new Request('http://bailiwick.test/graphql', init));
    expect(answer.status).toBe(400);
    expect(logLines.slice(before)).toEqual([]);
  });

  test('is not logged for rejected requests', async () => {
    const { credentials } = await makeOrganization(server);
    const before = logLines.length;
    await send(server, GetProject, { id: 'proj_0000000000000000' }, credentials);
    await send(server, GetProject, {}, organizationKey('malformed'));
    await request(server, '/nowhere');
    await request(server, queryPath('{ secretField }'), { headers: credentials });
    await request(server, queryPath(QUERY, { variables: '[]' }), { headers: credentials });
    expect(logLines.slice(before)).toEqual([]);
  });
});

describe('health checks', () => {
  test('respond without a key', async () => {
    expect((await request(server, '/health/live')).status).toBe(200);
    const ready = await request(server, '/health/ready');
    expect({ status: ready.status, text: ready.text }).toEqual({ status: 200, text: '{"status":"ready"}' });
  });

  test('report a server with pending migrations as alive but not ready', async () => {
    const records = await server.database.query<{ record: unknown }>(
      'DELETE FROM _prisma_migrations m RETURNING to_jsonb(m) AS record',
    );
    expect(records).not.toEqual([]);
    const [ready, live] = [await request(server, '/health/ready'), await request(server, '/health/live')];
    for (const { record } of records)
      await server.database.query(`INSERT INTO _prisma_migrations
        SELECT * FROM jsonb_populate_record(NULL::_prisma_migrations, '${JSON.stringify(record)}')`);
    expect({ ready: ready.status, live: live.status }).toEqual({ ready: 503, live: 200 });
    expect(ready.headers.get('retry-after')).toBe('1');
    expect((await request(server, '/health/ready')).status).toBe(200);
  });
});

describe('health checks do not', () => {
  test('respond on other paths', async () => {
    expect((await request(server, '/nowhere/health/live')).status).toBe(404);
    expect((await request(server, '/graphql/health/live', { method: 'POST' })).status).toBe(404);
  });

  test('respond in place of the API', async () => {
    const path = '/graphql?query={viewer{kind}}&operationName=/health/live';
    expect((await request(server, path)).status).toBe(401);
  });
});
