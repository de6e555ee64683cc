import { beforeAll, describe, expect, test } from 'vitest';
import { type Credentials, operator, organizationKey, projectKey, run } from '../../support/client.ts';
import { statementsOf } from '../../support/database/statements.ts';
import { makeMcpServer } from '../../support/fixtures/mcp-server.ts';
import { mistyped, unknownSecret } from '../../support/fixtures/secrets.ts';
import { makeProject, makeWorld, type ProjectWorld, type World } from '../../support/fixtures.ts';
import {
  postMcp,
  postToolCall,
  readTools,
  requireMcpApiKey,
  rpc,
  writeTools,
} from '../../support/http/mcp-client.ts';
import { faultOf } from '../../support/http/request.ts';
import { RegenerateApiKey } from '../../support/operations/api-key.ts';
import { DeleteMcpServer } from '../../support/operations/mcp-server.ts';
import { DeleteProject } from '../../support/operations/project.ts';
import { useServer } from '../../support/server.ts';

const server = useServer();

const LIST = rpc('tools/list');
type Door = { readonly world: World; readonly id: string };

/** An MCP server in a project of its own. */
async function makeDoor(required: boolean): Promise<Door> {
  const world = await makeWorld(server);
  await requireMcpApiKey(server, world.project, required);
  return { world, id: (await makeMcpServer(server, world.project)).id };
}

async function listedTo(id: string, headers: Credentials): Promise<readonly string[]> {
  const { status, text } = await postMcp(server, id, LIST, headers);
  expect(status, text).toBe(200);
  return JSON.parse(text).result.tools.map(({ name }: { name: string }) => name);
}

async function regenerate({ organization }: World, { id }: ProjectWorld): Promise<Credentials> {
  const variables = { input: { projectId: id } };
  const { regenerateApiKey } = await run(server, RegenerateApiKey, variables, organization.credentials);
  return projectKey(regenerateApiKey.issuedKey.secret);
}

/** Keys that open no MCP server of this project, by the reason of their rejection. */
const badKeys: Readonly<Record<string, (world: World) => Credentials | Promise<Credentials>>> = {
  'WRONG_KEY_KIND for the key of its organization': ({ organization }) => organization.credentials,
  'WRONG_KEY_KIND for the operator': () => operator,
  'WRONG_PROJECT for a key of another project of the organization': async ({ organization }) =>
    (await makeProject(server, organization)).credentials,
  'WRONG_PROJECT for a project key of another organization': async () =>
    (await makeWorld(server)).project.credentials,
  'KEY_REVOKED for a key that was regenerated': async (world) => {
    await regenerate(world, world.project);
    return world.project.credentials;
  },
  'KEY_UNKNOWN for a key that nobody has': () => projectKey(unknownSecret('ak_')),
  'KEY_MALFORMED for a mistyped key': ({ project }) => projectKey(mistyped(project.secret)),
  'KEY_MALFORMED for a Bearer token that is no key': () => ({ authorization: 'Bearer token' }),
  'KEY_IN_WRONG_HEADER for its key as that of an organization': ({ project }) =>
    organizationKey(project.secret),
  'CONFLICTING_CREDENTIALS for its key and another one': ({ project }) => ({
    ...project.credentials,
    authorization: `Bearer ${unknownSecret('ak_')}`,
  }),
};

describe.each([
  { setting: 'on', required: true },
  { setting: 'off', required: false },
])('with requireMcpApiKey $setting, MCP', ({ required }) => {
  test('accepts a key of the project, in both headers, for every tool', async () => {
    const { world, id } = await makeDoor(required);
    const { secret } = world.project;
    for (const headers of [
      { 'x-api-key': secret },
      { authorization: `Bearer ${secret}` },
      { 'x-api-key': secret, authorization: `bearer ${secret}` },
    ])
      expect(await listedTo(id, headers)).toEqual([...readTools, ...writeTools]);
  });

  test.each(Object.entries(badKeys))('rejects %s', async (name, keyOf) => {
    const { world, id } = await makeDoor(required);
    const headers = await keyOf(world);
    for (const body of [LIST, '{"jsonrpc":'] as const) {
      const answer = await postMcp(server, id, body, headers);
      expect(answer.status).toBe(401);
      expect(answer.message).toBeUndefined();
      const [reason] = name.split(' ');
      expect(faultOf(answer).extensions).toMatchObject({ code: 'UNAUTHENTICATED', reason });
    }
  });

  test('accepts a regenerated key immediately and rejects the old one', async () => {
    const { world, id } = await makeDoor(required);
    expect((await postMcp(server, id, LIST, world.project.credentials)).status).toBe(200);
    const fresh = await regenerate(world, world.project);
    expect((await postMcp(server, id, LIST, fresh)).status).toBe(200);
    expect((await postMcp(server, id, LIST, world.project.credentials)).status).toBe(401);
  });
});

