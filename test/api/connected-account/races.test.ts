import { describe, expect, test } from 'vitest';
import { run, send } from '../../support/client.ts';
import { untilWaiting, whileLocked } from '../../support/database/transaction.ts';
import { makeAuthConfig } from '../../support/fixtures/auth-config.ts';
import { makeConnectedAccount, someAccount } from '../../support/fixtures/connected-account.ts';
import { purgeAll } from '../../support/fixtures/purge.ts';
import { makeWorld, type ProjectWorld } from '../../support/fixtures.ts';
import { DeleteAuthConfig, SetAuthConfigStatus } from '../../support/operations/auth-config.ts';
import {
  CreateConnectedAccount,
  GetConnectedAccount,
  RevokeConnectedAccount,
  SetConnectedAccountStatus,
  UpdateConnectedAccount,
} from '../../support/operations/connected-account.ts';
import { DeleteProject } from '../../support/operations/project.ts';
import { useServer } from '../../support/server.ts';

const server = useServer({ transport: 'each' });

const times = (count: number) => Array.from({ length: count }, (_, index) => index);

/** Why a write was refused: the reason, or the code of an error that has none. Null: it was not. */
async function reasonOf(answer: ReturnType<typeof send>): Promise<string | null> {
  const [error] = (await answer).errors;
  return error ? (error.extensions.reason ?? error.extensions.code) : null;
}

const create = ({ credentials }: ProjectWorld, authConfigId: string, userId: string, alias: string | null) =>
  reasonOf(
    send(
      server,
      CreateConnectedAccount,
      { input: { ...someAccount, authConfigId, userId, alias } },
      credentials,
    ),
  );

const rename = ({ credentials }: ProjectWorld, id: string, alias: string) =>
  reasonOf(send(server, UpdateConnectedAccount, { input: { id, alias } }, credentials));

const removeConfig = ({ credentials }: ProjectWorld, id: string, cascade: boolean) =>
  reasonOf(send(server, DeleteAuthConfig, { input: { id, cascade } }, credentials));

const activate = ({ credentials }: ProjectWorld, id: string) =>
  reasonOf(send(server, SetConnectedAccountStatus, { input: { id, status: 'ACTIVE' } }, credentials));

const accountsOf = (authConfigId: string) =>
  server.database.query(`SELECT id FROM connected_account WHERE auth_config_id = '${authConfigId}'`);

