import { getIntrospectionQuery } from 'graphql';
import { beforeAll, describe, expect, test } from 'vitest';
import {
  type Credentials,
  operator,
  organizationKey,
  post,
  projectKey,
  run,
  send,
} from '../support/client.ts';
import { statementsOf } from '../support/database/statements.ts';
import { revokeKeys } from '../support/fixtures/revoked-keys.ts';
import { mistyped, unknownSecret } from '../support/fixtures/secrets.ts';
import { freshName, makeOrganization, makeProject } from '../support/fixtures.ts';
import { faultOf, request } from '../support/http/request.ts';
import { RegenerateApiKey } from '../support/operations/api-key.ts';
import { CreateOrganization } from '../support/operations/organization.ts';
import { DeleteProject } from '../support/operations/project.ts';
import { Viewer } from '../support/operations/viewer.ts';
import { OPERATOR_KEY } from '../support/operator-key.ts';
import { type TestServer, useServer } from '../support/server.ts';

const server = useServer({ transport: 'each' });
const withoutOperator = useServer({ ownDatabase: true, env: { OPERATOR_KEY: '' } });
const openServer = useServer({ ownDatabase: true, env: { INTROSPECTION: 'public' } });
const closedServer = useServer({ env: { INTROSPECTION: 'off' } });

const bearer = (secret: string, scheme = 'Bearer'): Credentials => ({ authorization: `${scheme} ${secret}` });

/** Keys of every fate, made once: the tests only send them, and change nothing of theirs. */
async function makeKeys(on: TestServer) {
  const organization = await makeOrganization(on);
  const [project, renewed, archived, doomed] = [
    await makeProject(on, organization),
    await makeProject(on, organization),
    await makeProject(on, organization),
    await makeProject(on, organization),
  ];
  const dismissed = await makeOrganization(on);
  await run(on, RegenerateApiKey, { input: { projectId: renewed.id } }, organization.credentials);
  await run(on, DeleteProject, { input: { id: archived.id } }, organization.credentials);
  await run(on, DeleteProject, { input: { id: doomed.id, permanently: true } }, organization.credentials);
  await revokeKeys(on, `organization_id = '${dismissed.id}'`);
  return {
    organization: organization.secret,
    project: project.secret,
    neighbour: (await makeProject(on, organization)).secret,
    revoked: renewed.secret,
    revokedOrganization: dismissed.secret,
    archived: archived.secret,
    deleted: doomed.secret,
    unknown: unknownSecret('ak_'),
    unknownOrganization: unknownSecret('oak_'),
  };
}

type Keys = Awaited<ReturnType<typeof makeKeys>>;

let keys: Keys;
beforeAll(async () => {
  keys = await makeKeys(server);
});

const MISSING = ['KEY_MISSING', 'This request needs a key.'] as const;
const MALFORMED = ['KEY_MALFORMED', 'The API key is malformed or mistyped.'] as const;
const MISPLACED = ['KEY_IN_WRONG_HEADER', 'The key is in the wrong header.'] as const;
const disagree = (one: string, other: string) =>
  ['CONFLICTING_CREDENTIALS', `Two different keys were sent: ${one} and ${other}.`] as const;
const UNKNOWN = ['KEY_UNKNOWN', 'The key does not exist in this installation.'] as const;
const ARCHIVED = ['KEY_PROJECT_ARCHIVED', 'The project of the key was archived.'] as const;
const REVOKED = ['KEY_REVOKED', 'The key was revoked.'] as const;
const NOT_OPERATOR = ['KEY_UNKNOWN', 'Invalid operator key.'] as const;

type Refusal = readonly [reason: string, message: string];

