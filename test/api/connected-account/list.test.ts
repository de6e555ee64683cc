import { describe, expect, test } from 'vitest';
import type {
  CreateConnectedAccountInput,
  ListConnectedAccountsQueryVariables,
} from '../../generated/graphql.ts';
import { type Credentials, refusalOf, run } from '../../support/client.ts';
import { makeAuthConfig } from '../../support/fixtures/auth-config.ts';
import { makeConnectedAccount } from '../../support/fixtures/connected-account.ts';
import { makeProject, makeWorld, type ProjectWorld } from '../../support/fixtures.ts';
import {
  GetConnectedAccount,
  ListConnectedAccounts,
  NodeConnectedAccount,
  RevokeConnectedAccount,
  SetConnectedAccountStatus,
} from '../../support/operations/connected-account.ts';
import { useServer } from '../../support/server.ts';

let instant = new Date('2026-06-01T12:00:00Z');
const server = useServer({ overrides: { clock: { now: () => instant } } });

/** The id of a new account, a millisecond younger than any before. */
async function make(project: ProjectWorld, input: Partial<CreateConnectedAccountInput> = {}) {
  instant = new Date(instant.getTime() + 1);
  return (await makeConnectedAccount(server, project, input)).id;
}

const list = async (credentials: Credentials, variables: ListConnectedAccountsQueryVariables = {}) =>
  (await run(server, ListConnectedAccounts, variables, credentials)).project.connectedAccounts;

async function idsOf(credentials: Credentials, variables: ListConnectedAccountsQueryVariables) {
  const { nodes, totalCount } = await list(credentials, variables);
  expect(totalCount, JSON.stringify(variables)).toBe(nodes.length);
  return nodes.map(({ id }) => id);
}

describe('connected account list does', () => {
  test('pages lead from the newest account to the oldest and back', async () => {
    const { organization, project } = await makeWorld(server);
    const { id: authConfigId } = await makeAuthConfig(server, project);
    const ids: string[] = [];
    for (let count = 0; count < 5; count++) ids.unshift(await make(project, { authConfigId }));
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
    const github = (await makeAuthConfig(server, project)).id;
    const slack = (await makeAuthConfig(server, project, { toolkitSlug: 'slack' })).id;
    const janeGithub = await make(project, { authConfigId: github, userId: 'jane' });
    const joeGithub = await make(project, { authConfigId: github, userId: 'joe', status: 'INITIATED' });
    const janeSlack = await make(project, { authConfigId: slack, userId: 'jane' });
    const cases: readonly (readonly [ListConnectedAccountsQueryVariables, readonly string[]])[] = [
      [{ userIds: ['jane'] }, [janeSlack, janeGithub]],
      [{ userIds: ['joe', 'nobody'] }, [joeGithub]],
      [{ userIds: ['Jane'] }, []],
      [{ toolkitSlugs: ['GITHUB'] }, [joeGithub, janeGithub]],
      [{ authConfigIds: [slack] }, [janeSlack]],
      [{ authConfigIds: ['nonsense'] }, []],
      [{ statuses: ['INITIATED'] }, [joeGithub]],
      [
        { userIds: ['jane'], toolkitSlugs: ['slack'], authConfigIds: [slack], statuses: ['ACTIVE'] },
        [janeSlack],
      ],
      [{ userIds: ['joe'], statuses: ['ACTIVE'] }, []],
      [{ userIds: [] }, []],
      [{ userIds: null, toolkitSlugs: null }, [janeSlack, joeGithub, janeGithub]],
    ];
    for (const [variables, expected] of cases)
      expect(await idsOf(credentials, variables), JSON.stringify(variables)).toEqual(expected);
  });

  test('the statuses are those that accounts read as, not those that somebody once wrote', async () => {
    const { project } = await makeWorld(server);
    const { credentials } = project;
    const { id: authConfigId } = await makeAuthConfig(server, project);
    const expiresAt = new Date(instant.getTime() + 60_000).toISOString();
    const stays = await make(project, { authConfigId });
    const expires = await make(project, { authConfigId, expiresAt });
    const waits = await make(project, { authConfigId, expiresAt, status: 'INITIATED' });
    const set = await make(project, { authConfigId });
    const input = { id: set, status: 'EXPIRED' } as const;
    await run(server, SetConnectedAccountStatus, { input }, credentials);
    const gone = await make(project, { authConfigId });
    await run(server, RevokeConnectedAccount, { input: { id: gone } }, credentials);
    expect(await idsOf(credentials, { statuses: ['ACTIVE'] })).toEqual([expires, stays]);
    expect(await idsOf(credentials, { statuses: ['EXPIRED'] })).toEqual([set]);

    instant = new Date(expiresAt);
    expect(await idsOf(credentials, { statuses: ['ACTIVE'] })).toEqual([stays]);
    expect(await idsOf(credentials, { statuses: ['EXPIRED'] })).toEqual([set, expires]);
    expect(await idsOf(credentials, { statuses: ['ACTIVE', 'EXPIRED'] })).toEqual([set, expires, stays]);
    expect(await idsOf(credentials, { statuses: ['INITIATED', 'EXPIRED'] })).toEqual([set, waits, expires]);
    expect(await idsOf(credentials, { statuses: ['INITIATED', 'ACTIVE'] })).toEqual([waits, stays]);
    expect(await idsOf(credentials, { statuses: ['REVOKED'] })).toEqual([gone]);
    for (const { status, id } of (await list(credentials)).nodes)
      expect(await idsOf(credentials, { statuses: [status] })).toContain(id);
  });
});

describe('connected account list refuses', () => {
  test.each([
    [{ first: 101 }, 'first'],
    [{ userIds: [''] }, 'userIds.0'],
    [{ userIds: Array.from({ length: 101 }, () => 'x') }, 'userIds'],
    [{ toolkitSlugs: ['not fine'] }, 'toolkitSlugs.0'],
    [{ authConfigIds: Array.from({ length: 101 }, () => 'x') }, 'authConfigIds'],
    [{ before: 'nonsense' }, 'before'],
  ])('%j', async (variables, field) => {
    const { project } = await makeWorld(server);
    const { extensions } = await refusalOf(server, ListConnectedAccounts, variables, project.credentials);
    expect(extensions).toMatchObject({ code: 'BAD_USER_INPUT', field });
  });
});

describe('connected account list isolates', () => {
  test('neither another project nor another organization is seen, in no way', async () => {
    const { organization, project } = await makeWorld(server);
    const sibling = await makeProject(server, organization);
    const stranger = await makeWorld(server);
    const [own, beside, foreign] = [await make(project), await make(sibling), await make(stranger.project)];

    const inProject = async (credentials: Credentials, projectId: string | null, id: string) =>
      (await run(server, GetConnectedAccount, { projectId, id }, credentials)).project.connectedAccount?.id ??
      null;
    const byNode = async (credentials: Credentials, id: string) =>
      (await run(server, NodeConnectedAccount, { id }, credentials)).node?.id ?? null;

    expect(await idsOf(project.credentials, {})).toEqual([own]);
    expect(await inProject(project.credentials, null, beside)).toBeNull();
    expect(await inProject(organization.credentials, project.id, beside)).toBeNull();
    for (const id of [beside, foreign]) expect(await byNode(project.credentials, id)).toBeNull();
    expect(await byNode(organization.credentials, foreign)).toBeNull();
    expect(await byNode(organization.credentials, beside)).toBe(beside);
  });
});
