import { beforeAll, describe, expect, test } from 'vitest';
import { type Credentials, operator, organizationKey, projectKey } from '../../support/client.ts';
import { unknownSecret } from '../../support/fixtures/secrets.ts';
import { makeWorld, type World } from '../../support/fixtures.ts';
import { expectFault, faultOf, JSON_TYPE, queryPath, request } from '../../support/http/request.ts';
import { useServer } from '../../support/server.ts';

const server = useServer();
const secretive = useServer({ env: { INTROSPECTION: 'off' } });
const open = useServer({ env: { INTROSPECTION: 'public' } });

let world: World;
beforeAll(async () => {
  world = await makeWorld(server);
});

const post = (body: string, headers: Credentials = world.organization.credentials, on = server) =>
  request(on, '/graphql', { method: 'POST', headers: { ...JSON_TYPE, ...headers }, body: Buffer.from(body) });

const ask = (query: string, variables: object = {}, headers?: Credentials, on = server) =>
  post(JSON.stringify({ query, variables }), headers, on);

const nested = (depth: number, open: string, close: string) => open.repeat(depth) + close.repeat(depth);

describe('text that PostgreSQL cannot store', () => {
  const anywhere: readonly (readonly [string, string])[] = [
    ['a variable', '{"query":"query ($id: ID!) { node(id: $id) { id } }","variables":{"id":"x%"}}'],
    ['a list', '{"query":"query ($ids: [ID!]!) { nodes(ids: $ids) { id } }","variables":{"ids":["a","x%"]}}'],
    [
      'a cursor',
      '{"query":"query ($c: String) { organization { projects(after: $c) { nodes { id } } } }","variables":{"c":"x%"}}',
    ],
    [
      'a slug',
      '{"query":"query ($s: String) { organization { project(slug: $s) { id } } }","variables":{"s":"x%"}}',
    ],
    [
      'an input',
      '{"query":"mutation ($n: String!) { createProject(input: { name: $n }) { project { id } } }","variables":{"n":"abc%"}}',
    ],
    ['the name of a variable', '{"query":"{ viewer { kind } }","variables":{"x%":1}}'],
    ['the document', '{"query":"{ node(id: \\"x%\\") { id } }"}'],
    ['what the document spells', '{"query":"{ node(id: \\"x\\%\\") { id } }"}'],
    ['a comment', '{"query":"{ viewer { kind } } # x%"}'],
    ['the name of the operation', '{"query":"{ viewer { kind } }","operationName":"x%"}'],
    ['the extensions', '{"query":"{ viewer { kind } }","extensions":{"a":"x%"}}'],
    ['the id of a document', '{"documentId":"x%"}'],
  ];
  const bad = ['\\u0000', '\\ud800', '\\udc00', '\\udc00\\ud800'];

  test.each(anywhere.flatMap(([place, body]) => bad.map((text) => [text, place, body] as const)))(
    'causes no internal error: %s in %s',
    async (text, _place, body) => {
      const answer = await post(body.replace('%', text));
      expect([200, 400], answer.text).toContain(answer.status);
      for (const { extensions } of answer.errors)
        expect(['BAD_USER_INPUT', 'NOT_FOUND', 'PERSISTED_QUERY_NOT_FOUND']).toContain(extensions.code);
    },
  );

  test('causes no internal error in a GET', async () => {
    for (const path of [
      queryPath('{ viewer { kind } } # \0'),
      queryPath('query ($id: ID!) { node(id: $id) { id } }', { variables: '{"id":"\\u0000"}' }),
    ])
      expect((await request(server, path, { headers: world.organization.credentials })).status).toBe(200);
  });
});

