import { describe, expect, test } from 'vitest';
import type { UpdateMcpServerInput } from '../../generated/graphql.ts';
import { post, refusalOf, run, send } from '../../support/client.ts';

import { rowsOf } from '../../support/database/tables.ts';
import { makeMcpServer } from '../../support/fixtures/mcp-server.ts';
import { makeWorld, type ProjectWorld, type World } from '../../support/fixtures.ts';
import { enumOfTool, readTools, writeTools } from '../../support/http/mcp-client.ts';
import {
  CreateMcpServer,
  DeleteMcpServer,
  ListMcpServers,
  NodeMcpServer,
  UpdateMcpServer,
} from '../../support/operations/mcp-server.ts';
import { DeleteProject } from '../../support/operations/project.ts';
import { useServer } from '../../support/server.ts';

let instant = new Date('2026-06-01T12:00:00Z');
const server = useServer({
  env: { PUBLIC_URL: 'https://Bailiwick.Example.com/base/' },
  overrides: { clock: { now: () => instant } },
});

function passTime(): string {
  instant = new Date(instant.getTime() + 60_000);
  return instant.toISOString();
}

const update = async ({ credentials }: ProjectWorld, input: UpdateMcpServerInput) =>
  (await run(server, UpdateMcpServer, { input }, credentials)).updateMcpServer.mcpServer;

const idsOf = async ({ credentials }: ProjectWorld) =>
  (await run(server, ListMcpServers, {}, credentials)).project.mcpServers.nodes.map(({ id }) => id);

const stored = ({ organization }: World) => rowsOf(server, organization.id);

const INVALID = { code: 'BAD_USER_INPUT', reason: 'INVALID_VALUE' };

describe('MCP server mutations', () => {
  test('createMcpServer creates a server with every tool and a URL below PUBLIC_URL', async () => {
    const { project } = await makeWorld(server);
    const createdAt = passTime();
    const made = await makeMcpServer(server, project, { name: 'Assistants – Zürich 😀' });
    expect(made).toEqual({
      id: expect.stringMatching(/^mcp_[0-9A-Za-z]{16}$/),
      name: 'Assistants – Zürich 😀',
      allowedTools: [...readTools, ...writeTools].map(enumOfTool),
      url: `https://bailiwick.example.com/base/mcp/${made.id}`,
      createdAt,
      updatedAt: createdAt,
    });
  });

  test('createMcpServer creates a server with the given tools, each once', async () => {
    const { project } = await makeWorld(server);
    const made = await makeMcpServer(server, project, {
      allowedTools: ['GET_PROJECT_CONFIG', 'GET_PROJECT', 'GET_PROJECT'],
    });
    expect(made.allowedTools).toEqual(['GET_PROJECT', 'GET_PROJECT_CONFIG']);
  });

  test('updateMcpServer changes name and tools, alone or together, and keeps the URL', async () => {
    const { project } = await makeWorld(server);
    const made = await makeMcpServer(server, project);
    const { id } = made;
    const renamedAt = passTime();
    const renamed = await update(project, { id, name: 'renamed' });
    expect(renamed).toEqual({ ...made, name: 'renamed', updatedAt: renamedAt });
    const limitedAt = passTime();
    const limited = await update(project, { id, name: 'limited', allowedTools: ['GET_PROJECT'] });
    expect(limited).toEqual({
      ...made,
      name: 'limited',
      allowedTools: ['GET_PROJECT'],
      updatedAt: limitedAt,
    });
  });

  test('updateMcpServer changes and records nothing when all values are equal', async () => {
    const world = await makeWorld(server);
    const made = await makeMcpServer(server, world.project);
    const before = await stored(world);
    passTime();
    const allowedTools = [...made.allowedTools].reverse();
    for (const input of [{}, { name: made.name }, { allowedTools }])
      expect(await update(world.project, { id: made.id, ...input })).toEqual(made);
    expect(await stored(world)).toEqual(before);
  });

  test('deleteMcpServer deletes a server and releases its name', async () => {
    const { project } = await makeWorld(server);
    const [kept, doomed] = [await makeMcpServer(server, project), await makeMcpServer(server, project)];
    const variables = { input: { id: doomed.id } };
    const { deleteMcpServer } = await run(server, DeleteMcpServer, variables, project.credentials);
    expect(deleteMcpServer).toEqual({
      deletedMcpServerId: doomed.id,
      project: { id: project.id, mcpServers: { nodes: [{ id: kept.id }] } },
    });
    expect((await run(server, NodeMcpServer, { id: doomed.id }, project.credentials)).node).toBeNull();
    const again = await makeMcpServer(server, project, { name: doomed.name });
    expect(again.id).not.toBe(doomed.id);
  });

  test('deleteProject deletes its MCP servers permanently', async () => {
    const world = await makeWorld(server);
    await makeMcpServer(server, world.project);
    const { organization, project } = world;
    await run(
      server,
      DeleteProject,
      { input: { id: project.id, permanently: true } },
      organization.credentials,
    );
    expect((await stored(world)).map(({ table }) => table)).not.toContain('mcp_server');
  });
});

