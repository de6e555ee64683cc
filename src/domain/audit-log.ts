import { type AuditArguments, insertAuditEntries } from '../data/audit-log.ts';
import type { DatabaseTransaction } from '../data/database.ts';
import type { Scope } from './scope.ts';

export type AuditAction =
  | 'ORGANIZATION_CREATED'
  | 'PROJECT_CREATED'
  | 'PROJECT_UPDATED'
  | 'PROJECT_DELETED'
  | 'PROJECT_CONFIG_UPDATED'
  | 'API_KEY_CREATED'
  | 'API_KEY_REGENERATED'
  | 'AUTH_CONFIG_CREATED'
  | 'AUTH_CONFIG_UPDATED'
  | 'AUTH_CONFIG_STATUS_SET'
  | 'AUTH_CONFIG_DELETED'
  | 'CONNECTED_ACCOUNT_CREATED'
  | 'CONNECTED_ACCOUNT_UPDATED'
  | 'CONNECTED_ACCOUNT_STATUS_SET'
  | 'CONNECTED_ACCOUNT_REVOKED'
  | 'CONNECTED_ACCOUNT_DELETED'
  | 'TRIGGER_CREATED'
  | 'TRIGGER_UPDATED'
  | 'TRIGGER_DELETED'
  | 'SESSION_CREATED'
  | 'SESSION_CLOSED'
  | 'TOOL_CALLS_RECORDED'
  | 'MCP_SERVER_CREATED'
  | 'MCP_SERVER_UPDATED'
  | 'MCP_SERVER_DELETED';

export type AuditEvent = {
  readonly action: AuditAction;
  readonly organizationId: string;
  /** Null: it concerns the organization as a whole. */
  readonly projectId: string | null;
  readonly targetId: string;
  /** Never a secret: entries are kept for good. */
  readonly changes: object;
};

/** Records what a transaction does, in that transaction: neither exists without the other. */
export async function recordAudit(
  tx: DatabaseTransaction,
  scope: Scope,
  ...events: readonly AuditEvent[]
): Promise<void> {
  await insertAuditEntries(
    tx,
    events.map((event) => entryOf(scope, event)),
  );
}

function entryOf(scope: Scope, event: AuditEvent) {
  const { auditId, action, actorKind, actorKeyId, changes, requestId, now } = auditArguments(scope, event);
  return {
    id: auditId,
    organization_id: event.organizationId,
    project_id: event.projectId,
    action,
    actor_kind: actorKind,
    actor_key_id: actorKeyId,
    target_id: event.targetId,
    changes,
    request_id: requestId,
    created_at: now,
  };
}

/** The record of a statement that writes its own entry. The statement itself knows the tenant and the target. */
export function auditArguments(scope: Scope, event: Pick<AuditEvent, 'action' | 'changes'>): AuditArguments {
  return {
    auditId: scope.newId('aud'),
    action: event.action,
    actorKind: scope.actor.kind,
    actorKeyId: 'apiKey' in scope.actor ? scope.actor.apiKey.id : null,
    changes: JSON.stringify(event.changes),
    requestId: scope.requestId,
    now: scope.now(),
  };
}
