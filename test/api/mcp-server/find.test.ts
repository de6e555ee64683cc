import { describe, expect, test } from 'vitest';
import { refusalOf, run } from '../../support/client.ts';
import { statementsOf } from '../../support/database/statements.ts';
import { makeMcpServer } from '../../support/fixtures/mcp-server.ts';
import {
  freshName,
  makeOrganization,
  makeProject,
  makeWorld,
  type ProjectWorld,
} from '../../support/fixtures.ts';
import {
  DeleteMcpServer,
  GetMcpServer,
  ListMcpServers,
  NodeMcpServer,
  UpdateMcpServer,
} from '../../support/operations/mcp-server.ts';
import { useServer } from '../../support/server.ts';

let instant = new Date('2026-06-01T12:00:00Z');
const server = useServer({ overrides: { clock: { now: () => instant } } });

function passTime(): void {
  instant = new Date(instant.getTime() + 60_000);
}

const idsOf = async ({ credentials }: ProjectWorld) =>
  (await run(server, ListMcpServers, {}, credentials)).project.mcpServers.nodes.map(({ id }) => id);

const NOT_FOUND = { code: 'NOT_FOUND', reason: 'MCP_SERVER_NOT_FOUND' };

describe('MCP server queries', () => {
  test('search names for a substring, case-insensitively', async () => {
    const { project } = await makeWorld(server);
    const { id } = await makeMcpServer(server, project, { name: 'Reading 100%' });
    passTime();
    const other = await makeMcpServer(server, project, { name: 'Everything' });
    const search = async (text: string) =>
      (await run(server, ListMcpServers, { search: text }, project.credentials)).project.mcpServers;
    for (const text of ['READ', '0%']) {
      const { nodes, totalCount } = await search(text);
      expect(
        nodes.map((node) => node.id),
        text,
      ).toEqual([id]);
      expect(totalCount).toBe(1);
    }
    expect((await search('ing')).nodes.map((node) => node.id)).toEqual([other.id, id]);
  });

  test('find a server by id, in its project and by node, with both kinds of keys', async () => {
    const { organization, project } = await makeWorld(server);
    const made = await makeMcpServer(server, project);
    for (const { credentials } of [organization, project]) {
      const variables = { projectId: project.id, id: made.id };
      const found = await run(server, GetMcpServer, variables, credentials);
      expect(found.project.mcpServer).toEqual(made);
      expect((await run(server, NodeMcpServer, { id: made.id }, credentials)).node).toEqual(made);
    }
  });

  test('list pages, newest first, with a count', async () => {
    const { project } = await makeWorld(server);
    const made = [];
    for (let count = 0; count < 3; count++) {
      passTime();
      made.unshift(await makeMcpServer(server, project));
    }
    const list = (variables: object) => run(server, ListMcpServers, variables, project.credentials);
    const first = (await list({ first: 2 })).project.mcpServers;
    expect(first.nodes).toEqual(made.slice(0, 2));
    expect(first).toMatchObject({ totalCount: 3, pageInfo: { hasNextPage: true, hasPreviousPage: false } });
    const second = (await list({ first: 2, after: first.pageInfo.endCursor })).project.mcpServers;
    expect(second.nodes).toEqual(made.slice(2));
    expect(second.pageInfo.hasNextPage).toBe(false);
    const last = (await list({ last: 2, before: second.pageInfo.startCursor })).project.mcpServers;
    expect(last.nodes).toEqual(made.slice(0, 2));
  });

  test('send equally many statements for a page of 1 and of 50', async () => {
    const { project } = await makeWorld(server);
    await Promise.all(Array.from({ length: 50 }, () => makeMcpServer(server, project)));
    const cost = async (first: number) =>
      (await statementsOf(() => run(server, ListMcpServers, { first }, project.credentials))).length;
    expect(await cost(1)).toBe(await cost(50));
  });

  test('hide a tool that this version does not have', async () => {
    const { project } = await makeWorld(server);
    const { id } = await makeMcpServer(server, project, { allowedTools: ['GET_PROJECT'] });
    await server.database.query(
      `UPDATE mcp_server SET allowed_tools = '{do_magic,get_project}' WHERE id = '${id}'`,
    );
    const found = await run(server, GetMcpServer, { id }, project.credentials);
    expect(found.project.mcpServer?.allowedTools).toEqual(['GET_PROJECT']);
  });
});

describe('MCP server queries reject', () => {
  test.each(['', 'mcp_', 'mcp_0000000000000000', 'ac_0000000000000000', "mcp_'; --"])(
    'the unknown id %j',
    async (id) => {
      const { credentials } = (await makeWorld(server)).project;
      expect((await run(server, GetMcpServer, { id }, credentials)).project.mcpServer).toBeNull();
      for (const { extensions } of [
        await refusalOf(server, UpdateMcpServer, { input: { id, name: 'x' } }, credentials),
        await refusalOf(server, DeleteMcpServer, { input: { id } }, credentials),
      ])
        expect(extensions).toMatchObject(NOT_FOUND);
    },
  );
});

describe('MCP server queries isolate tenants', () => {
  test('projects of one organization see their own servers only, and names may repeat', async () => {
    const organization = await makeOrganization(server);
    const [project, other] = [
      await makeProject(server, organization),
      await makeProject(server, organization),
    ];
    const name = freshName('shared name');
    const [own, foreign] = [
      await makeMcpServer(server, project, { name }),
      await makeMcpServer(server, other, { name }),
    ];
    expect(await idsOf(project)).toEqual([own.id]);
    expect(await idsOf(other)).toEqual([foreign.id]);
    const { credentials } = project;
    const { id } = foreign;
    expect((await run(server, GetMcpServer, { id }, credentials)).project.mcpServer).toBeNull();
    expect((await run(server, NodeMcpServer, { id }, credentials)).node).toBeNull();
    const inTheWrongProject = { projectId: project.id, id };
    const asked = await run(server, GetMcpServer, inTheWrongProject, organization.credentials);
    expect(asked.project.mcpServer).toBeNull();
  });
});
