import { describe, expect, test } from 'vitest';
import type { ListToolCallLogsQueryVariables, ToolCallInput } from '../../generated/graphql.ts';
import { type Credentials, refusalOf, run } from '../../support/client.ts';
import { makeConnectedAccount } from '../../support/fixtures/connected-account.ts';
import { makeSession } from '../../support/fixtures/session.ts';
import { makeToolCallLog } from '../../support/fixtures/tool-call-log.ts';
import { makeProject, makeWorld, type ProjectWorld } from '../../support/fixtures.ts';
import { GetToolCallLog, ListToolCallLogs, NodeToolCallLog } from '../../support/operations/tool-call-log.ts';
import { useServer } from '../../support/server.ts';

const server = useServer();

const make = async (project: ProjectWorld, call: Partial<ToolCallInput> = {}) =>
  (await makeToolCallLog(server, project, call)).id;

const at = (second: number) => new Date(Date.UTC(2026, 0, 1, 0, 0, second)).toISOString();

const list = async (credentials: Credentials, variables: ListToolCallLogsQueryVariables = {}) =>
  (await run(server, ListToolCallLogs, variables, credentials)).project.toolCallLogs;

async function idsOf(credentials: Credentials, variables: ListToolCallLogsQueryVariables) {
  const { nodes, totalCount } = await list(credentials, variables);
  expect(totalCount, JSON.stringify(variables)).toBe(nodes.length);
  return nodes.map(({ id }) => id);
}

describe('tool call list does', () => {
  test('pages lead from the last call to the first and back, whenever the calls were recorded', async () => {
    const { organization, project } = await makeWorld(server);
    const ids: string[] = [];
    for (const second of [3, 1, 5, 2, 4]) ids[5 - second] = await make(project, { calledAt: at(second) });
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

  test('calls of one moment are ordered by their ids, and a walk meets each once', async () => {
    const { project } = await makeWorld(server);
    const ids: string[] = [];
    for (let count = 0; count < 5; count++) ids.push(await make(project, { calledAt: at(0) }));
    const met: string[] = [];
    let after: string | null = null;
    for (let isMore = true; isMore; ) {
      const { nodes, pageInfo } = await list(project.credentials, { first: 2, after });
      met.push(...nodes.map(({ id }) => id));
      after = pageInfo.endCursor ?? null;
      isMore = pageInfo.hasNextPage;
    }
    expect(met).toEqual(ids.toSorted().toReversed());
  });

  test('filters let through what fits all of them', async () => {
    const { project } = await makeWorld(server);
    const { credentials } = project;
    const { id: sessionId } = await makeSession(server, project, { userId: 'jane' });
    const { id: connectedAccountId } = await makeConnectedAccount(server, project, { userId: 'joe' });
    const one = await make(project, { calledAt: at(1), sessionId, toolSlug: 'github_read' });
    const two = await make(project, { calledAt: at(2), connectedAccountId, status: 'ERROR' });
    const three = await make(project, { calledAt: at(3), toolSlug: 'post', toolkitSlug: 'slack' });
    const cases: readonly (readonly [ListToolCallLogsQueryVariables, readonly string[]])[] = [
      [{ toolSlugs: ['GitHub_Read', 'post'] }, [three, one]],
      [{ toolkitSlugs: ['GITHUB'] }, [two, one]],
      [{ statuses: ['ERROR'] }, [two]],
      [{ statuses: ['SUCCESS', 'ERROR'] }, [three, two, one]],
      [{ sessionId }, [one]],
      [{ sessionId: 'ses_0000000000000000' }, []],
      [{ sessionId: 'a\u0000' }, []],
      [{ connectedAccountId }, [two]],
      [{ connectedAccountId: sessionId }, []],
      [{ userIds: ['jane', 'joe'] }, [two, one]],
      [{ userIds: ['Jane'] }, []],
      [{ from: at(2) }, [three, two]],
      [{ to: at(2) }, [one]],
      [{ from: at(2), to: at(3) }, [two]],
      [{ from: at(3), to: at(1) }, []],
      [{ from: '0001-01-01T00:00:00Z', to: '9999-12-31T23:59:59.999Z' }, [three, two, one]],
      [{ sessionId, userIds: ['jane'], toolkitSlugs: ['github'], from: at(1), to: at(2) }, [one]],
      [{ sessionId, connectedAccountId }, []],
      [{ toolSlugs: [] }, []],
      [{ toolSlugs: null, sessionId: null, from: null }, [three, two, one]],
    ];
    for (const [variables, expected] of cases)
      expect(await idsOf(credentials, variables), JSON.stringify(variables)).toEqual(expected);
  });
});

describe('tool call list refuses', () => {
  test.each([
    [{ first: 101 }, 'first'],
    [{ toolSlugs: ['not fine'] }, 'toolSlugs.0'],
    [{ toolkitSlugs: Array.from({ length: 101 }, () => 'x') }, 'toolkitSlugs'],
    [{ userIds: ['a\u0000'] }, 'userIds.0'],
    [{ before: 'nonsense' }, 'before'],
  ])('%j', async (variables, field) => {
    const { project } = await makeWorld(server);
    const { extensions } = await refusalOf(server, ListToolCallLogs, variables, project.credentials);
    expect(extensions).toMatchObject({ code: 'BAD_USER_INPUT', field });
  });
});

describe('tool call list isolates', () => {
  test('neither another project nor another organization is seen, in no way', async () => {
    const { organization, project } = await makeWorld(server);
    const sibling = await makeProject(server, organization);
    const stranger = await makeWorld(server);
    const { id: sessionId } = await makeSession(server, sibling);
    const [own, beside, foreign] = [
      await make(project),
      await make(sibling, { sessionId }),
      await make(stranger.project),
    ];

    const inProject = async (credentials: Credentials, projectId: string | null, id: string) =>
      (await run(server, GetToolCallLog, { projectId, id }, credentials)).project.toolCallLog?.id ?? null;
    const byNode = async (credentials: Credentials, id: string) =>
      (await run(server, NodeToolCallLog, { id }, credentials)).node?.id ?? null;

    expect(await idsOf(project.credentials, {})).toEqual([own]);
    expect(await idsOf(project.credentials, { sessionId })).toEqual([]);
    expect(await inProject(project.credentials, null, beside)).toBeNull();
    expect(await inProject(organization.credentials, project.id, beside)).toBeNull();
    for (const id of [beside, foreign]) expect(await byNode(project.credentials, id)).toBeNull();
    expect(await byNode(organization.credentials, foreign)).toBeNull();
    expect(await byNode(organization.credentials, beside)).toBe(beside);
    expect(await byNode(project.credentials, own)).toBe(own);
  });
});
