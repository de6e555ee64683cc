import { describe, expect, test } from 'vitest';
import type { SetConnectedAccountStatusInput } from '../../generated/graphql.ts';
import { refusalOf, run } from '../../support/client.ts';
import { rowsOf } from '../../support/database/tables.ts';
import { makeConnectedAccount } from '../../support/fixtures/connected-account.ts';
import { makeWorld, type ProjectWorld } from '../../support/fixtures.ts';
import { SetAuthConfigStatus } from '../../support/operations/auth-config.ts';
import {
  DeleteConnectedAccount,
  GetConnectedAccount,
  RevokeConnectedAccount,
  SetConnectedAccountStatus,
  UpdateConnectedAccount,
} from '../../support/operations/connected-account.ts';
import { useServer } from '../../support/server.ts';

let instant = new Date('2026-06-01T12:00:00Z');
const server = useServer({ overrides: { clock: { now: () => instant } } });

const MINUTE_MS = 60_000;

function passTime(): string {
  instant = new Date(instant.getTime() + MINUTE_MS);
  return instant.toISOString();
}

const setStatus = async ({ credentials }: ProjectWorld, input: SetConnectedAccountStatusInput) =>
  (await run(server, SetConnectedAccountStatus, { input }, credentials)).setConnectedAccountStatus
    .connectedAccount;

const refusal = async ({ credentials }: ProjectWorld, input: SetConnectedAccountStatusInput) =>
  (await refusalOf(server, SetConnectedAccountStatus, { input }, credentials)).extensions;

const revoke = async ({ credentials }: ProjectWorld, id: string, statusReason: string | null = null) =>
  (await run(server, RevokeConnectedAccount, { input: { id, statusReason } }, credentials))
    .revokeConnectedAccount.connectedAccount;

const read = async ({ credentials }: ProjectWorld, id: string) =>
  (await run(server, GetConnectedAccount, { id }, credentials)).project.connectedAccount;

const disable = ({ credentials }: ProjectWorld, id: string) =>
  run(server, SetAuthConfigStatus, { input: { id, status: 'DISABLED' } }, credentials);

const SETTABLE = ['INITIATED', 'ACTIVE', 'FAILED', 'EXPIRED', 'INACTIVE'] as const;

describe('status of a connected account', () => {
  test('changes from each status but REVOKED to each other one, with a reason', async () => {
    const { project } = await makeWorld(server);
    const { id, ...rest } = await makeConnectedAccount(server, project);
    for (const from of SETTABLE) {
      for (const to of SETTABLE) {
        await setStatus(project, { id, status: from, statusReason: 'Because of this.' });
        const updatedAt = passTime();
        const set = await setStatus(project, { id, status: to, statusReason: `From ${from}.` });
        expect(set).toEqual({ ...rest, id, status: to, statusReason: `From ${from}.`, updatedAt });
      }
    }
  });

  test('loses its reason with the next change that has none', async () => {
    const { project } = await makeWorld(server);
    const { id } = await makeConnectedAccount(server, project);
    await setStatus(project, { id, status: 'FAILED', statusReason: 'The token was refused.' });
    expect(await setStatus(project, { id, status: 'ACTIVE' })).toMatchObject({ statusReason: null });
  });

  test('records nothing when it is set to the same value', async () => {
    const { organization, project } = await makeWorld(server);
    const { id, authConfig } = await makeConnectedAccount(server, project);
    await disable(project, authConfig.id);
    const before = await rowsOf(server, organization.id);
    passTime();
    expect(await setStatus(project, { id, status: 'ACTIVE' })).toMatchObject({ status: 'ACTIVE' });
    expect(await rowsOf(server, organization.id)).toEqual(before);
  });

  test('is EXPIRED from expiresAt on and ACTIVE again with a later expiresAt', async () => {
    const { project } = await makeWorld(server);
    const expiresAt = new Date(instant.getTime() + MINUTE_MS);
    const { id, status } = await makeConnectedAccount(server, project, {
      expiresAt: expiresAt.toISOString(),
    });
    expect(status).toBe('ACTIVE');
    instant = new Date(expiresAt.getTime() - 1);
    expect((await read(project, id))?.status).toBe('ACTIVE');
    instant = expiresAt;
    expect((await read(project, id))?.status).toBe('EXPIRED');
    const later = { id, expiresAt: '2030-01-01T00:00:00.000Z' };
    const revived = await run(server, UpdateConnectedAccount, { input: later }, project.credentials);
    expect(revived.updateConnectedAccount.connectedAccount.status).toBe('ACTIVE');
  });

  test.each(['INITIATED', 'FAILED', 'INACTIVE'] as const)(
    'stays %s after expiresAt: only ACTIVE accounts expire',
    async (status) => {
      const { project } = await makeWorld(server);
      const { id } = await makeConnectedAccount(server, project, { expiresAt: passTime() });
      expect((await setStatus(project, { id, status })).status).toBe(status);
    },
  );

  test('is final after a revocation, which erases the credentials', async () => {
    const { project } = await makeWorld(server);
    const { id, ...rest } = await makeConnectedAccount(server, project);
    const updatedAt = passTime();
    const revoked = await revoke(project, id, 'The user left.');
    const statusReason = 'The user left.';
    expect(revoked).toEqual({ ...rest, id, status: 'REVOKED', statusReason, credentials: {}, updatedAt });
    expect(await read(project, id)).toEqual(revoked);
  });

  test('records nothing when a revoked account is revoked again', async () => {
    const { organization, project } = await makeWorld(server);
    const { id } = await makeConnectedAccount(server, project);
    const revoked = await revoke(project, id, 'First.');
    const before = await rowsOf(server, organization.id);
    passTime();
    expect(await revoke(project, id, 'Second.')).toEqual(revoked);
    expect(await rowsOf(server, organization.id)).toEqual(before);
  });
});

