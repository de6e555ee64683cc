import { describe, expect, test } from 'vitest';
import type { ListTriggersQueryVariables, UpsertTriggerInput } from '../../generated/graphql.ts';
import { type Credentials, refusalOf, run } from '../../support/client.ts';
import { makeConnectedAccount } from '../../support/fixtures/connected-account.ts';
import { makeTrigger } from '../../support/fixtures/trigger.ts';
import { makeProject, makeWorld, type ProjectWorld } from '../../support/fixtures.ts';
import { GetTrigger, ListTriggers, NodeTrigger } from '../../support/operations/trigger.ts';
import { useServer } from '../../support/server.ts';

let instant = new Date('2026-06-01T12:00:00Z');
const server = useServer({ overrides: { clock: { now: () => instant } } });

/** The id of a new trigger, a millisecond younger than any before. */
async function make(project: ProjectWorld, input: Partial<UpsertTriggerInput> = {}) {
  instant = new Date(instant.getTime() + 1);
  return (await makeTrigger(server, project, input)).id;
}

const list = async (credentials: Credentials, variables: ListTriggersQueryVariables = {}) =>
  (await run(server, ListTriggers, variables, credentials)).project.triggers;

async function idsOf(credentials: Credentials, variables: ListTriggersQueryVariables) {
  const { nodes, totalCount } = await list(credentials, variables);
  expect(totalCount, JSON.stringify(variables)).toBe(nodes.length);
  return nodes.map(({ id }) => id);
}

describe('trigger list does', () => {
  test('pages lead from the newest trigger to the oldest and back', async () => {
    const { organization, project } = await makeWorld(server);
    const { id: connectedAccountId } = await makeConnectedAccount(server, project);
    const ids: string[] = [];
    for (let count = 0; count < 5; count++) ids.unshift(await make(project, { connectedAccountId }));
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
    const jane = (await makeConnectedAccount(server, project, { userId: 'jane' })).id;
    const joe = (await makeConnectedAccount(server, project, { userId: 'joe' })).id;
    const one = await make(project, { slug: 'commit', connectedAccountId: jane });
    const two = await make(project, { slug: 'commit', connectedAccountId: joe, enabled: false });
    const three = await make(project, { slug: 'message', connectedAccountId: jane });
    const cases: readonly (readonly [ListTriggersQueryVariables, readonly string[]])[] = [
      [{ slugs: ['COMMIT'] }, [two, one]],
      [{ slugs: ['commit', 'message'], userIds: ['jane'] }, [three, one]],
      [{ connectedAccountIds: [joe] }, [two]],
      [{ connectedAccountIds: ['nonsense', 'a\u0000'] }, []],
      [{ userIds: ['Jane'] }, []],
      [{ enabled: true }, [three, one]],
      [{ enabled: false }, [two]],
      [{ enabled: true, slugs: ['commit'], connectedAccountIds: [jane, joe], userIds: ['jane'] }, [one]],
      [{ slugs: [] }, []],
      [{ slugs: null, enabled: null }, [three, two, one]],
    ];
    for (const [variables, expected] of cases)
      expect(await idsOf(credentials, variables), JSON.stringify(variables)).toEqual(expected);
  });
});

describe('trigger list refuses', () => {
  test.each([
    [{ first: 101 }, 'first'],
    [{ slugs: ['not fine'] }, 'slugs.0'],
    [{ userIds: [''] }, 'userIds.0'],
    [{ connectedAccountIds: Array.from({ length: 101 }, () => 'x') }, 'connectedAccountIds'],
    [{ before: 'nonsense' }, 'before'],
  ])('%j', async (variables, field) => {
    const { project } = await makeWorld(server);
    const { extensions } = await refusalOf(server, ListTriggers, variables, project.credentials);
    expect(extensions).toMatchObject({ code: 'BAD_USER_INPUT', field });
  });
});

describe('trigger list isolates', () => {
  test('neither another project nor another organization is seen, in no way', async () => {
    const { organization, project } = await makeWorld(server);
    const sibling = await makeProject(server, organization);
    const stranger = await makeWorld(server);
    const [own, beside, foreign] = [await make(project), await make(sibling), await make(stranger.project)];

    const inProject = async (credentials: Credentials, projectId: string | null, id: string) =>
      (await run(server, GetTrigger, { projectId, id }, credentials)).project.trigger?.id ?? null;
    const byNode = async (credentials: Credentials, id: string) =>
      (await run(server, NodeTrigger, { id }, credentials)).node?.id ?? null;

    expect(await idsOf(project.credentials, {})).toEqual([own]);
    expect(await inProject(project.credentials, null, beside)).toBeNull();
    expect(await inProject(organization.credentials, project.id, beside)).toBeNull();
    for (const id of [beside, foreign]) expect(await byNode(project.credentials, id)).toBeNull();
    expect(await byNode(organization.credentials, foreign)).toBeNull();
    expect(await byNode(organization.credentials, beside)).toBe(beside);
    expect(await byNode(project.credentials, own)).toBe(own);
  });
});
