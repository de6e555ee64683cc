import { beforeAll, describe, expect, test } from 'vitest';
import { graphql } from '../../generated/index.ts';
import { auditCases } from '../../support/audit-cases/audit-cases.ts';
import { type Credentials, operator, post, refusalOf, run, send } from '../../support/client.ts';

import { makeKey, makeProjectKey } from '../../support/fixtures/api-key.ts';
import { makeMcpServer } from '../../support/fixtures/mcp-server.ts';
import { makeTrigger } from '../../support/fixtures/trigger.ts';
import { makeOrganization, makeWorld, type World } from '../../support/fixtures.ts';
import { callTool, connectMcp, enumOfTool, readTools } from '../../support/http/mcp-client.ts';

import { ApiKeyScopes, RequiredScopes } from '../../support/operations/api-key.ts';
import { GetNode } from '../../support/operations/node.ts';
import { GetProject } from '../../support/operations/project.ts';
import { Viewer } from '../../support/operations/viewer.ts';
import { useServer } from '../../support/server.ts';

const server = useServer();
const hidingServer = useServer({ env: { INTROSPECTION: 'off' } });

let world: World;
beforeAll(async () => {
  world = await makeWorld(server);
});

const keyWith = async (scopes: string[]): Promise<Credentials> =>
  (await makeProjectKey(server, world.organization, world.project, { scopes })).credentials;

const projectNouns = [
  'auth_configs',
  'connected_accounts',
  'triggers',
  'webhooks',
  'sessions',
  'tool_calls',
  'config',
  'usage',
  'mcp',
];

const bothVerbs = (noun: string) => [`${noun}:read`, `${noun}:write`];

const organizationScopes = [
  ...bothVerbs('organization'),
  ...bothVerbs('projects'),
  'projects:purge',
  ...bothVerbs('api_keys'),
  ...bothVerbs('members'),
  'audit:read',
  ...bothVerbs('limits'),
];

const everyScope = [...projectNouns.flatMap(bothVerbs), ...organizationScopes];

const ConfigOfProject = graphql(`
  query ConfigOfProject {
    project {
      id
      config {
        displayName
      }
    }
  }
`);

const TriggersOfProject = graphql(`
  query TriggersOfProject {
    project {
      id
      triggers {
        nodes {
          id
        }
      }
    }
  }
`);

const missing = (scope: string) => ({
  message: `The key lacks the scope ${scope}.`,
  extensions: { code: 'FORBIDDEN', reason: 'SCOPE_MISSING' },
});

describe('a key with scopes', () => {
  test('reads what its scopes name, the project and the key itself', async () => {
    const credentials = await keyWith(['config:read']);
    const { project } = await run(server, GetProject, {}, credentials);
    expect(project.id).toBe(world.project.id);
    expect((await run(server, ConfigOfProject, {}, credentials)).project.id).toBe(project.id);
    expect((await run(server, Viewer, {}, await keyWith(['mcp:read']))).viewer.kind).toBe('PROJECT');
  });

  test('reads with a :write scope', async () => {
    const { project } = await run(server, TriggersOfProject, {}, await keyWith(['triggers:write']));
    expect(project.triggers.nodes).toEqual([]);
  });
});

describe('FORBIDDEN names the missing scope', () => {
  test('where settings are read, before any of them is returned', async () => {
    const credentials = await keyWith(
      projectNouns.filter((noun) => noun !== 'config').map((noun) => `${noun}:write`),
    );
    expect(await refusalOf(server, ConfigOfProject, {}, credentials)).toMatchObject(missing('config:read'));
    const { text } = await send(server, ConfigOfProject, {}, credentials);
    expect(JSON.parse(text).data).toBeNull();
  });

  test('where a list is read', async () => {
    const credentials = await keyWith(['config:read', 'connected_accounts:write']);
    expect(await refusalOf(server, TriggersOfProject, {}, credentials)).toMatchObject(
      missing('triggers:read'),
    );
  });

  test('where a resource is read by its id', async () => {
    const { id } = await makeTrigger(server, world.project);
    const credentials = await keyWith(['config:read']);
    const { errors } = await send(server, GetNode, { id }, credentials);
    expect(errors).toMatchObject([missing('triggers:read')]);
    expect((await run(server, GetNode, { id }, await keyWith(['triggers:read']))).node?.id).toBe(id);
  });

  const changes = Object.entries(auditCases).filter(([, { actor }]) => actor === 'project');

  test.each(changes)('%s', async (_name, auditCase) => {
    const { attempt } = await auditCase.prepare(server, world);
    const { errors, status } = await attempt(await keyWith(projectNouns.map((noun) => `${noun}:read`)));
    expect(status).toBe(200);
    expect(errors).toEqual([
      expect.objectContaining({
        message: expect.stringMatching(/^The key lacks the scope [a-z_]+:write\.$/),
        extensions: expect.objectContaining({ code: 'FORBIDDEN', reason: 'SCOPE_MISSING' }),
      }),
    ]);
  });

  test('where an MCP tool is called, which is not listed either', async () => {
    const { url } = await server.listen();
    const { id } = await makeMcpServer(server, world.project, {
      allowedTools: [...readTools, 'create_session' as const].map(enumOfTool),
    });
    const client = await connectMcp(`${url}/mcp/${id}`, await keyWith(['triggers:read', 'sessions:read']));
    const { tools } = await client.listTools();
    expect(tools.map(({ name }) => name)).toEqual(['get_project', 'list_triggers', 'list_sessions']);
    expect((await callTool(client, 'list_triggers')).isError).toBe(false);
    for (const [name, scope] of [
      ['get_project_config', 'config:read'],
      ['create_session', 'sessions:write'],
    ] as const) {
      const { isError, found } = await callTool(client, name, { userId: 'u', toolkitSlugs: [] });
      expect(isError).toBe(true);
      expect(JSON.stringify(found)).toContain(scope);
    }
    await client.close();
  });
});

