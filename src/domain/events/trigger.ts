import type { TriggerWithoutConfig } from '../../repositories/trigger.ts';
import type { AuditEvent } from '../audit-log/record.ts';
import type { EventType, WebhookEvent } from './emit.ts';

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

/** What the audit log keeps of a trigger that goes, by itself or with its account. */
export function triggerDeletedEvent(trigger: TriggerWithoutConfig): AuditEvent {
  const { organizationId, projectId, id: targetId, slug, connectedAccountId, userId } = trigger;
  const changes = { slug, connectedAccountId, userId };
  return { action: 'TRIGGER_DELETED', organizationId, projectId, targetId, changes };
}
