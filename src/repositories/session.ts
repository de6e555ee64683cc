import { type Insertable, type Selection, type SqlBool, sql } from 'kysely';
import type { DatabaseTransaction } from '../postgres/database.ts';
import type { DB, Session, SessionStatus } from '../postgres/generated/database.ts';
import { defineList } from '../postgres/pagination/list-query.ts';
import { defineUpdate } from '../postgres/query/update-row.ts';
import { defineLookup } from '../postgres/row-loader.ts';
import { tenantPredicate } from '../postgres/tenancy.ts';
import type { ProjectRow } from './project/project.ts';

const sessionColumns = [
  'session.id',
  'session.organization_id as organizationId',
  'session.project_id as projectId',
  'session.user_id as userId',
  'session.toolkit_slugs as toolkitSlugs',
  'session.status',
  'session.created_at as createdAt',
  'session.closed_at as closedAt',
] as const;

export type SessionRow = Selection<DB, 'session', (typeof sessionColumns)[number]>;

export type SessionFilter = {
  readonly statuses: readonly SessionStatus[];
  readonly userIds: readonly string[];
  /** Matches any of these. */
  readonly toolkitSlugs: readonly string[];
};

/** Sessions, by project. */
export const sessionList = defineList<SessionFilter, SessionRow>()({
  table: 'session',
  owner: 'project',
  rows: (db) => db.selectFrom('session'),
  isVisible: (argument, visibility) => tenantPredicate('session', argument, visibility),
  columns: sessionColumns,
  ownerOf: ({ projectId }) => projectId,
  filters: {
    statuses: (eb, statuses) => eb('status', '=', eb.fn.any(statuses)),
    userIds: (eb, ids) => eb('user_id', '=', eb.fn.any(ids)),
    toolkitSlugs: (_eb, slugs) => sql<SqlBool>`session.toolkit_slugs && ${slugs}`,
  },
});

export const selectSessions = defineLookup('sessions', 'session', (db) =>
  db.selectFrom('session').select(sessionColumns),
);

export type ToolCallCountRow = {
  readonly id: string;
  readonly projectId: string;
  readonly count: number;
};

/** Counts the logged calls of each session in an index. A counter in the session row would serialize all recorders of a
 *  session, and deadlock recorders of several sessions. */
export const selectToolCallCounts = defineLookup<'session', ToolCallCountRow>(
  'tool_call_counts',
  'session',
  (db) =>
    db
      .selectFrom('session')
      .select((eb) => [
        'session.id',
        'session.project_id as projectId',
        eb
          .selectFrom('tool_call_log')
          .select(eb.cast<number>(eb.fn.countAll(), 'integer').as('count'))
          .whereRef('tool_call_log.organization_id', '=', 'session.organization_id')
          .whereRef('tool_call_log.project_id', '=', 'session.project_id')
          .whereRef('tool_call_log.session_id', '=', 'session.id')
          .$asScalar()
          .$notNull()
          .as('count'),
      ]),
);

/** Locks a session for update until the transaction ends. `project` was returned by `lockProjectShared`, which decided
 *  its visibility. */
export async function lockSession(
  tx: DatabaseTransaction,
  project: ProjectRow,
  id: string,
): Promise<SessionRow | undefined> {
  return tx
    .selectFrom('session')
    .select(sessionColumns)
    .where('organization_id', '=', project.organizationId)
    .where('project_id', '=', project.id)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
}

export async function insertSession(tx: DatabaseTransaction, row: Insertable<Session>): Promise<SessionRow> {
  return tx.insertInto('session').values(row).returning(sessionColumns).executeTakeFirstOrThrow();
}

export const updateSessionRow = defineUpdate('session', sessionColumns, [
  'organizationId',
  'projectId',
  'id',
]);
