import { type Kysely, type RawBuilder, type SqlBool, sql } from 'kysely';
import type { DatabaseTransaction } from '../../postgres/database.ts';
import type { DB, ToolCallStatus } from '../../postgres/generated/database.ts';
import {
  type Argument,
  argumentsIn,
  fragmentBuilder,
  inlineArguments,
  statement,
} from '../../postgres/query/statement.ts';
import type { VisibleProject } from '../../postgres/tenancy.ts';
import { type CallerArguments, selectLiveKey } from '../api-key/caller.ts';
import { type AuditArguments, insertAuditEntryFrom } from '../audit-log/write.ts';
import { hasAuthConfig } from '../connected-account.ts';
import { type ProjectRow, projectColumns } from '../project/project.ts';
import { type CountArguments, countCalls } from '../usage/count.ts';

/** A call as the statement reads it from JSON. */
export type NewToolCall = {
  /** Index in the batch. */
  readonly index: number;
  readonly id: string;
  readonly idempotency_key: string;
  readonly tool_slug: string;
  readonly toolkit_slug: string;
  readonly session_id: string | null;
  readonly connected_account_id: string | null;
  /** Null: the user of the session, or else of the account. */
  readonly user_id: string | null;
  readonly status: ToolCallStatus;
  readonly duration_ms: number;
  readonly error_code: string | null;
  readonly error_message: string | null;
  /** JSON text: PostgreSQL cannot unpack every JSON value. */
  readonly arguments: string | null;
  readonly response: string | null;
  readonly called_at: Date;
};

const inputColumns = sql`input(index int, id text, idempotency_key text, tool_slug text, toolkit_slug text, session_id text,
  connected_account_id text, user_id text, status tool_call_status, duration_ms int, error_code text, error_message text, arguments text,
  response text, called_at timestamptz)`;

/** Why a call is rejected: it names a session or an account outside of the project, or a user that does not own the
 *  account. */
export type ToolCallFault = 'session' | 'account' | 'user';

export type RecordToolCallsArguments = CountArguments &
  VisibleProject & {
    readonly sender: CallerArguments;
    readonly audit: AuditArguments;
    readonly now: Date;
    /** JSON array of NewToolCall. */
    readonly calls: string;
    /** Whether the calls were stripped of their data. Then nothing is stored in a project that stores data. */
    readonly isDataWithheld: boolean;
  };

/** What the statement found and stored. */
export type ToolCallsOutcome = {
  readonly hasQuota: boolean;
  readonly logVisibilitySetting: ProjectRow['logVisibilitySetting'];
  /** The first rejected call, and why. Null: none. */
  readonly refusedIndex: number | null;
  readonly fault: ToolCallFault | null;
  readonly candidateCount: number;
  readonly recordedCount: number;
  readonly uncountedCount: number;
};

const storedColumns = [
  'organization_id',
  'project_id',
  'id',
  'idempotency_key',
  'tool_slug',
  'toolkit_slug',
  'session_id',
  'connected_account_id',
  'user_id',
  'status',
  'duration_ms',
  'error_code',
  'error_message',
  'arguments',
  'response',
  'called_at',
] as const;

/** Selects the calls in their stored form, each with its fault. */
function readCalls<Args extends RecordToolCallsArguments>(argument: Argument<Args>) {
  return fragmentBuilder<{ target: ProjectRow }>()
    .selectFrom('target')
    .innerJoin(
      sql<NewToolCall>`json_to_recordset(${argument('calls')}::json)`.as<'input'>(inputColumns),
      (join) => join.onTrue(),
    )
    .leftJoin('session', (join) =>
      join
        .on('session.organization_id', '=', argument('organizationId'))
        .onRef('session.project_id', '=', 'target.id')
        .onRef('session.id', '=', 'input.session_id'),
    )
    .leftJoin('connected_account', (join) =>
      join
        .on('connected_account.organization_id', '=', argument('organizationId'))
        .onRef('connected_account.project_id', '=', 'target.id')
        .onRef('connected_account.id', '=', 'input.connected_account_id')
        .on(hasAuthConfig()),
    )
    .select((eb) => {
      const unlessHidden = (column: 'error_message' | 'arguments' | 'response') =>
        eb
          .case()
          .when('target.logVisibilitySetting', '=', 'SHOW_ALL')
          .then(eb.ref(`input.${column}`))
          .end();
      return [
        'input.index',
        'target.organizationId as organization_id',
        'target.id as project_id',
        'input.id',
        'input.idempotency_key',
        'input.tool_slug',
        'input.toolkit_slug',
        'input.session_id',
        'input.connected_account_id',
        eb.fn.coalesce('input.user_id', 'session.user_id', 'connected_account.user_id').as('user_id'),
        'input.status',
        'input.duration_ms',
        'input.error_code',
        unlessHidden('error_message').as('error_message'),
        eb.cast<object | null>(unlessHidden('arguments'), 'json').as('arguments'),
        eb.cast<object | null>(unlessHidden('response'), 'json').as('response'),
        'input.called_at',
        sql<ToolCallFault | null>`case
          when input.session_id is not null and session.id is null then 'session'
          when input.connected_account_id is not null and connected_account.id is null then 'account'
          when target."is2FAEnabled" and input.user_id <> connected_account.user_id then 'user'
        end`.as('fault'),
      ];
    });
}

type ReadCall = ReturnType<typeof readCalls> extends { execute(): Promise<(infer Row)[]> } ? Row : never;

