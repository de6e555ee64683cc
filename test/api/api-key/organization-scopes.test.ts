import { beforeAll, describe, expect, test } from 'vitest';
import { graphql } from '../../generated/index.ts';
import { type Credentials, operator, refusalOf, run, send } from '../../support/client.ts';
import { rowsWithoutDenials } from '../../support/database/tables.ts';
import { makeKey, makeProjectKey } from '../../support/fixtures/api-key.ts';
import { readLog } from '../../support/fixtures/audit-log/entries.ts';
import { freshName, makeOrganization, makeWorld, type World } from '../../support/fixtures.ts';
import {
  CreateApiKey,
  RegenerateApiKey,
  RevokeApiKey,
  RotateApiKey,
  UpdateApiKey,
  VerifyApiKey,
} from '../../support/operations/api-key.ts';
import { ScopesOfViewer } from '../../support/operations/list-columns.ts';
import { GetNode, GetNodes } from '../../support/operations/node.ts';
import { GetOrganization } from '../../support/operations/organization.ts';
import { CreateProject } from '../../support/operations/project.ts';
import { useServer } from '../../support/server.ts';

const server = useServer();

let world: World;
beforeAll(async () => {
  world = await makeWorld(server);
});

const limitedTo = async (...scopes: string[]): Promise<Credentials> =>
  (await makeKey(server, world.organization, { scopes })).credentials;

const scopesOf = async (credentials: Credentials) =>
  (await run(server, ScopesOfViewer, {}, credentials)).viewer.scopes;

const projectScopes = [
  'auth_configs:write',
  'connected_accounts:write',
  'triggers:write',
  'webhooks:write',
  'sessions:write',
  'tool_calls:write',
  'config:write',
  'usage:write',
  'mcp:write',
];

/** The rights of organization keys before they had scopes. */
const implied = [
  ...projectScopes,
  'organization:read',
  'projects:write',
  'api_keys:write',
  'audit:read',
  'limits:write',
];

const every = [...projectScopes, 'organization:write', 'projects:write', 'projects:purge'].concat(
  'api_keys:write',
  'members:write',
  'audit:read',
  'limits:write',
);

const CountProjects = graphql(`
  query CountProjects {
    organization {
      id
      projects {
        totalCount
      }
    }
  }
`);

const ReadOrganizationKeys = graphql(`
  query ReadOrganizationKeys {
    organization {
      apiKeys {
        id
      }
    }
  }
`);

describe('the scopes of a key', () => {
  test('are all of them for the first key of an organization, written out', async () => {
    const { credentials } = await makeOrganization(server);
    expect(await scopesOf(credentials)).toEqual(every);
    const { organization } = await run(server, GetOrganization, {}, credentials);
    const [row] = await server.database.query(
      `SELECT scopes FROM api_key WHERE organization_id = '${organization.id}' AND project_id IS NULL`,
    );
    expect(row).toEqual({ scopes: every });
  });

  test('are, without a list, those of before there were scopes, and no others', async () => {
    const unlimited = await makeKey(server, world.organization);
    expect(unlimited.scopes).toBeNull();
    expect(await scopesOf(unlimited.credentials)).toEqual(implied);
    expect(await scopesOf(world.project.credentials)).toEqual(projectScopes);
  });

  test('are as issued for a limited key, which reads and changes nothing else', async () => {
    const credentials = await limitedTo('organization:read', 'projects:read');
    expect(await scopesOf(credentials)).toEqual(['organization:read', 'projects:read']);
    expect((await run(server, CountProjects, {}, credentials)).organization.projects.totalCount).toBe(2);
    const refused = await refusalOf(server, ReadOrganizationKeys, {}, credentials);
    expect(refused).toMatchObject({
      message: 'The key lacks the scope api_keys:read.',
      extensions: { code: 'FORBIDDEN', reason: 'SCOPE_MISSING' },
    });
    const before = await rowsWithoutDenials(server, world.organization.id);
    const input = { name: freshName('project') };
    // Several times: planned after the first.
    for (let count = 0; count < 3; count += 1)
      expect((await refusalOf(server, CreateProject, { input }, credentials)).extensions.reason).toBe(
        'SCOPE_MISSING',
      );
    expect(await rowsWithoutDenials(server, world.organization.id)).toEqual(before);
  });

  test('are verified for organization keys as for project keys', async () => {
    const { secret } = await makeKey(server, world.organization, { scopes: ['projects:read'] });
    const scopes = ['projects:read', 'projects:write', 'triggers:read'];
    const { credentials } = world.organization;
    const { verifyApiKey } = await run(server, VerifyApiKey, { secret, scopes }, credentials);
    expect(verifyApiKey).toMatchObject({
      isValid: false,
      code: 'INSUFFICIENT_SCOPE',
      missingScopes: ['triggers:read', 'projects:write'],
    });
    const ofProject = { secret: world.project.secret, scopes: ['triggers:read', 'projects:read'] };
    expect((await run(server, VerifyApiKey, ofProject, credentials)).verifyApiKey.missingScopes).toEqual([
      'projects:read',
    ]);
  });

  test('hide keys and audit entries of the organization itself from node', async () => {
    const { organization, project } = await makeWorld(server);
    const ofOrganization = await makeKey(server, organization);
    const ofProject = await makeProjectKey(server, organization, project);
    const { nodes: entries } = await readLog(server, organization);
    const hidden = [ofOrganization.id, entries.find(({ projectId }) => projectId === null)?.id ?? ''];
    const shown = [ofProject.id, entries.find(({ projectId }) => projectId !== null)?.id ?? ''];
    const { credentials } = await makeKey(server, organization, { scopes: ['config:read'] });
    for (let count = 0; count < 3; count += 1) {
      const { nodes } = await run(server, GetNodes, { ids: [...hidden, ...shown] }, credentials);
      expect(nodes.map((node) => node?.id ?? null)).toEqual([null, null, ...shown]);
      for (const id of hidden) expect((await run(server, GetNode, { id }, credentials)).node).toBeNull();
      const reading = await run(server, GetNode, { id: ofOrganization.id }, organization.credentials);
      expect(reading.node?.id).toBe(ofOrganization.id);
    }
  });
});

