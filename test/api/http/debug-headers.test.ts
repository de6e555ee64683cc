import { describe, expect, test } from 'vitest';
import { type Credentials, post } from '../../support/client.ts';
import { makeKey, makeProjectKey } from '../../support/fixtures/api-key.ts';
import { freshName, makeWorld } from '../../support/fixtures.ts';
import { queryPath, request } from '../../support/http/request.ts';
import { useServer } from '../../support/server.ts';

const quiet = useServer({ transport: 'network' });
const server = useServer({
  transport: 'network',
  env: { DEBUG_HEADERS: 'on', CORS_ORIGINS: 'https://app.example.com' },
});

const HEADER = 'x-bailiwick-execution';

async function executionOf(query: string, headers: Credentials, variables: object = {}) {
  const answer = await post(server, JSON.stringify({ query, variables }), headers);
  return answer.headers.get(HEADER);
}

/** A document that no other test sends. */
const fresh = (query: string) => `${query} # ${freshName('document')}`;

describe('x-bailiwick-execution', () => {
  test('says that a query is planned once its document and key are cached', async () => {
    const { organization, project } = await makeWorld(server);
    const query = fresh('{ project { name apiKeys { last4 } } }');
    expect(await executionOf(query, organization.credentials)).toBe('executed; reason="document not cached"');
    expect(await executionOf(query, organization.credentials)).toBe('planned');
    const { credentials } = await makeProjectKey(server, organization, project);
    expect(await executionOf(query, credentials)).toBe('executed; reason="key not cached"');
    expect(await executionOf(query, credentials)).toBe('planned');
  });

  test('says so for organization keys that name a project, and for those that are limited to scopes', async () => {
    const { organization, project } = await makeWorld(server);
    const query = fresh('{ project { name apiKeys { last4 } triggers { totalCount } } }');
    const named = { ...organization.credentials, 'x-project-id': project.id };
    await executionOf(query, named);
    expect(await executionOf(query, named)).toBe('planned');
    const scopes = ['config:read', 'triggers:read', 'projects:write'];
    const { credentials } = await makeKey(server, organization, { scopes });
    await executionOf(query, credentials);
    expect(await executionOf(query, credentials)).toBe('planned');
    const creation = fresh(
      'mutation ($name: String!) { createProject(input: { name: $name }) { project { id } } }',
    );
    const create = (headers: Credentials) => executionOf(creation, headers, { name: freshName('project') });
    await create(credentials);
    expect(await create(credentials)).toBe('planned');
    const reader = await makeKey(server, organization, { scopes: ['projects:read'] });
    await create(reader.credentials);
    expect(await create(reader.credentials)).toBe('executed; reason="scopes of the key"');
  });

  test('says so with the headers of a browser and of a GET too', async () => {
    const { organization } = await makeWorld(server);
    const query = fresh('{ viewer { kind } }');
    const headers = {
      ...organization.credentials,
      origin: 'https://app.example.com',
      accept: 'application/graphql-response+json,application/json;q=0.9',
    };
    for (let time = 0; time < 2; time++) await executionOf(query, headers);
    expect(await executionOf(query, headers)).toBe('planned');
    const found = await request(server, queryPath(query), { headers });
    expect(found.headers.get(HEADER)).toBe('planned');
    expect(found.headers.get('access-control-expose-headers')).toContain(HEADER);
  });

  test('says why an operation is executed', async () => {
    const { organization, project } = await makeWorld(server);
    const known = async (query: string, headers: Credentials) => {
      await executionOf(query, headers, { id: project.id });
      return executionOf(query, headers, { id: project.id });
    };
    const unplanned = fresh(
      'query ($id: ID!) { organization { auditLog(first: 1) { nodes { id } } } node(id: $id) { id } }',
    );
    expect(await known(unplanned, organization.credentials)).toBe(
      'executed; reason="field Organization.auditLog"',
    );
    const mutation = fresh(
      'mutation ($id: ID!) { regenerateApiKey(input: { projectId: $id }) { project { id } } }',
    );
    const once = { ...organization.credentials, 'idempotency-key': freshName('key') };
    await executionOf(mutation, organization.credentials, { id: project.id });
    expect(await known(mutation, once)).toBe('executed; reason="idempotency key"');
  });
});

describe('x-bailiwick-execution is absent', () => {
  test('from rejected requests, and without DEBUG_HEADERS', async () => {
    const { organization } = await makeWorld(server);
    expect(await executionOf('{ viewer { kind } }', {})).toBeNull();
    const query = fresh('{ viewer { kind } }');
    const answer = await post(quiet, JSON.stringify({ query }), organization.credentials);
    expect(answer.status).toBe(200);
    expect(answer.headers.get(HEADER)).toBeNull();
  });
});
