import type { TriggerWithoutConfig } from '../data/trigger.ts';
import type { EventType, WebhookEvent } from './webhook-event.ts';

/** An event that tells of a trigger, without its config, which can be large and may hold secrets. */
export function triggerEvent(
  type: Extract<EventType, `trigger.${string}`>,
  trigger: TriggerWithoutConfig,
): WebhookEvent {
  const { organizationId, projectId, id, slug, connectedAccountId, userId } = trigger;
  const { enabled, createdAt, updatedAt } = trigger;
  const data = { id, slug, connectedAccountId, userId, enabled, createdAt, updatedAt };
  return { type, organizationId, projectId, data };
}
