import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { schema } from '../../src/graphql/schema.ts';
import type { Twin } from '../support/both-ways.ts';
import { type Credentials, run } from '../support/client.ts';
import { ListProjects, UpdateProjectConfig } from '../support/operations/foundation.ts';
import { fieldOf } from '../support/random-selection.ts';
import { useServer } from '../support/server.ts';
import { statementsOf } from '../support/statements.ts';
import { answerTwins } from '../support/twins.ts';
import {
  makeOrganization,
  makeProject,
  type OrganizationWorld,
  type ProjectWorld,
} from '../support/world.ts';

// The random queries ask for more than most people do.
const server = useServer({ ways: 'once', env: { MAX_COST: '1000000' } });

let organization: OrganizationWorld;
let projects: ProjectWorld[];
let cursors: string[];
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
  [foreignCursor = ''] = await cursorsOf((await makeOrganization(server)).credentials);
});

async function cursorsOf(credentials: Credentials): Promise<string[]> {
  const { organization: found } = await run(server, ListProjects, {}, credentials);
  return found.projects.edges.map(({ cursor }) => cursor);
}

function argumentsOf(field: string): fc.Arbitrary<string> {
  const list = (names: readonly fc.Arbitrary<string>[]) =>
    fc.tuple(...names).map((args) => args.filter(Boolean).join(', '));
  const inBrackets = (args: fc.Arbitrary<string>) => args.map((text) => (text ? `(${text})` : ''));
  switch (field) {
    case 'Organization.projects':
      return inBrackets(
        list([
          fc.constantFrom('', 'first: 1', 'first: 2', 'first: 100', 'first: null', 'first: 0', 'last: 2'),
          fc.constantFrom(
            ...['', '', ...cursors, foreignCursor, 'damaged'].map((cursor) => cursor && `after: "${cursor}"`),
          ),
          fc.constantFrom('', '', '', 'search: "pro"', 'isDefault: true', 'orderBy: { field: NAME }'),
        ]),
      );
    case 'Organization.auditLog':
    case 'Project.auditLog':
      return inBrackets(
        list([
          fc.constantFrom('', 'first: 1', 'first: 100', 'first: 0', 'last: 2'),
          fc.constantFrom('', '', 'after: "damaged"', 'filter: { actions: [PROJECT_CREATED] }'),
        ]),
      );
    case 'Query.project':
    case 'Organization.project': {
      const [{ id = '', name = '' } = {}] = projects;
      return inBrackets(
        fc.constantFrom('', `id: "${id}"`, `slug: "${name}"`, 'id: "proj_0000000000000000"', 'slug: "Ö"'),
      );
    }
    case 'Project.authConfig':
      return fc.constant('(id: "ac_0000000000000000")');
    case 'Project.connectedAccount':
      return fc.constant('(id: "ca_0000000000000000")');
    case 'Project.trigger':
      return fc.constant('(id: "ti_0000000000000000")');
    case 'Project.session':
      return fc.constant('(id: "ses_0000000000000000")');
    case 'Project.toolCallLog':
      return fc.constant('(id: "log_0000000000000000")');
    case 'Project.mcpServer':
      return fc.constant('(id: "mcp_0000000000000000")');
    default:
      return field.startsWith('Query.node')
        ? fc.constant(`(${field.endsWith('s') ? 'ids: []' : 'id: ""'})`)
        : fc.constant('');
  }
}

const roots = ['viewer', 'organization', 'project'];

describe('the lane does', () => {
  test('answer random queries, by whatever way, to the byte as the API does', async () => {
    const query = schema.getQueryType();
    if (!query) throw new Error('There are no queries.');
    const fields = roots.flatMap((name) => query.getFields()[name] ?? []);
    const selections = fc
      .shuffledSubarray(fields, { minLength: 1 })
      .chain((chosen) => fc.tuple(...chosen.map((field) => fieldOf(query, field, 6, argumentsOf))));
    const keys = fc.constantFrom(organization.credentials, projects[0]?.credentials ?? {}, {
      ...organization.credentials,
      'x-project-id': projects[1]?.id ?? '',
    });
    await fc.assert(
      fc.asyncProperty(selections, keys, async (chosen, key) => {
        const body = JSON.stringify({ query: `{ ${chosen.join(' ')} }` });
        const { api, lane } = await answerTwins(server, body, key);
        for (const answer of lane) expect(withoutErrors(answer), body).toEqual(withoutErrors(api));
      }),
      { numRuns: 100 },
    );
  });

  test('answer a query with one statement from the second time on, its key included', async () => {
    const query = `query ($first: Int, $after: String) {
      organization { name projects(first: $first, after: $after) {
        edges { cursor node { id config { displayName } apiKeys { last4 } } } pageInfo { hasNextPage endCursor } } }
    }`;
    const variables = { first: 2, after: cursors[0] };
    const send = () => answerTwins(server, JSON.stringify({ query, variables }), organization.credentials);
    await send();
    const api = await statementsOf(() => server.fetchInProcess(requestOf({ query, variables })));
    const lane = await statementsOf(() => server.fetchByNetwork(requestOf({ query, variables })));
    expect(api).toHaveLength(4);
    expect(lane).toHaveLength(1);
  });
});

/** Which of several errors are met before the first one ends it all is a matter of time, within one way too. */
function withoutErrors(answer: Twin) {
  const { errors, data } = JSON.parse(answer.body);
  return errors ? { ...answer, body: { data, hasErrors: true } } : answer;
}

const requestOf = (body: object) =>
  new Request('http://bailiwick.test/graphql', {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...organization.credentials },
    body: JSON.stringify(body),
  });

describe('the lane refuses', () => {
  test.each([
    ['no key', {}],
    ['a malformed key', { 'x-org-api-key': 'oak_nonsense' }],
    ['an unknown key', { 'x-org-api-key': 'oak_000000000000000000000000000000000qj4LU' }],
    ['two keys', { 'x-org-api-key': 'oak_x', 'x-api-key': 'ak_y' }],
  ])('%s as the API does, also for a document that it knows', async (_, key) => {
    const body = JSON.stringify({ query: '{ viewer { kind } }' });
    await answerTwins(server, body, organization.credentials);
    const { api, lane } = await answerTwins(server, body, key);
    expect(api.status).toBe(401);
    for (const answer of lane) expect(answer).toEqual(api);
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
  ])('%s as the API does', async (query, variables) => {
    const { api, lane } = await answerTwins(
      server,
      JSON.stringify({ query, variables }),
      organization.credentials,
    );
    expect(JSON.parse(api.body).errors).toHaveLength(1);
    for (const answer of lane) expect(answer).toEqual(api);
  });
});
