import { run } from '../client.ts';
import { makeAuthConfig } from '../fixtures/auth-config.ts';
import { makeConnectedAccount } from '../fixtures/connected-account.ts';
import { makeTrigger } from '../fixtures/trigger.ts';
import { DeleteAuthConfig } from '../operations/auth-config.ts';
import { DeleteConnectedAccount } from '../operations/connected-account.ts';
import type { EventCase } from './event-case.ts';
import { accountEvent, triggerEvent } from './expected-events.ts';

/** An account that has expired, without triggers. */
export const accountDeletion: EventCase = async (server, world) => {
  const account = await makeConnectedAccount(server, world.project, {
    alias: 'doomed',
    expiresAt: '2020-01-01T00:00:00.000Z',
  });
  return async () => {
    await run(server, DeleteConnectedAccount, { input: { id: account.id } }, world.project.credentials);
    return [accountEvent('deleted', world, account)];
  };
};

/** An account with triggers, beside others. */
export const accountDeletionWithTriggers: EventCase = async (server, world) => {
  const account = await makeConnectedAccount(server, world.project);
  const connectedAccountId = account.id;
  const triggers = [
    await makeTrigger(server, world.project, { connectedAccountId, config: { key: 'config-of-the-tests' } }),
    await makeTrigger(server, world.project, { connectedAccountId, enabled: false }),
  ];
  await makeTrigger(server, world.project);
  return async () => {
    await run(server, DeleteConnectedAccount, { input: { id: account.id } }, world.project.credentials);
    const lost = triggers.map((trigger) => triggerEvent('deleted', world, trigger));
    return [...lost, accountEvent('deleted', world, account)];
  };
};

/** An auth config with accounts, of which some have triggers, beside others. */
export const authConfigDeletion: EventCase = async (server, world) => {
  const { id: authConfigId } = await makeAuthConfig(server, world.project);
  const accounts = [
    await makeConnectedAccount(server, world.project, { authConfigId, alias: 'one' }),
    await makeConnectedAccount(server, world.project, { authConfigId }),
    await makeConnectedAccount(server, world.project, { authConfigId, status: 'INITIATED' }),
  ];
  const [one, other] = accounts.map(({ id }) => ({ connectedAccountId: id }));
  const triggers = [
    await makeTrigger(server, world.project, one),
    await makeTrigger(server, world.project, one),
    await makeTrigger(server, world.project, other),
  ];
  await makeTrigger(server, world.project);
  return async () => {
    const variables = { input: { id: authConfigId, cascade: true } };
    await run(server, DeleteAuthConfig, variables, world.project.credentials);
    return [
      ...accounts.map((account) => accountEvent('deleted', world, account)),
      ...triggers.map((trigger) => triggerEvent('deleted', world, trigger)),
    ];
  };
};
