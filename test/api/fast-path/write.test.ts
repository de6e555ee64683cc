import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { schema } from '../../../src/graphql/schema.ts';
import { type Credentials, run } from '../../support/client.ts';
import { statementsOf } from '../../support/database/statements.ts';
import { rowsOf, rowsWithoutDenials } from '../../support/database/tables.ts';
import { whenBlocked } from '../../support/database/transaction.ts';
import { makeKey } from '../../support/fixtures/api-key.ts';
import { revokeKeys } from '../../support/fixtures/revoked-keys.ts';
import { freshName, makeWorld, type World } from '../../support/fixtures.ts';
import { responsesOfTransports } from '../../support/http/compare-transports.ts';
import { fieldOf } from '../../support/http/random-selection.ts';
import { faultOf } from '../../support/http/request.ts';
import { UpdateApiKey } from '../../support/operations/api-key.ts';
import { useServer } from '../../support/server.ts';

const server = useServer({ transport: 'network' });

let world: World;

beforeAll(async () => {
  world = await makeWorld(server);
});

/** What differs from one doing to the next, taken out. */
const withoutNews = (body: string) =>
  body
    .replace(/\b(proj|pcfg|pquo|key|aud)_[0-9A-Za-z]{16}/g, '$1_')
    .replace(/\bak_[0-9A-Za-z]{38}/g, 'secret')
    .replace(/\bak_[0-9A-Za-z]{4}/g, 'prefix')
    .replace(/"fingerprint":"[\w-]{43}"/g, '"fingerprint":""')
    .replace(/"last4":"[0-9A-Za-z]{4}"/g, '"last4":""')
    .replace(/"(cursor|startCursor|endCursor)":"[^"]*"/g, '"$1":""')
    .replace(/\d{4}-\d\d-\d\dT[0-9:.]+Z/g, 'time')
    .replace(/"(totalCount|projectCount|apiKeyCount)":\d+/g, '"$1":0')
    .replace(/\bmade-\d+(-[0-9a-z]{4})?/g, 'made');

type Way = 'fetchInProcess' | 'fetchByNetwork';

const send = (query: string, variables: object, way: Way = 'fetchByNetwork') =>
  sendAs(world.organization.credentials, query, variables, way);

async function sendAs(key: Credentials, query: string, variables: object, way: Way = 'fetchByNetwork') {
  const request = new Request('http://bailiwick.test/graphql', {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-request-id': 'write', ...key },
    body: JSON.stringify({ query, variables }),
  });
  const response = await server[way](request);
  const text = await response.text();
  return { status: response.status, text, errors: JSON.parse(text).errors ?? [] };
}

const payloadOf = (mutation: string) => {
  const field = schema.getMutationType()?.getFields()[mutation];
  const parent = schema.getMutationType();
  if (!field || !parent) throw new Error(`There is no ${mutation}.`);
  const argumentsOf = (name: string) => {
    if (name.startsWith('Mutation.')) return '(input: $input)';
    // What grows with each answer is asked for as far as it stays the same.
    return /\.(?:auditLog|projects)$/.test(name) ? '(first: 1)' : '';
  };
  return fieldOf(parent, field, 4, (name) => fc.constant(argumentsOf(name)));
};

const REGENERATE = `mutation ($input: RegenerateApiKeyInput!) {
  regenerateApiKey(input: $input) { issuedKey { secret apiKey { id } } } }`;

describe('fast path of mutations', () => {
  test.each([
    ['createProject', 'CreateProjectInput', () => ({ name: freshName('made'), shouldCreateApiKey: true })],
    ['createProject', 'CreateProjectInput', () => ({ name: freshName('made') })],
    ['regenerateApiKey', 'RegenerateApiKeyInput', () => ({ projectId: world.project.id })],
  ])('%s (%s) returns the bytes of the API for random selections', async (mutation, inputType, inputOf) => {
    await fc.assert(
      fc.asyncProperty(payloadOf(mutation), async (selected) => {
        const query = `mutation ($input: ${inputType}!) { ${selected} }`;
        const answer = async (way: Way) => {
          const { status, text } = await send(query, { input: inputOf() }, way);
          return { status, body: withoutNews(text) };
        };
        const executed = await answer('fetchInProcess');
        for (let time = 0; time < 2; time++) expect(await answer('fetchByNetwork'), query).toEqual(executed);
      }),
      { numRuns: 25 },
    );
  });

  test('runs a known regenerateApiKey as one statement, authentication included', async () => {
    const variables = { input: { projectId: world.project.id } };
    const first = await statementsOf(() => send(REGENERATE, variables));
    const second = await statementsOf(() => send(REGENERATE, variables));
    expect([first.length, second.length]).toEqual([2, 1]);
  });
});