describe('no key issues one with a scope that it lacks', () => {
  const refused = { code: 'FORBIDDEN', reason: 'KEY_EXCEEDS_OWN_PERMISSIONS', field: 'scopes' };

  beforeAll(async () => {
    world = await makeWorld(server);
  });

  const createdWith = (credentials: Credentials, scopes: string[] | null, projectId: string | null = null) =>
    send(server, CreateApiKey, { input: { name: freshName('key'), scopes, projectId } }, credentials);

  test.each([
    ['a scope of the organization', ['projects:write']],
    ['a :write for a :read', ['organization:write']],
    ['no list', null],
  ])('created with %s', async (_what, scopes) => {
    const credentials = await limitedTo('api_keys:write', 'organization:read');
    const answer = await createdWith(credentials, scopes);
    expect(answer.errors[0]?.extensions).toMatchObject(refused);
    expect((await createdWith(credentials, ['organization:read', 'api_keys:read'])).errors).toEqual([]);
  });

  test.each(['organization:write', 'members:read', 'members:write', 'projects:purge'])(
    'created with %s by a key without a list, but by the first key and the operator',
    async (scope) => {
      const { credentials } = await makeKey(server, world.organization);
      expect((await createdWith(credentials, [scope])).errors[0]?.extensions).toMatchObject(refused);
      expect((await createdWith(world.organization.credentials, [scope])).errors).toEqual([]);
      const input = { organizationId: world.organization.id, name: freshName('key'), scopes: [scope] };
      const { createApiKey } = await run(server, CreateApiKey, { input }, operator);
      expect(createApiKey.issuedKey.apiKey.scopes).toEqual([scope]);
    },
  );

  test('of a project', async () => {
    const { id } = world.project;
    const credentials = await limitedTo('api_keys:write', 'projects:write', 'triggers:write');
    expect((await createdWith(credentials, null, id)).errors[0]?.extensions).toMatchObject(refused);
    expect((await createdWith(credentials, ['triggers:read'], id)).errors).toEqual([]);
  });

  test('with a new project, or in place of the keys of one', async () => {
    const { organization, project } = await makeWorld(server);
    const scopes = ['api_keys:write', 'projects:write', ...projectScopes.slice(1)];
    const { credentials } = await makeKey(server, organization, { scopes });
    const before = await rowsWithoutDenials(server, organization.id);
    for (let count = 0; count < 3; count += 1) {
      const creation = { input: { name: freshName('project'), shouldCreateApiKey: true } };
      expect((await refusalOf(server, CreateProject, creation, credentials)).extensions).toMatchObject(
        refused,
      );
      const regeneration = { input: { projectId: project.id } };
      expect((await refusalOf(server, RegenerateApiKey, regeneration, credentials)).extensions).toMatchObject(
        refused,
      );
    }
    expect(await rowsWithoutDenials(server, organization.id)).toEqual(before);
    const input = { name: freshName('project') };
    await run(server, CreateProject, { input }, credentials);
  });

  test('by a rotation, by enabling it, or by accepting it from more addresses', async () => {
    const { organization } = await makeWorld(server);
    const { credentials } = await makeKey(server, organization, { scopes: ['api_keys:write'] });
    const wider = await makeKey(server, organization, {
      scopes: ['projects:read'],
      allowedIps: ['10.0.0.0/8'],
    });
    await run(server, UpdateApiKey, { input: { id: wider.id, enabled: false } }, credentials);
    const attempts = [
      await send(server, RotateApiKey, { input: { id: wider.id, overlapSeconds: 0 } }, credentials),
      await send(server, UpdateApiKey, { input: { id: wider.id, enabled: true } }, credentials),
      await send(server, UpdateApiKey, { input: { id: wider.id, allowedIps: null } }, credentials),
    ];
    for (const { errors } of attempts) expect(errors[0]?.extensions).toMatchObject(refused);
    await run(server, UpdateApiKey, { input: { id: wider.id, name: freshName('renamed') } }, credentials);
    await run(server, RevokeApiKey, { input: { id: wider.id } }, credentials);
  });
});

test('the last key that may issue keys cannot be revoked, whatever limited keys there are', async () => {
  const organization = await makeOrganization(server);
  await makeKey(server, organization, { scopes: ['api_keys:read', 'projects:write'] });
  const { credentials } = organization;
  const { viewer } = await run(server, KeyOfViewer, {}, credentials);
  const revocation = { input: { id: viewer.apiKey.id } };
  expect((await refusalOf(server, RevokeApiKey, revocation, credentials)).extensions.reason).toBe(
    'CANNOT_REVOKE_LAST_ORGANIZATION_KEY',
  );
  await makeKey(server, organization, { scopes: ['api_keys:write'] });
  await run(server, RevokeApiKey, revocation, credentials);
});

const KeyOfViewer = graphql(`
  query KeyOfViewer {
    viewer {
      apiKey {
        id
      }
    }
  }
`);
