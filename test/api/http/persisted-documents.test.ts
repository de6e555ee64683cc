import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse, validate } from 'graphql';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { schema } from '../../../src/graphql/schema.ts';
import { type Credentials, organizationKey } from '../../support/client.ts';
import { rowsOf } from '../../support/database/tables.ts';
import { unknownSecret } from '../../support/fixtures/secrets.ts';
import { makeOrganization, makeWorld, type OrganizationWorld } from '../../support/fixtures.ts';
import { expectFault, faultOf, JSON_TYPE, type RawAnswer, request } from '../../support/http/request.ts';
import { type LocalTestServer, type TestServer, useServer } from '../../support/server.ts';

const hashOf = (query: string) => createHash('sha256').update(query).digest('hex');

const KIND = '{ viewer { kind } }';
const CREATE = 'mutation { createProject(input: { name: "stored" }) { project { name } } }';
const BROKEN = '{ viewer { nonsense } }';
const manifest = { [hashOf(KIND)]: KIND, [hashOf(CREATE)]: CREATE, 'my-own-name': KIND };
const folder = mkdtempSync(join(tmpdir(), 'manifest-'));
const manifestPath = join(folder, 'documents.json');
writeFileSync(manifestPath, JSON.stringify(manifest));
afterAll(() => rmSync(folder, { recursive: true }));

const any = useServer();
const open = useServer({ env: { INTROSPECTION: 'public' } });
const trusted = useServer({
  env: { PERSISTED_DOCUMENTS: 'only', PERSISTED_DOCUMENTS_MANIFEST: manifestPath },
});
const shipped = useServer({ env: { PERSISTED_DOCUMENTS: 'only' } });

const KIND_ANSWER = '{"data":{"viewer":{"kind":"ORGANIZATION"}}}';
const persisted = (hash: string) => ({ extensions: { persistedQuery: { version: 1, sha256Hash: hash } } });

const post = (server: TestServer, body: object, headers: Credentials): Promise<RawAnswer> =>
  request(server, '/graphql', {
    method: 'POST',
    headers: { ...JSON_TYPE, ...headers },
    body: JSON.stringify(body),
  });

const get = (server: LocalTestServer, parameters: Readonly<Record<string, string>>, headers: Credentials) =>
  request(server, `/graphql?${new URLSearchParams(parameters)}`, { headers });

/** Asked in one way only: by a hash nobody can see that it is a mutation. */
const once = (server: LocalTestServer) => ({ ...server, fetch: server.fetchByNetwork });

/** A document that no test has sent to a server. */
let count = 0;
const fresh = () => {
  count += 1;
  return `query Fresh${count} { viewer { kind } }`;
};

function expectNotFound(answer: RawAnswer): void {
  // What Apollo Client and urql look for.
  expect(answer.status).toBe(200);
  expect(faultOf(answer)).toMatchObject({
    message: 'PersistedQueryNotFound',
    extensions: { code: 'PERSISTED_QUERY_NOT_FOUND', reason: 'DOCUMENT_UNKNOWN' },
  });
}

function expectNotTrusted(answer: RawAnswer): void {
  expect(answer.status).toBe(403);
  expect(faultOf(answer).extensions).toMatchObject({ code: 'FORBIDDEN', reason: 'DOCUMENT_NOT_TRUSTED' });
}

let organization: OrganizationWorld;
beforeAll(async () => {
  organization = await makeOrganization(any);
});

describe('automatic persisted queries', () => {
  test('request the text once and work by hash afterwards, over both transports and with GET', async () => {
    const query = fresh();
    const byHash = persisted(hashOf(query));
    expectNotFound(await post(any, byHash, organization.credentials));
    expect((await post(any, { query, ...byHash }, organization.credentials)).text).toBe(KIND_ANSWER);
    expect((await post(any, byHash, organization.credentials)).text).toBe(KIND_ANSWER);
    expect((await post(any, { ...byHash, query: null }, organization.credentials)).text).toBe(KIND_ANSWER);
    for (const documentId of [hashOf(query), `sha256:${hashOf(query)}`])
      expect((await post(any, { documentId }, organization.credentials)).text).toBe(KIND_ANSWER);
    const extensions = JSON.stringify(byHash.extensions);
    expect((await get(any, { extensions }, organization.credentials)).text).toBe(KIND_ANSWER);
    expect((await get(any, { documentId: hashOf(query) }, organization.credentials)).text).toBe(KIND_ANSWER);
  });

  test('accept variables', async () => {
    const query = 'query Named($id: ID!) { organization { project(id: $id) { id } } }';
    const asked = { variables: { id: organization.defaultProjectId }, ...persisted(hashOf(query)) };
    const first = await post(any, { query, ...asked }, organization.credentials);
    expect(first.text).toBe(
      `{"data":{"organization":{"project":{"id":"${organization.defaultProjectId}"}}}}`,
    );
    expect((await post(any, asked, organization.credentials)).text).toBe(first.text);
  });

  test('report an invalid document under each of its hashes', async () => {
    const asked = persisted(hashOf(BROKEN));
    for (const body of [{ query: BROKEN, ...asked }, asked])
      expect(faultOf(await post(any, body, organization.credentials)).extensions.reason).toBe(
        'INVALID_DOCUMENT',
      );
  });
});

