import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { schema } from '../../../src/graphql/schema.ts';
import { type Credentials, run } from '../../support/client.ts';
import { statementsOf } from '../../support/database/statements.ts';
import { makeKey, makeProjectKey } from '../../support/fixtures/api-key.ts';
import { mistyped, unknownSecret } from '../../support/fixtures/secrets.ts';
import {
  makeOrganization,
  makeProject,
  type OrganizationWorld,
  type ProjectWorld,
} from '../../support/fixtures.ts';
import { responsesOfTransports } from '../../support/http/compare-transports.ts';
import { randomDocuments } from '../../support/http/random-document.ts';
import type { ComparableResponse } from '../../support/http/transports.ts';
import { UpdateApiKey } from '../../support/operations/api-key.ts';
import { ListProjects, UpdateProjectConfig } from '../../support/operations/foundation.ts';
import { useServer } from '../../support/server.ts';

// The random queries ask for more than most people do.
const server = useServer({ transport: 'network', env: { MAX_QUERY_COST: '1000000' } });

let organization: OrganizationWorld;
let projects: ProjectWorld[];
let cursors: string[];
let namedCursors: string[];
let foreignCursor: string;

beforeAll(async () => {
  organization = await makeOrganization(server, 'Ünï "quoted" \\ organization 😀');
  projects = [];
  for (let count = 0; count < 4; count++) projects.push(await makeProject(server, organization));
  const displayName = 'A "display" name \\ with everything: <>&😀';
  for (const { credentials } of projects.slice(0, 2)) {
    await run(
      server,
      UpdateProjectConfig,
      { input: { displayName, logoUrl: 'https://a.test/ä?b=%20' } },
      credentials,
    );
  }
  // As rows from before names had to be visible may have it: JSON.stringify and PostgreSQL must write it alike.
  for (const [table, column] of [
    ['organization', 'name'],
    ['project', 'display_name'],
  ])
    await server.database.query(`UPDATE ${table} SET ${column} = ${column} || E'\\u2028'
      WHERE ${table === 'project' ? 'organization_id' : 'id'} = '${organization.id}'`);
  cursors = await cursorsOf(organization.credentials);
  namedCursors = await cursorsOf(organization.credentials, { field: 'NAME' });
  [foreignCursor = ''] = await cursorsOf((await makeOrganization(server)).credentials);
});

async function cursorsOf(
  credentials: Credentials,
  orderBy: { readonly field: 'NAME' } | null = null,
): Promise<string[]> {
  const { organization: found } = await run(server, ListProjects, { orderBy }, credentials);
  return found.projects.edges.map(({ cursor }) => cursor);
}

const pages: Readonly<Record<string, readonly unknown[]>> = {
  first: [...Array(12).fill(undefined), 1, 1, 2, 2, 3, 100, null, 0],
  last: [...Array(20).fill(undefined), 1, 1, 2, 2, 3, 101],
};

/** The values of arguments: those that exist, those of others, and invalid ones. */
function candidatesOf(field: string, argument: string): readonly unknown[] {
  if (argument in pages) return pages[argument] ?? [];
  if (argument === 'after' || argument === 'before')
    return [...Array(30).fill(undefined), ...cursors, ...cursors, ...namedCursors, foreignCursor, 'damaged'];
  const [first, second] = projects;
  switch (`${field}.${argument}`) {
    case 'Organization.projects.search':
      return [...Array(6).fill(undefined), 'pro', first?.name.slice(-5), '', 'x'.repeat(101)];
    case 'Organization.projects.isDefault':
      return [undefined, undefined, undefined, true, false, null];
    case 'Organization.projects.orderBy':
      return [undefined, undefined, null, ...orders];
    case 'Query.project.id':
    case 'Organization.project.id':
      return [...Array(6).fill(undefined), first?.id, second?.id, 'proj_0000000000000000', 'proj_x', null];
    case 'Query.project.slug':
    case 'Organization.project.slug':
      return [...Array(12).fill(undefined), first?.name, 'Ö', 'default'];
    case 'Organization.project.name':
      return [...Array(6).fill(undefined), first?.name, 'a b'];
    case 'Organization.auditLog.filter':
    case 'Project.auditLog.filter':
      return [undefined, undefined, { actions: ['PROJECT_CREATED'] }];
    default:
      return { id: [`${field === 'Query.node' ? '' : 'ac_0000000000000000'}`], ids: [[]] }[argument] ?? [];
  }
}

