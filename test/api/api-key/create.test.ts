import { beforeAll, describe, expect, test } from 'vitest';
import { operator, organizationKey, refusalOf, run, send } from '../../support/client.ts';
import { rowsOf } from '../../support/database/tables.ts';
import { makeKey, makeProjectKey } from '../../support/fixtures/api-key.ts';
import { freshName, makeOrganization, makeProject, makeWorld, type World } from '../../support/fixtures.ts';
import { CreateApiKey } from '../../support/operations/api-key.ts';
import { GetOrganization } from '../../support/operations/organization.ts';
import { GetProject } from '../../support/operations/project.ts';
import { Viewer } from '../../support/operations/viewer.ts';
import { useServer } from '../../support/server.ts';

const server = useServer();

let world: World;
beforeAll(async () => {
  world = await makeWorld(server);
});

const create = (input: object) => ({ input: { name: freshName('key'), ...input } });

describe('createApiKey', () => {
  test('issues a further key of a project', async () => {
    const { organization, project } = world;
    const key = await makeProjectKey(server, organization, project, {
      name: 'Gateway é "1"',
      scopes: ['triggers:write', 'triggers:read', 'config:read'],
      allowedIps: ['127.0.0.1', '2001:DB8:0::0/32', '::ffff:10.1.2.3', '10.9.8.7/8', '127.0.0.1'],
      expiresAt: '2099-01-01T00:00:00Z',
    });
    expect(key).toMatchObject({
      name: 'Gateway é "1"',
      scopes: ['triggers:write', 'config:read'],
      projectIds: null,
      allowedIps: ['127.0.0.1', '2001:db8::/32', '10.1.2.3', '10.0.0.0/8'],
      expiresAt: '2099-01-01T00:00:00.000Z',
      enabled: true,
      project: { id: project.id },
      createdBy: { kind: 'ORGANIZATION' },
      secrets: [{ last4: key.secret.slice(-4), createdAt: key.createdAt, expiresAt: null }],
    });
    for (const credentials of [key.credentials, project.credentials]) {
      const { viewer } = await run(server, Viewer, {}, credentials);
      expect(viewer.project).toEqual({ id: project.id });
    }
    const { project: seen } = await run(server, GetProject, { id: project.id }, organization.credentials);
    expect(seen.apiKeys.map(({ id }) => id)).toContain(key.id);
  });

  test('issues an organization key to another organization key or to the operator', async () => {
    const { organization } = world;
    const byKey = await makeKey(server, organization);
    const byOperator = await makeKey(server, { credentials: operator }, { organizationId: organization.id });
    expect(byKey.createdBy).toMatchObject({ kind: 'ORGANIZATION' });
    expect(byOperator.createdBy).toEqual({ kind: 'OPERATOR', apiKeyId: null });
    for (const { credentials } of [byKey, byOperator])
      expect((await run(server, GetOrganization, {}, credentials)).organization.id).toBe(organization.id);
  });
});

