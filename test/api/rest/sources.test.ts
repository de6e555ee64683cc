import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { makeMcpServer } from '../../support/fixtures/mcp-server.ts';
import { makeWorld, type World } from '../../support/fixtures.ts';
import { runInShell } from '../../support/process/curl-shell.ts';
import { useServer } from '../../support/server.ts';

// The requests that the documentation of Composio shows, sent by curl and by fetch as they are written there. Only the host, the keys and
// the ids are replaced.

const server = useServer({ transport: 'network' });

let world: World;
let folder: string;
let url: string;
beforeAll(async () => {
  world = await makeWorld(server);
  folder = await mkdtemp(join(tmpdir(), 'bailiwick-rest-'));
  ({ url } = await server.listen());
});
afterAll(() => rm(folder, { recursive: true }));

const HOSTS = /https:\/\/(?:backend|mcp)\.composio\.dev/g;

async function curl(command: string, variables: Readonly<Record<string, string>> = {}) {
  const { organization, project } = world;
  const sent = command
    .replaceAll(HOSTS, url)
    .replaceAll('YOUR_ORG_API_KEY', organization.secret)
    .replaceAll(/YOUR_API_KEY|ak_your_api_key/g, project.secret)
    .replaceAll('proj_abc123xyz456', project.id)
    .replaceAll('curl ', 'curl -s ');
  const keys = { COMPOSIO_API_KEY: project.secret, COMPOSIO_ORG_API_KEY: organization.secret };
  return JSON.parse(await runInShell(sent, folder, { ...keys, ...variables }));
}

describe('the page on projects', () => {
  test('creates a project', async () => {
    const created = await curl(`curl -X POST https://backend.composio.dev/api/v3.1/org/owner/project/new \\
      -H "x-org-api-key: YOUR_ORG_API_KEY" \\
      -H "Content-Type: application/json" \\
      -d '{
        "name": "my-staging-project",
        "should_create_api_key": true
      }'`);
    expect(created).toEqual({
      id: expect.stringMatching(/^proj_\w+$/),
      name: 'my-staging-project',
      api_key: expect.stringMatching(/^ak_\w+$/),
    });
  });

  test('lists projects, in pages', async () => {
    const list = await curl(`curl https://backend.composio.dev/api/v3.1/org/owner/project/list \\
      -H "x-org-api-key: YOUR_ORG_API_KEY"`);
    expect(list.data.length).toBeGreaterThan(1);
    expect(list.data[0]).toMatchObject({ id: expect.any(String), name: expect.any(String), deleted: false });
    const page = await curl(`curl "https://backend.composio.dev/api/v3.1/org/owner/project/list?limit=1" \\
      -H "x-org-api-key: YOUR_ORG_API_KEY"`);
    const next =
      await curl(`curl "https://backend.composio.dev/api/v3.1/org/owner/project/list?limit=1&cursor=${page.next_cursor}" \\
      -H "x-org-api-key: YOUR_ORG_API_KEY"`);
    expect([page.current_page, next.current_page]).toEqual([1, 2]);
    expect(next.data[0].id).toBe(list.data[1].id);
  });

  test('gets the details of a project', async () => {
    const project =
      await curl(`curl https://backend.composio.dev/api/v3.1/org/owner/project/proj_abc123xyz456 \\
      -H "x-org-api-key: YOUR_ORG_API_KEY"`);
    expect(project.id).toBe(world.project.id);
    expect(project.api_keys).toEqual([
      {
        id: expect.any(String),
        name: expect.any(String),
        key: expect.any(String),
        created_at: expect.any(String),
      },
    ]);
  });

  test('changes settings', async () => {
    const config = await curl(`curl -X PATCH https://backend.composio.dev/api/v3.1/org/project/config \\
      -H "x-api-key: YOUR_API_KEY" \\
      -H "Content-Type: application/json" \\
      -d '{
        "mask_secret_keys_in_connected_account": false,
        "log_visibility_setting": "show_all"
      }'`);
    expect(config).toMatchObject({
      mask_secret_keys_in_connected_account: false,
      log_visibility_setting: 'show_all',
    });
  });

  test.each([
    ['POST /api/v3.1/project/usage/summary', 'x-api-key', 'entities'],
    ['POST /api/v3.1/project/usage/tool_calls', 'x-api-key', 'groups'],
    ['GET /api/v3.1/org/project/config', 'x-api-key', 'require_mcp_api_key'],
    ['PATCH /api/v3.1/org/project/config', 'x-api-key', 'require_mcp_api_key'],
    ['GET /api/v3.1/org/owner/project/list', 'x-org-api-key', 'data'],
  ])('names the endpoint %s', async (endpoint, header, member) => {
    const [method = '', path = ''] = endpoint.split(' ');
    const key = header === 'x-api-key' ? 'YOUR_API_KEY' : 'YOUR_ORG_API_KEY';
    const answer = await curl(`curl -X ${method} https://backend.composio.dev${path} -H "${header}: ${key}"`);
    expect(answer).toHaveProperty(member);
  });

  test('regenerates the key of a project and deletes it', async () => {
    const created = await curl(`curl -X POST https://backend.composio.dev/api/v3.1/org/owner/project/new \\
      -H "x-org-api-key: YOUR_ORG_API_KEY" -H "Content-Type: application/json" -d '{"name": "passing"}'`);
    const address = `https://backend.composio.dev/api/v3.1/org/owner/project/${created.id}`;
    const { api_key: issued } = await curl(
      `curl -X POST ${address}/regenerate_api_key -H "x-org-api-key: YOUR_ORG_API_KEY"`,
    );
    expect(issued.key).toMatch(/^ak_/);
    expect(await curl(`curl -X DELETE ${address} -H "x-org-api-key: YOUR_ORG_API_KEY"`)).toEqual({
      status: 'success',
    });
  });
});

