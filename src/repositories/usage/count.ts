import { type RawBuilder, sql } from 'kysely';
import type { DatabaseTransaction } from '../../postgres/database.ts';
import type { ToolCallStatus } from '../../postgres/generated/database.ts';
import { type Argument, fragmentBuilder } from '../../postgres/query/statement.ts';
import type { SessionRow } from '../session.ts';

const countedColumns = [
  'organization_id',
  'project_id',
  'entity',
  'minute',
  'tool_slug',
  'toolkit_slug',
  'connected_account_id',
  'user_id',
  'session_id',
  'api_key_id',
  'count',
  'error_count',
  'duration_ms',
] as const;

/** A call as stored in the log. */
export type CountedCall = {
  readonly organization_id: string;
  readonly project_id: string;
  readonly tool_slug: string;
  readonly toolkit_slug: string;
  readonly connected_account_id: string | null;
  readonly user_id: string | null;
  readonly session_id: string | null;
  readonly status: ToolCallStatus;
  readonly duration_ms: number;
  readonly called_at: Date;
};

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
  return fragmentBuilder<{ inserted: CountedCall }>()
    .insertInto('usage_pending')
    .columns(countedColumns)
    .expression((eb) =>
      eb
        .selectFrom('inserted')
        .select([
          'organization_id',
          'project_id',
          sql<'TOOL_CALL'>`'TOOL_CALL'::usage_entity`.as('entity'),
          minuteOf(sql.ref('called_at')).as('minute'),
          'tool_slug',
          'toolkit_slug',
          orNone(sql.ref('connected_account_id')).as('connected_account_id'),
          orNone(sql.ref('user_id')).as('user_id'),
          orNone(sql.ref('session_id')).as('session_id'),
          orNone(argument('actorKeyId', 'text')).as('api_key_id'),
          sql<string>`count(*)`.as('count'),
          sql<string>`count(*) filter (where status = 'ERROR')`.as('error_count'),
          sql<string>`sum(duration_ms)`.as('duration_ms'),
        ])
        .where('called_at', '>=', argument('countedFrom', 'timestamptz'))
        .groupBy(sql`1, 2, 3, 4, 5, 6, 7, 8, 9`),
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
