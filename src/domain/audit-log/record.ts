import type { DecidedTransaction } from '../../postgres/database.ts';
import { type AuditArguments, insertAuditEntries } from '../../repositories/audit-log/write.ts';
import type { Actor } from '../core/actor.ts';
import type { RequestContext } from '../core/request-context.ts';

/** Every action, with what it tells a reader of the log. The schema's enum `AuditAction` is made from this. None may be
 *  renamed or removed: entries are kept for good. */
export const auditActions = {
  ORGANIZATION_CREATED: 'The organization was created, with its default project and its first key.',
  PROJECT_CREATED: 'A project was created, and its first key where `apiKeyId` is not null.',
  PROJECT_UPDATED: 'The name, the slug or the default mark of a project changed.',
  PROJECT_DELETED: 'A project was deleted, and everything in it.',
  PROJECT_CONFIG_UPDATED: 'Settings of a project changed.',
  PROJECT_QUOTA_SET: 'The quota of a project was set, changed or removed.',
  API_KEY_CREATED: 'A key was issued beside those that were there.',
  API_KEY_REGENERATED: 'Every key of a project was revoked, and one was issued in their place.',
  API_KEY_UPDATED: 'The name, the addresses or the state of a key changed, or a former secret of it leaked.',
  API_KEY_ROTATED: 'A key got a new secret. Former ones live for `overlapSeconds`.',
  API_KEY_REVOKED: 'A key was revoked: as asked for, or because its secret leaked. `cause` tells which.',
  RATE_LIMIT_SET: 'A project or a key got a rate limit of its own, or lost it.',
  AUTH_CONFIG_CREATED: 'An auth config was created.',
  AUTH_CONFIG_UPDATED:
    'The name or credentials of an auth config changed. Of credentials only their names are told.',
  AUTH_CONFIG_STATUS_SET: 'An auth config was enabled or disabled.',
  AUTH_CONFIG_DELETED: 'An auth config was deleted, and its accounts with it.',
  CONNECTED_ACCOUNT_CREATED: 'A connected account was created.',
  CONNECTED_ACCOUNT_UPDATED: 'A connected account changed. Of credentials only their names are told.',
  CONNECTED_ACCOUNT_STATUS_SET: 'The status of a connected account was set.',
  CONNECTED_ACCOUNT_REVOKED: 'A connected account was revoked for good.',
  CONNECTED_ACCOUNT_DELETED: 'A connected account was deleted, by itself or with its auth config.',
  TRIGGER_CREATED: 'A trigger was created.',
  TRIGGER_UPDATED: 'A trigger changed, or was enabled or disabled.',
  TRIGGER_DELETED: 'A trigger was deleted, by itself or with its connected account.',
  SESSION_CREATED: 'A session was created.',
  SESSION_CLOSED: 'A session was closed, well or with an error.',
  TOOL_CALLS_RECORDED: 'Tool calls were recorded: how many were sent, and how many of them were new.',
  WEBHOOK_SUBSCRIPTION_CREATED: 'A webhook subscription was created.',
  WEBHOOK_SUBSCRIPTION_UPDATED: 'A webhook subscription changed, or was enabled or disabled.',
  WEBHOOK_SUBSCRIPTION_DELETED: 'A webhook subscription was deleted, and its deliveries with it.',
  WEBHOOK_SECRET_ROTATED: 'A webhook subscription got a new secret.',
  WEBHOOK_REDELIVERED: 'A delivery of a webhook was asked for again.',
  WEBHOOK_TEST_SENT: 'A test event was sent to a webhook subscription.',
  MCP_SERVER_CREATED: 'An MCP server was created.',
  MCP_SERVER_UPDATED: 'The name or the tools of an MCP server changed.',
  MCP_SERVER_DELETED: 'An MCP server was deleted.',
} as const;

export type AuditAction = keyof typeof auditActions;

/** What can have come of it. The schema's enum `AuditResult` is made from this. */
export const auditResults = {
  SUCCESS: 'It was done.',
  DENIED: 'The key was good, but was not allowed to. Nothing was done.',
} as const;

export type AuditResult = keyof typeof auditResults;

export type AuditEvent = {
  readonly action: AuditAction;
  readonly organizationId: string;
  /** Null: it concerns the organization as a whole. */
  readonly projectId: string | null;
  readonly targetId: string;
  /** Never a secret: entries are kept for good. */
  readonly changes: object;
};

/** Who did something, and with which request. */
export type AuditAuthor = Pick<
  AuditArguments,
  'actorKind' | 'actorKeyId' | 'actorKeyName' | 'ip' | 'userAgent' | 'requestId'
>;

export function authorOf({ actor, client, requestId }: RequestContext): AuditAuthor {
  const apiKey = 'apiKey' in actor ? actor.apiKey : null;
  return {
    actorKind: actor.kind,
    actorKeyId: apiKey?.id ?? null,
    actorKeyName: apiKey?.name ?? null,
    ip: client.ip,
    userAgent: client.userAgent,
    requestId,
  };
}

/** Records what a transaction does, in that transaction: neither exists without the other. */
export async function recordAudit(
  tx: DecidedTransaction,
  context: RequestContext,
  ...events: readonly AuditEvent[]
): Promise<void> {
  await recordAuditAs(tx, context, authorOf(context), events);
}

/** The same for what another request began. */
export async function recordAuditAs(
  tx: DecidedTransaction,
  context: RequestContext,
  author: AuditAuthor,
  events: readonly AuditEvent[],
): Promise<void> {
  await insertAuditEntries(
    tx,
    events.map((event) => entryOf(context, event, author)),
  );
}

/** The row of what was done. */
export function entryOf(context: RequestContext, event: AuditEvent, author: AuditAuthor = authorOf(context)) {
  const { auditId, action, changes, requestId, now, ...by } = {
    ...auditArguments(context, event),
    ...author,
  };
  return {
    id: auditId,
    organization_id: event.organizationId,
    project_id: event.projectId,
    action,
    actor_kind: by.actorKind,
    actor_key_id: by.actorKeyId,
    actor_key_name: by.actorKeyName,
    ip: by.ip,
    user_agent: by.userAgent,
    target_id: event.targetId,
    changes,
    request_id: requestId,
    created_at: now,
  };
}

/** The key that the actor sent. Null: none of ours. */
export const actorKeyId = (actor: Actor): string | null => ('apiKey' in actor ? actor.apiKey.id : null);

/** The record of a statement that writes its own entry. The statement itself knows the tenant and the target. */
export function auditArguments(
  context: RequestContext,
  event: Pick<AuditEvent, 'action' | 'changes'>,
): AuditArguments {
  const { actor, client, requestId } = context;
  const apiKey = 'apiKey' in actor ? actor.apiKey : null;
  return {
    auditId: context.newId('aud'),
    action: event.action,
    actorKind: actor.kind,
    actorKeyId: apiKey?.id ?? null,
    actorKeyName: apiKey?.name ?? null,
    ip: client.ip,
    userAgent: client.userAgent,
    changes: JSON.stringify(event.changes),
    requestId,
    now: context.now(),
  };
}