describe('concurrent writes of connected accounts', () => {
  test('of ten creations with one alias one succeeds and the others get ALIAS_TAKEN', async () => {
    const { project } = await makeWorld(server);
    const { id } = await makeAuthConfig(server, project);
    const reasons = await Promise.all(times(10).map(() => create(project, id, 'jane', 'work')));
    expect(reasons.filter((reason) => reason === null)).toHaveLength(1);
    expect(reasons.filter((reason) => reason === 'ALIAS_TAKEN')).toHaveLength(9);
    expect(await accountsOf(id)).toHaveLength(1);
  });

  test('creations and the deletion of their auth config are serialized and leave no orphans', async () => {
    const { project } = await makeWorld(server);
    for (const cascade of [true, false]) {
      const { id } = await makeAuthConfig(server, project);
      const creations = times(8).map((index) => create(project, id, `user-${index}`, null));
      const [deletion, ...created] = await Promise.all([removeConfig(project, id, cascade), ...creations]);
      const isGone = deletion === null;
      expect([null, cascade ? null : 'IN_USE']).toContain(deletion);
      for (const reason of created) expect([null, 'AUTH_CONFIG_NOT_FOUND']).toContain(reason);
      expect(await accountsOf(id)).toHaveLength(isGone ? 0 : created.length);
    }
  });

  test.each([
    ['began before it', 0],
    ['began after it', 1],
  ])(
    'the cascading deletion of an auth config succeeds beside an activation that %s',
    async (_order, place) => {
      const { project } = await makeWorld(server);
      const { id, authConfig } = await makeConnectedAccount(server, project, { status: 'INITIATED' });
      await whileLocked(
        server,
        `SELECT FROM auth_config WHERE id = '${authConfig.id}' FOR UPDATE`,
        async (letGo) => {
          const writes = [() => removeConfig(project, authConfig.id, true)];
          writes.splice(place, 0, () => activate(project, id));
          const [one, other] = writes;
          const first = one?.();
          await untilWaiting(server, 1);
          const second = other?.();
          await untilWaiting(server, 2);
          await letGo();
          const reasons = [await first, await second];
          expect([null, 'CONNECTED_ACCOUNT_NOT_FOUND']).toContain(reasons[place]);
          expect(reasons[1 - place]).toBeNull();
        },
      );
      await purgeAll(server);
      expect(await accountsOf(authConfig.id)).toEqual([]);
    },
  );

  test('no account is activated on an auth config that was disabled before', async () => {
    const { project } = await makeWorld(server);
    const { id } = await makeAuthConfig(server, project);
    const input = { id, status: 'DISABLED' } as const;
    const [, ...reasons] = await Promise.all([
      run(server, SetAuthConfigStatus, { input }, project.credentials),
      ...times(8).map((index) => create(project, id, `user-${index}`, null)),
    ]);
    for (const reason of reasons) expect([null, 'AUTH_CONFIG_DISABLED']).toContain(reason);
    expect(await create(project, id, 'late', null)).toBe('AUTH_CONFIG_DISABLED');
  });

  test('a revocation is final, whatever status is set concurrently', async () => {
    const { project } = await makeWorld(server);
    const { id } = await makeConnectedAccount(server, project);
    const { credentials } = project;
    const statuses = ['INACTIVE', 'FAILED', 'ACTIVE', 'EXPIRED'] as const;
    const answers = await Promise.all([
      reasonOf(send(server, RevokeConnectedAccount, { input: { id } }, credentials)),
      ...statuses.map((status) =>
        reasonOf(send(server, SetConnectedAccountStatus, { input: { id, status } }, credentials)),
      ),
    ]);
    expect(answers[0]).toBeNull();
    for (const reason of answers) expect([null, 'ACCOUNT_REVOKED']).toContain(reason);
    const found = await run(server, GetConnectedAccount, { id }, credentials);
    expect(found.project.connectedAccount?.status).toBe('REVOKED');
  });

  test('the deletion of a project succeeds beside writes in it, which succeed before or get NOT_FOUND', async () => {
    const { organization, project } = await makeWorld(server);
    const { id } = await makeAuthConfig(server, project);
    const account = await makeConnectedAccount(server, project, { authConfigId: id });
    const remove = reasonOf(
      send(server, DeleteProject, { input: { id: project.id, permanently: true } }, organization.credentials),
    );
    const writes = [
      ...times(5).map((index) => create(project, id, `user-${index}`, null)),
      rename(project, account.id, 'new'),
      activate(project, account.id),
      removeConfig(project, id, true),
    ];
    const [deletion, ...reasons] = await Promise.all([remove, ...writes]);
    expect(deletion).toBeNull();
    const gone = ['PROJECT_NOT_FOUND', 'AUTH_CONFIG_NOT_FOUND', 'CONNECTED_ACCOUNT_NOT_FOUND', 'KEY_UNKNOWN'];
    for (const reason of reasons) expect([null, ...gone]).toContain(reason);
    await purgeAll(server);
    expect(await accountsOf(id)).toEqual([]);
  });
});

describe('concurrent writes of connected accounts reject', () => {
  test('both of two accounts that swap their aliases, without an internal error', async () => {
    const { project } = await makeWorld(server);
    const { id: authConfigId } = await makeAuthConfig(server, project);
    const same = { authConfigId, userId: 'jane' };
    const one = await makeConnectedAccount(server, project, { ...same, alias: 'one' });
    const other = await makeConnectedAccount(server, project, { ...same, alias: 'other' });
    // Each has what it wants to change, and cannot go on: nothing can be recorded.
    await whileLocked(server, 'LOCK TABLE audit_entry IN SHARE MODE', async (letGo) => {
      const reasons = Promise.all([rename(project, one.id, 'other'), rename(project, other.id, 'one')]);
      await untilWaiting(server, 2);
      await letGo();
      expect(await reasons).toEqual(['ALIAS_TAKEN', 'ALIAS_TAKEN']);
    });
  });
});