describe('createApiKey rejects', () => {
  test.each<[string, object, string]>([
    ['an empty name', { name: '' }, 'name'],
    ['no scopes', { scopes: [] }, 'scopes'],
    ['what is no address', { allowedIps: ['10.0.0.0/8', 'localhost'] }, 'allowedIps.1'],
    ['a range that is too wide for its family', { allowedIps: ['10.0.0.0/33'] }, 'allowedIps.0'],
    ['an address in an old form', { allowedIps: ['127.1'] }, 'allowedIps.0'],
    ['no addresses', { allowedIps: [] }, 'allowedIps'],
    ['a time that has passed', { expiresAt: '2020-01-01T00:00:00Z' }, 'expiresAt'],
    ['a project key that is pinned', { projectIds: ['proj_0000000000000000'] }, 'projectIds'],
  ])('%s', async (_what, input, field) => {
    const before = await rowsOf(server, world.organization.id);
    const variables = create({ projectId: world.project.id, ...input });
    const { extensions } = await refusalOf(server, CreateApiKey, variables, world.organization.credentials);
    expect(extensions).toMatchObject({ code: 'BAD_USER_INPUT', reason: 'INVALID_VALUE', field });
    expect(await rowsOf(server, world.organization.id)).toEqual(before);
  });

  test('scopes of the organization for a project key', async () => {
    const variables = create({ projectId: world.project.id, scopes: ['config:read', 'projects:read'] });
    const { extensions } = await refusalOf(server, CreateApiKey, variables, world.organization.credentials);
    expect(extensions).toMatchObject({ code: 'BAD_USER_INPUT', field: 'scopes' });
  });

  test('an unknown scope', async () => {
    const variables = create({ projectId: world.project.id, scopes: ['triggers:delete'] });
    const { status, errors } = await send(server, CreateApiKey, variables, world.organization.credentials);
    expect(status).toBe(400);
    expect(errors[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', reason: 'INVALID_VARIABLES' });
  });

  test('a name of another key of the same project, but accepts one of another project', async () => {
    const { organization, project } = world;
    const { name } = await makeProjectKey(server, organization, project);
    const variables = { input: { projectId: project.id, name } };
    const { extensions } = await refusalOf(server, CreateApiKey, variables, organization.credentials);
    expect(extensions).toMatchObject({ code: 'CONFLICT', reason: 'NAME_TAKEN', field: 'name' });
    const other = await makeProject(server, organization);
    expect((await makeProjectKey(server, organization, other, { name })).name).toBe(name);
  });

  test('the 21st key of an organization and the 101st of a project, concurrent ones included', async () => {
    const { organization, project } = await makeWorld(server);
    for (const [owner, max] of [
      [{}, 20],
      [{ projectId: project.id }, 100],
    ] as const) {
      const attempts = Array.from({ length: max + 2 }, () =>
        send(server, CreateApiKey, create(owner), organization.credentials),
      );
      const answers = await Promise.all(attempts);
      const reasons = answers.flatMap(({ errors }) => errors.map(({ extensions }) => extensions.reason));
      // One was there before.
      expect(reasons).toEqual(Array(3).fill('KEY_LIMIT_REACHED'));
    }
  });

  test('the operator without an organization id or with an unknown one', async () => {
    const nameless = await refusalOf(server, CreateApiKey, create({}), operator);
    expect(nameless.extensions).toMatchObject({ code: 'FORBIDDEN' });
    const variables = create({ organizationId: 'org_0000000000000000' });
    const unknown = await refusalOf(server, CreateApiKey, variables, operator);
    expect(unknown.extensions).toMatchObject({ code: 'NOT_FOUND', reason: 'ORGANIZATION_NOT_FOUND' });
  });
});

describe('createApiKey issues no key with more permissions', () => {
  const tooWide = { code: 'FORBIDDEN', reason: 'KEY_EXCEEDS_OWN_PERMISSIONS' };

  test('than a caller whose key expires', async () => {
    const { organization, project } = world;
    const ending = await makeKey(server, organization, { expiresAt: '2099-01-01T00:00:00Z' });
    for (const input of [{}, { projectId: project.id }, { expiresAt: '2099-01-01T00:00:00.001Z' }]) {
      const { extensions } = await refusalOf(server, CreateApiKey, create(input), ending.credentials);
      expect(extensions).toMatchObject({ ...tooWide, field: 'expiresAt' });
    }
    await makeKey(server, ending, { expiresAt: '2099-01-01T00:00:00Z' });
  });

  test('than a caller whose key is restricted to IP ranges', async () => {
    const { organization } = world;
    const placed = await makeKey(server, organization, { allowedIps: ['127.0.0.0/8', '::1'] });
    for (const allowedIps of [null, ['10.0.0.1'], ['127.0.0.0/7'], ['127.0.0.1', '::/0']]) {
      const { extensions } = await refusalOf(
        server,
        CreateApiKey,
        create({ allowedIps }),
        placed.credentials,
      );
      expect(extensions).toMatchObject({ ...tooWide, field: 'allowedIps' });
    }
    await makeKey(server, placed, { allowedIps: ['127.0.0.1', '127.3.0.0/16', '::1'] });
  });

  test('than a caller whose key is restricted to projects', async () => {
    const { organization, project } = await makeWorld(server);
    const other = await makeProject(server, organization);
    const pinned = await makeKey(server, organization, { projectIds: [project.id] });
    const whole = await refusalOf(server, CreateApiKey, create({}), pinned.credentials);
    expect(whole.extensions).toMatchObject({ code: 'FORBIDDEN', reason: 'KEY_RESTRICTED_TO_PROJECTS' });
    for (const input of [{ projectIds: [project.id, other.id] }, { projectId: other.id }]) {
      const { extensions } = await refusalOf(server, CreateApiKey, create(input), pinned.credentials);
      expect(extensions).toMatchObject({ code: 'NOT_FOUND', reason: 'PROJECT_NOT_FOUND' });
    }
    await makeKey(server, pinned, { projectIds: [project.id] });
    await makeKey(server, pinned, { projectId: project.id });
  });
});

describe('createApiKey isolates tenants', () => {
  test('a project of another organization is NOT_FOUND, like one that does not exist', async () => {
    const stranger = await makeOrganization(server);
    const refusals = await Promise.all(
      [{ projectId: world.project.id }, { projectIds: [world.project.id] }].map((input) =>
        refusalOf(server, CreateApiKey, create(input), organizationKey(stranger.secret)),
      ),
    );
    for (const { extensions } of refusals)
      expect(extensions).toMatchObject({ code: 'NOT_FOUND', reason: 'PROJECT_NOT_FOUND' });
    const variables = create({ organizationId: world.organization.id });
    const { extensions } = await refusalOf(server, CreateApiKey, variables, stranger.credentials);
    expect(extensions).toMatchObject({ code: 'NOT_FOUND', reason: 'ORGANIZATION_NOT_FOUND' });
  });
});
