import { type Selection, sql } from 'kysely';
import type { DB, ToolCallStatus } from '../../postgres/generated/database.ts';
import { defineList } from '../../postgres/pagination/list-query.ts';
import { statement } from '../../postgres/query/statement.ts';
import { defineLookup } from '../../postgres/row-loader.ts';
import { tenantPredicate, type VisibleProject } from '../../postgres/tenancy.ts';

const toolCallLogColumns = [
  'tool_call_log.id',
  'tool_call_log.organization_id as organizationId',
  'tool_call_log.project_id as projectId',
  'tool_call_log.idempotency_key as idempotencyKey',
  'tool_call_log.tool_slug as toolSlug',
  'tool_call_log.toolkit_slug as toolkitSlug',
  'tool_call_log.session_id as sessionId',
  'tool_call_log.connected_account_id as connectedAccountId',
  'tool_call_log.user_id as userId',
  'tool_call_log.status',
  'tool_call_log.duration_ms as durationMs',
  'tool_call_log.error_code as errorCode',
  'tool_call_log.called_at as calledAt',
  'tool_call_log.created_at as createdAt',
] as const;

/** A call without its data, which can be large. */
export type ToolCallLogRow = Selection<DB, 'tool_call_log', (typeof toolCallLogColumns)[number]>;

const dataColumns = [
  'tool_call_log.id',
  'tool_call_log.project_id as projectId',
  'tool_call_log.arguments',
  'tool_call_log.response',
  'tool_call_log.error_message as errorMessage',
] as const;

/** The data of a call, which a project may choose not to store. */
export type ToolCallDataRow = Selection<DB, 'tool_call_log', (typeof dataColumns)[number]>;

export const selectToolCallData = defineLookup('tool_call_data', 'tool_call_log', (db) =>
  db.selectFrom('tool_call_log').select(dataColumns),
);

export type ToolCallLogFilter = {
  readonly toolSlugs: readonly string[];
  readonly toolkitSlugs: readonly string[];
  readonly statuses: readonly ToolCallStatus[];
  /** Uses an index, whereas `statuses` scans calls until a page is full. */
  readonly failed: true;
  readonly sessionId: string;
  readonly connectedAccountId: string;
  readonly userIds: readonly string[];
  /** Inclusive, by the time of the call. */
  readonly from: Date;
  /** Exclusive, by the time of the call. */
  readonly to: Date;
};

/** Tool calls, by project. */
export const toolCallLogList = defineList<ToolCallLogFilter, ToolCallLogRow>()({
  table: 'tool_call_log',
  owner: 'project',
  rows: (db) => db.selectFrom('tool_call_log'),
  isVisible: (argument, visibility) => tenantPredicate('tool_call_log', argument, visibility),
  columns: toolCallLogColumns,
  rareColumns: () => ({
    arguments: sql.ref('tool_call_log.arguments'),
    response: sql.ref('tool_call_log.response'),
    errorMessage: sql.ref('tool_call_log.error_message'),
  }),
  ownerOf: ({ projectId }) => projectId,
  filters: {
    toolSlugs: (eb, slugs) => eb('tool_slug', '=', eb.fn.any(slugs)),
    toolkitSlugs: (eb, slugs) => eb('toolkit_slug', '=', eb.fn.any(slugs)),
    statuses: (eb, statuses) => eb('status', '=', eb.fn.any(statuses)),
    failed: (eb) => eb('status', '=', sql.lit('ERROR')),
    sessionId: (eb, id) => eb('session_id', '=', id),
    connectedAccountId: (eb, id) => eb('connected_account_id', '=', id),
    userIds: (eb, ids) => eb('user_id', '=', eb.fn.any(ids)),
    from: (eb, instant) => eb('called_at', '>=', instant),
    to: (eb, instant) => eb('called_at', '<', instant),
  },
});

export const selectToolCallLogs = defineLookup('tool_call_logs', 'tool_call_log', (db) =>
  db.selectFrom('tool_call_log').select(toolCallLogColumns),
);

/** Reads the calls of one project with these idempotency keys. */
export const selectToolCallLogsByKeys = statement<
  VisibleProject & { readonly idempotencyKeys: readonly string[] }
>()('tool_call_logs_by_keys', (db, argument) =>
  db
    .selectFrom('tool_call_log')
    .select(toolCallLogColumns)
    .where('organization_id', '=', argument('organizationId'))
    .where('project_id', '=', argument('projectId'))
    .where((eb) => eb('idempotency_key', '=', eb.fn.any(argument('idempotencyKeys')))),
);
