import type { ConnectedAccountPartsFragment, TriggerPartsFragment } from '../../generated/graphql.ts';
import type { World } from '../fixtures.ts';
import type { ExpectedEvent } from './event-case.ts';

export const accountEvent = (
  type: string,
  { project }: World,
  account: ConnectedAccountPartsFragment,
): ExpectedEvent => {
  const { authConfig, credentials: _, ...shown } = account;
  return {
    type: `connected_account.${type}`,
    projectId: project.id,
    data: { ...shown, authConfigId: authConfig.id },
  };
};

export const triggerEvent = (
  type: string,
  { project }: World,
  trigger: TriggerPartsFragment,
): ExpectedEvent => {
  const { connectedAccount, config: _, ...shown } = trigger;
  return {
    type: `trigger.${type}`,
    projectId: project.id,
    data: { ...shown, connectedAccountId: connectedAccount.id },
  };
};
