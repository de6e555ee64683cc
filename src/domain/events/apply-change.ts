import type { AuthorizedTransaction } from '../../postgres/database.ts';
import { type AuditAction, recordAudit } from '../audit-log/record.ts';
import type { RequestContext } from '../core/request-context.ts';
import { emitEvent, type WebhookEvent } from './emit.ts';

/** A row of a project, of an organization, or (without `projectId`) a project itself. */
type Target = {
  readonly id: string;
  readonly organizationId: string;
  readonly projectId?: string | null;
};

export type Change<Row extends Target> = {
  readonly action: AuditAction;
  /** The row, locked by the transaction. */
  readonly before: Row;
  /** What the audit entry contains: changed fields with their values before and after. Empty: nothing is written. */
  readonly changes: object;
  readonly update: () => Promise<Row>;
  /** The webhook event of the change. */
  readonly event?: (after: Row) => WebhookEvent;
};

/** Records a change, writes it and emits its event, in this order and in one transaction. Returns the row after it; without
 *  changes the row as it is. */
export async function applyChange<Row extends Target>(
  tx: AuthorizedTransaction,
  context: RequestContext,
  { action, before, changes, update, event }: Change<Row>,
): Promise<Row> {
  if (Object.keys(changes).length === 0) return before;
  const { id, organizationId, projectId = id } = before;
  await recordAudit(tx, context, { action, organizationId, projectId, targetId: id, changes });
  const after = await update();
  if (event) await emitEvent(tx, context, event(after));
  return after;
}
