import type { AuthorizedTransaction } from '../../postgres/database.ts';
import { type AuditArguments, insertAuditEntries } from '../../repositories/audit-log/write.ts';
import { insertOperatorEntry } from '../../repositories/operator-log.ts';
import type { Actor } from '../core/actor.ts';
import type { RequestContext } from '../core/request-context.ts';

/** Every audited action with its description. The enum `AuditAction` of the schema is built from this table. No action may
 *  be renamed or removed: stored entries refer to it. */
export const auditActions = {
  ORGANIZATION_CREATED: 'The organization was created, with its default project and its first key.',
  ORGANIZATION_UPDATED: 'The name of the organization changed.',
  ORGANIZATION_SUSPENDED:
    'The operator suspended the organization: its keys are rejected. Also when the reason of a suspension changed.',
  ORGANIZATION_RESUMED: 'The operator resumed the organization: its keys are accepted again.',
  ORGANIZATION_DELETED:
    'The operator deleted the organization with everything in it. Only the log of the operator keeps this entry.',
  PROJECT_CREATED: 'A project was created, with its first key where `apiKeyId` is not null.',
  PROJECT_UPDATED: 'The name or the slug of a project changed, or it became the default project.',
  PROJECT_DELETED: 'A project was deleted permanently with everything in it.',
  PROJECT_ARCHIVED: 'A project was archived. It can be restored until `purgeAt`.',
  PROJECT_RESTORED:
    'An archived project was restored, with its keys, webhook subscriptions and triggers off.',
  PROJECT_PURGE_STARTED:
    'The permanent deletion of an archived project was started, by a key or, when it was due, by the system.',
  PROJECT_PURGED: 'The last row of an archived project was deleted.',
  PROJECT_CONFIG_UPDATED: 'Settings of a project changed.',
  PROJECT_QUOTA_SET: 'The quota of a project was set, changed or removed.',
  API_KEY_CREATED: 'An additional key was issued.',
  API_KEY_REGENERATED: 'Every key of a project was revoked, and a new one issued.',
  API_KEY_UPDATED:
    'The name, the allowed IP addresses or the enabled state of a key changed, or one of its former secrets leaked.',
  API_KEY_ROTATED: 'A key got a new secret. Former secrets are accepted for `overlapSeconds`.',
  API_KEY_REVOKED: 'A key was revoked. `cause` is REQUESTED, or LEAKED for a leaked secret.',
  RATE_LIMIT_SET: 'The rate limit or the guaranteed share of a project or a key was set, changed or removed.',
  AUTH_CONFIG_CREATED: 'An auth config was created.',
  AUTH_CONFIG_UPDATED:
    'The name or credentials of an auth config changed. Of credentials, the entry has the names only.',
  AUTH_CONFIG_STATUS_SET: 'An auth config was enabled or disabled.',
  AUTH_CONFIG_DELETED: 'An auth config was deleted with its connected accounts.',
  CONNECTED_ACCOUNT_CREATED: 'A connected account was created.',
  CONNECTED_ACCOUNT_UPDATED: 'A connected account changed. Of credentials, the entry has the names only.',
  CONNECTED_ACCOUNT_STATUS_SET: 'The status of a connected account was set.',
  CONNECTED_ACCOUNT_REVOKED: 'A connected account was revoked permanently.',
  CONNECTED_ACCOUNT_DELETED: 'A connected account was deleted, by itself or with its auth config.',
  TRIGGER_CREATED: 'A trigger was created.',
  TRIGGER_UPDATED: 'A trigger changed, or was enabled or disabled.',
  TRIGGER_DELETED: 'A trigger was deleted, by itself or with its connected account.',
  SESSION_CREATED: 'A session was created.',
  SESSION_CLOSED: 'A session was closed, with or without an error.',
  TOOL_CALLS_RECORDED: 'Tool calls were recorded. The entry has the numbers of calls sent and of new ones.',
  WEBHOOK_SUBSCRIPTION_CREATED: 'A webhook subscription was created.',
  WEBHOOK_SUBSCRIPTION_UPDATED: 'A webhook subscription changed, or was enabled or disabled.',
  WEBHOOK_SUBSCRIPTION_DELETED: 'A webhook subscription was deleted with its deliveries.',
  WEBHOOK_SECRET_ROTATED: 'A webhook subscription got a new secret.',
  WEBHOOK_REDELIVERED: 'A webhook delivery was restarted.',
  WEBHOOKS_REDELIVERED:
    'Failed deliveries of a webhook subscription were restarted. The entry has their number.',
  WEBHOOK_TEST_SENT: 'A test event was sent to a webhook subscription.',
  MCP_SERVER_CREATED: 'An MCP server was created.',
  MCP_SERVER_UPDATED: 'The name or the tools of an MCP server changed.',
  MCP_SERVER_DELETED: 'An MCP server was deleted.',
} as const;

export type AuditAction = keyof typeof auditActions;

/** Outcomes of an audited action. The enum `AuditResult` of the schema is built from this table. */
export const auditResults = {
  SUCCESS: 'The action was executed.',
  DENIED: 'The key was valid, but the action was forbidden. Nothing was changed.',
} as const;

export type AuditEvent = {
  readonly action: AuditAction;
  readonly organizationId: string;
  /** Null: the action concerns the organization as a whole. */
  readonly projectId: string | null;
  readonly targetId: string;
  /** Never a secret: entries are immutable. */
  readonly changes: object;
  /** When the rows were changed, if it was taken before. Default: now. */
  readonly at?: Date;
};

/** The actor of an entry, and its request. */
export type AuditAuthor = Pick<
  AuditArguments,
  'actorKind' | 'actorKeyId' | 'actorKeyName' | 'ip' | 'userAgent' | 'requestId'
>;

export function authorOf({
  actor,
  client,
  requestId,
}: Pick<RequestContext, 'actor' | 'client' | 'requestId'>): AuditAuthor {
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

/** Records the actions of a transaction in that transaction: neither is committed without the other. Those of the operator
 *  also in its own log, which outlives the organization. */
export async function recordAudit(
  tx: AuthorizedTransaction,
  context: RequestContext,
  ...events: readonly AuditEvent[]
): Promise<void> {
  await recordAuditAs(tx, context, authorOf(context), events);
}

/** Records actions whose author is another, earlier request. */
export async function recordAuditAs(
  tx: AuthorizedTransaction,
  context: RequestContext,
  author: AuditAuthor,
  events: readonly AuditEvent[],
): Promise<void> {
  const entries = events.map((event) => auditEntry(context, event, author));
  await insertAuditEntries(tx, entries);
  if (author.actorKind !== 'operator') return;
  for (const entry of entries) await insertOperatorEntry(tx, { ...entry, id: context.newId('ope') });
}

/** Returns the id of the key that the actor sent. Null: none. */
export const actorKeyId = (actor: Actor): string | null => ('apiKey' in actor ? actor.apiKey.id : null);

/** Returns an entry, for `insertAuditEntries` or for a statement that records itself. */
export function auditEntry(
  context: RequestContext,
  { action, organizationId, projectId, targetId, changes, at = context.now() }: AuditEvent,
  { actorKind, actorKeyId, actorKeyName, ip, userAgent, requestId }: AuditAuthor = authorOf(context),
): AuditArguments {
  return {
    id: context.newId('aud'),
    organizationId,
    projectId,
    targetId,
    action,
    actorKind,
    actorKeyId,
    actorKeyName,
    ip,
    userAgent,
    changes: JSON.stringify(changes),
    requestId,
    createdAt: at,
    result: 'SUCCESS',
    deniedReason: null,
  };
}
