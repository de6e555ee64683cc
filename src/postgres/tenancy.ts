import { type Expression, type RawBuilder, type SqlBool, sql } from 'kysely';
import type { DB } from './generated/database.ts';
import type { Argument } from './query/statement.ts';

/** Which rows a caller may see. Every read asks for one of these, and `domain/visibility.ts` alone makes them. */
export type VisibleProjects = {
  readonly organizationId: string;
  /** Null: every project of the organization, and what lies in none. */
  readonly visibleProjectIds: readonly string[] | null;
};

/** The project where everything lies that the caller may see. Null: there is not one such. */
export function soleProjectId({ visibleProjectIds }: VisibleProjects): string | null {
  const [first = null, ...others] = visibleProjectIds ?? [];
  return others.length === 0 ? first : null;
}

/** An organization, or with a project that one alone. */
export type Owner = { readonly organizationId: string; readonly projectId: string | null };

/** Exactly one project. */
export type VisibleProject = { readonly organizationId: string; readonly projectId: string };

/** As a Prisma `where` takes it: without a project, every entry of the organization. */
export type VisibleAuditEntries = {
  readonly organizationId: string;
  readonly projectId?: { readonly in: string[] };
};

export type VisibleOrganization = { readonly organizationId: string };

/** The tables whose rows can lie in a project. */
export type TableInProject = {
  [Table in keyof DB]: 'project_id' extends keyof DB[Table] ? Table : never;
}[keyof DB];

/** The predicate of every read of what lies in projects: who may see a single one sees what is in it and nothing else. */
export function tenantPredicate<Args extends VisibleProjects>(
  table: TableInProject,
  argument: Argument<Args>,
): RawBuilder<SqlBool> {
  return sql`(${sql.ref(`${table}.organization_id`)} = ${argument('organizationId')}
    and ${isVisibleProject(sql.ref(`${table}.project_id`), argument)})`;
}

/** Whether a project, by its id, is one of those that the caller may see. Null is one only for who may see all. */
export function isVisibleProject<Args extends VisibleProjects>(
  id: Expression<string | null>,
  argument: Argument<Args>,
): RawBuilder<SqlBool> {
  const visible = argument('visibleProjectIds', 'text[]');
  return sql`(${visible} is null or ${id} = any(${visible}))`;
}
