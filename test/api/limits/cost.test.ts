import { getIntrospectionQuery } from 'graphql';
import { describe, expect, test } from 'vitest';
import { post } from '../../support/client.ts';
import { makeOrganization, makeProject } from '../../support/fixtures.ts';
import { faultOf } from '../../support/http/request.ts';
import { type TestServer, useServer } from '../../support/server.ts';

const server = useServer({ env: { MAX_QUERY_COST: '60' } });
const strict = useServer({ env: { MAX_QUERY_COST: '18' } });

type Cost = { readonly viewer: { readonly rateLimit: { readonly cost: number } } };

async function costOf(query: string, variables: object = {}, more = ''): Promise<number | undefined> {
  const { credentials } = await makeOrganization(server);
  const body = { query: query.replace('{', '{ viewer { rateLimit { cost } }') + more, variables };
  return (await post<Cost>(server, JSON.stringify(body), credentials)).data?.viewer.rateLimit.cost;
}

async function ask(
  query: string,
  variables: object = {},
  credentials?: Record<string, string>,
  on: TestServer = server,
) {
  const key = credentials ?? (await makeOrganization(on)).credentials;
  return post<Record<string, unknown>>(on, JSON.stringify({ query, variables }), key);
}

/** A page of projects. `defined`: what its variables are. */
const page = (size: string, defined = '', parts = 'id name config { displayName }') =>
  `query ${defined && `(${defined})`} { organization { projects(${size}) { nodes { ${parts} } } } }`;

describe('cost of a document', () => {
  test('is one point per hundred objects that it can return', async () => {
    expect(await costOf('{ viewer { kind } }')).toBe(1);
    expect(await costOf('{ viewer { kind apiKey { id project { id } } organization { id } } }')).toBe(1);
    // 100 projects with a config each, and what is around them.
    expect(await costOf(page('first: 100'))).toBe(3);
    expect(await costOf(page('last: 100'))).toBe(3);
    // 20 without a word.
    expect(await costOf(page('after: null'))).toBe(1);
  });

  test('uses page sizes from variables and their defaults', async () => {
    expect(await costOf(page('first: $n', '$n: Int'), { n: 100 })).toBe(3);
    expect(await costOf(page('first: $n', '$n: Int'), { n: 1 })).toBe(1);
    expect(await costOf(page('first: $n', '$n: Int'), { n: null })).toBe(1);
    expect(await costOf(page('first: $n', '$n: Int'))).toBe(1);
    expect(await costOf(page('first: $m', '$m: Int = 100'))).toBe(3);
  });

  test('permits 50 projects with configs and keys, of which each may have up to 100', async () => {
    const query = `{ organization { name projects(first: 50) { edges { cursor node {
      id name slug isDefault config { displayName } apiKeys { id prefix last4 } } } pageInfo { hasNextPage } } } }`;
    expect(await costOf(query)).toBe(52);
  });

  test('multiplies nested lists', async () => {
    const query = `query ($n: Int) { organization { projects(first: $n) { nodes { webhookSubscriptions {
      deliveries(first: 10) { nodes { id } } } } } } }`;
    // A project has up to 20 subscriptions, each with a page of 10.
    expect(await costOf(query, { n: 10 })).toBe(25);
    expect(await costOf(query, { n: 20 })).toBe(49);
  });

  test('counts an alias like a field, and a fragment once per use', async () => {
    const projects = 'projects(first: 100) { nodes { ...Parts ...Parts } nodes { ...Parts } }';
    const fragment = ' fragment Parts on Project { id config { displayName } }';
    expect(await costOf(`{ organization { ${projects} } }`, {}, fragment)).toBe(3);
    expect(await costOf(`{ organization { ${projects} again: ${projects} } }`, {}, fragment)).toBe(5);
  });

  test('counts an object again for each 25 fields, so that aliases are not free', async () => {
    const names = Array.from({ length: 25 }, (_, index) => `a${index}: name`).join(' ');
    expect(await costOf(`{ organization { projects(first: 100) { nodes { ${names} } } } }`)).toBe(3);
  });

  test('counts each lookup as ten objects', async () => {
    const slugs = Array.from({ length: 30 }, (_, index) => `a${index}: project(slug: "p-${index}") { id }`);
    expect(await costOf(`{ organization { ${slugs.join(' ')} } }`)).toBe(4);
  });

  test('counts one point for each totalCount', async () => {
    const counts = Array.from({ length: 9 }, (_, index) => `a${index}: totalCount`).join(' ');
    expect(await costOf(`{ organization { projects { ${counts} } } }`)).toBe(10);
  });

  test('uses the most expensive of the possible types', async () => {
    const query = `query ($ids: [ID!]!) { nodes(ids: $ids) { id ... on Project { apiKeys { id } }
      ... on Organization { projects(first: 1) { nodes { id } } } } }`;
    const ids = (count: number) => Array.from({ length: count }, () => 'proj_0000000000000000');
    expect(await costOf(query, { ids: ids(1) })).toBe(2);
    expect(await costOf(query, { ids: ids(10) })).toBe(11);
    expect(await costOf(query, { ids: 'proj_0000000000000000' })).toBe(2);
  });
});

