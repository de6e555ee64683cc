import { describe, expect, test } from 'vitest';
import { rowsOf } from '../../support/database/tables.ts';
import { makeOrganization } from '../../support/fixtures.ts';
import { expectFault, JSON_TYPE, postWithKey, queryPath, request } from '../../support/http/request.ts';
import { useServer } from '../../support/server.ts';

const server = useServer();

const QUERY = '{ viewer { kind } }';
const ANSWER = { status: 200, text: '{"data":{"viewer":{"kind":"ORGANIZATION"}}}' };
const body = JSON.stringify({ query: QUERY });
const MODERN = 'application/graphql-response+json';
const BODY_SIZE_BYTES_MAX = 100 * 1024;
const createProject = 'mutation { createProject(input: { name: "sneaky" }) { project { id } } }';

describe('HTTP API', () => {
  test.each([
    'application/json',
    'application/json; charset=utf-8',
    'application/json;charset=UTF-8',
    'Application/JSON',
    'application/json ; charset=utf-8',
  ])('accepts a body of type %s as JSON', async (type) => {
    const { status, text } = await postWithKey(server, body, { 'content-type': type });
    expect({ status, text }).toEqual(ANSWER);
  });

  test('accepts a query with GET', async () => {
    const { credentials } = await makeOrganization(server);
    const { status, text } = await request(server, queryPath(QUERY), { headers: credentials });
    expect({ status, text }).toEqual(ANSWER);
  });

  test('evaluates @include and @skip with variables', async () => {
    const query = `query Choose($yes: Boolean!) {
      viewer { kind @include(if: $yes) apiKey @skip(if: $yes) { id } }
    }`;
    const { status, text } = await postWithKey(server, JSON.stringify({ query, variables: { yes: true } }));
    expect({ status, text }).toEqual(ANSWER);
  });

  test('accepts a body of 100 KiB', async () => {
    const { status, text } = await postWithKey(server, body.padEnd(BODY_SIZE_BYTES_MAX));
    expect({ status, text }).toEqual(ANSWER);
  });

  test('forbids caching and content sniffing of every response', async () => {
    const { headers } = await postWithKey(server, body);
    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.get('x-content-type-options')).toBe('nosniff');
  });

  test.each([
    ['{ secretField }', 'INVALID_DOCUMENT'],
    ['{ viewer {', 'INVALID_DOCUMENT'],
    ['', 'INVALID_DOCUMENT'],
    ['subscription { x }', 'INVALID_DOCUMENT'],
    ['query One { viewer { kind } } query Two { viewer { kind } }', 'INVALID_DOCUMENT'],
    ['query Unused($id: ID) { viewer { kind } }', 'INVALID_DOCUMENT'],
    ['query Undefined { node(id: $id) { id } }', 'INVALID_DOCUMENT'],
    ['query Missing($id: ID!) { node(id: $id) { id } }', 'INVALID_VARIABLES'],
  ])('answers graphql-response+json clients with 400 for the document %j', async (query, reason) => {
    const answer = await postWithKey(server, JSON.stringify({ query }), { ...JSON_TYPE, accept: MODERN });
    expectFault(answer, 400, reason);
    expect(answer.headers.get('content-type')).toBe(`${MODERN}; charset=utf-8`);
  });

  test('answers in graphql-response+json where accepted, without a key too', async () => {
    const headers = { ...JSON_TYPE, accept: MODERN };
    const good = await postWithKey(server, body, headers);
    const anonymous = await request(server, '/graphql', { method: 'POST', headers, body });
    expect([good.status, anonymous.status]).toEqual([200, 401]);
    for (const answer of [good, anonymous])
      expect(answer.headers.get('content-type')).toBe(`${MODERN}; charset=utf-8`);
  });
});