describe('MCP without a key', () => {
  test('is rejected with requireMcpApiKey on, before the body is read', async () => {
    const { id } = await makeDoor(true);
    for (const body of [LIST, '{"jsonrpc":', '[]'] as const) {
      const answer = await postMcp(server, id, body);
      expect(answer.status).toBe(401);
      expect(faultOf(answer).extensions).toMatchObject({ code: 'UNAUTHENTICATED', reason: 'KEY_MISSING' });
    }
  });

  test('may read with requireMcpApiKey off, and lists no tools that write', async () => {
    const { world, id } = await makeDoor(false);
    expect(await listedTo(id, {})).toEqual(readTools);
    const { isError, found } = await postToolCall(server, id, 'get_project');
    expect({ isError, found }).toMatchObject({ isError: false, found: { id: world.project.id } });
  });

  test('may not write: the tool returns KEY_MISSING before it validates arguments', async () => {
    const { world, id } = await makeDoor(false);
    for (const args of [{ displayName: 'Shown' }, { displayName: 1 }]) {
      const { isError, found } = await postToolCall(server, id, 'update_project_config', {}, args);
      expect(isError).toBe(true);
      expect(found).toMatchObject({ code: 'UNAUTHENTICATED', reason: 'KEY_MISSING' });
    }
    const { credentials } = world.project;
    const { found } = await postToolCall(server, id, 'get_project_config', credentials);
    expect(found).toMatchObject({ displayName: null });
  });

  test('respects a change of the setting from the next request on', async () => {
    const { world, id } = await makeDoor(true);
    for (const required of [false, true, false, true]) {
      await requireMcpApiKey(server, world.project, required);
      expect((await postMcp(server, id, LIST)).status).toBe(required ? 401 : 200);
    }
  });

  test('respects a setting that a tool changed from the next request on', async () => {
    const { world, id } = await makeDoor(false);
    const { credentials } = world.project;
    const args = { requireMcpApiKey: true };
    await postToolCall(server, id, 'update_project_config', credentials, args);
    expect((await postMcp(server, id, LIST)).status).toBe(401);
  });
});

describe('clients of other tenants cannot distinguish', () => {
  let closed: Door;
  let open: Door;
  /** Nothing is here. */
  let absent: readonly string[];

  beforeAll(async () => {
    closed = await makeDoor(true);
    open = await makeDoor(false);
    const [deleted, homeless] = [await makeDoor(false), await makeDoor(false)];
    const { credentials } = deleted.world.project;
    await run(server, DeleteMcpServer, { input: { id: deleted.id } }, credentials);
    const { organization, project } = homeless.world;
    await run(server, DeleteProject, { input: { id: project.id } }, organization.credentials);
    absent = ['mcp_0000000000000000', deleted.id, homeless.id];
  });

  const answerOf = async (id: string, headers: Credentials) => {
    const answer = await postMcp(server, id, LIST, headers);
    return { status: answer.status, fault: faultOf(answer) };
  };

  test('an MCP server that requires a key and an unknown one, without a key', async () => {
    const answer = await answerOf(closed.id, {});
    for (const id of absent) expect(await answerOf(id, {})).toEqual(answer);
  });

  test('an MCP server of another tenant and an unknown one, with their own key', async () => {
    const { organization, project } = await makeWorld(server);
    for (const { credentials } of [project, organization]) {
      const answer = await answerOf(closed.id, credentials);
      expect(answer.status).toBe(401);
      for (const id of [open.id, ...absent]) expect(await answerOf(id, credentials)).toEqual(answer);
    }
  });

  test('them by their cost', async () => {
    const { credentials } = (await makeWorld(server)).project;
    for (const headers of [{}, credentials]) {
      const costs = [];
      // The first time a process meets a key, it also looks up the organization.
      await answerOf(closed.id, headers);
      for (const id of [closed.id, ...absent])
        costs.push((await statementsOf(() => postMcp(server, id, LIST, headers))).length);
      expect(new Set(costs).size).toBe(1);
    }
  });
});