describe('the page on authentication', () => {
  test.each([
    ['x-api-key', '-H "x-api-key: $COMPOSIO_API_KEY"'],
    ['Authorization', '-H "Authorization: Bearer $COMPOSIO_API_KEY"'],
  ])('lists tools with the key in %s', async (_header, option) => {
    const tools = await curl(`curl https://backend.composio.dev/api/v3.1/tools \\\n  ${option}`);
    expect(tools.total_items).toBe(10);
    expect(tools.items[0]).toMatchObject({ slug: 'BAILIWICK_GET_PROJECT', toolkit: { slug: 'bailiwick' } });
  });

  test('filters tools by fetch: there is none of a foreign toolkit', async () => {
    const response = await fetch(`${url}/api/v3.1/tools?toolkit_slug=github&limit=5`, {
      headers: { 'x-api-key': world.project.secret },
    });
    expect(response.status).toBe(200);
    expect(await response.json()).toMatchObject({ items: [], total_items: 0, next_cursor: null });
  });

  test('lists projects with an organization key', async () => {
    const list = await curl(`curl https://backend.composio.dev/api/v3.1/org/projects \\
      -H "x-org-api-key: $COMPOSIO_ORG_API_KEY"`);
    expect(list.data.length).toBeGreaterThan(1);
  });

  test('rejects an invalid or missing key and a key without permission', async () => {
    const invalid = await curl(`curl https://backend.composio.dev/api/v3.1/tools -H "x-api-key: ak_abc"`);
    const missing = await curl(`curl https://backend.composio.dev/api/v3.1/tools`);
    for (const { error } of [invalid, missing])
      expect(error).toMatchObject({
        message: 'Invalid API key provided',
        status: 401,
        request_id: expect.any(String),
      });
    const forbidden = await curl(
      `curl https://backend.composio.dev/api/v3.1/org/project/config -H "x-org-api-key: YOUR_ORG_API_KEY"`,
    );
    expect(forbidden.error).toMatchObject({
      message: "The API key doesn't have permission to perform this action",
      status: 403,
      request_id: expect.any(String),
    });
  });
});

describe('the changelog on keys for MCP servers', () => {
  const turnOn = `curl -X PATCH "https://backend.composio.dev/api/v3/org/project/config" \\
    -H "Content-Type: application/json" \\
    -H "x-api-key: ak_your_api_key" \\
    -d '{"require_mcp_api_key": true}'`;

  test('turns the setting on and reads it', async () => {
    const shown = { require_mcp_api_key: true, is_2FA_enabled: true, log_visibility_setting: 'show_all' };
    expect(await curl(turnOn)).toMatchObject(shown);
    const read = `curl "https://backend.composio.dev/api/v3/org/project/config" -H "x-api-key: ak_your_api_key"`;
    expect(await curl(read)).toMatchObject(shown);
  });

  test('turns it on by fetch', async () => {
    const response = await fetch(`${url}/api/v3/org/project/config`, {
      method: 'PATCH',
      headers: { 'Content-Type': 'application/json', 'x-api-key': world.project.secret },
      body: JSON.stringify({ require_mcp_api_key: true }),
    });
    expect(await response.json()).toMatchObject({ require_mcp_api_key: true });
  });

  test('initializes an MCP server with a key, and not without one', async () => {
    await curl(turnOn);
    const { id } = await makeMcpServer(server, world.project);
    const initialize = (header: string) => `curl -X POST "https://mcp.composio.dev/mcp/${id}" \\
      -H "Content-Type: application/json" \\
      ${header} \\
      -d '{"jsonrpc":"2.0","id":1,"method":"initialize"}'`;
    const without = await curl(initialize('-H "accept: */*"'));
    expect(without.errors[0].extensions.code).toBe('UNAUTHENTICATED');
    const withKey = await curl(initialize('-H "x-api-key: ak_your_api_key"'));
    expect(withKey).toMatchObject({ jsonrpc: '2.0', id: 1, result: { serverInfo: expect.any(Object) } });
  });
});
