import { beforeAll, describe, expect, test } from 'vitest';
import { run } from '../../support/client.ts';
import { statementsOf } from '../../support/database/statements.ts';
import { mistyped, unknownSecret } from '../../support/fixtures/secrets.ts';
import { makeOrganization, makeProject, type OrganizationWorld } from '../../support/fixtures.ts';
import { responsesOfTransports } from '../../support/http/compare-transports.ts';
import { ListProjects } from '../../support/operations/project.ts';
import { useServer } from '../../support/server.ts';

// The random queries ask for more than most people do.
const server = useServer({ transport: 'network', env: { MAX_QUERY_COST: '1000000' } });

let organization: OrganizationWorld;
let cursors: string[];

beforeAll(async () => {
  organization = await makeOrganization(server);
  for (let count = 0; count < 4; count++) await makeProject(server, organization);
  const { organization: found } = await run(server, ListProjects, {}, organization.credentials);
  cursors = found.projects.edges.map(({ cursor }) => cursor);
});

describe('a planned query', () => {
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

const requestOf = (body: object) =>
  new Request('http://bailiwick.test/graphql', {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...organization.credentials },
    body: JSON.stringify(body),
  });

describe('a planned query is rejected with', () => {
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