describe('fast path of mutations rejects', () => {
  test.each([
    [
      'a name that is taken',
      'createProject',
      'CreateProjectInput',
      { name: 'default', shouldCreateApiKey: true },
    ],
    ['a name out of form', 'createProject', 'CreateProjectInput', { name: '!', shouldCreateApiKey: true }],
    ['a reserved slug', 'createProject', 'CreateProjectInput', { name: 'other', slug: 'default' }],
    [
      'a project of nobody',
      'regenerateApiKey',
      'RegenerateApiKeyInput',
      { projectId: 'proj_0000000000000000' },
    ],
    ['what is no id', 'regenerateApiKey', 'RegenerateApiKeyInput', { projectId: 'x' }],
    ['a missing input', 'regenerateApiKey', 'RegenerateApiKeyInput', {}],
  ])('%s with the bytes of the API', async (_what, mutation, type, input) => {
    const query = `mutation ($input: ${type}!) { answer: ${mutation}(input: $input) { project { id } } }`;
    const before = await rowsOf(server, world.organization.id);
    const body = JSON.stringify({ query, variables: { input } });
    const { executed, planned } = await responsesOfTransports(server, body, world.organization.credentials);
    expect(JSON.parse(executed.body).errors).toHaveLength(1);
    for (const answer of planned) expect(answer).toEqual(executed);
    expect(await rowsOf(server, world.organization.id)).toEqual(before);
  });

  test('a key that was revoked after an earlier write, before anything is written', async () => {
    const victim = await makeWorld(server);
    const { credentials, id } = victim.organization;
    const regenerate = () => sendAs(credentials, REGENERATE, { input: { projectId: victim.project.id } });
    for (let time = 0; time < 3; time++) expect((await regenerate()).status).toBe(200);
    await revokeKeys(server, `organization_id = '${id}' AND project_id IS NULL`);
    const before = await rowsOf(server, id);
    const answer = await regenerate();
    expect(answer.status).toBe(401);
    expect(faultOf(answer).extensions).toMatchObject({ code: 'UNAUTHENTICATED', reason: 'KEY_REVOKED' });
    expect(await rowsOf(server, id)).toEqual(before);
  });
});

describe('a planned statement', () => {
  const CREATE = `mutation ($input: CreateProjectInput!) {
    createProject(input: $input) { project { id } issuedKey { secret apiKey { id } } } }`;

  test.each([
    ['regenerateApiKey', REGENERATE, ({ project }: World) => ({ projectId: project.id })],
    ['createProject', CREATE, () => ({ name: freshName('made'), shouldCreateApiKey: true })],
  ])('(%s) that waits for the revocation of its key changes nothing', async (_name, query, inputOf) => {
    const own = await makeWorld(server);
    const { organization } = own;
    const { credentials, id } = await makeKey(server, organization);
    const ask = () => sendAs(credentials, query, { input: inputOf(own) });
    for (let time = 0; time < 2; time++) expect((await ask()).status).toBe(200);
    expect(await statementsOf(ask)).toHaveLength(1);
    const before = await rowsWithoutDenials(server, organization.id);
    const answer = await whenBlocked(server, {
      by: `SELECT pg_advisory_xact_lock(hashtextextended('${organization.id}', 0));
        UPDATE api_key SET enabled = false WHERE id = '${id}'`,
      work: ask,
    });
    expect(answer.status).toBe(401);
    expect(faultOf(answer).extensions.reason).toBe('KEY_DISABLED');
    const withoutKey = (rows: typeof before) => rows.filter(({ row }) => row.id !== id);
    expect(withoutKey(await rowsWithoutDenials(server, organization.id))).toEqual(withoutKey(before));
  });
});

describe('cached identities of the fast path', () => {
  const changedAfterwards = async (change: object) => {
    const { organization, project } = await makeWorld(server);
    const { credentials, id } = await makeKey(server, organization, { name: 'before' });
    const regenerate = () => sendAs(credentials, REGENERATE, { input: { projectId: project.id } });
    for (let time = 0; time < 3; time++) expect((await regenerate()).status).toBe(200);
    await run(server, UpdateApiKey, { input: { id, ...change } }, organization.credentials);
    return { regenerate, organizationId: organization.id };
  };

  test('do not authenticate a key that was restricted since, before anything is written', async () => {
    for (const [change, status, reason] of [
      [{ allowedIps: ['10.0.0.0/8'] }, 403, 'IP_NOT_ALLOWED'],
      [{ enabled: false }, 401, 'KEY_DISABLED'],
    ] as const) {
      const { regenerate, organizationId } = await changedAfterwards(change);
      const before = await rowsOf(server, organizationId);
      const answer = await regenerate();
      expect(answer.status).toBe(status);
      expect(faultOf(answer).extensions).toMatchObject({ reason });
      expect(await rowsOf(server, organizationId)).toEqual(before);
    }
  });

  test('are not recorded: a renamed key has its new name in the audit entry', async () => {
    const { regenerate, organizationId } = await changedAfterwards({ name: 'after' });
    expect((await regenerate()).status).toBe(200);
    const [entry] = await server.database.query(`SELECT actor_key_name AS name FROM audit_entry
      WHERE organization_id = '${organizationId}' AND action = 'API_KEY_REGENERATED' ORDER BY position DESC LIMIT 1`);
    expect(entry).toEqual({ name: 'after' });
  });
});

describe('fast path of mutations isolates tenants', () => {
  test('a project of another tenant is NOT_FOUND for a key with a cached identity', async () => {
    const other = await makeWorld(server);
    const before = await rowsOf(server, other.organization.id);
    for (let time = 0; time < 3; time++) {
      const answer = await send(REGENERATE, { input: { projectId: other.project.id } });
      expect(faultOf(answer).extensions).toMatchObject({ code: 'NOT_FOUND', reason: 'PROJECT_NOT_FOUND' });
    }
    expect(await rowsOf(server, other.organization.id)).toEqual(before);
  });
});
