import { connect } from 'node:net';
import { pino } from 'pino';
import { describe, expect, test } from 'vitest';
import { type Credentials, operator, organizationKey, run } from '../../support/client.ts';
import { unknownSecret } from '../../support/fixtures/secrets.ts';
import { freshName, makeOrganization, makeWorld } from '../../support/fixtures.ts';
import { JSON_TYPE, queryPath, request } from '../../support/http/request.ts';
import { RevokeApiKey } from '../../support/operations/api-key.ts';
import { CreateMcpServer } from '../../support/operations/mcp-server.ts';
import { CreateProject } from '../../support/operations/project.ts';
import { Viewer } from '../../support/operations/viewer.ts';
import { type LocalTestServer, useServer } from '../../support/server.ts';

type Line = Readonly<Record<string, unknown>> & { readonly requestId?: string; readonly path?: string };

/** A server whose log is kept, and which is asked over the network only. */
function useLoggingServer(level: string, env: NodeJS.ProcessEnv = {}) {
  const lines: Line[] = [];
  const log = pino({ level, base: null }, { write: (line: string) => lines.push(JSON.parse(line)) });
  const local = useServer({ transport: 'network', env, overrides: { log } });
  const server: LocalTestServer = Object.defineProperties(Object.create(local), {
    fetch: { value: (sent: Request) => local.fetchByNetwork(sent) },
  });
  let last = 0;
  /** Sends a request and returns its line, which comes when the answer has left. */
  const lineOf = async (path: string, init: RequestInit = {}): Promise<Line> => {
    last += 1;
    const requestId = `line-${last}`;
    const headers = { ...Object.fromEntries(new Headers(init.headers)), 'x-request-id': requestId };
    await request(server, path, { ...init, headers });
    return found(requestId);
  };
  const found = async (requestId: string): Promise<Line> => {
    const ofRequest = () => lines.filter((line) => line.msg === 'request' && line.requestId === requestId);
    await expect.poll(() => ofRequest().length, { interval: 5 }).toBeGreaterThan(0);
    const [line, ...others] = ofRequest();
    expect(others, 'one line a request').toEqual([]);
    if (!line) throw new Error('It was found.');
    return line;
  };
  return { server, lines, lineOf, found };
}

const { server, lines, lineOf, found } = useLoggingServer('info');
const quiet = useLoggingServer('warn');
const debugging = useLoggingServer('debug');

const post = (body: object, credentials: Credentials = {}): RequestInit => ({
  method: 'POST',
  headers: { ...JSON_TYPE, ...credentials },
  body: JSON.stringify(body),
});

const VIEWER = 'query WhoAmI { viewer { kind } }';

