import type { RawBuilder } from 'kysely';
import type { DatabaseTransaction } from '../../postgres/database.ts';
import { type InsertedValues, insertSelect } from '../../postgres/query/insert-select.ts';
import { type Argument, inlineArguments } from '../../postgres/query/statement.ts';

/** An entry to insert. */
export type AuditArguments = {
  readonly id: string;
  readonly organizationId: string;
  readonly projectId: string | null;
  readonly targetId: string;
  readonly action: string;
  readonly actorKind: string;
  readonly actorKeyId: string | null;
  readonly actorKeyName: string | null;
  readonly ip: string | null;
  readonly userAgent: string | null;
  /** JSON text. */
  readonly changes: string;
  readonly requestId: string | null;
  readonly createdAt: Date;
  readonly result: string;
  readonly deniedReason: string | null;
};

function auditValues(argument: Argument<AuditArguments>): InsertedValues<'audit_entry'> {
  return {
    id: argument('id', 'text'),
    organization_id: argument('organizationId', 'text'),
    project_id: argument('projectId', 'text'),
    target_id: argument('targetId', 'text'),
    action: argument('action', 'text'),
    actor_kind: argument('actorKind', 'text'),
    actor_key_id: argument('actorKeyId', 'text'),
    actor_key_name: argument('actorKeyName', 'text'),
    ip: argument('ip', 'text'),
    user_agent: argument('userAgent', 'text'),
    changes: argument('changes', 'jsonb'),
    request_id: argument('requestId', 'text'),
    created_at: argument('createdAt', 'timestamptz'),
    result: argument('result', 'text'),
    denied_reason: argument('deniedReason', 'text'),
  };
}

/** Fragment of a data-modifying statement that records it, once for each row of `source`. Values that only the statement can
 *  compute, or that it has under another name, are given as expressions. */
export const insertAuditEntryFrom = (
  source: RawBuilder<unknown>,
  argument: Argument<AuditArguments>,
  known: Partial<InsertedValues<'audit_entry'>>,
) => insertSelect('audit_entry', { ...auditValues(argument), ...known }, source);

/** Arguments that successful requests of one key have in common. */
export const auditArgumentsOfCaller = [
  'audit.action',
  'audit.actorKind',
  'audit.actorKeyId',
  'audit.result',
  'audit.deniedReason',
] as const;

/** PostgreSQL accepts 65,535 parameters per statement, and an entry has 15. */
const ENTRIES_MAX = 4_000;

export async function insertAuditEntries(
  tx: DatabaseTransaction,
  entries: readonly AuditArguments[],
): Promise<void> {
  for (let start = 0; start < entries.length; start += ENTRIES_MAX) {
    const values = entries
      .slice(start, start + ENTRIES_MAX)
      .map((entry) => auditValues(inlineArguments(entry)));
    await tx.insertInto('audit_entry').values(values).execute();
  }
}
