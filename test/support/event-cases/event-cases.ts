import type { WebhookEventType } from '../../generated/graphql.ts';
import { apiKeyEventCases } from './api-key.ts';
import { connectedAccountEventCases } from './connected-account.ts';
import type { EventCasesOf } from './event-case.ts';
import { foundationEventCases } from './foundation.ts';
import { projectQuotaEventCases } from './project-quota.ts';
import { sessionEventCases } from './session.ts';
import { triggerEventCases } from './trigger.ts';

/** Every operation that emits an event, by event type. */
export const eventCases: EventCasesOf<WebhookEventType> = {
  ...foundationEventCases,
  ...apiKeyEventCases,
  ...connectedAccountEventCases,
  ...triggerEventCases,
  ...projectQuotaEventCases,
  ...sessionEventCases,
};