const orders = ['CREATED_AT', 'NAME'].flatMap((field) =>
  [undefined, null, 'ASC', 'DESC'].map((direction) => ({
    field,
    ...(direction !== undefined && { direction }),
  })),
);

/** Fields that the executor always serves. */
const unplanned = [
  ...['auditLog', 'createdBy', 'guaranteedPerMinute', 'quota', 'rateLimitPerMinute', 'webhookSubscriptions'],
  ...['authConfig', 'connectedAccount', 'mcpServer', 'session', 'toolCallLog', 'trigger'].flatMap((name) => [
    name,
    `${name}s`,
  ]),
];

const roots = ['viewer', 'organization', 'project'];

describe('fast path of queries', () => {
  test('returns the bytes of the API for random queries', async () => {
    const documents = randomDocuments(schema, roots, candidatesOf, unplanned);
    const keys = fc.constantFrom(
      organization.credentials,
      projects[0]?.credentials ?? {},
      { ...organization.credentials, 'x-project-id': projects[1]?.id ?? '' },
      ...(await limitedKeys()),
    );
    await fc.assert(
      fc.asyncProperty(documents, keys, async (document, key) => {
        await expectEqualResponses(JSON.stringify(document), key);
      }),
      { numRuns: 100 },
    );
  });

  test('runs a known query as one statement, authentication included', async () => {
    const query = `query ($first: Int, $after: String) {
      organization { name projects(first: $first, after: $after) {
        edges { cursor node { id config { displayName } apiKeys { last4 } } } pageInfo { hasNextPage endCursor } } }
    }`;
    const variables = { first: 2, after: cursors[0] };
    const send = () =>
      responsesOfTransports(server, JSON.stringify({ query, variables }), organization.credentials);
    await send();
    const executed = await statementsOf(() => server.fetchInProcess(requestOf({ query, variables })));
    const planned = await statementsOf(() => server.fetchByNetwork(requestOf({ query, variables })));
    expect(executed).toHaveLength(4);
    expect(planned).toHaveLength(1);
  });
});

/** Keys that are limited in each way, and some that are refused. */
async function limitedKeys(): Promise<readonly Credentials[]> {
  const [first, second] = projects;
  if (!first || !second) throw new Error('There are four.');
  const expiresAt = '2099-01-01T00:00:00.000Z';
  const here = ['127.0.0.0/8'];
  const elsewhere = ['203.0.113.0/24'];
  const limited = await Promise.all([
    makeKey(server, organization, { projectIds: [first.id, second.id] }),
    makeKey(server, organization, { projectIds: [first.id], allowedIps: here, expiresAt }),
    makeKey(server, organization, { expiresAt }),
    makeKey(server, organization, { allowedIps: here }),
    makeKey(server, organization, { allowedIps: elsewhere }),
    makeProjectKey(server, organization, first, { scopes: ['config:read', 'triggers:read'] }),
    makeProjectKey(server, organization, first, { scopes: ['webhooks:write'], allowedIps: here, expiresAt }),
    makeProjectKey(server, organization, second, { allowedIps: elsewhere }),
  ]);
  const disabled = await makeKey(server, organization);
  await run(server, UpdateApiKey, { input: { id: disabled.id, enabled: false } }, organization.credentials);
  return [...limited, disabled].map(({ credentials }) => credentials);
}

type Answered = { readonly errors?: readonly object[]; readonly data?: unknown };

