import { describe, expect, test } from 'vitest';
import type { CreateSessionInput, ListSessionsQueryVariables } from '../../generated/graphql.ts';
import { type Credentials, refusalOf, run } from '../../support/client.ts';
import { makeSession } from '../../support/fixtures/session.ts';
import { makeProject, makeWorld, type ProjectWorld } from '../../support/fixtures.ts';
import { CloseSession, GetSession, ListSessions, NodeSession } from '../../support/operations/session.ts';
import { useServer } from '../../support/server.ts';

let instant = new Date('2026-06-01T12:00:00Z');
const server = useServer({ overrides: { clock: { now: () => instant } } });

/** The id of a new session, a millisecond younger than any before. */
async function make(project: ProjectWorld, input: Partial<CreateSessionInput> = {}) {
  instant = new Date(instant.getTime() + 1);
  return (await makeSession(server, project, input)).id;
}

const list = async (credentials: Credentials, variables: ListSessionsQueryVariables = {}) =>
  (await run(server, ListSessions, variables, credentials)).project.sessions;

async function idsOf(credentials: Credentials, variables: ListSessionsQueryVariables) {
  const { nodes, totalCount } = await list(credentials, variables);
  expect(totalCount, JSON.stringify(variables)).toBe(nodes.length);
  return nodes.map(({ id }) => id);
}

describe('session list does', () => {
  test('pages lead from the newest session to the oldest and back', async () => {
    const { organization, project } = await makeWorld(server);
    const ids: string[] = [];
    for (let count = 0; count < 5; count++) ids.unshift(await make(project));
    for (const [credentials, projectId] of [
      [project.credentials, null],
      [organization.credentials, project.id],
    ] as const) {
      const first = await list(credentials, { projectId, first: 2 });
      const after = first.pageInfo.endCursor ?? null;
      const second = await list(credentials, { projectId, first: 2, after });
      const last = await list(credentials, { projectId, last: 2 });
      const pages = [first, second, last].map(({ nodes }) => nodes.map(({ id }) => id));
      expect(pages).toEqual([ids.slice(0, 2), ids.slice(2, 4), ids.slice(3)]);
      expect(second.pageInfo).toMatchObject({ hasNextPage: true, hasPreviousPage: true });
      expect(second.totalCount).toBe(5);
    }
  });

  test('filters let through what fits all of them', async () => {
    const { project } = await makeWorld(server);
    const { credentials } = project;
    const jane = await make(project, { userId: 'jane', toolkitSlugs: ['github', 'slack'] });
    const joe = await make(project, { userId: 'joe', toolkitSlugs: ['slack'] });
    const again = await make(project, { userId: 'jane', toolkitSlugs: ['notion'] });
    await run(server, CloseSession, { input: { id: jane } }, credentials);
    await run(server, CloseSession, { input: { id: joe, status: 'ERROR' } }, credentials);
    const cases: readonly (readonly [ListSessionsQueryVariables, readonly string[]])[] = [
      [{ userIds: ['jane'] }, [again, jane]],
      [{ userIds: ['Jane', 'nobody'] }, []],
      [{ toolkitSlugs: ['SLACK'] }, [joe, jane]],
      [{ toolkitSlugs: ['github', 'notion'] }, [again, jane]],
      [{ statuses: ['ACTIVE'] }, [again]],
      [{ statuses: ['CLOSED', 'ERROR'] }, [joe, jane]],
      [{ statuses: ['CLOSED', 'ACTIVE'], userIds: ['jane', 'joe'], toolkitSlugs: ['slack'] }, [jane]],
      [{ statuses: [] }, []],
      [{ userIds: [] }, []],
      [{ toolkitSlugs: [] }, []],
      [{ userIds: null, statuses: null, toolkitSlugs: null }, [again, joe, jane]],
    ];
    for (const [variables, expected] of cases)
      expect(await idsOf(credentials, variables), JSON.stringify(variables)).toEqual(expected);
  });
});

describe('session list refuses', () => {
  test.each([
    [{ first: 101 }, 'first'],
    [{ userIds: [''] }, 'userIds.0'],
    [{ userIds: Array.from({ length: 101 }, () => 'x') }, 'userIds'],
    [{ toolkitSlugs: ['not fine'] }, 'toolkitSlugs.0'],
    [{ before: 'nonsense' }, 'before'],
  ])('%j', async (variables, field) => {
    const { project } = await makeWorld(server);
    const { extensions } = await refusalOf(server, ListSessions, variables, project.credentials);
    expect(extensions).toMatchObject({ code: 'BAD_USER_INPUT', field });
  });
});

describe('session list isolates', () => {
  test('neither another project nor another organization is seen, in no way', async () => {
    const { organization, project } = await makeWorld(server);
    const sibling = await makeProject(server, organization);
    const stranger = await makeWorld(server);
    const [own, beside, foreign] = [await make(project), await make(sibling), await make(stranger.project)];

    const inProject = async (credentials: Credentials, projectId: string | null, id: string) =>
      (await run(server, GetSession, { projectId, id }, credentials)).project.session?.id ?? null;
    const byNode = async (credentials: Credentials, id: string) =>
      (await run(server, NodeSession, { id }, credentials)).node?.id ?? null;

    expect(await idsOf(project.credentials, {})).toEqual([own]);
    expect(await inProject(project.credentials, null, beside)).toBeNull();
    expect(await inProject(organization.credentials, project.id, beside)).toBeNull();
    for (const id of [beside, foreign]) expect(await byNode(project.credentials, id)).toBeNull();
    expect(await byNode(organization.credentials, foreign)).toBeNull();
    expect(await byNode(organization.credentials, beside)).toBe(beside);
    expect(await byNode(project.credentials, own)).toBe(own);
  });
});
