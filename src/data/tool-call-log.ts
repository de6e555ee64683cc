import type { Selection } from 'kysely';
import type { DB, ToolCallStatus } from './generated/database.ts';
import { defineList } from './list.ts';
import { statement } from './statement.ts';
import { isSought, liesInVisibleProject, type SoughtArguments, type VisibleProject } from './visibility.ts';

export const toolCallLogColumns = [
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

/** Of each call what a project may refuse to store. */
export type ToolCallDataRow = Selection<DB, 'tool_call_log', (typeof dataColumns)[number]>;

export const selectToolCallData = statement<SoughtArguments>()('tool_call_data', (db, argument) =>
  db.selectFrom('tool_call_log').select(dataColumns).where(isSought('tool_call_log', argument)),
);

export type ToolCallLogFilter = {
  readonly toolSlugs: readonly string[];
  readonly toolkitSlugs: readonly string[];
  readonly statuses: readonly ToolCallStatus[];
  readonly sessionId: string;
  readonly connectedAccountId: string;
  readonly userIds: readonly string[];
  /** Called at this moment or later. */
  readonly from: Date;
  /** Called before this moment. */
  readonly to: Date;
};

/** The tool calls of each project. */
export const toolCallLogList = defineList<ToolCallLogFilter, ToolCallLogRow>()({
  table: 'tool_call_log',
  rows: (db, argument, projectId) =>
    db
      .selectFrom('tool_call_log')
      .where(liesInVisibleProject('tool_call_log', argument))
      .where('tool_call_log.project_id', '=', projectId),
  columns: toolCallLogColumns,
  ownerOf: ({ projectId }) => projectId,
  filters: {
    toolSlugs: (eb, slugs) => eb('tool_slug', '=', eb.fn.any(slugs)),
    toolkitSlugs: (eb, slugs) => eb('toolkit_slug', '=', eb.fn.any(slugs)),
    statuses: (eb, statuses) => eb('status', '=', eb.fn.any(statuses)),
    sessionId: (eb, id) => eb('session_id', '=', id),
    connectedAccountId: (eb, id) => eb('connected_account_id', '=', id),
    userIds: (eb, ids) => eb('user_id', '=', eb.fn.any(ids)),
    from: (eb, moment) => eb('called_at', '>=', moment),
    to: (eb, moment) => eb('called_at', '<', moment),
  },
});

export const selectToolCallLogs = statement<SoughtArguments>()('tool_call_logs', (db, argument) =>
  db.selectFrom('tool_call_log').select(toolCallLogColumns).where(isSought('tool_call_log', argument)),
);

/** The calls of one project that have one of these idempotency keys. */
export const selectToolCallLogsByKeys = statement<
  VisibleProject & { readonly idempotencyKeys: readonly string[] }
>()('tool_call_logs_by_keys', (db, argument) =>
  db
    .selectFrom('tool_call_log')
    .select(toolCallLogColumns)
    .where(liesInVisibleProject('tool_call_log', argument))
    .where((eb) => eb('idempotency_key', '=', eb.fn.any(argument('idempotencyKeys')))),
);
