import { sql } from 'kysely';
import { type Argument, statement } from '../../postgres/query/statement.ts';
import { isVisibleProject, type VisibleProjects } from '../../postgres/tenancy.ts';

/** The time of the last tool call or session of the row of `project`: two searches of an index. */
const lastUsedAt = (argument: Argument<VisibleProjects>) => sql<Date | null>`greatest(
  (select max(tool_call_log.called_at) from tool_call_log
    where tool_call_log.organization_id = ${argument('organizationId')} and tool_call_log.project_id = project.id),
  (select max(session.created_at) from session
    where session.organization_id = ${argument('organizationId')} and session.project_id = project.id))`;

export type ProjectUseRow = { readonly id: string; readonly lastUsedAt: Date | null };

/** Reads when several projects were last used. */
export const selectProjectUses = statement<VisibleProjects & { readonly ids: readonly string[] }>()(
  'project_uses',
  (db, argument) =>
    db
      .selectFrom('project')
      .select(['project.id', lastUsedAt(argument).as('lastUsedAt')])
      .where('project.organization_id', '=', argument('organizationId'))
      .where(isVisibleProject(sql.ref('project.id'), argument))
      .where((eb) => eb('project.id', '=', eb.fn.any(argument('ids')))),
);

/** Reads when any visible project of an organization was last used. */
export const selectOrganizationUse = statement<VisibleProjects>()('organization_use', (db, argument) =>
  db
    .selectFrom('project')
    .select(sql<Date | null>`max(${lastUsedAt(argument)})`.as('lastUsedAt'))
    .where('project.organization_id', '=', argument('organizationId'))
    .where(isVisibleProject(sql.ref('project.id'), argument)),
);
