import { describe, expect, test } from 'vitest';
import { rowsOf } from '../../support/database/tables.ts';
import { makeOrganization } from '../../support/fixtures.ts';
import { exchangeText } from '../../support/http/raw-socket.ts';
import { expectFault, JSON_TYPE, postWithKey, queryPath, request } from '../../support/http/request.ts';
import { useServer } from '../../support/server.ts';

const server = useServer();

const QUERY = '{ viewer { kind } }';
const ANSWER = '{"data":{"viewer":{"kind":"ORGANIZATION"}}}';
const LEGACY = 'application/json; charset=utf-8';
const MODERN = 'application/graphql-response+json; charset=utf-8';

const acceptable: readonly (readonly [accept: string, type: string])[] = [
  ['', LEGACY],
  [' ', LEGACY],
  ['*/*', LEGACY],
  ['application/*', LEGACY],
  ['application/json', LEGACY],
  ['APPLICATION/JSON', LEGACY],
  ['application/json; charset=utf-8', LEGACY],
  ['text/html;q=0.9, */*;q=0.1', LEGACY],
  ['application/json, application/graphql-response+json', LEGACY],
  ['application/graphql-response+json;q=0.5, application/json', LEGACY],
  ['*/*;q=0.1, application/graphql-response+json;q=0', LEGACY],
  ['application/json;profile="a,b;q=0", text/html', LEGACY],
  ['application/graphql-response+json', MODERN],
  ['application/graphql-response+json,application/json;q=0.9', MODERN],
  ['application/json;q=0.9 , application/graphql-response+json', MODERN],
  ['application/graphql-response+json; charset=utf-8, application/json; charset=utf-8', MODERN],
  [
    'application/graphql-response+json, application/graphql+json, application/json, text/event-stream, multipart/mixed',
    MODERN,
  ],
  ['application/json ; q=0.1 , */* ; q=0.2', MODERN],
  ['*/*, application/json;q=0', MODERN],
];

const unacceptable = [
  'image/png',
  'text/html',
  'text/*',
  'text/event-stream, multipart/mixed',
  'application/xml',
  'application/jsonp',
  'json',
  'application/json;q=0',
  'application/json;q=much',
  '*/*;q=0',
  'application/json;q=0, application/graphql-response+json;q=0.0',
];

describe('the media type of a response', () => {
  test.each(acceptable)('for accept: %j is %s', async (accept, type) => {
    const { status, headers, text } = await postWithKey(server, JSON.stringify({ query: QUERY }), {
      ...JSON_TYPE,
      accept,
    });
    expect({ status, type: headers.get('content-type'), text }).toEqual({ status: 200, type, text: ANSWER });
  });

  test.each(acceptable)(
    'of a rejected document for accept: %j is %s, as its status',
    async (accept, type) => {
      const answer = await postWithKey(server, '{"query":"{ nothing }"}', { ...JSON_TYPE, accept });
      // GraphQL over HTTP: a well-formed request has status 200 in the legacy media type.
      expectFault(answer, type === LEGACY ? 200 : 400, 'INVALID_DOCUMENT');
      expect(answer.headers.get('content-type')).toBe(type);
    },
  );

  // Browsers, which accept HTML, get GraphiQL.
  const byGet = acceptable.filter(([accept]) => !accept.includes('text/html'));
  test.each(byGet)('of a query by GET for accept: %j is %s', async (accept, type) => {
    const { credentials } = await makeOrganization(server);
    const { headers, text } = await request(server, queryPath(QUERY), {
      headers: { ...credentials, accept },
    });
    expect({ type: headers.get('content-type'), text }).toEqual({ type, text: ANSWER });
  });

  test('without an accept header is JSON', async () => {
    const { credentials } = await makeOrganization(server);
    const body = JSON.stringify({ query: QUERY });
    const headers = { host: 'localhost', ...JSON_TYPE, ...credentials, connection: 'close' };
    const lines = Object.entries({ ...headers, 'content-length': body.length }).map(
      ([name, value]) => `${name}: ${value}\r\n`,
    );
    const { url } = await server.listen();
    const answer = await exchangeText(url, `POST /graphql HTTP/1.1\r\n${lines.join('')}\r\n${body}`);
    expect(answer).toMatch(/^HTTP\/1\.1 200 /);
    expect(answer).toContain(`content-type: ${LEGACY}\r\n`);
    expect(answer.endsWith(ANSWER)).toBe(true);
  });
});

describe('content negotiation rejects', () => {
  test.each(unacceptable)('accept: %j, and changes nothing', async (accept) => {
    const { id, credentials } = await makeOrganization(server);
    const before = await rowsOf(server, id);
    const query = 'mutation { createProject(input: { name: "sneaky" }) { project { id } } }';
    const init = { method: 'POST', headers: { ...JSON_TYPE, ...credentials, accept } };
    const answer = await request(server, '/graphql', { ...init, body: JSON.stringify({ query }) });
    expectFault(answer, 406, 'INVALID_REQUEST');
    expect(answer.headers.get('content-type')).toBe(LEGACY);
    expect(await rowsOf(server, id)).toEqual(before);
  });
});
