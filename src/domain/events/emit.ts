import type { DecidedTransaction } from '../../postgres/database.ts';
import { type EventArguments, enqueueDeliveries } from '../../repositories/webhook/event.ts';
import type { RequestContext } from '../core/request-context.ts';

/** Every type of event as it is sent, with what its `data` is. The schema's enum `WebhookEventType` is made from this. */
export const eventTypes = {
  'project.created': 'The project. Subscriptions of the organization only.',
  'project.updated':
    'The project as it is now: another name, another slug, or the default mark given or taken.',
  'project.deleted':
    'The project as it was. Of what it had nothing else is told. Subscriptions of the organization only.',
  'project.config.updated': 'The settings as they are now.',
  'api_key.regenerated': 'The new key without its secret. The older keys of the project stopped.',
  'api_key.created': 'The key without its secret, with its restrictions.',
  'api_key.updated': 'The key as it is now, with its restrictions.',
  'api_key.rotated':
    'The key with its new prefix and last characters, and until when former secrets live: `formerSecretsExpireAt`.',
  'api_key.revoked': 'The key as it was. `cause` is REQUESTED, or LEAKED when somebody told of its secret.',
  'connected_account.created': 'The account without its credentials.',
  'connected_account.updated':
    'The account as it is now, without its credentials. Any change but those that the next two types tell.',
  'connected_account.revoked': 'The account as it will stay. Its credentials are erased.',
  'connected_account.expired':
    'The account as it is now, without its credentials. Sent when a change makes it EXPIRED. Nothing is sent when the time of its `expiresAt` passes.',
  'connected_account.deleted':
    'The account as it was, without its credentials. Also for each that goes with its auth config.',
  'trigger.created': 'The trigger without its config.',
  'trigger.updated': 'The trigger as it is now, without its config, also when only that changed.',
  'trigger.deleted': 'The trigger as it was, without its config. Also for each that goes with its account.',
  'session.created': 'The session.',
  'session.closed': 'The session as it will stay.',
  'quota.warning':
    'What of the quota of a project is used: at least 80 percent. Once a month for tool calls, and once for sessions.',
  'quota.exceeded': 'The same at 100 percent, whether or not more is let in.',
  'webhook.test': 'The id of the subscription. Sent by `sendTestWebhook`: nobody subscribes to it.',
} as const;

export type EventType = keyof typeof eventTypes;

/** Happen to an organization rather than in a project: no project hears of them. */
export const organizationEvents: ReadonlySet<EventType> = new Set(['project.created', 'project.deleted']);

export type WebhookEvent = {
  readonly type: EventType;
  readonly organizationId: string;
  /** Null: it concerns no single project. */
  readonly projectId: string | null;
  /** The thing as clients of the API see it. Never a secret: it leaves the installation. */
  readonly data: object;
};

/** Tells every subscription that wants them, in the transaction of what happened: neither exists without the other. */
export async function emitEvent(
  tx: DecidedTransaction,
  context: RequestContext,
  ...events: readonly WebhookEvent[]
): Promise<void> {
  await enqueueDeliveries(
    tx,
    events.map((event) => ({ ...event, ...eventArguments(context, event) })),
  );
}

/** The event of a statement that tells it by itself. */
export function eventArguments(context: RequestContext, event: WebhookEvent): EventArguments {
  const now = context.now();
  const id = context.newId('evt');
  const { type, organizationId, projectId, data } = event;
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
