import { pino } from 'pino';
import { describe, expect, test } from 'vitest';
import { schema } from '../../../src/graphql/schema.ts';
import { type Answer, type Credentials, operator, run, send } from '../../support/client.ts';
import { useFailingAuditLog } from '../../support/database/failing-audit-log.ts';
import { rowsOf, rowsWithoutDenials } from '../../support/database/tables.ts';
import { makeKey } from '../../support/fixtures/api-key.ts';
import { verify } from '../../support/fixtures/audit-log/chain.ts';
import { readLog, readProjectLog } from '../../support/fixtures/audit-log/entries.ts';
import { makeConnectedAccount } from '../../support/fixtures/connected-account.ts';
import { makeMcpServer } from '../../support/fixtures/mcp-server.ts';
import { freshName, makeWorld, type World } from '../../support/fixtures.ts';
import { postToolCall } from '../../support/http/mcp-client.ts';
import { faultOf } from '../../support/http/request.ts';
import { UpdateConnectedAccount } from '../../support/operations/connected-account.ts';
import { GetOrganization } from '../../support/operations/organization.ts';
import { CreateProject, UpdateProject, UpdateProjectConfig } from '../../support/operations/project.ts';
import { roles } from '../../support/refusals/refusal.ts';
import { refusals } from '../../support/refusals/refusals.ts';
import { useServer } from '../../support/server.ts';

const logged: string[] = [];
const server = useServer({
  transport: 'each',
  overrides: { log: pino({ level: 'error' }, { write: (line: string) => logged.push(line) }) },
});
const whileClosed = useFailingAuditLog(server);

const DENIED = { filter: { result: 'DENIED' } } as const;

const denialsOf = async (world: World) => (await readLog(server, world.organization, DENIED)).nodes;

const keysOf = ({ organization, project }: World) => ({
  ORGANIZATION: organization.credentials,
  PROJECT: project.credentials,
});

/** Every mutation, with a kind of key that it is not open to. */
const wrongKinds = Object.entries(refusals).flatMap(([name, { requires, prepare }]) => {
  const role = roles.find((one) => one !== 'OPERATOR' && !requires.includes(one));
  return name.startsWith('Mutation.') && role && role !== 'OPERATOR' ? [{ name, role, prepare }] : [];
});

/** The options that a mutation was declared with. */
function optionsOf(name: string) {
  const field = schema.getMutationType()?.getFields()[name.replace('Mutation.', '')];
  return field?.extensions.pothosOptions as { audits?: string; project?: string } | undefined;
}

/** What a mutation says that it leaves in the audit log. */
const auditsOf = (name: string) => optionsOf(name)?.audits;

const actsInProject = (name: string) => optionsOf(name)?.project !== undefined;

/** Every mutation for organization keys. */
const ofOrganizations = Object.entries(refusals).flatMap(([name, { requires, prepare }]) =>
  name.startsWith('Mutation.') && requires.includes('ORGANIZATION') ? [{ name, prepare }] : [],
);

