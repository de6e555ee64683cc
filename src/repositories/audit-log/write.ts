import { type Expression, type Insertable, sql } from 'kysely';
import type { DatabaseTransaction } from '../../postgres/database.ts';
import type { AuditEntry } from '../../postgres/generated/database.ts';
import { insertSelect } from '../../postgres/query/insert-select.ts';
import type { Argument } from '../../postgres/query/statement.ts';

/** Arguments of a statement that records itself: the actor and the action. */
export type AuditArguments = {
  readonly auditId: string;
  readonly action: string;
  readonly actorKind: string;
  readonly actorKeyId: string | null;
  readonly actorKeyName: string | null;
  readonly ip: string | null;
  readonly userAgent: string | null;
  /** JSON text. */
  readonly changes: string;
  readonly requestId: string | null;
  readonly now: Date;
};

/** PostgreSQL accepts 65,535 parameters per statement, and an entry has up to 15. */
const ENTRIES_MAX = 4_000;

export async function insertAuditEntries(
  tx: DatabaseTransaction,
  rows: readonly Insertable<AuditEntry>[],
): Promise<void> {
  for (let start = 0; start < rows.length; start += ENTRIES_MAX) {
    await tx
      .insertInto('audit_entry')
      .values(rows.slice(start, start + ENTRIES_MAX))
      .execute();
  }
}

/** Values that only the statement itself can compute. */
type Overrides = {
  readonly changes?: Expression<unknown>;
  /** The current name of the actor's key. */
  readonly keyName?: Expression<string | null>;
};

/** Fragment of a data-modifying statement that records it, once for each row of its CTE `subject`. Values that only the
 *  statement can compute are given as expressions. */
export function insertAuditEntryOfSubject<Args extends AuditArguments>(
  argument: Argument<Args>,
  overrides: Overrides = {},
) {
  const { changes = argument('changes', 'jsonb'), keyName = argument('actorKeyName', 'text') } = overrides;
  return insertSelect(
    'audit_entry',
    {
      organization_id: sql.ref('subject.organization_id'),
      project_id: sql.ref('subject.id'),
      target_id: sql.ref('subject.id'),
      id: argument('auditId', 'text'),
      action: argument('action', 'text'),
      actor_kind: argument('actorKind', 'text'),
      actor_key_id: argument('actorKeyId', 'text'),
      actor_key_name: sql<string | null>`cast(${keyName} as text)`,
      ip: argument('ip', 'text'),
      user_agent: argument('userAgent', 'text'),
      changes: sql`cast(${changes} as jsonb)`,
      request_id: argument('requestId', 'text'),
      created_at: argument('now', 'timestamptz'),
    },
    sql.table('subject'),
  );
}
