import { describe, expect, test } from 'vitest';
import type { CreateConnectedAccountInput } from '../../generated/graphql.ts';
import { refusalOf, run } from '../../support/client.ts';
import { rowsOf } from '../../support/database/tables.ts';
import { makeAuthConfig } from '../../support/fixtures/auth-config.ts';
import { makeConnectedAccount, someAccount } from '../../support/fixtures/connected-account.ts';
import { makeProject, makeWorld, type ProjectWorld } from '../../support/fixtures.ts';
import { GetAuthConfig, SetAuthConfigStatus } from '../../support/operations/auth-config.ts';
import {
  CreateConnectedAccount,
  GetConnectedAccount,
  NodeConnectedAccount,
} from '../../support/operations/connected-account.ts';
import { useServer } from '../../support/server.ts';

const instant = new Date('2026-06-01T12:00:00Z');
const server = useServer({ overrides: { clock: { now: () => instant } } });

const create = (project: ProjectWorld, input: Partial<CreateConnectedAccountInput>) =>
  makeConnectedAccount(server, project, input);

const refusal = async ({ credentials }: ProjectWorld, input: CreateConnectedAccountInput) =>
  (await refusalOf(server, CreateConnectedAccount, { input }, credentials)).extensions;

describe('createConnectedAccount', () => {
  test('creates an account with the given values that is found by id, in its project and by node', async () => {
    const { organization, project } = await makeWorld(server);
    const { id: authConfigId } = await makeAuthConfig(server, project, { toolkitSlug: 'slack' });
    const input = {
      userId: 'jané@example.com / 😀',
      alias: 'Work account',
      status: 'ACTIVE',
      expiresAt: '2026-06-01T12:00:00.001Z',
    } as const;
    const created = await create(project, { ...input, authConfigId, credentials: { token: '0123456789ab' } });
    expect(created).toEqual({
      ...input,
      id: expect.stringMatching(/^ca_[0-9A-Za-z]{16}$/),
      authConfig: { id: authConfigId },
      toolkitSlug: 'slack',
      statusReason: null,
      credentials: { token: '0123...' },
      createdAt: instant.toISOString(),
      updatedAt: instant.toISOString(),
    });
    const { id } = created;
    for (const credentials of [project.credentials, organization.credentials]) {
      const found = await run(server, GetConnectedAccount, { projectId: project.id, id }, credentials);
      expect(found.project.connectedAccount).toEqual(created);
      expect((await run(server, NodeConnectedAccount, { id }, credentials)).node).toEqual(created);
    }
  });

  test('treats null like absent and creates an INITIATED account', async () => {
    const { project } = await makeWorld(server);
    const { id: authConfigId } = await makeAuthConfig(server, project);
    const nothing = { alias: null, status: null, credentials: null, expiresAt: null };
    const inputs = [
      { authConfigId, userId: 'jane' },
      { authConfigId, userId: 'jane', ...nothing },
    ];
    for (const input of inputs) {
      const { createConnectedAccount } = await run(
        server,
        CreateConnectedAccount,
        { input },
        project.credentials,
      );
      const expected = { alias: null, status: 'INITIATED', credentials: {}, expiresAt: null };
      expect(createConnectedAccount.connectedAccount).toMatchObject(expected);
    }
  });

  test('accepts one alias for several users, toolkits, projects and in different letter case', async () => {
    const { organization, project } = await makeWorld(server);
    const sibling = await makeProject(server, organization);
    const { id: github } = await makeAuthConfig(server, project);
    const { id: slack } = await makeAuthConfig(server, project, { toolkitSlug: 'slack' });
    const { id: elsewhere } = await makeAuthConfig(server, sibling);
    const same = { userId: 'jane', alias: 'work' };
    const accounts = [
      await create(project, { ...same, authConfigId: github }),
      await create(project, { ...same, authConfigId: github, userId: 'joe' }),
      await create(project, { ...same, authConfigId: github, alias: 'Work' }),
      await create(project, { ...same, authConfigId: slack }),
      await create(sibling, { ...same, authConfigId: elsewhere }),
    ];
    expect(new Set(accounts.map(({ id }) => id)).size).toBe(5);
    expect(accounts.map(({ alias }) => alias)).toEqual(['work', 'work', 'Work', 'work', 'work']);
  });

  test('is counted by its auth config, whatever the status', async () => {
    const { project } = await makeWorld(server);
    const { id: authConfigId } = await makeAuthConfig(server, project);
    await create(project, { authConfigId });
    await create(project, { authConfigId, status: 'INITIATED' });
    await create(project, {});
    const { authConfig } = (await run(server, GetAuthConfig, { id: authConfigId }, project.credentials))
      .project;
    expect(authConfig?.connectedAccountCount).toBe(2);
  });
});

