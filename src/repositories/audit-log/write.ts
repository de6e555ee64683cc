import type { Expression, Insertable } from 'kysely';
import type { DatabaseTransaction } from '../../postgres/database.ts';
import type { AuditEntry, DB } from '../../postgres/generated/database.ts';
import { type Argument, fragmentBuilder } from '../../postgres/query/statement.ts';

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

/** The project that a statement acts on. */
type Subject = Pick<DB['project'], 'organization_id' | 'id'>;

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
  return fragmentBuilder<{ subject: Subject }>()
    .insertInto('audit_entry')
    .columns([
      'organization_id',
      'project_id',
      'target_id',
      'id',
      'action',
      'actor_kind',
      'actor_key_id',
      'actor_key_name',
      'ip',
      'user_agent',
      'changes',
      'request_id',
      'created_at',
    ])
    .expression((eb) =>
      eb
        .selectFrom('subject')
        .select([
          'subject.organization_id',
          'subject.id as project_id',
          'subject.id as target_id',
          argument('auditId', 'text').as('id'),
          argument('action', 'text').as('action'),
          argument('actorKind', 'text').as('actor_kind'),
          argument('actorKeyId', 'text').as('actor_key_id'),
          eb.cast<string | null>(keyName, 'text').as('actor_key_name'),
          argument('ip', 'text').as('ip'),
          argument('userAgent', 'text').as('user_agent'),
          eb.cast(changes, 'jsonb').as('changes'),
          argument('requestId', 'text').as('request_id'),
          argument('now', 'timestamptz').as('created_at'),
        ]),
    );
}
