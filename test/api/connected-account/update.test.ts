import { describe, expect, test } from 'vitest';
import type { UpdateConnectedAccountInput } from '../../generated/graphql.ts';
import { type Credentials, refusalOf, run } from '../../support/client.ts';
import { rowsOf, rowsWithoutDenials } from '../../support/database/tables.ts';
import { makeConnectedAccount } from '../../support/fixtures/connected-account.ts';
import { makeProject, makeWorld, type ProjectWorld } from '../../support/fixtures.ts';
import {
  DeleteConnectedAccount,
  GetConnectedAccount,
  RevokeConnectedAccount,
  SetConnectedAccountStatus,
  UpdateConnectedAccount,
} from '../../support/operations/connected-account.ts';
import { UpdateProjectConfig } from '../../support/operations/project.ts';
import { useServer } from '../../support/server.ts';

let instant = new Date('2026-06-01T12:00:00Z');
const server = useServer({ overrides: { clock: { now: () => instant } } });

function passTime(): string {
  instant = new Date(instant.getTime() + 60_000);
  return instant.toISOString();
}

const update = async ({ credentials }: ProjectWorld, input: UpdateConnectedAccountInput) =>
  (await run(server, UpdateConnectedAccount, { input }, credentials)).updateConnectedAccount.connectedAccount;

const refusal = async ({ credentials }: ProjectWorld, input: UpdateConnectedAccountInput) =>
  (await refusalOf(server, UpdateConnectedAccount, { input }, credentials)).extensions;

const read = async ({ credentials }: ProjectWorld, id: string) =>
  (await run(server, GetConnectedAccount, { id }, credentials)).project.connectedAccount;

/** Every mutation that names an account, with a user id. */
const attempts = (id: string, userId: string | null, credentials: Credentials) => [
  () => refusalOf(server, UpdateConnectedAccount, { input: { id, userId, alias: 'new' } }, credentials),
  () =>
    refusalOf(server, SetConnectedAccountStatus, { input: { id, userId, status: 'ACTIVE' } }, credentials),
  () => refusalOf(server, RevokeConnectedAccount, { input: { id, userId } }, credentials),
  () => refusalOf(server, DeleteConnectedAccount, { input: { id, userId } }, credentials),
];

describe('updateConnectedAccount', () => {
  test('changes alias, expiry and credentials together and clears them with null', async () => {
    const { project } = await makeWorld(server);
    const before = await makeConnectedAccount(server, project, { credentials: { a: 'a', b: 'b' } });
    const { id } = before;
    const expiresAt = '2030-01-01T00:00:00.000Z';
    const first = { updatedAt: passTime(), alias: 'work', expiresAt };
    const changed = await update(project, { id, alias: 'work', expiresAt, credentials: { a: null, c: 'c' } });
    expect(changed).toEqual({ ...before, ...first, credentials: { b: '...', c: '...' } });
    const second = { updatedAt: passTime(), alias: null, expiresAt: null };
    const cleared = await update(project, { id, alias: null, expiresAt: null });
    expect(cleared).toEqual({ ...changed, ...second });
    expect(await read(project, id)).toEqual(cleared);
  });

  test('changes and records nothing when all values are equal', async () => {
    const { organization, project } = await makeWorld(server);
    const credentials = { token: 'the-same-as-before' };
    const expiresAt = '2030-01-01T00:00:00.000Z';
    const present = await makeConnectedAccount(server, project, { alias: 'work', expiresAt, credentials });
    const before = await rowsOf(server, organization.id);
    passTime();
    const { id } = present;
    for (const input of [{ id }, { id, alias: 'work', expiresAt, credentials }, { id, credentials: {} }])
      expect(await update(project, input)).toEqual(present);
    expect(await rowsOf(server, organization.id)).toEqual(before);
  });

  test('accepts the present alias of the account and releases it when it is cleared', async () => {
    const { project } = await makeWorld(server);
    const one = await makeConnectedAccount(server, project, { userId: 'jane', alias: 'work' });
    const same = { authConfigId: one.authConfig.id, userId: 'jane' };
    const other = await makeConnectedAccount(server, project, same);
    await update(project, { id: one.id, alias: 'work', expiresAt: '2030-01-01T00:00:00Z' });
    await update(project, { id: one.id, alias: null });
    expect((await update(project, { id: other.id, alias: 'work' })).alias).toBe('work');
  });

  test('accepts the userId of the owner, and any userId with is2FAEnabled off', async () => {
    const { project } = await makeWorld(server);
    const { id, userId } = await makeConnectedAccount(server, project);
    await update(project, { id, userId, alias: 'one' });
    const input = { is2FAEnabled: false };
    await run(server, UpdateProjectConfig, { input }, project.credentials);
    expect((await update(project, { id, userId: 'somebody else', alias: 'two' })).userId).toBe(userId);
  });
});

