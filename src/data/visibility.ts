import { type RawBuilder, type SqlBool, sql } from 'kysely';
import type { DB } from './generated/database.ts';
import type { Argument } from './statement.ts';

/** Which rows a caller may see. Every read asks for one of these, and `domain/visibility.ts` alone makes them. */
export type VisibleProjects = {
  readonly organizationId: string;
  /** Null: every project of the organization. */
  readonly projectId: string | null;
};

/** Exactly one project. */
export type VisibleProject = { readonly organizationId: string; readonly projectId: string };

export type VisibleOrganization = { readonly organizationId: string };

/** The tables whose rows can lie in a project. */
export type TableInProject = {
  [Table in keyof DB]: 'project_id' extends keyof DB[Table] ? Table : never;
}[keyof DB];

/** The predicate of every read of what lies in projects: who may see a single one sees what is in it and nothing else. */
export function liesInVisibleProject<Args extends VisibleProjects>(
  table: TableInProject,
  argument: Argument<Args>,
): RawBuilder<SqlBool> {
  const projectId = argument('projectId', 'text');
  return sql`(${sql.ref(`${table}.organization_id`)} = ${argument('organizationId')}
    and (${projectId} is null or ${sql.ref(`${table}.project_id`)} = ${projectId}))`;
}
