import { describe, expect, test } from 'vitest';
import { type Credentials, refusalOf } from '../support/client.ts';
import { makeProject, makeWorld, type ProjectWorld } from '../support/fixtures.ts';
import { connectedAccountList } from '../support/list-cases/connected-account.ts';
import type { ListCase, PageVariables } from '../support/list-cases/list-case.ts';
import { sessionList } from '../support/list-cases/session.ts';
import { toolCallList } from '../support/list-cases/tool-call-log.ts';
import { triggerList } from '../support/list-cases/trigger.ts';
import { useServer } from '../support/server.ts';

let instant = new Date('2026-06-01T12:00:00Z');
const server = useServer({ overrides: { clock: { now: () => instant } } });

testList(connectedAccountList);
testList(triggerList);
testList(sessionList);
testList(toolCallList);

function testList<Data, Variables, Input>(listCase: ListCase<Data, Variables, Input>): void {
  const { noun, findInProject, findNode } = listCase;

  const make = (project: ProjectWorld, input: Partial<Input> = {}) => {
    instant = new Date(instant.getTime() + 1);
    return listCase.make(server, project, input);
  };

  const list = (credentials: Credentials, variables: Variables | PageVariables = {}) =>
    listCase.list(server, credentials, variables);

  async function idsOf(credentials: Credentials, variables: Variables | PageVariables = {}) {
    const { nodes, totalCount } = await list(credentials, variables);
    expect(totalCount, JSON.stringify(variables)).toBe(nodes.length);
    return nodes.map(({ id }) => id);
  }

  describe(`list of ${noun}`, () => {
    test('returns pages from the newest to the oldest, forwards and backwards', async () => {
      const { organization, project } = await makeWorld(server);
      const ids = await listCase.makeFive({ server, project, make });
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

    test('selects what matches all filters', async () => {
      const { project } = await makeWorld(server);
      for (const [variables, expected] of await listCase.filters({ server, project, make }))
        expect(await idsOf(project.credentials, variables), JSON.stringify(variables)).toEqual(expected);
    });

    test.each(listCase.invalid)('rejects %j', async (variables, field) => {
      const { project } = await makeWorld(server);
      const { extensions } = await refusalOf(server, listCase.document, variables, project.credentials);
      expect(extensions).toMatchObject({ code: 'BAD_USER_INPUT', field });
    });

    test('does not contain those of other projects and organizations, and neither finds them by id', async () => {
      const { organization, project } = await makeWorld(server);
      const sibling = await makeProject(server, organization);
      const stranger = await makeWorld(server);
      const own = await make(project);
      const [beside, filter] = (await listCase.makeFiltered?.({ server, project: sibling, make })) ?? [
        await make(sibling),
      ];
      const foreign = await make(stranger.project);

      const inProject = (credentials: Credentials, projectId: string | null, id: string) =>
        findInProject(server, credentials, { projectId, id });
      const byNode = (credentials: Credentials, id: string) => findNode(server, credentials, id);

      expect(await idsOf(project.credentials)).toEqual([own]);
      if (filter) expect(await idsOf(project.credentials, filter)).toEqual([]);
      expect(await inProject(project.credentials, null, beside)).toBeNull();
      expect(await inProject(organization.credentials, project.id, beside)).toBeNull();
      for (const id of [beside, foreign]) expect(await byNode(project.credentials, id)).toBeNull();
      expect(await byNode(organization.credentials, foreign)).toBeNull();
      expect(await byNode(organization.credentials, beside)).toBe(beside);
      expect(await byNode(project.credentials, own)).toBe(own);
    });
  });
}
