import type { ConnectedAccountPartsFragment, TriggerPartsFragment } from '../../generated/graphql.ts';
import type { World } from '../fixtures.ts';
import type { ToldEvent } from './event-case.ts';

export const accountTold = (
  type: string,
  { project }: World,
  account: ConnectedAccountPartsFragment,
): ToldEvent => {
  const { authConfig, credentials: _, ...shown } = account;
  return {
    type: `connected_account.${type}`,
    projectId: project.id,
    data: { ...shown, authConfigId: authConfig.id },
  };
};

export const triggerTold = (type: string, { project }: World, trigger: TriggerPartsFragment): ToldEvent => {
  const { connectedAccount, config: _, ...shown } = trigger;
  return {
    type: `trigger.${type}`,
    projectId: project.id,
    data: { ...shown, connectedAccountId: connectedAccount.id },
  };
};