describe('MCP server mutations reject', () => {
  test.each(['', ' ', 'x'.repeat(101), 'two\nlines', '\ud800'])('the name %j', async (name) => {
    const world = await makeWorld(server);
    const { id } = await makeMcpServer(server, world.project);
    const before = await stored(world);
    const { credentials } = world.project;
    const refusals = [
      await refusalOf(server, CreateMcpServer, { input: { name } }, credentials),
      await refusalOf(server, UpdateMcpServer, { input: { id, name } }, credentials),
    ];
    for (const { extensions } of refusals) expect(extensions).toMatchObject({ ...INVALID, field: 'name' });
    expect(await stored(world)).toEqual(before);
  });

  test('an empty list of tools, and null for a required value', async () => {
    const world = await makeWorld(server);
    const { id, name } = await makeMcpServer(server, world.project);
    const before = await stored(world);
    const { credentials } = world.project;
    const attempts = [
      [
        'allowedTools',
        send(server, CreateMcpServer, { input: { name: 'x', allowedTools: [] } }, credentials),
      ],
      ['allowedTools', send(server, UpdateMcpServer, { input: { id, allowedTools: [] } }, credentials)],
      ['allowedTools', send(server, UpdateMcpServer, { input: { id, allowedTools: null } }, credentials)],
      ['name', send(server, UpdateMcpServer, { input: { id, name: null } }, credentials)],
    ] as const;
    for (const [field, attempt] of attempts)
      expect((await attempt).errors.map(({ extensions }) => extensions)).toMatchObject([
        { ...INVALID, field },
      ]);
    expect(await stored(world)).toEqual(before);
    expect(name).not.toBe('x');
  });

  test('a tool that does not exist', async () => {
    const { project } = await makeWorld(server);
    const query =
      'mutation ($input: CreateMcpServerInput!) { createMcpServer(input: $input) { mcpServer { id } } }';
    const body = { query, variables: { input: { name: 'x', allowedTools: ['DO_MAGIC'] } } };
    const { errors } = await post(server, JSON.stringify(body), project.credentials);
    expect(errors.map(({ extensions }) => extensions.reason)).toEqual(['INVALID_VARIABLES']);
    expect(await idsOf(project)).toEqual([]);
  });

  test('a name that is taken, of two concurrent creations too', async () => {
    const world = await makeWorld(server);
    const { project } = world;
    const [taken, other] = [await makeMcpServer(server, project), await makeMcpServer(server, project)];
    const before = await stored(world);
    const { credentials } = project;
    const { name } = taken;
    for (const { extensions } of [
      await refusalOf(server, CreateMcpServer, { input: { name } }, credentials),
      await refusalOf(server, UpdateMcpServer, { input: { id: other.id, name } }, credentials),
    ])
      expect(extensions).toMatchObject({ code: 'CONFLICT', reason: 'NAME_TAKEN', field: 'name' });
    expect(await stored(world)).toEqual(before);
    const twins = await Promise.all(
      [1, 2].map(() => send(server, CreateMcpServer, { input: { name: 'twin' } }, credentials)),
    );
    const reasons = twins.flatMap(({ errors }) => errors.map(({ extensions }) => extensions.reason));
    expect(reasons).toEqual(['NAME_TAKEN']);
  });
});

describe('MCP server mutations isolate tenants', () => {
  test('foreign and missing ids get the same error and nothing changes', async () => {
    const [{ project }, victim] = [await makeWorld(server), await makeWorld(server)];
    const { id } = await makeMcpServer(server, victim.project);
    const before = await stored(victim);
    const { credentials } = project;
    for (const [foreign, missing] of [
      [
        await refusalOf(server, UpdateMcpServer, { input: { id, name: 'x' } }, credentials),
        await refusalOf(
          server,
          UpdateMcpServer,
          { input: { id: `mcp_${'0'.repeat(16)}`, name: 'x' } },
          credentials,
        ),
      ],
      [
        await refusalOf(server, DeleteMcpServer, { input: { id } }, credentials),
        await refusalOf(server, DeleteMcpServer, { input: { id: `mcp_${'0'.repeat(16)}` } }, credentials),
      ],
    ] as const) {
      const withoutId = ({ message, extensions: { requestId: _, ...extensions } }: typeof foreign) => ({
        message,
        extensions,
      });
      expect(withoutId(foreign)).toEqual(withoutId(missing));
    }
    expect(await stored(victim)).toEqual(before);
  });
});
