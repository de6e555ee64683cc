import type { SetConnectedAccountStatusInput } from '../../generated/graphql.ts';
import { run } from '../client.ts';
import { makeAuthConfig } from '../fixtures/auth-config.ts';
import { makeConnectedAccount, someAccount } from '../fixtures/connected-account.ts';
import { freshName } from '../fixtures.ts';
import {
  CreateConnectedAccount,
  RevokeConnectedAccount,
  SetConnectedAccountStatus,
  UpdateConnectedAccount,
} from '../operations/connected-account.ts';
import { accountDeletion, authConfigDeletion } from './deletion.ts';
import type { EventCase, EventCasesOf } from './event-case.ts';
import { accountEvent } from './expected-events.ts';

const PAST = '2020-01-01T00:00:00.000Z';
const FUTURE = '2099-01-01T00:00:00.000Z';

const creation =
  (input: object): EventCase =>
  async (server, world) => {
    const authConfigId = (await makeAuthConfig(server, world.project)).id;
    const variables = { input: { ...someAccount, authConfigId, userId: freshName('user'), ...input } };
    return async () => {
      const { credentials } = world.project;
      const { createConnectedAccount } = await run(server, CreateConnectedAccount, variables, credentials);
      return [accountEvent('created', world, createConnectedAccount.connectedAccount)];
    };
  };

const update =
  (type: string, before: object, change: object): EventCase =>
  async (server, world) => {
    const { id } = await makeConnectedAccount(server, world.project, before);
    return async () => {
      const variables = { input: { id, ...change } };
      const { credentials } = world.project;
      const { updateConnectedAccount } = await run(server, UpdateConnectedAccount, variables, credentials);
      return [accountEvent(type, world, updateConnectedAccount.connectedAccount)];
    };
  };

const statusSet =
  (type: string, before: object, change: Omit<SetConnectedAccountStatusInput, 'id'>): EventCase =>
  async (server, world) => {
    const { id } = await makeConnectedAccount(server, world.project, before);
    return async () => {
      const variables = { input: { id, ...change } };
      const { credentials } = world.project;
      const data = await run(server, SetConnectedAccountStatus, variables, credentials);
      return [accountEvent(type, world, data.setConnectedAccountStatus.connectedAccount)];
    };
  };

const revocation: EventCase = async (server, world) => {
  const { id } = await makeConnectedAccount(server, world.project);
  return async () => {
    const variables = { input: { id, statusReason: 'The user left.' } };
    const { credentials } = world.project;
    const { revokeConnectedAccount } = await run(server, RevokeConnectedAccount, variables, credentials);
    return [accountEvent('revoked', world, revokeConnectedAccount.connectedAccount)];
  };
};

/** What tells of connected accounts. */
export const connectedAccountEventCases: EventCasesOf<
  | 'CONNECTED_ACCOUNT_CREATED'
  | 'CONNECTED_ACCOUNT_UPDATED'
  | 'CONNECTED_ACCOUNT_REVOKED'
  | 'CONNECTED_ACCOUNT_EXPIRED'
  | 'CONNECTED_ACCOUNT_DELETED'
> = {
  CONNECTED_ACCOUNT_CREATED: {
    'an account that is created': creation({ alias: 'work', expiresAt: FUTURE }),
    'one that has expired by then': creation({ expiresAt: PAST }),
  },
  CONNECTED_ACCOUNT_UPDATED: {
    'an account that changes': update('updated', {}, { alias: 'new', expiresAt: FUTURE }),
    'one with new credentials': update('updated', {}, { credentials: { refresh_token: 'new-of-the-tests' } }),
    'one that a later time revives': update('updated', { expiresAt: PAST }, { expiresAt: FUTURE }),
    'one that has expired and gets an alias': update('updated', { expiresAt: PAST }, { alias: 'new' }),
    'one with a new status': statusSet('updated', {}, { status: 'FAILED', statusReason: 'It was refused.' }),
    'one with another reason for its status': statusSet(
      'updated',
      {},
      { status: 'ACTIVE', statusReason: 'It works.' },
    ),
  },
  CONNECTED_ACCOUNT_REVOKED: { 'an account that is revoked': revocation },
  CONNECTED_ACCOUNT_EXPIRED: {
    'an account that is set so': statusSet('expired', {}, { status: 'EXPIRED', statusReason: 'So it is.' }),
    'one that is set so after its time': statusSet('expired', { expiresAt: PAST }, { status: 'EXPIRED' }),
    'one that gets a time in the past': update('expired', {}, { expiresAt: PAST }),
  },
  CONNECTED_ACCOUNT_DELETED: {
    'an account that is deleted': accountDeletion,
    'accounts that go with their auth config': authConfigDeletion,
  },
};