describe('automatic persisted queries reject', () => {
  test('a hash of another text, which is not stored', async () => {
    const [query, other] = [fresh(), fresh()];
    expectFault(
      await post(any, { query, ...persisted(hashOf(other)) }, organization.credentials),
      400,
      'INVALID_REQUEST',
    );
    expectNotFound(await post(any, persisted(hashOf(other)), organization.credentials));
  });

  test.each([
    { documentId: 1 },
    { documentId: '' },
    { documentId: ['x'] },
    { extensions: { persistedQuery: 'x' } },
    { extensions: { persistedQuery: null } },
    { extensions: { persistedQuery: { version: 2, sha256Hash: 'x' } } },
    { extensions: { persistedQuery: { version: 1 } } },
    { extensions: { persistedQuery: { version: 1, sha256Hash: 7 } } },
  ])('the document id %j', async (name) => {
    expectFault(await post(any, { query: KIND, ...name }, organization.credentials), 400, 'INVALID_REQUEST');
  });

  test('documents of clients without a valid key', async () => {
    const query = fresh();
    const body = { query, ...persisted(hashOf(query)) };
    expect((await post(any, body, {})).status).toBe(401);
    expect((await post(any, body, organizationKey(unknownSecret('oak_')))).status).toBe(401);
    expectNotFound(await post(any, persisted(hashOf(query)), organization.credentials));
    const schema = '{ __typename }';
    const anonymous = { query: schema, ...persisted(hashOf(schema)) };
    expect((await post(open, anonymous, {})).text).toBe('{"data":{"__typename":"Query"}}');
    expectNotFound(await post(open, persisted(hashOf(schema)), {}));
  });

  test('mutations with GET', async () => {
    const { id, credentials } = await makeOrganization(any);
    await post(any, { query: CREATE, ...persisted(hashOf(CREATE)) }, credentials);
    const before = await rowsOf(any, id);
    expect((await get(any, { documentId: hashOf(CREATE) }, credentials)).status).toBe(405);
    expect(await rowsOf(any, id)).toEqual(before);
  });
});

describe('automatic persisted queries isolate tenants', () => {
  test('no organization reads or replaces documents of another one', async () => {
    const other = await makeOrganization(any);
    const query = fresh();
    await post(any, { query, ...persisted(hashOf(query)) }, organization.credentials);
    expectNotFound(await post(any, persisted(hashOf(query)), other.credentials));
    // As much as there is room for, and more.
    for (let index = 0; index < 8; index++) {
      const large = `${fresh()} # ${'x'.repeat(50_000)}`;
      await post(any, { query: large, ...persisted(hashOf(large)) }, other.credentials);
    }
    expect((await post(any, persisted(hashOf(query)), organization.credentials)).text).toBe(KIND_ANSWER);
  });
});

describe('persisted documents', () => {
  test('work by hash and by text, over both transports and with GET', async () => {
    const { credentials } = await makeOrganization(any);
    const hash = hashOf(KIND);
    const bodies = [
      { query: KIND },
      { documentId: hash },
      { documentId: `sha256:${hash}` },
      { documentId: 'my-own-name' },
      persisted(hash),
      { query: KIND, ...persisted(hash) },
    ];
    for (const body of bodies) expect((await post(trusted, body, credentials)).text).toBe(KIND_ANSWER);
    expect((await get(trusted, { documentId: hash }, credentials)).text).toBe(KIND_ANSWER);
    expect((await post(once(trusted), { documentId: hashOf(CREATE) }, credentials)).text).toContain(
      '"name":"stored"',
    );
  });

  test('ship with the package, as codegen writes them', async () => {
    const documents: Record<string, string> = JSON.parse(readFileSync('schema/documents.json', 'utf8'));
    expect(Object.values(documents).join()).toContain('query WhoAmI');
    for (const [documentId, text] of Object.entries(documents)) {
      expect(documentId).toBe(hashOf(text));
      expect(validate(schema, parse(text))).toEqual([]);
    }
    const { credentials } = await makeOrganization(any);
    for (const name of ['query WhoAmI', 'query Projects(', 'mutation CreateProject(']) {
      const text = Object.values(documents).find((document) => document.startsWith(name)) ?? '';
      const answer = await post(
        once(shipped),
        { documentId: hashOf(text), variables: { input: { name: 'trusted' } } },
        credentials,
      );
      expect(answer.errors).toEqual([]);
    }
  });
});

describe('persisted documents reject', () => {
  test('every other document, by hash or text, and store none', async () => {
    const { organization: own, project } = await makeWorld(any);
    for (const { credentials } of [own, project]) {
      const query = fresh();
      const hash = hashOf(query);
      for (const body of [
        { query },
        { query, ...persisted(hash) },
        { documentId: hash },
        persisted(hash),
        { query: `${KIND} ` },
        { query: '{ __schema { queryType { name } } }' },
        { query: '{' },
      ])
        expectNotTrusted(await post(trusted, body, credentials));
      expectNotTrusted(await get(trusted, { query }, credentials));
    }
  });

  test('unauthenticated clients before the lookup', async () => {
    const answer = await post(trusted, { query: fresh() }, {});
    expect(faultOf(answer).extensions.reason).toBe('KEY_MISSING');
  });
});