describe('HTTP API rejects', () => {
  test.each([
    ['arrays', nested(5_000, '[', ']')],
    ['objects', `${'{"a":'.repeat(5_000)}1${'}'.repeat(5_000)}`],
    ['arrays, as many as there is room for', nested(50_000, '[', ']')],
  ])('deeply nested %s', async (_name, value) => {
    for (const body of [
      `{"query":"query ($ids: [ID!]!) { nodes(ids: $ids) { id } }","variables":{"ids":${value}}}`,
      `{"query":"{ viewer { kind } }","variables":{"unused":${value}}}`,
      `{"query":"{ viewer { kind } }","extensions":{"a":${value}}}`,
    ])
      expectFault(await post(body), 400, 'INVALID_REQUEST');
    const leaked = { method: 'POST', headers: JSON_TYPE, body: `{"secrets":${value}}` };
    expectFault(await request(server, '/keys/revoke', leaked), 400, 'INVALID_REQUEST');
  });

  test.each(['9'.repeat(400), '1e400', '-1e400', '99999999999', '1.5', '0x10', '--1', '1e5', '01'])(
    'the number %s where a page has a size',
    async (number) => {
      const literal = await ask(`{ organization { projects(first: ${number}) { nodes { id } } } }`);
      const variable = await post(
        `{"query":"query ($n: Int) { organization { projects(first: $n) { nodes { id } } } }","variables":{"n":${number}}}`,
      );
      for (const answer of [literal, variable])
        expect(['INVALID_DOCUMENT', 'INVALID_VARIABLES', 'INVALID_REQUEST', 'INVALID_VALUE']).toContain(
          answer.errors[0]?.extensions.reason,
        );
    },
  );

  test.each(['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty', 'valueOf'])(
    '%s with its special meaning in JavaScript',
    async (name) => {
      const parameter = await post(`{"query":"{ viewer { kind } }","${name}":{"query":"{ x }"}}`);
      expectFault(parameter, 400, 'INVALID_REQUEST');
      const field = await ask(`{ viewer { ${name} } }`);
      expect(faultOf(field).extensions.reason).toBe('INVALID_DOCUMENT');
      const fragment = await ask(`{ viewer { ...${name} } }`);
      expect(faultOf(fragment).extensions.reason).toBe('INVALID_DOCUMENT');
      const input = await post(
        `{"query":"mutation ($input: CreateProjectInput!) { createProject(input: $input) { project { id } } }","variables":{"input":{"name":"abc","${name}":{"isDefault":true}}}}`,
      );
      expect(faultOf(input).extensions.reason).toBe('INVALID_VARIABLES');
      const operation = await post(`{"query":"{ viewer { kind } }","operationName":"${name}"}`);
      expect(faultOf(operation).extensions.code).toBe('BAD_USER_INPUT');
      const missing = await ask(`query ($${name}: ID!) { node(id: $${name}) { id } }`);
      expect(missing.errors[0]?.extensions.reason).toMatch(/^INVALID_(VARIABLES|DOCUMENT)$/);
      const variable = await post(
        `{"query":"query ($${name}: ID!) { node(id: $${name}) { id } }","variables":{"${name}":"none"}}`,
      );
      if (name === '__proto__') {
        expect(faultOf(variable).message).toBe('The name __proto__ is not allowed here.');
        return;
      }
      // What is refused is only what would be taken for something else.
      expect(variable.text).toBe('{"data":{"node":null}}');
      // As an alias it is one like any other.
      const alias = await ask(`{ ${name}: viewer { ${name}: kind } }`);
      expect(alias.text).toBe(`{"data":{"${name}":{"${name}":"ORGANIZATION"}}}`);
    },
  );

  test('a field name that occurs twice in an object literal', async () => {
    const answer = await ask(
      'mutation { createProject(input: { name: "abc", name: "xyz" }) { project { id } } }',
    );
    expect(faultOf(answer).extensions.reason).toBe('INVALID_DOCUMENT');
  });

  test('the first of two equal names in JSON: the last one is used', async () => {
    const answer = await post('{"query":"{ nonsense }","query":"{ viewer { kind } }"}');
    expect(answer.text).toBe('{"data":{"viewer":{"kind":"ORGANIZATION"}}}');
  });

  test.each(['gzip', 'deflate', 'br', 'identity', 'x'])(
    'a body with content-encoding %s',
    async (encoding) => {
      const headers = { ...world.organization.credentials, 'content-encoding': encoding };
      expectFault(await post('{"query":"{ viewer { kind } }"}', headers), 415, 'INVALID_REQUEST');
    },
  );
});