const refusals: Readonly<Record<string, readonly [(keys: Keys) => Credentials, Refusal]>> = {
  'no key': [() => ({}), MISSING],
  'an empty x-api-key': [() => projectKey(''), MISSING],
  'an empty x-org-api-key': [() => organizationKey(''), MISSING],
  'an empty x-operator-key': [() => ({ 'x-operator-key': '' }), MISSING],
  'Bearer and nothing': [() => ({ authorization: 'Bearer ' }), MISSING],
  'another scheme than Bearer': [({ project }) => bearer(project, 'Basic'), MISSING],
  'a word for a project key': [() => projectKey('letmein'), MALFORMED],
  'a word for an organization key': [() => organizationKey('letmein'), MALFORMED],
  'a word for a Bearer': [() => bearer('letmein'), MALFORMED],
  'a Bearer of two words': [({ project }) => bearer(`${project} please`), MALFORMED],
  'a project key with a typing error': [({ project }) => projectKey(mistyped(project)), MALFORMED],
  'a Bearer with a typing error': [({ project }) => bearer(mistyped(project)), MALFORMED],
  'an organization key with a typing error': [
    (all) => organizationKey(mistyped(all.organization)),
    MALFORMED,
  ],
  'a key without its last character': [({ project }) => projectKey(project.slice(0, -1)), MALFORMED],
  'a key with a character too many': [({ project }) => projectKey(`${project}0`), MALFORMED],
  'two keys in one header': [({ project }) => projectKey(`${project}, ${project}`), MALFORMED],
  'a key of 4000 characters': [() => projectKey('ak_'.padEnd(4000, 'a')), MALFORMED],
  'a project key in x-org-api-key': [({ project }) => organizationKey(project), MISPLACED],
  'an organization key in x-api-key': [(all) => projectKey(all.organization), MISPLACED],
  'an organization key as Bearer': [(all) => bearer(all.organization), MISPLACED],
  'two keys, of organization and project': [
    (all) => ({ ...organizationKey(all.organization), ...projectKey(all.project) }),
    disagree('x-org-api-key', 'x-api-key'),
  ],
  'two keys, of organization and Bearer': [
    (all) => ({ ...organizationKey(all.organization), ...bearer(all.project) }),
    disagree('x-org-api-key', 'authorization'),
  ],
  'two keys, of project and Bearer': [
    (all) => ({ ...projectKey(all.project), ...bearer(all.neighbour) }),
    disagree('x-api-key', 'authorization'),
  ],
  'two keys, of operator and organization': [
    (all) => ({ ...operator, ...organizationKey(all.organization) }),
    disagree('x-operator-key', 'x-org-api-key'),
  ],
  'two keys, of operator and project': [
    (all) => ({ ...operator, ...projectKey(all.project) }),
    disagree('x-operator-key', 'x-api-key'),
  ],
  'two keys, of operator and Bearer': [
    (all) => ({ ...operator, ...bearer(all.project) }),
    disagree('x-operator-key', 'authorization'),
  ],
  'a good key beside a malformed one': [
    (all) => ({ ...organizationKey(all.organization), ...projectKey('letmein') }),
    disagree('x-org-api-key', 'x-api-key'),
  ],
  'an unknown project key': [({ unknown }) => projectKey(unknown), UNKNOWN],
  'an unknown Bearer': [({ unknown }) => bearer(unknown), UNKNOWN],
  'an unknown organization key': [(all) => organizationKey(all.unknownOrganization), UNKNOWN],
  'a key whose project was archived': [({ archived }) => projectKey(archived), ARCHIVED],
  'a key whose project was deleted permanently': [({ deleted }) => projectKey(deleted), UNKNOWN],
  'a revoked project key': [({ revoked }) => projectKey(revoked), REVOKED],
  'a revoked Bearer': [({ revoked }) => bearer(revoked), REVOKED],
  'a revoked organization key': [(all) => organizationKey(all.revokedOrganization), REVOKED],
  'a wrong operator key': [() => ({ 'x-operator-key': `${OPERATOR_KEY}!` }), NOT_OPERATOR],
};

/** Every key that the headers carry, as a client may have cut it. */
const sentKeys = (credentials: Credentials) =>
  Object.values(credentials).flatMap((value) => value.split(/[ ,]+/).filter((part) => part.length >= 12));