/** Selects the calls with new idempotency keys, each once, with their rank among themselves. */
function newCalls<Args extends RecordToolCallsArguments>(argument: Argument<Args>) {
  return fragmentBuilder<{ call: ReadCall }>()
    .selectFrom((eb) =>
      eb
        .selectFrom('call')
        .selectAll('call')
        .distinctOn('call.idempotency_key')
        .where(({ not, exists, selectFrom }) =>
          not(
            exists(
              selectFrom('tool_call_log')
                .select('tool_call_log.id')
                .where('tool_call_log.organization_id', '=', argument('organizationId'))
                .whereRef('tool_call_log.project_id', '=', 'call.project_id')
                .whereRef('tool_call_log.idempotency_key', '=', 'call.idempotency_key'),
            ),
          ),
        )
        .orderBy('call.idempotency_key')
        .orderBy('call.index')
        .as('one'),
    )
    .selectAll('one')
    .select(sql<number>`row_number() over (order by one.index)`.as('place'));
}

/** Inserts all calls except those with a stored idempotency key, or none if any is rejected. */
function insertCalls<Args extends RecordToolCallsArguments>(
  argument: Argument<Args>,
  { from, condition }: Source,
) {
  return fragmentBuilder<{ call: ReadCall; fresh: ReadCall; refused: { readonly index: number } }>()
    .insertInto('tool_call_log')
    .columns([...storedColumns, 'created_at'])
    .expression((eb) =>
      eb
        .selectFrom(from)
        .select([...storedColumns, argument('now', 'timestamptz').as('created_at')])
        .where(
          sql<boolean>`not exists (select index from refused)
            and not (${argument('isDataWithheld', 'boolean')} and (select "logVisibilitySetting" from target) = 'SHOW_ALL')`,
        )
        .where(condition)
        // Batches with common keys lock them in the same order, which prevents deadlocks.
        .orderBy('idempotency_key')
        .orderBy('index'),
    )
    .onConflict((conflict) =>
      conflict.columns(['organization_id', 'project_id', 'idempotency_key']).doNothing(),
    )
    .returning([
      'tool_call_log.organization_id',
      'tool_call_log.project_id',
      'tool_call_log.tool_slug',
      'tool_call_log.toolkit_slug',
      'tool_call_log.session_id',
      'tool_call_log.connected_account_id',
      'tool_call_log.user_id',
      'tool_call_log.status',
      'tool_call_log.duration_ms',
      'tool_call_log.called_at',
    ]);
}

/** The CTE of the calls to store, and which of them are. */
type Source = { readonly from: 'call' | 'fresh'; readonly condition: RawBuilder<SqlBool> };

function recordBatch<Args extends RecordToolCallsArguments>(
  db: Kysely<DB>,
  argument: Argument<Args>,
  source: Source,
) {
  const sender = argumentsIn(argument, 'sender');
  const audit = argumentsIn(argument, 'audit');
  return db
    .with('target', (query) =>
      query
        .selectFrom([selectLiveKey(sender, 'any').as('sender'), 'project'])
        .select(projectColumns)
        .where('project.organization_id', '=', argument('organizationId'))
        .where('project.id', '=', argument('projectId', 'text'))
        // Waits for an uncommitted change of the settings and reads the new ones; later changes wait for this
        // transaction.
        .forShare('project'),
    )
    .with('call', () => readCalls(argument))
    .with('refused', (query) =>
      query
        .selectFrom('call')
        .select(['index', 'fault'])
        .where('fault', 'is not', null)
        .orderBy('index')
        .limit(1),
    )
    .with('fresh', () => newCalls(argument))
    .with('inserted', () => insertCalls(argument, source))
    .with('counted', () => countCalls(argument))
    .with('subject', (query) =>
      query
        .selectFrom('target')
        .select('target.id')
        .where((eb) => eb.exists(eb.selectFrom('inserted').select('tool_slug'))),
    )
    .with('recorded', () =>
      insertAuditEntryFrom(sql`subject`, audit, {
        changes: sql`${audit('changes', 'jsonb')} || jsonb_build_object('recordedCount', (select count(*) from inserted))`,
      }),
    )
    .selectFrom('target')
    .leftJoin('refused', (join) => join.onTrue())
    .select([
      'target.hasQuota',
      'target.logVisibilitySetting',
      'refused.index as refusedIndex',
      'refused.fault',
      sql<number>`(select count(*)::int from ${sql.table(source.from)})`.as('candidateCount'),
      sql<number>`(select count(*)::int from inserted)`.as('recordedCount'),
      sql<number>`(select count(*)::int from inserted
        where called_at < ${argument('countedFrom', 'timestamptz')})`.as('uncountedCount'),
    ]);
}

/** Stores calls with new idempotency keys, without their data if the project is configured so, counts them, and records
 *  itself. No row: no such project, or the caller's key is no longer live. A faulty call rejects the whole batch: the
 *  first one is returned. Stores nothing for a project with a quota, which requires a transaction, and nothing if data that the
 *  project stores is missing. */
export const insertToolCalls = statement<RecordToolCallsArguments>({ execution: 'grouped' })(
  'record_tool_calls',
  (db, argument) =>
    recordBatch(db, argument, {
      from: 'call',
      condition: sql<SqlBool>`not (select "hasQuota" from target)`,
    }),
);

/** Same as `insertToolCalls`, in a transaction that has locked the quota of the project. The candidates are the calls
 *  with new keys; the first `room` of them are stored. Null: unlimited. */
export async function insertToolCallsWithin(
  tx: DatabaseTransaction,
  capacity: number | null,
  args: RecordToolCallsArguments,
): Promise<ToolCallsOutcome | undefined> {
  const condition = capacity === null ? sql<SqlBool>`true` : sql<SqlBool>`place <= ${capacity}`;
  return recordBatch(tx, inlineArguments(args), { from: 'fresh', condition }).executeTakeFirst();
}
