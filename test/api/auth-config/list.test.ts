import { describe, expect, test } from 'vitest';
import type { CreateAuthConfigInput, ListAuthConfigsQueryVariables } from '../../generated/graphql.ts';
import { type Credentials, refusalOf, run } from '../../support/client.ts';
import { makeAuthConfig } from '../../support/fixtures/auth-config.ts';
import { makeProject, makeWorld, type ProjectWorld } from '../../support/fixtures.ts';
import {
  GetAuthConfig,
  ListAuthConfigs,
  NodeAuthConfig,
  SetAuthConfigStatus,
} from '../../support/operations/auth-config.ts';
import { useServer } from '../../support/server.ts';

let instant = new Date('2026-06-01T12:00:00Z');
const server = useServer({ overrides: { clock: { now: () => instant } } });

/** The ids of new auth configs, oldest first: each a millisecond younger than the one before, or all of one moment. */
async function makeAuthConfigs(
  project: ProjectWorld,
  inputs: readonly Partial<CreateAuthConfigInput>[],
  moments: 'different' | 'same' = 'different',
) {
  const ids: string[] = [];
  for (const input of inputs) {
    if (moments === 'different') instant = new Date(instant.getTime() + 1);
    ids.push((await makeAuthConfig(server, project, input)).id);
  }
  return ids;
}

const list = async (credentials: Credentials, variables: ListAuthConfigsQueryVariables = {}) =>
  (await run(server, ListAuthConfigs, variables, credentials)).project.authConfigs;

const idsOf = (page: Awaited<ReturnType<typeof list>>) => page.nodes.map(({ id }) => id);

const several = (count: number) => Array.from({ length: count }, () => ({}));

describe('list of auth configs', () => {
  test('returns the 20 newest without arguments, newest first, and counts all', async () => {
    const { organization, project } = await makeWorld(server);
    const ids = await makeAuthConfigs(project, several(21));
    for (const [credentials, projectId] of [
      [project.credentials, null],
      [organization.credentials, project.id],
    ] as const) {
      const page = await list(credentials, { projectId });
      expect(idsOf(page)).toEqual(ids.toReversed().slice(0, 20));
      expect(page.totalCount).toBe(21);
      expect(page.pageInfo).toMatchObject({ hasNextPage: true, hasPreviousPage: false });
    }
  });

  test('searches names and toolkits for a substring, case-insensitively', async () => {
    const { project } = await makeWorld(server);
    const [first, second] = await makeAuthConfigs(project, [
      { name: 'Production', toolkitSlug: 'github' },
      { name: 'Staging', toolkitSlug: 'slack' },
    ]);
    const search = async (text: string) => idsOf(await list(project.credentials, { search: text }));
    expect(await search('PROD')).toEqual([first]);
    expect(await search('lac')).toEqual([second]);
    expect(await search('g')).toEqual([second, first]);
    expect(await search('%')).toEqual([]);
    expect(await search('')).toEqual([second, first]);
    const found = await list(project.credentials, { search: 'g', first: 1 });
    expect(found).toMatchObject({ totalCount: 2, pageInfo: { hasNextPage: true } });
  });

  test.each(['different', 'same'] as const)(
    'pages in either direction over auth configs of %s instants contain each exactly once',
    async (moments) => {
      const { project } = await makeWorld(server);
      const ids = await makeAuthConfigs(project, several(7), moments);
      const forward: string[] = [];
      for (let after: string | null | undefined = null; after !== undefined; ) {
        const page = await list(project.credentials, { first: 3, after });
        forward.push(...idsOf(page));
        after = page.pageInfo.hasNextPage ? page.pageInfo.endCursor : undefined;
      }
      const backward: string[] = [];
      for (let before: string | null | undefined = null; before !== undefined; ) {
        const page = await list(project.credentials, { last: 3, before });
        backward.unshift(...idsOf(page));
        before = page.pageInfo.hasPreviousPage ? page.pageInfo.startCursor : undefined;
      }
      expect(forward.toSorted()).toEqual(ids.toSorted());
      expect(backward).toEqual(forward);
    },
  );

  test('selects and counts what matches all filters', async () => {
    const { project } = await makeWorld(server);
    const toolkits = ['github', 'slack', 'github', 'notion'];
    const [g1 = '', s = '', g2 = '', n = ''] = await makeAuthConfigs(
      project,
      toolkits.map((toolkitSlug) => ({ toolkitSlug })),
    );
    await run(server, SetAuthConfigStatus, { input: { id: g2, status: 'DISABLED' } }, project.credentials);
    const cases: readonly (readonly [ListAuthConfigsQueryVariables, readonly string[]])[] = [
      [{ toolkitSlugs: ['GitHub'] }, [g2, g1]],
      [{ toolkitSlugs: ['slack', 'notion', 'unknown'] }, [n, s]],
      [{ statuses: ['DISABLED'] }, [g2]],
      [{ statuses: ['ENABLED', 'DISABLED'] }, [n, g2, s, g1]],
      [{ toolkitSlugs: ['github'], statuses: ['ENABLED'] }, [g1]],
      [{ toolkitSlugs: null, statuses: null }, [n, g2, s, g1]],
      [{ toolkitSlugs: [] }, []],
      [{ statuses: [] }, []],
    ];
    for (const [variables, expected] of cases) {
      const page = await list(project.credentials, variables);
      expect(idsOf(page), JSON.stringify(variables)).toEqual(expected);
      expect(page.totalCount, JSON.stringify(variables)).toBe(expected.length);
    }
    const first = await list(project.credentials, { toolkitSlugs: ['github'], first: 1 });
    const after = first.pageInfo.endCursor ?? null;
    const second = await list(project.credentials, { toolkitSlugs: ['github'], first: 1, after });
    expect([...idsOf(first), ...idsOf(second)]).toEqual([g2, g1]);
  });
});

