import type { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { beforeAll, describe, expect, test } from 'vitest';
import packageJson from '../../../package.json' with { type: 'json' };
import { run } from '../../support/client.ts';
import { rowsOf } from '../../support/database/tables.ts';
import { makeMcpServer } from '../../support/fixtures/mcp-server.ts';
import { makeSession } from '../../support/fixtures/session.ts';
import { freshName, makeWorld, type World } from '../../support/fixtures.ts';
import {
  callTool,
  connectMcp,
  readTools,
  requireMcpApiKey,
  writeTools,
} from '../../support/http/mcp-client.ts';
import { GetProject } from '../../support/operations/project.ts';
import { useServer } from '../../support/server.ts';

const server = useServer();

let world: World;
let url: string;
let client: Client;

/** A client of the SDK, at the address that the API tells. */
beforeAll(async () => {
  await server.listen();
  world = await makeWorld(server);
  url = (await makeMcpServer(server, world.project, { name: 'Assistants' })).url;
  client = await connectMcp(url, world.project.credentials);
});

async function toolsOf(asked: Client) {
  return (await asked.listTools()).tools;
}

describe('an MCP client of the SDK', () => {
  test('gets the server info and no session', () => {
    const { name, version } = packageJson;
    expect(client.getServerVersion()).toEqual({ name, version, title: 'Assistants' });
    expect(client.getServerCapabilities()).toEqual({ tools: {} });
    expect(client.transport?.sessionId).toBeUndefined();
  });

  test('ping', async () => {
    expect(await client.ping()).toEqual({});
  });

  test('lists every tool with a description, input schema and output schema', async () => {
    const tools = await toolsOf(client);
    expect(tools.map(({ name }) => name)).toEqual([...readTools, ...writeTools]);
    for (const { name, title, description, inputSchema, outputSchema } of tools) {
      expect(name).toMatch(/^[a-z_]+$/);
      for (const text of [title, description]) expect(text?.length).toBeGreaterThan(4);
      for (const schema of [inputSchema, outputSchema])
        expect(schema).toMatchObject({ type: 'object', additionalProperties: false });
    }
  });

  test('gets annotations of tools that write', async () => {
    const hints = Object.fromEntries(
      (await toolsOf(client)).map(({ name, annotations }) => [name, annotations]),
    );
    for (const [name, hint] of Object.entries(hints))
      expect(hint, name).toMatchObject({ readOnlyHint: /^(get|list)_/.test(name), openWorldHint: false });
    expect(hints.create_session).toMatchObject({ destructiveHint: false, idempotentHint: false });
    expect(hints.close_session).toMatchObject({ destructiveHint: true, idempotentHint: true });
  });

  test('reads the project with the values of the API', async () => {
    const { project } = await run(server, GetProject, {}, world.project.credentials);
    const { config, organization: _organization, apiKeys: _keys, ...found } = project;
    expect(await callTool(client, 'get_project')).toEqual({ isError: false, found });
    expect(await callTool(client, 'get_project_config')).toEqual({ isError: false, found: config });
  });

  test('writes, with an audit entry of its key', async () => {
    const displayName = freshName('Shown');
    const changed = await callTool(client, 'update_project_config', { displayName });
    expect(changed).toMatchObject({ isError: false, found: { displayName } });
    const { project } = await run(server, GetProject, {}, world.project.credentials);
    expect(project.config).toEqual(changed.found);
    const rows = await rowsOf(server, world.organization.id);
    const entries = rows.filter(({ row }) => JSON.stringify(row.changes ?? '').includes(displayName));
    expect(entries.map(({ row }) => row)).toMatchObject([
      {
        action: 'PROJECT_CONFIG_UPDATED',
        actor_kind: 'project',
        actor_key_id: project.apiKeys[0]?.id,
        project_id: world.project.id,
        request_id: expect.any(String),
      },
    ]);
  });

  test('calls 100 tools concurrently and gets each result', async () => {
    const calls = Array.from({ length: 100 }, (_, index) => {
      const userId = `parallel-${index}`;
      return callTool(client, 'create_session', { userId, toolkitSlugs: ['github'] });
    });
    const answers = await Promise.all(calls);
    expect(answers.map(({ found }) => (found as { userId: string }).userId)).toEqual(
      answers.map((_, index) => `parallel-${index}`),
    );
  });

  test('uses allowed tools only, from the next request on', async () => {
    const { url: limited } = await makeMcpServer(server, world.project, {
      allowedTools: ['LIST_SESSIONS', 'CLOSE_SESSION'],
    });
    const limitedClient = await connectMcp(limited, world.project.credentials);
    expect((await toolsOf(limitedClient)).map(({ name }) => name)).toEqual([
      'list_sessions',
      'close_session',
    ]);
    const { id } = await makeSession(server, world.project);
    expect((await callTool(limitedClient, 'close_session', { id })).isError).toBe(false);
    const { found } = await callTool(limitedClient, 'get_project');
    expect(found).toMatchObject({ code: 'FORBIDDEN', reason: 'TOOL_NOT_ALLOWED' });
  });
});

describe('an MCP client of the SDK is rejected', () => {
  test('without a key where one is required', async () => {
    await expect(connectMcp(url)).rejects.toThrow(/KEY_MISSING/);
  });

  test('for tools that write without a key, where it may read', async () => {
    const open = await makeWorld(server);
    await requireMcpApiKey(server, open.project, false);
    const { url: address } = await makeMcpServer(server, open.project);
    const stranger = await connectMcp(address);
    expect(await callTool(stranger, 'get_project')).toMatchObject({ found: { id: open.project.id } });
    const args = { userId: 'u', toolkitSlugs: ['github'] };
    expect(await callTool(stranger, 'create_session', args)).toMatchObject({
      isError: true,
      found: { code: 'UNAUTHENTICATED', reason: 'KEY_MISSING' },
    });
  });
});