const errorsOf = ({ body }: ComparableResponse) => {
  const { errors = [] }: Answered = JSON.parse(body);
  return errors.map((error) => JSON.stringify(error));
};

/** Where an error ends all data, which others are met before that is a matter of time, within the API too. So the API is asked
 *  again, for so many times at most, for errors that it has not told yet. */
const ASKED_AGAIN_MAX = 20;

/** Expects of the fast path the status, headers and body of the API, errors included. */
async function expectEqualResponses(body: string, key: Credentials): Promise<void> {
  const { executed, planned } = await responsesOfTransports(server, body, key);
  const told = new Set(errorsOf(executed));
  for (const answer of planned) {
    if (told.size < 2 && answer.body === executed.body) {
      expect(answer, body).toEqual(executed);
      continue;
    }
    for (let time = 0; time < ASKED_AGAIN_MAX && !errorsOf(answer).every((error) => told.has(error)); time++)
      for (const error of errorsOf((await responsesOfTransports(server, body, key)).executed))
        told.add(error);
    expect([...told], body).toEqual(expect.arrayContaining(errorsOf(answer)));
    expect(errorsOf(answer).length > 0, body).toBe(told.size > 0);
    expect(withoutErrors(answer), body).toEqual(withoutErrors(executed));
  }
}

function withoutErrors(answer: ComparableResponse) {
  const { errors: _, ...told } = JSON.parse(answer.body);
  return { ...answer, body: told };
}

const requestOf = (body: object) =>
  new Request('http://bailiwick.test/graphql', {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...organization.credentials },
    body: JSON.stringify(body),
  });

describe('fast path of queries rejects', () => {
  test.each([
    ['no key', 'KEY_MISSING', {}],
    ['a malformed key', 'KEY_MALFORMED', { 'x-org-api-key': 'oak_nonsense' }],
    ['a key with a typing error', 'KEY_MALFORMED', { 'x-org-api-key': mistyped(unknownSecret('oak_')) }],
    ['an unknown key', 'KEY_UNKNOWN', { 'x-org-api-key': unknownSecret('oak_') }],
    ['an unknown project key', 'KEY_UNKNOWN', { 'x-api-key': unknownSecret('ak_') }],
    ['a key in the wrong header', 'KEY_IN_WRONG_HEADER', { 'x-api-key': unknownSecret('oak_') }],
    ['two keys', 'CONFLICTING_CREDENTIALS', { 'x-org-api-key': 'oak_x', 'x-api-key': 'ak_y' }],
  ])('%s like the API, for a cached document too (%s)', async (_, reason, key) => {
    const body = JSON.stringify({ query: '{ viewer { kind } }' });
    await responsesOfTransports(server, body, organization.credentials);
    const { executed, planned } = await responsesOfTransports(server, body, key);
    expect(executed.status).toBe(401);
    expect(JSON.parse(executed.body).errors[0].extensions.reason).toBe(reason);
    for (const answer of planned) expect(answer).toEqual(executed);
  });

  test.each([
    ['{', {}],
    ['{ viewer { nothing } }', {}],
    ['query Q($id: ID!) { node(id: $id) { id } }', {}],
    ['query A { viewer { kind } } query B { viewer { kind } }', {}],
    ['query Q($first: Int) { organization { projects(first: $first) { nodes { id } } } }', { first: 'many' }],
    ['mutation { createProject(input: { name: "x" }) { project { id } } }', {}],
    [
      'mutation M($id: ID!) { deleteProject(input: { id: $id }) { deletedProjectId } }',
      { id: 'proj_0000000000000000' },
    ],
    ['mutation { updateProjectConfig(input: {}) { project { id } } }', {}],
    ['subscription { viewer { kind } }', {}],
  ])('%s like the API', async (query, variables) => {
    const { executed, planned } = await responsesOfTransports(
      server,
      JSON.stringify({ query, variables }),
      organization.credentials,
    );
    expect(JSON.parse(executed.body).errors).toHaveLength(1);
    for (const answer of planned) expect(answer).toEqual(executed);
  });
});