describe('two keys in one request', () => {
  const keys = () => ({
    operator,
    organization: world.organization.credentials,
    project: world.project.credentials,
    bearer: { authorization: `Bearer ${world.project.secret}` },
    stranger: projectKey(unknownSecret('ak_')),
  });
  const pairs = [
    ['operator', 'organization'],
    ['operator', 'project'],
    ['organization', 'project'],
    ['organization', 'bearer'],
    ['bearer', 'stranger'],
  ] as const;

  test.each(pairs)('are rejected: %s and %s', async (one, other) => {
    const answer = await ask('{ viewer { kind } }', {}, { ...keys()[one], ...keys()[other] });
    expect(answer.status).toBe(401);
    expect(faultOf(answer).extensions).toMatchObject({
      code: 'UNAUTHENTICATED',
      reason: 'CONFLICTING_CREDENTIALS',
    });
  });

  test('are accepted if they are equal', async () => {
    const answer = await ask('{ viewer { kind } }', {}, { ...keys().project, ...keys().bearer });
    expect(answer.text).toBe('{"data":{"viewer":{"kind":"PROJECT"}}}');
  });
});

describe('errors', () => {
  const mistakes: readonly (readonly [string, string, object])[] = [
    ['a field', '{ viewr { kind } }', {}],
    ['a field below', '{ viewer { kin } }', {}],
    ['an argument', '{ node(idd: "x") { id } }', {}],
    ['a type', '{ viewer { ... on Viewr { kind } } }', {}],
    ['a field of an interface', '{ node(id: "x") { name } }', {}],
    ['a field of an input', 'mutation { createProject(input: { nam: "x" }) { project { id } } }', {}],
    [
      'an enum',
      '{ organization { projects(orderBy: { field: NAM, direction: ASC }) { nodes { id } } } }',
      {},
    ],
    ['a directive', '{ viewer { kind @skp(if: true) } }', {}],
    [
      'a variable',
      'mutation ($input: CreateProjectInput!) { createProject(input: $input) { project { id } } }',
      { input: { name: 'abc', slg: 'x' } },
    ],
  ];

  test.each(mistakes)(
    'do not suggest names similar to %s where introspection is off',
    async (_of, query, variables) => {
      const { organization } = await makeWorld(secretive);
      const answer = await ask(query, variables, organization.credentials, secretive);
      expect(answer.errors.length).toBeGreaterThan(0);
      expect(answer.text).not.toMatch(/did you mean/i);
    },
  );

  test('do not suggest names in requiredScopes either', async () => {
    const { organization } = await makeWorld(secretive);
    const query = 'query ($document: String!) { requiredScopes(document: $document) }';
    const answer = await ask(query, { document: '{ viewr { kind } }' }, organization.credentials, secretive);
    expect(faultOf(answer).message).toMatch(/^Cannot query field/);
    expect(answer.text).not.toMatch(/did you mean/i);
  });

  test('do not depend on the document for unauthenticated clients', async () => {
    for (const [, query, variables] of mistakes) {
      const answer = await ask(query, variables, organizationKey(unknownSecret('oak_')));
      expect(faultOf(answer).extensions.reason).toBe('KEY_UNKNOWN');
    }
  });

  test('suggest names to clients that may introspect', async () => {
    const { organization } = await makeWorld(open);
    for (const [on, headers] of [
      [server, world.organization.credentials],
      [open, {}],
      [open, organization.credentials],
    ] as const)
      expect((await ask('{ viewr { kind } }', {}, headers, on)).text).toContain('Did you mean');
  });
});
