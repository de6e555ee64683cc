import Composio, { ConflictError, NotFoundError, PermissionDeniedError } from '@composio/client';
import { beforeAll, describe, expect, test } from 'vitest';
import { recordCalls, someCall } from '../../support/fixtures/tool-call-log.ts';
import { rollUp } from '../../support/fixtures/usage.ts';
import { freshName, makeOrganization, makeWorld, type World } from '../../support/fixtures.ts';
import { useServer } from '../../support/server.ts';

const server = useServer({ transport: 'network' });

let world: World;
/** The paths that the client has requested. */
let requested: string[];
let client: Composio;
beforeAll(async () => {
  world = await makeWorld(server);
  client = await connect({ apiKey: world.project.secret, orgApiKey: world.organization.secret });
});

async function connect(keys: { readonly apiKey?: string; readonly orgApiKey?: string }): Promise<Composio> {
  const { url } = await server.listen();
  requested = [];
  return new Composio({
    ...keys,
    baseURL: url,
    fetch: (input: RequestInfo | URL, init?: RequestInit) => {
      requested.push(new Request(input, init).url);
      return fetch(input, init);
    },
  });
}

describe("the vendor's client", () => {
  test('creates, lists, reads and deletes a project and replaces its key', async () => {
    const name = freshName('staging');
    const config = {
      is_2FA_enabled: true,
      mask_secret_keys_in_connected_account: true,
      log_visibility_setting: 'dont_store_data',
    } as const;
    const { project } = client.org.owner;
    const created = await project.create({ name, should_create_api_key: true, config });
    expect(created).toMatchObject({ name, api_key: expect.stringMatching(/^ak_/) });
    const { id } = created;
    const { data, total_items } = await project.list({ limit: 1 });
    expect([data.map((row) => row.id), total_items]).toEqual([[id], 3]);
    const all = await project.list({ limit: null });
    expect(all.data).toHaveLength(3);
    const { api_keys } = await project.retrieve(id);
    expect(api_keys).toHaveLength(1);
    const { api_key } = await project.regenerateAPIKey(id);
    expect(api_key.key).toMatch(/^ak_/);
    expect(await project.delete(id)).toEqual({ status: 'success' });
    await expect(project.retrieve(id)).rejects.toThrow(NotFoundError);
  });

  test('reads the usage of a project and of the organization', async () => {
    await recordCalls(server, world.project, [someCall(), someCall({ toolSlug: 'github_get_issue' })]);
    await rollUp(server, new Date());
    const summary = await client.project.usage.retrieveSummary({ entity_types: ['tool_calls'] });
    expect(summary.entities).toEqual({ tool_calls: { unit: 'call', total_quantity: '2', event_count: 2 } });
    const breakdown = await client.project.usage.retrieve('tool_calls', { limit: 1000 });
    expect(breakdown).toMatchObject({ entity_type: 'tool_calls', unit: 'call', total_quantity: '2' });
    expect(breakdown.groups.map(({ key }) => key)).toEqual(['github_create_issue', 'github_get_issue']);
    const filters = { project_id: [world.project.id] };
    const { entities } = await client.org.usage.retrieveSummary({ filters });
    expect(entities.tool_calls?.event_count).toBe(2);
    const byProject = await client.org.usage.retrieve('tool_calls', { group_by: 'project_id' });
    expect(byProject.groups).toEqual([{ key: world.project.id, total_quantity: '2', event_count: 2 }]);
  });

  test('reports leaked keys, which are rejected from then on', async () => {
    const { organization, project } = await makeWorld(server);
    const other = await connect({ apiKey: project.secret, orgApiKey: organization.secret });
    expect(await other.apiKeyRevocation.create({ api_keys: [project.secret, 'ak_none'] })).toEqual({
      received: true,
    });
    await expect(other.tools.list()).rejects.toMatchObject({ status: 401 });
  });

  test('reads who it is, with a key of either kind', async () => {
    const onlyProject = await connect({ apiKey: world.project.secret });
    const info = await onlyProject.auth.session.retrieveInfo();
    expect(info.project).toMatchObject({ id: world.project.id, org: { id: world.organization.id } });
    expect(info.org_member).toMatchObject({ role: 'api_key', id: info.api_key?.id });
    const { secret } = await makeOrganization(server);
    const { url } = await server.listen();
    const response = await fetch(`${url}/api/v3.1/auth/session/info`, {
      headers: { 'x-org-api-key': secret },
    });
    expect(await response.json()).toMatchObject({ project: null, api_key: { project_id: '' } });
  });

  test('lists tools and toolkits and reads a tool', async () => {
    const tools = await client.tools.list({ tool_slugs: 'BAILIWICK_GET_PROJECT,BAILIWICK_CREATE_SESSION' });
    expect(tools.items.map(({ slug }) => slug)).toEqual([
      'BAILIWICK_GET_PROJECT',
      'BAILIWICK_CREATE_SESSION',
    ]);
    const [first] = tools.items;
    expect(await client.tools.retrieve(first?.slug ?? '')).toEqual(first);
    const { items } = await client.toolkits.list();
    expect(items).toEqual([expect.objectContaining({ slug: 'bailiwick', type: 'native' })]);
  });

  test('walks all pages', async () => {
    const slugs: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await client.tools.list({ limit: 3, ...(cursor && { cursor }) });
      slugs.push(...page.items.map(({ slug }) => slug));
      cursor = page.next_cursor ?? undefined;
    } while (cursor);
    expect(new Set(slugs).size).toBe(10);
    expect(slugs).toHaveLength(10);
  });

  test('sends a request that conflicts once, and one that is forbidden or not found once', async () => {
    const { project } = client.org.owner;
    const costOf = async (request: () => Promise<unknown>, error: new (...args: never[]) => Error) => {
      requested = [];
      await expect(request()).rejects.toThrow(error);
      return requested.length;
    };
    expect(await costOf(() => project.create({ name: world.project.name }), ConflictError)).toBe(1);
    expect(await costOf(() => project.delete(world.organization.defaultProjectId), ConflictError)).toBe(1);
    expect(await costOf(() => project.retrieve('proj_0000000000000000'), NotFoundError)).toBe(1);
    expect(await costOf(() => client.toolkits.retrieve('github'), NotFoundError)).toBe(1);
    const keyless = await connect({ apiKey: world.project.secret });
    await expect(keyless.org.owner.project.list()).rejects.toThrow(PermissionDeniedError);
  });
});