describe('cost of a document rejects', () => {
  test('a cost above MAX_QUERY_COST, with both numbers', async () => {
    const answer = await ask(page('first: 100', '', 'apiKeys { id }'));
    expect(answer.status).toBe(400);
    expect(answer.data).toBeUndefined();
    expect(faultOf(answer)).toMatchObject({
      message: 'The document may cost 102 points; the maximum is 60.',
      extensions: { code: 'BAD_USER_INPUT', reason: 'COST_TOO_HIGH' },
    });
  });

  test('a cost that is exceeded by the variables, for a cached document too', async () => {
    const organization = await makeOrganization(server);
    const query = 'query ($n: Int) { organization { projects(first: $n) { nodes { id apiKeys { id } } } } }';
    for (const n of [1, 50, 50])
      expect((await ask(query, { n }, organization.credentials)).errors).toEqual([]);
    for (const n of [100, 1e9, 2 ** 31 - 1]) {
      const answer = await ask(query, { n }, organization.credentials);
      expect(faultOf(answer).extensions.reason).toBe('COST_TOO_HIGH');
    }
  });

  test.each([
    [2, undefined],
    [17, undefined],
    [18, 19],
    [100, 101],
  ])('createProjects with more projects than points: %i', async (count, cost) => {
    const names = Array.from({ length: count }, (_, index) => `imported-${index}`);
    const query = `mutation ($projects: [CreateProjectInput!]!) {
      createProjects(input: { projects: $projects }) { createdCount } }`;
    const literal = `mutation { createProjects(input: { projects: [
      ${names.map((name) => `{ name: "literal-${name}" }`).join(' ')}] }) { createdCount } }`;
    const projects = names.map((name) => ({ name }));
    for (const answer of [
      await ask(query, { projects }, undefined, strict),
      await ask(literal, {}, undefined, strict),
    ]) {
      if (cost === undefined) expect(answer.errors).toEqual([]);
      else expect(faultOf(answer).message).toContain(`may cost ${cost} points`);
    }
  });

  test('too many mutations, before the first one is executed', async () => {
    const organization = await makeOrganization(strict);
    const project = await makeProject(strict, organization);
    const creations = Array.from(
      { length: 19 },
      (_, index) =>
        `a${index}: createSession(input: { userId: "jane", toolkitSlugs: ["github"] }) { session { id } }`,
    );
    const answer = await ask(`mutation { ${creations.join(' ')} }`, {}, project.credentials, strict);
    expect(faultOf(answer).message).toContain('may cost 19 points');
    const { data } = await ask('{ project { sessions { totalCount } } }', {}, project.credentials, strict);
    expect(data).toEqual({ project: { sessions: { totalCount: 0 } } });
  });

  test('repeated introspection, but not a single one', async () => {
    const open = await ask(getIntrospectionQuery());
    expect(faultOf(open).message).toContain('points; the maximum is 60');
    const types = '__schema { types { name fields { name } } }';
    expect((await ask(`{ ${types} }`)).errors).toEqual([]);
    const many = Array.from({ length: 20 }, (_, index) => `a${index}: ${types}`).join(' ');
    expect(faultOf(await ask(`{ ${many} }`)).extensions.reason).toBe('COST_TOO_HIGH');
  });
});