describe('access log', () => {
  test('has a line per request with actor, operation, cost and outcome, on the fast path and in the API', async () => {
    const { organization, project } = await makeWorld(server);
    const actors = [
      { credentials: organization.credentials, kind: 'organization' },
      { credentials: project.credentials, kind: 'project', projectId: project.id },
    ];
    for (const { credentials, ...actor } of actors) {
      const expected = {
        level: 30,
        method: 'POST',
        path: '/graphql',
        status: 200,
        ip: '127.0.0.1',
        actor: { ...actor, organizationId: organization.id, apiKeyId: expect.stringMatching(/^key_/) },
        operation: {
          type: 'query',
          name: 'WhoAmI',
          field: 'viewer',
          hash: expect.stringMatching(/^[0-9a-f]{16}$/),
        },
        cost: 1,
      };
      const plain = [0, 1, 2].map(() => post({ query: VIEWER }, credentials));
      const careful = post({ query: VIEWER }, { ...credentials, 'idempotency-key': 'x' });
      for (const init of [...plain, careful]) expect(await lineOf('/graphql', init)).toMatchObject(expected);
      const got = await lineOf(queryPath(VIEWER), { headers: credentials });
      expect(got).toMatchObject({ ...expected, method: 'GET' });
      expect(got.ms).toBeGreaterThan(0);
    }
  });

  test('has a line for every endpoint, and for an aborted request', async () => {
    const { organization, project } = await makeWorld(server);
    const { createMcpServer } = await run(
      server,
      CreateMcpServer,
      { input: { name: freshName('server'), allowedTools: ['GET_PROJECT'] } },
      project.credentials,
    );
    const { pathname } = new URL(createMcpServer.mcpServer.url);
    const call = { jsonrpc: '2.0', id: 1, method: 'tools/call', params: { name: 'get_project' } };
    const called = await lineOf(pathname, post(call, project.credentials));
    expect(called).toMatchObject({
      path: '/mcp/{id}',
      status: 200,
      tool: 'get_project',
      actor: { kind: 'project', projectId: project.id },
      cost: 1,
    });
    const exported = await lineOf('/audit/export?limit=1', { headers: organization.credentials });
    expect(exported).toMatchObject({
      path: '/audit/export',
      status: 200,
      actor: { kind: 'organization' },
      cost: 10,
    });
    const line = await lineOf('/keys/revoke', post({ secrets: [unknownSecret('ak_')] }));
    expect(line).toMatchObject({ path: '/keys/revoke', status: 200, actor: { kind: 'anonymous' } });
    expect(await lineOf('/nowhere?a=b')).toMatchObject({ path: '/nowhere', status: 404 });

    const { url } = await server.listen();
    const socket = connect(Number(new URL(url).port), '127.0.0.1');
    const head = [
      'POST /graphql HTTP/1.1',
      'host: localhost',
      'content-type: application/json',
      'content-length: 9',
      `x-api-key: ${project.secret}`,
    ];
    socket.write(`${head.join('\r\n')}\r\nx-request-id: gone-1\r\n\r\n{`, () =>
      setTimeout(() => socket.destroy(), 50),
    );
    expect(await found('gone-1')).toMatchObject({ status: null, isAborted: true, ip: '127.0.0.1' });
  });

  test('has the reasons of rejected requests, not their messages', async () => {
    const { credentials } = await makeOrganization(server);
    const unknown = organizationKey(unknownSecret('oak_'));
    const nobody = { actor: { kind: 'anonymous' }, status: 401 };
    const cases = [
      [
        post({ query: VIEWER }, unknown),
        { ...nobody, errors: [{ code: 'UNAUTHENTICATED', reason: 'KEY_UNKNOWN' }] },
      ],
      [post({ query: VIEWER }), { ...nobody, errors: [{ code: 'UNAUTHENTICATED', reason: 'KEY_MISSING' }] }],
      [
        post(
          { query: 'mutation M { updateProject(input: { id: "proj_none" }) { project { id } } }' },
          credentials,
        ),
        {
          operation: { type: 'mutation', name: 'M', field: 'updateProject' },
          errors: [{ code: 'NOT_FOUND', reason: 'PROJECT_NOT_FOUND' }],
        },
      ],
      [
        post({ query: 'query Secret { whatever }' }, credentials),
        {
          operation: { type: null, name: null },
          errors: [{ code: 'BAD_USER_INPUT', reason: 'INVALID_DOCUMENT' }],
        },
      ],
    ] as const;
    for (const [init, expected] of cases)
      for (const headers of [{}, { accept: 'application/graphql-response+json' }]) {
        const sent = { ...init, headers: { ...Object.fromEntries(new Headers(init.headers)), ...headers } };
        expect(await lineOf('/graphql', sent)).toMatchObject(expected);
      }
  });

  test('has no actor for a key that is no longer valid', async () => {
    const { organization, project } = await makeWorld(server);
    const init = post({ query: VIEWER }, project.credentials);
    for (const _ of [0, 1]) expect(await lineOf('/graphql', init)).toMatchObject({ status: 200 });
    const keys = await run(server, Viewer, {}, project.credentials);
    await run(
      server,
      RevokeApiKey,
      { input: { id: keys.viewer.apiKey?.id ?? '' } },
      organization.credentials,
    );
    expect(await lineOf('/graphql', init)).toMatchObject({
      status: 401,
      actor: { kind: 'anonymous' },
      errors: [{ code: 'UNAUTHENTICATED', reason: 'KEY_REVOKED' }],
    });
  });

  test('has no line at a higher log level, and health checks at level debug only', async () => {
    await request(quiet.server, '/nowhere');
    await request(debugging.server, '/health/live');
    await request(server, '/health/live');
    await debugging.lineOf('/nowhere');
    await lineOf('/nowhere');
    expect(quiet.lines).toEqual([]);
    expect(debugging.lines.filter(({ path }) => path === '/health/live')).toMatchObject([{ level: 20 }]);
    expect(lines.filter(({ path }) => path === '/health/live')).toEqual([]);
  });
});

describe('an access log line does not', () => {
  test('contain secrets of keys, variables, documents, headers, queries and paths', async () => {
    const organization = await makeOrganization(server);
    const hidden = 'do-not-tell';
    const id = 'secrets-1';
    const body = {
      query: `query Q($name: String) { organization { projects(search: $name) { totalCount } } a: __typename @include(if: true) # ${hidden}\n }`,
      variables: { name: hidden },
    };
    const headers = { ...organization.credentials, 'x-request-id': id, 'user-agent': hidden, cookie: hidden };
    await request(server, '/graphql', post(body, headers));
    await found(id);
    await lineOf(`/graphql/${organization.secret}/x?key=${hidden}`);
    await lineOf(`/audit/export?key=${hidden}`);
    const { createProject } = await run(
      server,
      CreateProject,
      { input: { name: freshName('project'), shouldCreateApiKey: true } },
      organization.credentials,
    );
    const made = await lineOf('/graphql', post({ query: VIEWER }, operator));
    expect(made).toMatchObject({ actor: { kind: 'operator' } });
    const logged = JSON.stringify(lines);
    for (const secret of [
      hidden,
      organization.secret,
      createProject.issuedKey?.secret,
      ...Object.values(operator),
    ])
      expect(logged).not.toContain(secret);
    expect(logged).toContain('/graphql/oak_…/x');
  });

  test('grow with values that a client sends', async () => {
    const { credentials } = await makeOrganization(server);
    const name = 'N'.repeat(5_000);
    const line = await lineOf('/graphql', post({ query: `query ${name} { viewer { kind } }` }, credentials));
    expect(line).toMatchObject({ operation: { name: 'N'.repeat(100) } });
    const injected = { query: VIEWER, operationName: 'WhoAmI\n{"level":60}' };
    expect(JSON.stringify(await lineOf('/graphql', post(injected, credentials)))).not.toMatch(/level\W*60/);
    expect((await lineOf(`/${'x'.repeat(5_000)}`)).path).toHaveLength(200);
    const many = Array.from(
      { length: 19 },
      (_, i) => `f${i}: updateProject(input: { id: "proj_none" }) { project { id } }`,
    );
    const failed = await lineOf('/graphql', post({ query: `mutation { ${many.join(' ')} }` }, credentials));
    expect(failed.errors).toEqual([{ code: 'NOT_FOUND', reason: 'PROJECT_NOT_FOUND' }]);
  });
});