describe('HTTP API rejects', () => {
  test.each([
    'text/plain',
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
    'application/graphql',
    'application/jsonp',
    'text/json',
    '',
  ])('a body of type %j', async (type) => {
    const answer = await postWithKey(server, body, type ? { 'content-type': type } : {});
    expectFault(answer, 415, 'INVALID_REQUEST');
  });

  test.each(['{', '', 'null', '"text"', '1', '[]', `[${body}]`, `[${body},${body}]`, '{}', '{"query":1}'])(
    'a body of %j',
    async (broken) => {
      expectFault(await postWithKey(server, broken), 400, 'INVALID_REQUEST');
    },
  );

  test.each([
    { name: 'variables that are no object', change: { variables: [] } },
    { name: 'extensions that are no object', change: { extensions: 'x' } },
    { name: 'a member that is not known', change: { mutation: QUERY } },
  ])('$name', async ({ change }) => {
    const answer = await postWithKey(server, JSON.stringify({ query: QUERY, ...change }));
    expectFault(answer, 400, 'INVALID_REQUEST');
  });

  test.each(['variables', 'extensions'])('a GET whose %s are not JSON', async (parameter) => {
    const { credentials } = await makeOrganization(server);
    const answer = await request(server, queryPath(QUERY, { [parameter]: '{' }), { headers: credentials });
    expectFault(answer, 400, 'INVALID_REQUEST');
  });

  test('a GET without a query', async () => {
    const { credentials } = await makeOrganization(server);
    expectFault(await request(server, '/graphql', { headers: credentials }), 400, 'INVALID_REQUEST');
  });

  test('a mutation with GET, and changes nothing', async () => {
    const { id, credentials } = await makeOrganization(server);
    const before = await rowsOf(server, id);
    const answer = await request(server, queryPath(createProject), { headers: credentials });
    expectFault(answer, 405, 'INVALID_REQUEST');
    expect(answer.headers.get('allow')).toBe('POST');
    expect(await rowsOf(server, id)).toEqual(before);
  });

  test('a mutation in a batch, and changes nothing', async () => {
    const { id, credentials } = await makeOrganization(server);
    const before = await rowsOf(server, id);
    const batch = JSON.stringify([{ query: createProject }]);
    const headers = { ...JSON_TYPE, ...credentials };
    const answer = await request(server, '/graphql', { method: 'POST', headers, body: batch });
    expectFault(answer, 400, 'INVALID_REQUEST');
    expect(await rowsOf(server, id)).toEqual(before);
  });

  test('a mutation whose response type is not acceptable to the client, and changes nothing', async () => {
    const { id, credentials } = await makeOrganization(server);
    const before = await rowsOf(server, id);
    const headers = { ...JSON_TYPE, ...credentials, accept: 'image/png' };
    const mutation = JSON.stringify({ query: createProject });
    const answer = await request(server, '/graphql', { method: 'POST', headers, body: mutation });
    expect(await rowsOf(server, id)).toEqual(before);
    expectFault(answer, 406, 'INVALID_REQUEST');
  });

  test.each([BODY_SIZE_BYTES_MAX + 1, 5_000_000])('a body of %d bytes', async (size) => {
    expectFault(await postWithKey(server, body.padEnd(size)), 413, 'REQUEST_TOO_LARGE');
  });

  test('a Content-Length above the limit', async () => {
    const headers = { ...JSON_TYPE, 'content-length': String(BODY_SIZE_BYTES_MAX + 1) };
    expectFault(await postWithKey(server, body, headers), 413, 'REQUEST_TOO_LARGE');
  });

  test.each(['/', '/nowhere', '/graphql/', '/graphql/nowhere', '/health', '/GraphQL', '//graphql'])(
    'the address %s',
    async (path) => {
      for (const method of ['GET', 'POST', 'DELETE'])
        expectFault(
          await request(server, `http://bailiwick.test${path}`, { method }),
          404,
          'INVALID_REQUEST',
        );
    },
  );

  test.each(['DELETE', 'PUT', 'PATCH', 'OPTIONS'])('the method %s', async (method) => {
    const { credentials } = await makeOrganization(server);
    const answer = await request(server, '/graphql', { method, headers: credentials });
    expectFault(answer, 405, 'INVALID_REQUEST');
    expect(answer.headers.get('allow')).toBe('GET, POST');
  });
});