describe('status of a connected account rejects', () => {
  test('any change but deletion once it is REVOKED', async () => {
    const { organization, project } = await makeWorld(server);
    const { id } = await makeConnectedAccount(server, project);
    await revoke(project, id);
    const before = await rowsOf(server, organization.id);
    const final = { code: 'CONFLICT', reason: 'ACCOUNT_REVOKED' };
    for (const status of SETTABLE) expect(await refusal(project, { id, status })).toMatchObject(final);
    const input = { id, alias: 'again', credentials: { token: 'new' } };
    const { extensions } = await refusalOf(server, UpdateConnectedAccount, { input }, project.credentials);
    expect(extensions).toMatchObject(final);
    expect(await rowsOf(server, organization.id)).toEqual(before);
    const { deleteConnectedAccount } = await run(
      server,
      DeleteConnectedAccount,
      { input: { id } },
      project.credentials,
    );
    expect(deleteConnectedAccount.deletedConnectedAccountId).toBe(id);
  });

  test('REVOKED, which revokeConnectedAccount sets', async () => {
    const { project } = await makeWorld(server);
    const { id } = await makeConnectedAccount(server, project);
    const expected = { code: 'BAD_USER_INPUT', reason: 'INVALID_VALUE', field: 'status' };
    expect(await refusal(project, { id, status: 'REVOKED' })).toMatchObject(expected);
  });

  test.each(['INITIATED', 'FAILED', 'INACTIVE', 'EXPIRED'] as const)(
    'ACTIVE after %s while the auth config is disabled',
    async (status) => {
      const { organization, project } = await makeWorld(server);
      const { id, authConfig } = await makeConnectedAccount(server, project);
      await setStatus(project, { id, status });
      await disable(project, authConfig.id);
      const before = await rowsOf(server, organization.id);
      const expected = { code: 'CONFLICT', reason: 'AUTH_CONFIG_DISABLED' };
      expect(await refusal(project, { id, status: 'ACTIVE' })).toMatchObject(expected);
      expect(await rowsOf(server, organization.id)).toEqual(before);
      expect((await setStatus(project, { id, status: 'INACTIVE', statusReason: 'x' })).status).toBe(
        'INACTIVE',
      );
    },
  );

  test('ACTIVE after expiresAt, whether or not EXPIRED is stored', async () => {
    const { project } = await makeWorld(server);
    const { id } = await makeConnectedAccount(server, project, { expiresAt: passTime() });
    const expected = { code: 'CONFLICT', reason: 'ACCOUNT_EXPIRED' };
    expect(await refusal(project, { id, status: 'ACTIVE' })).toMatchObject(expected);
    await setStatus(project, { id, status: 'EXPIRED' });
    expect(await refusal(project, { id, status: 'ACTIVE' })).toMatchObject(expected);
  });

  test.each(['', ' ', 'x'.repeat(501), 'line\nbreak'])('the reason %j', async (statusReason) => {
    const { project } = await makeWorld(server);
    const { id } = await makeConnectedAccount(server, project);
    const input = { id, status: 'FAILED', statusReason } as const;
    expect(await refusal(project, input)).toMatchObject({ reason: 'INVALID_VALUE', field: 'statusReason' });
  });
});