describe('updateConnectedAccount rejects', () => {
  test('a userId that does not own the account with is2FAEnabled on, like all mutations with userId', async () => {
    const { organization, project } = await makeWorld(server);
    const { id } = await makeConnectedAccount(server, project, { userId: 'jane' });
    const before = await rowsWithoutDenials(server, organization.id);
    for (const userId of ['joe', 'Jane', 'jane ']) {
      for (const attempt of attempts(id, userId, project.credentials)) {
        const { extensions } = await attempt();
        expect(extensions).toMatchObject({ code: 'FORBIDDEN', reason: 'USER_MISMATCH', field: 'userId' });
      }
    }
    expect(await rowsWithoutDenials(server, organization.id)).toEqual(before);
  });

  test('an unknown account with NOT_FOUND for any userId, revealing no users', async () => {
    const { project } = await makeWorld(server);
    for (const id of [
      'ca_0000000000000000',
      'ac_0000000000000000',
      'nonsense',
      'ca_\u00000000000000000000',
    ]) {
      for (const attempt of attempts(id, 'joe', project.credentials)) {
        const { extensions } = await attempt();
        expect(extensions).toMatchObject({ code: 'NOT_FOUND', reason: 'CONNECTED_ACCOUNT_NOT_FOUND' });
      }
    }
  });

  test('an alias of another account of the same user and toolkit', async () => {
    const { organization, project } = await makeWorld(server);
    const { authConfig } = await makeConnectedAccount(server, project, { userId: 'jane', alias: 'work' });
    const same = { authConfigId: authConfig.id, userId: 'jane' };
    const { id } = await makeConnectedAccount(server, project, same);
    const before = await rowsOf(server, organization.id);
    const error = await refusal(project, { id, alias: 'work', credentials: { lost: 'x' } });
    expect(error).toMatchObject({ code: 'CONFLICT', reason: 'ALIAS_TAKEN', field: 'alias' });
    expect(await rowsOf(server, organization.id)).toEqual(before);
  });

  test.each([
    [{ alias: '' }, 'alias'],
    [{ credentials: null }, 'credentials'],
    [{ credentials: { token: 5 } }, 'credentials.token'],
    [{ userId: '' }, 'userId'],
  ])('%j, and changes nothing', async (input, field) => {
    const { organization, project } = await makeWorld(server);
    const { id } = await makeConnectedAccount(server, project);
    const before = await rowsOf(server, organization.id);
    const whole = { id, ...input } as UpdateConnectedAccountInput;
    expect(await refusal(project, whole)).toMatchObject({ reason: 'INVALID_VALUE', field });
    expect(await rowsOf(server, organization.id)).toEqual(before);
  });
});

describe('updateConnectedAccount isolates tenants', () => {
  test('every mutation of an account of another project is NOT_FOUND', async () => {
    const { organization, project } = await makeWorld(server);
    const sibling = await makeProject(server, organization);
    const { id, userId } = await makeConnectedAccount(server, sibling);
    const before = await rowsOf(server, organization.id);
    for (const named of [userId, 'joe', null]) {
      for (const attempt of attempts(id, named, project.credentials)) {
        const { extensions } = await attempt();
        expect(extensions).toMatchObject({ code: 'NOT_FOUND', reason: 'CONNECTED_ACCOUNT_NOT_FOUND' });
      }
    }
    expect(await rowsOf(server, organization.id)).toEqual(before);
  });
});