describe('list of auth configs rejects', () => {
  test.each([
    [{ first: 0 }, 'first'],
    [{ first: 101 }, 'first'],
    [{ first: 1, last: 1 }, 'last'],
    [{ toolkitSlugs: Array.from({ length: 101 }, () => 'x') }, 'toolkitSlugs'],
    [{ toolkitSlugs: ['fine', 'not fine'] }, 'toolkitSlugs.1'],
    [{ after: 'nonsense' }, 'after'],
  ])('%j', async (variables, field) => {
    const { project } = await makeWorld(server);
    const { extensions } = await refusalOf(server, ListAuthConfigs, variables, project.credentials);
    expect(extensions).toMatchObject({ code: 'BAD_USER_INPUT', field });
  });

  test('a cursor of another project of the same organization', async () => {
    const { organization, project } = await makeWorld(server);
    const sibling = await makeProject(server, organization);
    await makeAuthConfigs(sibling, several(1));
    const { edges } = await list(organization.credentials, { projectId: sibling.id });
    const variables = { projectId: project.id, after: edges[0]?.cursor ?? null };
    const { extensions } = await refusalOf(server, ListAuthConfigs, variables, organization.credentials);
    expect(extensions).toMatchObject({ reason: 'INVALID_CURSOR', field: 'after' });
  });
});

describe('list of auth configs isolates tenants', () => {
  test('auth configs of other projects and organizations are neither listed nor found by id', async () => {
    const world = await makeWorld(server);
    const sibling = await makeProject(server, world.organization);
    const stranger = await makeWorld(server);
    const [own = ''] = await makeAuthConfigs(world.project, several(1));
    const [beside = ''] = await makeAuthConfigs(sibling, several(1));
    const [foreign = ''] = await makeAuthConfigs(stranger.project, several(1));

    const inProject = async (credentials: Credentials, projectId: string | null, id: string) =>
      (await run(server, GetAuthConfig, { projectId, id }, credentials)).project.authConfig?.id ?? null;
    const byNode = async (credentials: Credentials, id: string) =>
      (await run(server, NodeAuthConfig, { id }, credentials)).node?.id ?? null;

    const { project, organization } = world;
    expect(idsOf(await list(project.credentials))).toEqual([own]);
    expect(await inProject(project.credentials, null, beside)).toBeNull();
    expect(await inProject(organization.credentials, project.id, beside)).toBeNull();
    expect(await inProject(organization.credentials, project.id, foreign)).toBeNull();
    expect(await byNode(project.credentials, beside)).toBeNull();
    expect(await byNode(project.credentials, foreign)).toBeNull();
    expect(await byNode(organization.credentials, foreign)).toBeNull();
    expect(await byNode(organization.credentials, beside)).toBe(beside);
  });
});
