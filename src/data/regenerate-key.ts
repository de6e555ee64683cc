import { sql } from 'kysely';
import { insertKeyOfSubject, type KeyArguments } from './api-key.ts';
import { type AuditArguments, insertAuditEntryOfSubject } from './audit-log.ts';
import { isVisible, projectColumns } from './project.ts';
import { statement } from './statement.ts';
import type { VisibleProjects } from './visibility.ts';
import { type EventArguments, tellsSubscriptions } from './webhook-event.ts';

/** The unique index of the names of live keys: it lets one of several simultaneous regenerations through. */
export const LIVE_NAME_INDEX = 'api_key_live_name_key';

/** Revokes every live key of a project, issues one, records it. No row: no such visible project.
 *  Violates LIVE_NAME_INDEX, and then changes nothing, when another regeneration was faster. */
export const replaceKeys = statement<
  AuditArguments & EventArguments & KeyArguments & VisibleProjects & { readonly id: string }
>()('regenerate_key', (db, argument) =>
  db
    .with('target', (query) =>
      query
        .selectFrom('project')
        .select(projectColumns)
        .where((eb) => isVisible(eb, argument))
        .where('id', '=', argument('id'))
        // Before the keys, as the deletion of the project does: whoever comes second waits here, not in a circle.
        .forKeyShare(),
    )
    .with('revoked', (query) =>
      query
        .updateTable('api_key')
        .from('target')
        .set({ revoked_at: argument('now') })
        .whereRef('api_key.organization_id', '=', 'target.organizationId')
        .whereRef('api_key.project_id', '=', 'target.id')
        .where('revoked_at', 'is', null)
        .returning('api_key.id'),
    )
    // Counting what was revoked makes PostgreSQL revoke before it issues.
    .with('subject', (query) =>
      query
        .selectFrom('target')
        .selectAll()
        .where((eb) => eb(eb.selectFrom('revoked').select(eb.fn.countAll().as('count')), '>=', 0)),
    )
    .with('issued', (query) => insertKeyOfSubject(query, argument))
    .with('recorded', (query) => insertAuditEntryOfSubject(query, argument))
    .selectFrom('subject')
    .selectAll()
    .where(
      tellsSubscriptions(
        { organizationId: sql.ref('subject.organizationId'), projectId: sql.ref('subject.id') },
        argument,
      ),
    ),
);