describe('a denied mutation is recorded', () => {
  test('for every mutation but those of the operator', () => {
    const mutations = Object.keys(schema.getMutationType()?.getFields() ?? {});
    const denied = new Set([...wrongKinds, ...ofOrganizations].map(({ name }) => name));
    const missing = mutations.filter((name) => !denied.has(`Mutation.${name}`));
    expect(missing).toEqual([]);
  });

  test.each(ofOrganizations)(
    'for $name with an organization key that lacks its scope, in the project that the request names',
    async ({ name, prepare }) => {
      const world = await makeWorld(server);
      const ask = await prepare(server, world, 'ORGANIZATION');
      const { credentials } = await makeKey(server, world.organization, { scopes: ['members:read'] });
      const before = await rowsWithoutDenials(server, world.organization.id);
      const answer = await ask({ ...credentials, 'x-project-id': world.project.id });
      expect(faultOf(answer).extensions).toMatchObject({ code: 'FORBIDDEN', reason: 'SCOPE_MISSING' });
      const [denied, ...others] = await denialsOf(world);
      expect(others).toEqual([]);
      const isInProject = actsInProject(name);
      expect(denied).toMatchObject({
        action: auditsOf(name),
        actor: { kind: 'ORGANIZATION' },
        deniedReason: 'SCOPE_MISSING',
        projectId: isInProject ? world.project.id : null,
      });
      expect(await rowsWithoutDenials(server, world.organization.id)).toEqual(before);
    },
  );

  test.each(wrongKinds)('for $name with a key of kind $role', async ({ name, role, prepare }) => {
    const world = await makeWorld(server);
    const ask = await prepare(server, world, role === 'PROJECT' ? 'ORGANIZATION' : 'PROJECT');
    const before = await rowsWithoutDenials(server, world.organization.id);
    const requestId = freshName('request');
    const answer = await ask({ ...keysOf(world)[role], 'x-request-id': requestId });
    expect(faultOf(answer).extensions).toMatchObject({ code: 'FORBIDDEN', reason: 'WRONG_KEY_KIND' });
    const [denied, ...others] = await denialsOf(world);
    expect(others).toEqual([]);
    expect(denied).toMatchObject({
      action: auditsOf(name),
      actor: { kind: role, apiKeyName: 'default' },
      result: 'DENIED',
      deniedReason: 'WRONG_KEY_KIND',
      projectId: role === 'PROJECT' ? world.project.id : null,
      targetId: expect.stringMatching(/^[a-z]+_[0-9A-Za-z]{16}$/),
      changes: {},
      ip: '127.0.0.1',
      requestId,
    });
    expect(await rowsWithoutDenials(server, world.organization.id)).toEqual(before);
  });

  test('each time, also when the document is planned', async () => {
    const world = await makeWorld(server);
    const scopes = ['projects:write'];
    const { credentials } = await makeKey(server, world.organization, { scopes });
    const requestIds = [];
    for (let count = 0; count < 4; count += 1) {
      const requestId = freshName('request');
      requestIds.unshift(requestId);
      const input = { name: freshName('project'), shouldCreateApiKey: true };
      const headers = { ...credentials, 'x-request-id': requestId };
      const { extensions } = faultOf(await send(server, CreateProject, { input }, headers));
      expect(extensions).toMatchObject({ reason: 'KEY_EXCEEDS_OWN_PERMISSIONS' });
    }
    expect((await denialsOf(world)).map(({ requestId }) => requestId)).toEqual(requestIds);
  });

  test('with the id in the input, or else the id of the organization', async () => {
    const world = await makeWorld(server);
    const { organization, project } = world;
    const attempts = [
      send(server, UpdateProject, { input: { id: project.id, name: 'mine' } }, project.credentials),
      send(server, UpdateProject, { input: { id: 'not an id', name: 'mine' } }, project.credentials),
      send(server, CreateProject, { input: { name: 'mine' } }, project.credentials),
    ];
    for (const attempt of attempts) faultOf(await attempt);
    const targets = (await denialsOf(world)).map(({ targetId }) => targetId);
    expect(targets.sort()).toEqual([organization.id, organization.id, project.id].sort());
  });

  test('where a domain rule forbids it, in the log of the project too', async () => {
    const world = await makeWorld(server);
    const { id } = await makeConnectedAccount(server, world.project, { userId: 'jane' });
    const input = { id, userId: 'joe', alias: 'mine' };
    const answer = await send(server, UpdateConnectedAccount, { input }, world.project.credentials);
    expect(faultOf(answer).extensions).toMatchObject({ code: 'FORBIDDEN', reason: 'USER_MISMATCH' });
    const { nodes, totalCount } = await readProjectLog(server, world.project, DENIED);
    expect(totalCount).toBe(1);
    expect(nodes).toMatchObject([
      { action: 'CONNECTED_ACCOUNT_UPDATED', deniedReason: 'USER_MISMATCH', targetId: id },
    ]);
    expect(
      (await readProjectLog(server, world.project, { filter: { result: 'SUCCESS' } })).nodes,
    ).not.toContainEqual(expect.objectContaining({ result: 'DENIED' }));
  });

  test('for an MCP tool that writes and is not allowed', async () => {
    const world = await makeWorld(server);
    const { id } = await makeMcpServer(server, world.project, { allowedTools: ['GET_PROJECT'] });
    const args = { id: 'ti_0000000000000000', enabled: true };
    for (const tool of ['set_trigger_enabled', 'get_project_config']) {
      const { isError } = await postToolCall(server, id, tool, world.project.credentials, args);
      expect(isError).toBe(true);
    }
    expect(await denialsOf(world)).toMatchObject([
      { action: 'TRIGGER_UPDATED', deniedReason: 'TOOL_NOT_ALLOWED', targetId: 'ti_0000000000000000' },
    ]);
  });

  test('and its entry is sealed like any other', async () => {
    const world = await makeWorld(server);
    await send(server, CreateProject, { input: { name: 'mine' } }, world.project.credentials);
    expect(await verify(server, world.organization)).toMatchObject({ isIntact: true, entryCount: 3 });
  });
});

/** What is refused and leaves nothing. */
const silent: Readonly<Record<string, (world: World) => Promise<Answer<unknown>>>> = {
  'a query': ({ project }) => send(server, GetOrganization, {}, project.credentials),
  'a bad input': ({ project }) =>
    send(server, UpdateProjectConfig, { input: { displayName: '' } }, project.credentials),
  'a mutation of the operator': () => send(server, CreateProject, { input: { name: 'mine' } }, operator),
  'what is not there': ({ organization }) => {
    const input = { id: 'proj_0000000000000000', name: 'mine' };
    return send(server, UpdateProject, { input }, organization.credentials);
  },
  'a mutation without a key': () => send(server, CreateProject, { input: { name: 'mine' } }, {}),
};

describe('no denial is recorded', () => {
  test.each(Object.entries(silent))('for %s', async (_name, attempt) => {
    const world = await makeWorld(server);
    const before = await rowsOf(server, world.organization.id);
    faultOf(await attempt(world));
    expect(await rowsOf(server, world.organization.id)).toEqual(before);
  });

  test('where recording fails: the client gets the same error and the server log has the reason', async () => {
    const { project } = await makeWorld(server);
    const requestId = freshName('request');
    const headers: Credentials = { ...project.credentials, 'x-request-id': requestId };
    const variables = { input: { name: 'mine' } };
    const answer = await whileClosed(() => send(server, CreateProject, variables, headers));
    expect(answer.status).toBe(200);
    expect(faultOf(answer).extensions).toMatchObject({ code: 'FORBIDDEN', reason: 'WRONG_KEY_KIND' });
    const [line, ...others] = logged.splice(0);
    expect(others).toEqual([]);
    expect(JSON.parse(line ?? '')).toMatchObject({ requestId, err: { constraint: 'closed' } });
    await run(server, UpdateProjectConfig, { input: { displayName: 'Shown' } }, project.credentials);
  });
});

describe('recording denials isolates tenants', () => {
  test('an attempt on another tenant is recorded in the log of the caller only', async () => {
    const [world, victim] = [await makeWorld(server), await makeWorld(server)];
    const before = await rowsOf(server, victim.organization.id);
    const input = { id: victim.project.id, name: 'mine' };
    await send(server, UpdateProject, { input }, world.project.credentials);
    expect(await denialsOf(world)).toMatchObject([{ targetId: victim.project.id }]);
    expect(await rowsOf(server, victim.organization.id)).toEqual(before);
  });
});