describe('createConnectedAccount rejects', () => {
  test('an alias of another account of the same user and toolkit, of another auth config too', async () => {
    const world = await makeWorld(server);
    const { id: one } = await makeAuthConfig(server, world.project);
    const { id: other } = await makeAuthConfig(server, world.project);
    await create(world.project, { authConfigId: one, userId: 'jane', alias: 'work' });
    const before = await rowsOf(server, world.organization.id);
    for (const authConfigId of [one, other]) {
      const error = await refusal(world.project, { authConfigId, userId: 'jane', alias: 'work' });
      expect(error).toMatchObject({ code: 'CONFLICT', reason: 'ALIAS_TAKEN', field: 'alias' });
    }
    expect(await rowsOf(server, world.organization.id)).toEqual(before);
  });

  test('a disabled auth config, until it is enabled again', async () => {
    const { project } = await makeWorld(server);
    const { id: authConfigId } = await makeAuthConfig(server, project);
    const setStatus = (status: 'ENABLED' | 'DISABLED') =>
      run(server, SetAuthConfigStatus, { input: { id: authConfigId, status } }, project.credentials);
    await setStatus('DISABLED');
    const error = await refusal(project, { authConfigId, userId: 'jane' });
    expect(error).toMatchObject({ code: 'CONFLICT', reason: 'AUTH_CONFIG_DISABLED' });
    await setStatus('ENABLED');
    await create(project, { authConfigId });
  });

  test.each([
    ['userId', ''],
    ['userId', 'x'.repeat(257)],
    ['userId', 'line\nbreak'],
    ['alias', ''],
    ['alias', '   '],
    ['alias', 'x'.repeat(101)],
    ['status', 'REVOKED'],
    ['status', 'EXPIRED'],
    ['credentials', { 'not a name': 'x' }],
  ])('%s %j, and creates nothing', async (field, value) => {
    const world = await makeWorld(server);
    const { id: authConfigId } = await makeAuthConfig(server, world.project);
    const before = await rowsOf(server, world.organization.id);
    const input = { ...someAccount, authConfigId, userId: 'jane', [field]: value };
    const expected = { code: 'BAD_USER_INPUT', reason: 'INVALID_VALUE', field };
    expect(await refusal(world.project, input)).toMatchObject(expected);
    expect(await rowsOf(server, world.organization.id)).toEqual(before);
  });
});

describe('createConnectedAccount isolates tenants', () => {
  test('an auth config of another project or organization is NOT_FOUND', async () => {
    const world = await makeWorld(server);
    const sibling = await makeProject(server, world.organization);
    const stranger = await makeWorld(server);
    for (const project of [sibling, stranger.project]) {
      const { id: authConfigId } = await makeAuthConfig(server, project);
      const error = await refusal(world.project, { authConfigId, userId: 'jane' });
      expect(error).toMatchObject({ code: 'NOT_FOUND', reason: 'AUTH_CONFIG_NOT_FOUND' });
    }
  });

  test('an account with the auth config of another project is not returned', async () => {
    const world = await makeWorld(server);
    const { id } = await makeConnectedAccount(server, world.project);
    const foreign = await makeAuthConfig(server, await makeProject(server, world.organization));
    const repoint = `UPDATE connected_account SET auth_config_id = '${foreign.id}' WHERE id = '${id}'`;
    await server.database.query(repoint);
    const found = await run(server, GetConnectedAccount, { id }, world.project.credentials);
    expect(found.project.connectedAccount).toBeNull();
  });
});
