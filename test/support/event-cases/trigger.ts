import type { UpsertTriggerInput } from '../../generated/graphql.ts';
import { run } from '../client.ts';
import { makeConnectedAccount } from '../fixtures/connected-account.ts';
import { makeTrigger } from '../fixtures/trigger.ts';
import { DeleteTrigger, SetTriggerEnabled, UpsertTrigger } from '../operations/trigger.ts';
import { accountDeletionWithTriggers, authConfigDeletion } from './deletion.ts';
import type { EventCase, EventCasesOf } from './event-case.ts';
import { triggerEvent } from './expected-events.ts';

const config = { secret: 'config-of-the-tests' };

const creation: EventCase = async (server, world) => {
  const { id } = await makeConnectedAccount(server, world.project);
  return async () => {
    const variables = { input: { slug: 'github_commit', connectedAccountId: id, config } };
    const { upsertTrigger } = await run(server, UpsertTrigger, variables, world.project.credentials);
    return [triggerEvent('created', world, upsertTrigger.trigger)];
  };
};

const change =
  (input: Partial<UpsertTriggerInput>): EventCase =>
  async (server, world) => {
    const { slug, connectedAccount } = await makeTrigger(server, world.project);
    return async () => {
      const variables = { input: { slug, connectedAccountId: connectedAccount.id, ...input } };
      const { upsertTrigger } = await run(server, UpsertTrigger, variables, world.project.credentials);
      return [triggerEvent('updated', world, upsertTrigger.trigger)];
    };
  };

const enabling =
  (enabled: boolean): EventCase =>
  async (server, world) => {
    const { id } = await makeTrigger(server, world.project, { enabled: !enabled });
    return async () => {
      const variables = { input: { id, enabled } };
      const { setTriggerEnabled } = await run(
        server,
        SetTriggerEnabled,
        variables,
        world.project.credentials,
      );
      return [triggerEvent('updated', world, setTriggerEnabled.trigger)];
    };
  };

const deletion: EventCase = async (server, world) => {
  const trigger = await makeTrigger(server, world.project, { config });
  return async () => {
    await run(server, DeleteTrigger, { input: { id: trigger.id } }, world.project.credentials);
    return [triggerEvent('deleted', world, trigger)];
  };
};

/** What tells of triggers. */
export const triggerEventCases: EventCasesOf<'TRIGGER_CREATED' | 'TRIGGER_UPDATED' | 'TRIGGER_DELETED'> = {
  TRIGGER_CREATED: { 'a trigger that is created': creation },
  TRIGGER_UPDATED: {
    'a trigger that changes': change({ enabled: false, config }),
    'one of which only the config changes': change({ config }),
    'one that is enabled': enabling(true),
    'one that is disabled': enabling(false),
  },
  TRIGGER_DELETED: {
    'a trigger that is deleted': deletion,
    'triggers that go with their account': accountDeletionWithTriggers,
    'triggers that go with the auth config of their accounts': authConfigDeletion,
  },
};
