import { type Expression, type RawBuilder, type SqlBool, sql } from 'kysely';
import type { DB } from './generated/database.ts';
import type { Argument } from './query/statement.ts';

/** The rows that a caller may see. Every read requires one of these types, and only `domain/core/tenancy.ts` creates
 *  them. */
export type VisibleProjects = {
  readonly organizationId: string;
  /** Null: every project of the organization, and rows outside of projects. */
  readonly visibleProjectIds: readonly string[] | null;
};

/** Returns the only project that the caller may see. Null: not exactly one. */
export function soleProjectId({ visibleProjectIds }: VisibleProjects): string | null {
  const [first = null, ...others] = visibleProjectIds ?? [];
  return others.length === 0 ? first : null;
}

/** An organization, or one project of it. */
export type Owner = { readonly organizationId: string; readonly projectId: string | null };

/** Exactly one project. */
export type VisibleProject = { readonly organizationId: string; readonly projectId: string };

/** In the form of a Prisma `where`. Without a project: every entry of the organization;
 *  `not: null`: every entry of its projects. */
export type VisibleAuditEntries = {
  readonly organizationId: string;
  readonly projectId?: { readonly in: string[] } | { readonly not: null };
};

export type VisibleOrganization = { readonly organizationId: string };

/** The tables whose rows can belong to a project. */
export type TableInProject = {
  [Table in keyof DB]: 'project_id' extends keyof DB[Table] ? Table : never;
}[keyof DB];

/** How many projects the caller of a statement may see. Compiled into a statement, it lets PostgreSQL use an index on the
 *  project. `any`: decided at each execution. */
export type Visibility = 'any' | 'all' | 'one' | 'some';

export function visibilityOf(visible: VisibleProjects): Exclude<Visibility, 'any'> {
  if (visible.visibleProjectIds === null) return 'all';
  return soleProjectId(visible) === null ? 'some' : 'one';
}

/** The tenant predicate of every read of rows in projects. A caller that may see a single project sees only its rows. */
export function tenantPredicate<Args extends VisibleProjects>(
  table: TableInProject,
  argument: Argument<Args>,
  visibility: Visibility = 'any',
): RawBuilder<SqlBool> {
  return sql`(${sql.ref(`${table}.organization_id`)} = ${argument('organizationId')}
    and ${isVisibleProject(sql.ref(`${table}.project_id`), argument, visibility)})`;
}

/** Whether a project id is visible to the caller. Null is visible only to callers that may see all projects. */
export function isVisibleProject<Args extends VisibleProjects>(
  id: Expression<string | null>,
  argument: Argument<Args>,
  visibility: Visibility = 'any',
): RawBuilder<SqlBool> {
  if (visibility === 'all') return sql`true`;
  const visible = argument('visibleProjectIds', 'text[]');
  if (visibility === 'one') return sql`${id} = (${visible})[1]`;
  if (visibility === 'some') return sql`${id} = any(${visible})`;
  return sql`(${visible} is null or ${id} = any(${visible}))`;
}