describe('authentication', () => {
  test.each(['Bearer', 'bearer', 'BEARER', 'Bearer  '])('%j accepts a project key', async (scheme) => {
    const { viewer } = await run(server, Viewer, {}, bearer(keys.project, scheme));
    expect(viewer).toMatchObject({ kind: 'PROJECT', apiKey: { last4: keys.project.slice(-4) } });
  });

  test('x-api-key accepts a project key and x-org-api-key an organization key', async () => {
    expect((await run(server, Viewer, {}, projectKey(keys.project))).viewer.kind).toBe('PROJECT');
    const { viewer } = await run(server, Viewer, {}, organizationKey(keys.organization));
    expect(viewer.kind).toBe('ORGANIZATION');
  });

  test('x-operator-key authenticates the operator, who may create organizations', async () => {
    const input = { name: freshName('Organization') };
    const { createOrganization } = await run(server, CreateOrganization, { input }, operator);
    expect(createOrganization.organization.name).toBe(input.name);
  });

  test('the same key in x-api-key and as Bearer is accepted', async () => {
    const twice = { ...projectKey(keys.project), ...bearer(keys.project) };
    expect((await run(server, Viewer, {}, twice)).viewer.kind).toBe('PROJECT');
  });

  test('another authorization scheme than Bearer is ignored beside a key header', async () => {
    const both = { ...projectKey(keys.project), ...bearer('dXNlcjpwYXNz', 'Basic') };
    expect((await run(server, Viewer, {}, both)).viewer.kind).toBe('PROJECT');
  });

  test('a malformed key costs no statement, an unknown or revoked one exactly one', async () => {
    const cost = async (credentials: Credentials) =>
      (await statementsOf(() => send(server, Viewer, {}, credentials))).length;
    expect(await cost({})).toBe(0);
    expect(await cost(projectKey('letmein'))).toBe(0);
    expect(await cost(projectKey(mistyped(keys.project)))).toBe(0);
    expect(await cost(organizationKey(keys.project))).toBe(0);
    expect(await cost({ ...projectKey(keys.project), ...bearer(keys.neighbour) })).toBe(0);
    expect(await cost({ 'x-operator-key': 'wrong' })).toBe(0);
    expect(await cost(projectKey(keys.unknown))).toBe(1);
    expect(await cost(organizationKey(keys.unknownOrganization))).toBe(1);
    // The first time a process meets it, its organization is looked up as well.
    await send(server, Viewer, {}, projectKey(keys.revoked));
    expect(await cost(projectKey(keys.revoked))).toBe(1);
  });
});

