import { makeAuthConfig } from '../fixtures/auth-config.ts';
import { makeConnectedAccount } from '../fixtures/connected-account.ts';
import { freshName } from '../fixtures.ts';
import {
  CreateConnectedAccount,
  DeleteConnectedAccount,
  RevokeConnectedAccount,
  SetConnectedAccountStatus,
  UpdateConnectedAccount,
} from '../operations/connected-account.ts';
import { type AuditCase, auditCase, inProject } from './audit-case.ts';

/** The mutations of connected accounts, as somebody may do them. */
export const connectedAccountAuditCases: Readonly<Record<string, AuditCase>> = {
  createConnectedAccount: auditCase(
    'project',
    CreateConnectedAccount,
    async ({ project }, server) => ({
      input: {
        authConfigId: (await makeAuthConfig(server, project)).id,
        userId: freshName('user'),
        alias: 'work',
        credentials: { access_token: 'token-recorded-by-name-only' },
        expiresAt: '2030-01-01T00:00:00.000Z',
      },
    }),
    ({ createConnectedAccount: { connectedAccount } }, world, { input }) => {
      const { authConfigId, userId, alias, expiresAt } = input;
      return inProject('CONNECTED_ACCOUNT_CREATED', world, connectedAccount.id, {
        authConfigId,
        toolkitSlug: 'github',
        userId,
        alias,
        status: 'INITIATED',
        expiresAt,
        credentialNames: ['access_token'],
      });
    },
  ),
  updateConnectedAccount: auditCase(
    'project',
    UpdateConnectedAccount,
    async ({ project }, server) => {
      const { id } = await makeConnectedAccount(server, project, { alias: 'before' });
      return {
        input: {
          id,
          alias: 'after',
          credentials: { access_token: null, refresh_token: 'token-recorded-by-name-only' },
          expiresAt: '2030-01-01T00:00:00.000Z',
        },
      };
    },
    (_data, world, { input: { id, expiresAt } }) =>
      inProject('CONNECTED_ACCOUNT_UPDATED', world, id, {
        alias: { before: 'before', after: 'after' },
        expiresAt: { before: null, after: expiresAt },
        credentials: {
          before: ['access_token'],
          after: ['refresh_token'],
          set: ['refresh_token'],
          removed: ['access_token'],
        },
      }),
  ),
  setConnectedAccountStatus: auditCase(
    'project',
    SetConnectedAccountStatus,
    async ({ project }, server) => {
      const { id } = await makeConnectedAccount(server, project);
      return { input: { id, status: 'FAILED' as const, statusReason: 'The token was refused.' } };
    },
    (_data, world, { input: { id, status, statusReason } }) =>
      inProject('CONNECTED_ACCOUNT_STATUS_SET', world, id, {
        status: { before: 'ACTIVE', after: status },
        statusReason: { before: null, after: statusReason },
      }),
  ),
  revokeConnectedAccount: auditCase(
    'project',
    RevokeConnectedAccount,
    async ({ project }, server) => {
      const { id } = await makeConnectedAccount(server, project);
      return { input: { id, statusReason: 'The user left.' } };
    },
    (_data, world, { input: { id, statusReason } }) =>
      inProject('CONNECTED_ACCOUNT_REVOKED', world, id, {
        status: { before: 'ACTIVE', after: 'REVOKED' },
        statusReason: { before: null, after: statusReason },
      }),
  ),
  deleteConnectedAccount: auditCase(
    'project',
    DeleteConnectedAccount,
    async ({ project }, server) => {
      const authConfigId = (await makeAuthConfig(server, project)).id;
      const { id } = await makeConnectedAccount(server, project, { authConfigId, userId: 'jane' });
      return { input: { id }, authConfigId };
    },
    (_data, world, { input: { id }, authConfigId }) =>
      inProject('CONNECTED_ACCOUNT_DELETED', world, id, {
        authConfigId,
        toolkitSlug: 'github',
        userId: 'jane',
        alias: null,
      }),
  ),
};