describe('requiredScopes', () => {
  const ask = async (document: string) =>
    (await run(server, RequiredScopes, { document }, world.organization.credentials)).requiredScopes;

  test.each([
    ['{ viewer { kind } project { id name } }', []],
    ['{ project { config { displayName } apiKeys { id } } }', ['config:read']],
    [
      '{ organization { projects { totalCount } auditLog { totalCount } } }',
      ['organization:read', 'projects:read', 'audit:read'],
    ],
    [
      'mutation { setRateLimit(input: { projectId: "x", perMinute: 1 }) { project { apiKeys { id } } } }',
      ['config:read', 'limits:write'],
    ],
    [
      '{ project { triggers { nodes { connectedAccount { authConfig { id } } } } } }',
      ['auth_configs:read', 'connected_accounts:read', 'triggers:read'],
    ],
    [
      'mutation { deleteTrigger(input: { id: "x" }) { project { triggers { totalCount } } } }',
      ['triggers:write'],
    ],
    [
      'query A { node(id: "x") { ...F } } query B { project { sessions { totalCount } } } fragment F on Node { id ... on Trigger { slug } }',
      ['triggers:read', 'sessions:read'],
    ],
  ])('of %s', async (document, scopes) => {
    expect(await ask(document)).toEqual(scopes);
  });

  test('are necessary and sufficient', async () => {
    const document = '{ project { config { displayName } triggers { totalCount } sessions { totalCount } } }';
    const scopes = await ask(document);
    const send = async (given: string[]) =>
      (await post(server, JSON.stringify({ query: document }), await keyWith(given))).errors;
    expect(await send([...scopes])).toEqual([]);
    for (const scope of scopes) {
      const [error] = await send(scopes.filter((other) => other !== scope));
      expect(error).toMatchObject(missing(scope));
    }
  });

  test.each(['{', '{ nothing }', 'fragment F on Project { id }'])('rejects %s', async (document) => {
    const { credentials } = world.organization;
    const { extensions } = await refusalOf(server, RequiredScopes, { document }, credentials);
    expect(extensions).toMatchObject({
      code: 'BAD_USER_INPUT',
      reason: 'INVALID_DOCUMENT',
      field: 'document',
    });
  });
});

describe('apiKeyScopes', () => {
  const ask = async (credentials: Credentials) =>
    (await run(server, ApiKeyScopes, {}, credentials)).apiKeyScopes;

  test('lists every scope with the fields it permits, for any valid key', async () => {
    const listed = await ask(await keyWith(['usage:read']));
    expect(await ask(operator)).toEqual(listed);
    expect(listed.map(({ value }) => value)).toEqual(everyScope);
    const levels = { PROJECT: projectNouns.flatMap(bothVerbs), ORGANIZATION: organizationScopes };
    for (const { value, level } of listed) expect(levels[level]).toContain(value);
    expect(listed.filter(({ isImplied }) => !isImplied).map(({ value }) => value)).toEqual([
      'organization:write',
      'projects:purge',
      'members:read',
      'members:write',
    ]);
    const triggers = listed.find(({ value }) => value === 'triggers:write');
    expect(triggers?.description).toBe('Read and change: Triggers.');
    expect(triggers?.fields).toEqual(
      expect.arrayContaining(['Mutation.upsertTrigger', 'Mutation.deleteTrigger', 'Project.triggers']),
    );
    expect(triggers?.nodeTypes).toEqual(['Trigger']);
    const reading = listed.find(({ value }) => value === 'triggers:read');
    expect(reading?.fields?.filter((place) => place.startsWith('Mutation.'))).toEqual([]);
  });

  test('shows no field names where introspection is off', async () => {
    const { credentials } = await makeOrganization(hidingServer);
    const { apiKeyScopes } = await run(hidingServer, ApiKeyScopes, {}, credentials);
    expect(apiKeyScopes).toHaveLength(everyScope.length);
    for (const { fields, nodeTypes } of apiKeyScopes) expect([fields, nodeTypes]).toEqual([null, null]);
  });

  test('lists exactly the scopes that createApiKey accepts', async () => {
    const { organization, project } = await makeWorld(server);
    for (const { value, level } of await ask(organization.credentials)) {
      const issued = makeKey(server, organization, {
        scopes: [value],
        ...(level === 'PROJECT' && { projectId: project.id }),
      });
      expect((await issued).scopes).toEqual([value]);
    }
  });
});
