import type { EventType, WebhookEvent } from '../events/emit.ts';
import type { Session } from './fields.ts';

/** Returns an event about a session. */
export function sessionEvent(
  type: Extract<EventType, `session.${string}`>,
  { organizationId, projectId, id, userId, toolkitSlugs, status, createdAt, closedAt }: Session,
): WebhookEvent {
  const data = { id, userId, toolkitSlugs, status, createdAt, closedAt };
  return { type, organizationId, projectId, data };
}
