import type { WebhookEventType } from '../../generated/graphql.ts';
import { apiKeyCauses } from './api-key.ts';
import { connectedAccountCauses } from './connected-account.ts';
import type { CausesOf } from './event-case.ts';
import { foundationCauses } from './foundation.ts';
import { projectQuotaCauses } from './project-quota.ts';
import { sessionCauses } from './session.ts';
import { triggerCauses } from './trigger.ts';

/** Of every type of event, all that it tells of. */
export const causes: CausesOf<WebhookEventType> = {
  ...foundationCauses,
  ...apiKeyCauses,
  ...connectedAccountCauses,
  ...triggerCauses,
  ...projectQuotaCauses,
  ...sessionCauses,
};
