import { type RawBuilder, sql } from 'kysely';
import type { DatabaseTransaction } from '../../postgres/database.ts';
import { insertSelect } from '../../postgres/query/insert-select.ts';
import type { Argument } from '../../postgres/query/statement.ts';
import type { SessionRow } from '../session.ts';

export type CountArguments = {
  /** Null: no key. */
  readonly actorKeyId: string | null;
  /** Earlier calls are not counted. */
  readonly countedFrom: Date;
};

const orNone = (value: RawBuilder<string | null>) => sql<string>`coalesce(${value}, '')`;
const minuteOf = (instant: RawBuilder<Date>) => sql<Date>`date_trunc('minute', ${instant}, 'UTC')`;

/** Counts the calls of the CTE `inserted`, one row for all with equal dimensions. Only inserts rows, so that writers
 *  never wait for each other. */
export function countCalls<Args extends CountArguments>(argument: Argument<Args>) {
  return insertSelect(
    'usage_pending',
    {
      organization_id: sql.ref('organization_id'),
      project_id: sql.ref('project_id'),
      entity: sql<'TOOL_CALL'>`'TOOL_CALL'::usage_entity`,
      minute: minuteOf(sql.ref('called_at')),
      tool_slug: sql.ref('tool_slug'),
      toolkit_slug: sql.ref('toolkit_slug'),
      connected_account_id: orNone(sql.ref('connected_account_id')),
      user_id: orNone(sql.ref('user_id')),
      session_id: orNone(sql.ref('session_id')),
      api_key_id: orNone(argument('actorKeyId', 'text')),
      count: sql<string>`count(*)`,
      error_count: sql<string>`count(*) filter (where status = 'ERROR')`,
      duration_ms: sql<string>`sum(duration_ms)`,
    },
    sql`inserted where called_at >= ${argument('countedFrom', 'timestamptz')} group by 1, 2, 3, 4, 5, 6, 7, 8, 9`,
  );
}

/** Counts a session within the transaction that creates it. */
export async function countSession(
  tx: DatabaseTransaction,
  session: SessionRow,
  apiKeyId: string | null,
): Promise<void> {
  await tx
    .insertInto('usage_pending')
    .values({
      organization_id: session.organizationId,
      project_id: session.projectId,
      entity: 'SESSION',
      minute: minuteOf(sql`${session.createdAt}::timestamptz`),
      tool_slug: '',
      toolkit_slug: '',
      connected_account_id: '',
      user_id: session.userId,
      session_id: session.id,
      api_key_id: apiKeyId ?? '',
      count: '1',
      error_count: '0',
      duration_ms: '0',
    })
    .execute();
}
