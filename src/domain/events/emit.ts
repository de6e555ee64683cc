import type { AuthorizedTransaction } from '../../postgres/database.ts';
import { type EventArguments, enqueueDeliveries } from '../../repositories/webhook/event.ts';
import type { RequestContext } from '../core/request-context.ts';

/** Every event type with a description of its `data`. The enum `WebhookEventType` of the schema is built from this table. */
export const eventTypes = {
  'project.created': 'The project. Sent to subscriptions of the organization only.',
  'project.updated':
    'The project after the update: another name or slug, or it became or ceased to be the default project.',
  'project.deleted':
    'The project before its deletion. `archived` is true when it was archived and can be restored: in this release such an event is sent beside `project.archived`, later only for permanent deletions. No other events are sent for what was in it. Sent to subscriptions of the organization only.',
  'project.archived':
    'The project before it was archived, with `archivedAt` and `purgeAt`. Sent to subscriptions of the organization only.',
  'project.restored':
    'The project after it was restored, with the numbers of its keys and webhook subscriptions. Sent to subscriptions of the organization only.',
  'project.purged':
    'An archived project after the last of its rows was deleted. Sent to subscriptions of the organization only.',
  'project.config.updated': 'The settings after the update.',
  'api_key.regenerated': 'The new key without its secret. The older keys of the project were revoked.',
  'api_key.created': 'The key without its secret, with its restrictions.',
  'api_key.updated': 'The key after the update, with its restrictions.',
  'api_key.rotated':
    'The key with its new prefix and last characters, and until when former secrets are accepted: `formerSecretsExpireAt`.',
  'api_key.revoked':
    'The key before its revocation. `cause` is REQUESTED, or LEAKED when its secret was reported as leaked.',
  'connected_account.created': 'The account without its credentials.',
  'connected_account.updated':
    'The account after the update, without its credentials. Sent for every update except those with a type of their own below.',
  'connected_account.revoked': 'The account in its final state. Its credentials are erased.',
  'connected_account.expired':
    'The account after the update, without its credentials. Sent when an update makes it EXPIRED, not when its `expiresAt` passes.',
  'connected_account.deleted':
    'The account before its deletion, without its credentials. Also sent for each account that is deleted with its auth config.',
  'trigger.created': 'The trigger without its config.',
  'trigger.updated':
    'The trigger after the update, without its config. Also sent when only the config changed.',
  'trigger.deleted':
    'The trigger before its deletion, without its config. Also sent for each trigger that is deleted with its account.',
  'session.created': 'The session.',
  'session.closed': 'The session in its final state.',
  'quota.warning':
    'The usage of a quota that has reached 80 percent. Sent once a month for tool calls, and once for sessions.',
  'quota.exceeded':
    'The usage of a quota that has reached 100 percent, whether the quota is hard or soft. Sent once a month for tool calls, and once for sessions.',
  'webhook.test': 'The id of the subscription. Sent by `sendTestWebhook` only; subscriptions cannot name it.',
} as const;

export type EventType = keyof typeof eventTypes;

/** Events of the organization rather than of a project: subscriptions of projects do not receive them. */
export const organizationEvents: ReadonlySet<EventType> = new Set([
  'project.created',
  'project.deleted',
  'project.archived',
  'project.restored',
  'project.purged',
]);

export type WebhookEvent = {
  readonly type: EventType;
  readonly organizationId: string;
  /** Null: the event concerns no single project. */
  readonly projectId: string | null;
  /** The object as API clients see it. Never a secret: payloads leave the installation. */
  readonly data: object;
  /** When the rows were changed, if it was taken before. Default: now. */
  readonly at?: Date;
};

/** Enqueues a delivery for every matching subscription, in the transaction of the change: neither is committed without the
 *  other. */
export async function emitEvent(
  tx: AuthorizedTransaction,
  context: RequestContext,
  ...events: readonly WebhookEvent[]
): Promise<void> {
  await enqueueDeliveries(
    tx,
    events.map((event) => ({ ...event, ...eventArguments(context, event) })),
  );
}

/** Returns the arguments of a statement that enqueues the deliveries by itself. */
export function eventArguments(
  context: RequestContext,
  { type, organizationId, projectId, data, at: now = context.now() }: WebhookEvent,
): EventArguments {
  const id = context.newId('evt');
  const payload = JSON.stringify({
    id,
    type,
    timestamp: now.toISOString(),
    organizationId,
    projectId,
    data,
  });
  return { eventId: id, eventType: type, payload, now };
}
