import { describe, expect, test } from 'vitest';
import { refusalOf, run } from '../../support/client.ts';
import { useFailingAuditLog } from '../../support/database/failing-audit-log.ts';
import { rowsOf } from '../../support/database/tables.ts';
import { makeAuthConfig } from '../../support/fixtures/auth-config.ts';
import { makeConnectedAccount } from '../../support/fixtures/connected-account.ts';
import { freshName, makeProject, makeWorld, type World } from '../../support/fixtures.ts';
import { DeleteAuthConfig, GetAuthConfig } from '../../support/operations/auth-config.ts';
import { GetConnectedAccount, RevokeConnectedAccount } from '../../support/operations/connected-account.ts';
import { DeleteProject } from '../../support/operations/project.ts';
import { useServer } from '../../support/server.ts';

const server = useServer();
const whileClosed = useFailingAuditLog(server);

const remove = async ({ project }: World, id: string, cascade: boolean | null = false, headers = {}) =>
  run(server, DeleteAuthConfig, { input: { id, cascade } }, { ...project.credentials, ...headers });

const recorded = (requestId: string) =>
  server.database.query(`
    SELECT action, target_id, changes FROM audit_entry WHERE request_id = '${requestId}' ORDER BY action, target_id`);

const tablesOf = async ({ organization }: World) =>
  (await rowsOf(server, organization.id))
    .map(({ table }) => table)
    .filter((table) => table !== 'audit_entry');

describe('deleteAuthConfig', () => {
  test('deletes the auth config and keeps its audit entries', async () => {
    const world = await makeWorld(server);
    const { id } = await makeAuthConfig(server, world.project);
    const spared = await makeAuthConfig(server, world.project);
    expect((await remove(world, id)).deleteAuthConfig).toEqual({
      deletedAuthConfigId: id,
      project: { id: world.project.id, authConfigs: { nodes: [{ id: spared.id }] } },
    });
    const found = await run(server, GetAuthConfig, { id }, world.project.credentials);
    expect(found.project.authConfig).toBeNull();
  });

  test('with cascade deletes its accounts, each with an audit entry, and no others', async () => {
    const world = await makeWorld(server);
    const { id } = await makeAuthConfig(server, world.project, { name: 'shared' });
    const doomed = [
      await makeConnectedAccount(server, world.project, { authConfigId: id, userId: 'jane', alias: 'work' }),
      await makeConnectedAccount(server, world.project, { authConfigId: id, userId: 'joe' }),
    ];
    const spared = await makeConnectedAccount(server, world.project);
    const requestId = freshName('request');
    await remove(world, id, true, { 'x-request-id': requestId });
    const common = { authConfigId: id, toolkitSlug: 'github' };
    const losses = [
      { target_id: doomed[0]?.id, changes: { ...common, userId: 'jane', alias: 'work' } },
      { target_id: doomed[1]?.id, changes: { ...common, userId: 'joe', alias: null } },
    ].map((loss) => ({ action: 'CONNECTED_ACCOUNT_DELETED', ...loss }));
    const changes = { toolkitSlug: 'github', name: 'shared', connectedAccountCount: 2 };
    expect(await recorded(requestId)).toEqual([
      { action: 'AUTH_CONFIG_DELETED', target_id: id, changes },
      ...losses.toSorted((one, other) => ((one.target_id ?? '') < (other.target_id ?? '') ? -1 : 1)),
    ]);
    const read = async (accountId: string) =>
      (await run(server, GetConnectedAccount, { id: accountId }, world.project.credentials)).project
        .connectedAccount;
    expect(await Promise.all(doomed.map((account) => read(account.id)))).toEqual([null, null]);
    expect(await read(spared.id)).toEqual(spared);
  });

  test('is not blocked by revoked accounts and deletes them', async () => {
    const world = await makeWorld(server);
    const { id } = await makeAuthConfig(server, world.project);
    const account = await makeConnectedAccount(server, world.project, { authConfigId: id });
    await run(server, RevokeConnectedAccount, { input: { id: account.id } }, world.project.credentials);
    const requestId = freshName('request');
    await remove(world, id, null, { 'x-request-id': requestId });
    expect(await recorded(requestId)).toMatchObject([
      { action: 'AUTH_CONFIG_DELETED', target_id: id },
      { action: 'CONNECTED_ACCOUNT_DELETED', target_id: account.id },
    ]);
    expect(await tablesOf(world)).not.toContain('connected_account');
  });

  test('deleteProject deletes its auth configs and accounts permanently in one transaction', async () => {
    const world = await makeWorld(server);
    await makeConnectedAccount(server, world.project);
    await makeConnectedAccount(server, world.project);
    const variables = { input: { id: world.project.id, permanently: true } };
    const before = await rowsOf(server, world.organization.id);
    await whileClosed(() => refusalOf(server, DeleteProject, variables, world.organization.credentials));
    expect(await rowsOf(server, world.organization.id)).toEqual(before);
    await run(server, DeleteProject, variables, world.organization.credentials);
    const left = await tablesOf(world);
    expect(left).not.toContain('connected_account');
    expect(left).not.toContain('auth_config');
  });
});

describe('deleteAuthConfig rejects', () => {
  test.each(['INITIATED', 'ACTIVE'] as const)(
    'an auth config with an account that is %s without cascade, with the number of accounts',
    async (status) => {
      const world = await makeWorld(server);
      const { id } = await makeAuthConfig(server, world.project);
      await makeConnectedAccount(server, world.project, { authConfigId: id, status });
      const before = await rowsOf(server, world.organization.id);
      for (const cascade of [false, null]) {
        const variables = { input: { id, cascade } };
        const error = await refusalOf(server, DeleteAuthConfig, variables, world.project.credentials);
        expect(error.extensions).toMatchObject({ code: 'CONFLICT', reason: 'IN_USE' });
        expect(error.message).toBe('One connected account uses the auth config.');
      }
      expect(await rowsOf(server, world.organization.id)).toEqual(before);
    },
  );

  test('an auth config that is already deleted', async () => {
    const world = await makeWorld(server);
    const { id } = await makeAuthConfig(server, world.project);
    await remove(world, id);
    const error = await refusalOf(server, DeleteAuthConfig, { input: { id } }, world.project.credentials);
    expect(error.extensions).toMatchObject({ code: 'NOT_FOUND', reason: 'AUTH_CONFIG_NOT_FOUND' });
  });
});

describe('deleteAuthConfig isolates tenants', () => {
  test('an auth config of another project is NOT_FOUND, with cascade too', async () => {
    const world = await makeWorld(server);
    const sibling = await makeProject(server, world.organization);
    const account = await makeConnectedAccount(server, sibling);
    const before = await rowsOf(server, world.organization.id);
    const variables = { input: { id: account.authConfig.id, cascade: true } };
    const error = await refusalOf(server, DeleteAuthConfig, variables, world.project.credentials);
    expect(error.extensions).toMatchObject({ code: 'NOT_FOUND', reason: 'AUTH_CONFIG_NOT_FOUND' });
    expect(await rowsOf(server, world.organization.id)).toEqual(before);
  });
});
