import type { TriggerWithoutConfig } from '../../repositories/trigger.ts';
import type { AuditEvent } from '../audit-log/record.ts';
import type { EventType, WebhookEvent } from './emit.ts';

/** Returns an event about a trigger, without its config, which can be large and may contain secrets. */
export function triggerEvent(
  type: Extract<EventType, `trigger.${string}`>,
  trigger: TriggerWithoutConfig,
): WebhookEvent {
  const { organizationId, projectId, id, slug, connectedAccountId, userId } = trigger;
  const { enabled, createdAt, updatedAt } = trigger;
  const data = { id, slug, connectedAccountId, userId, enabled, createdAt, updatedAt };
  return { type, organizationId, projectId, data };
}

/** Returns the audit entry of a deleted trigger, deleted by itself or with its account. */
export function triggerDeletedEvent(trigger: TriggerWithoutConfig): AuditEvent {
  const { organizationId, projectId, id: targetId, slug, connectedAccountId, userId } = trigger;
  const changes = { slug, connectedAccountId, userId };
  return { action: 'TRIGGER_DELETED', organizationId, projectId, targetId, changes };
}