describe('authentication rejects', () => {
  test.each(Object.keys(refusals))('%s with its own reason, without repeating the key', async (name) => {
    const [credentialsOf, [reason, message]] = refusals[name] ?? [() => ({}), MISSING];
    const credentials = credentialsOf(keys);
    const answer = await send(server, Viewer, {}, credentials);
    expect(answer.status).toBe(401);
    expect(answer.data).toBeUndefined();
    expect(faultOf(answer)).toMatchObject({ message, extensions: { code: 'UNAUTHENTICATED', reason } });
    const everything = answer.text + JSON.stringify([...answer.headers]);
    for (const secret of sentKeys(credentials)) expect(everything).not.toContain(secret.slice(0, 12));
  });

  test('every operator key where none is configured', async () => {
    const input = { name: freshName('Organization') };
    const answer = await send(withoutOperator, CreateOrganization, { input }, operator);
    expect(answer.status).toBe(401);
    expect(faultOf(answer).extensions).toMatchObject({ code: 'UNAUTHENTICATED', reason: 'KEY_UNKNOWN' });
    expect(await withoutOperator.database.query('SELECT id FROM organization')).toEqual([]);
  });

  test.each([
    { name: 'broken JSON', body: '{"query": "{ viewer' },
    { name: 'a document that does not parse', body: JSON.stringify({ query: '{ viewer {' }) },
    { name: 'an unknown field', body: JSON.stringify({ query: '{ secretField }' }) },
    { name: 'introspection', body: JSON.stringify({ query: getIntrospectionQuery() }) },
    { name: 'a body of 5 MB', body: JSON.stringify({ query: `{ viewer { kind } } #${'x'.repeat(5e6)}` }) },
    { name: 'a wrong content type', body: 'hello', type: 'text/plain' },
    { name: 'nothing', body: '' },
  ])('$name without a key, with the same response as any request without one', async ({ body, type }) => {
    const headers = { 'content-type': type ?? 'application/json' };
    const answer = await request(server, '/graphql', { method: 'POST', headers, body });
    const plain = await send(server, Viewer, {}, {});
    expect(answer.status).toBe(401);
    expect(faultOf(answer)).toEqual(faultOf(plain));
    const withoutId = ({ text, errors }: typeof answer | typeof plain) =>
      text.replace(errors[0]?.extensions.requestId ?? '', '');
    expect(withoutId(answer)).toBe(withoutId(plain));
    expect(answer.headers.get('content-type')).toBe(plain.headers.get('content-type'));
  });

  test('a key of another installation', async () => {
    const elsewhere = await makeOrganization(openServer);
    const answer = await send(server, Viewer, {}, elsewhere.credentials);
    expect(faultOf(answer).extensions).toMatchObject({ code: 'UNAUTHENTICATED', reason: 'KEY_UNKNOWN' });
  });
});

type Introspected = { readonly __schema: { readonly types: readonly unknown[] } };

function introspect(on: TestServer, credentials: Credentials) {
  return post<Introspected>(on, JSON.stringify({ query: getIntrospectionQuery() }), credentials);
}

describe('introspection', () => {
  test('is available to every kind of key', async () => {
    for (const key of [organizationKey(keys.organization), projectKey(keys.project), operator]) {
      const { status, data } = await introspect(server, key);
      expect(status).toBe(200);
      expect(data?.__schema.types.length).toBeGreaterThan(20);
    }
  });

  test('is available without a key with INTROSPECTION=public', async () => {
    const { status, data } = await introspect(openServer, {});
    expect(status).toBe(200);
    expect(data?.__schema.types.length).toBeGreaterThan(20);
  });
});

describe('introspection rejects', () => {
  test('requests without a key by default', async () => {
    for (const on of [server, closedServer]) {
      const answer = await introspect(on, {});
      expect(answer.status).toBe(401);
      expect(faultOf(answer).extensions).toMatchObject({ code: 'UNAUTHENTICATED', reason: 'KEY_MISSING' });
    }
  });

  test('invalid keys and other fields without a key with INTROSPECTION=public', async () => {
    const viewer = await send(openServer, Viewer, {}, {});
    expect(viewer.status).toBe(401);
    expect(viewer.data ?? null).toBeNull();
    expect(faultOf(viewer)).toMatchObject({
      message: MISSING[1],
      extensions: { code: 'UNAUTHENTICATED', reason: 'KEY_MISSING' },
    });
    const wrong = await introspect(openServer, projectKey(unknownSecret('ak_')));
    expect(wrong.status).toBe(401);
    expect(faultOf(wrong).extensions).toMatchObject({ code: 'UNAUTHENTICATED', reason: 'KEY_UNKNOWN' });
  });

  test('every key with INTROSPECTION=off, while other fields stay available', async () => {
    const organization = await makeOrganization(closedServer);
    const project = await makeProject(closedServer, organization);
    for (const { credentials } of [organization, project]) {
      const answer = await introspect(closedServer, credentials);
      expect(answer.data ?? null).toBeNull();
      expect(answer.errors).not.toEqual([]);
      for (const { extensions } of answer.errors)
        expect(extensions).toMatchObject({ code: 'BAD_USER_INPUT', reason: 'INVALID_DOCUMENT' });
      expect((await run(closedServer, Viewer, {}, credentials)).viewer.organization.id).toBe(organization.id);
    }
  });
});
