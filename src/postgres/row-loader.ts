import DataLoader from 'dataloader';
import { type Kysely, type SelectQueryBuilder, type SqlBool, sql } from 'kysely';
import type { Reads } from './database.ts';
import type { DB } from './generated/database.ts';
import { type Statement, statement } from './query/statement.ts';
import { isVisibleProject, type TableInProject, type VisibleProjects } from './tenancy.ts';

/** A row's id, and the project to search. Null: every project that the caller may see. */
type LookupKey = { readonly id: string; readonly projectId: string | null };

export type LookupArguments = VisibleProjects & {
  /** Lookups in a known project: project id and row id at the same index. */
  readonly projectIds: readonly string[];
  readonly ids: readonly string[];
  /** Ids to search in every project. Costs one index lookup for each project of the organization. */
  readonly idsAnywhere: readonly string[];
};

/** Defines the statement that finds rows by id in projects that the caller may see. Every index of rows in projects
 *  begins with the project, so it searches one project after another. */
export function defineLookup<Table extends TableInProject, Row>(
  name: string,
  table: Table,
  select: (db: Kysely<DB>) => SelectQueryBuilder<DB, Table, Row>,
): Statement<LookupArguments, Row> {
  return statement<LookupArguments>()(name, (db, argument) => {
    const column = (of: string) => sql.ref(`${table}.${of}`);
    const organizationId = argument('organizationId');
    const rowQuery = select(db)
      .where(
        sql<SqlBool>`${column('organization_id')} = ${organizationId}
          and ${column('project_id')} = lookup.project_id and ${column('id')} = lookup.id`,
      )
      .limit(1);
    const rawQuery = sql<Row>`
      select matched.* from (
        select project.id as project_id, requested.id from project
        join unnest(${argument('projectIds', 'text[]')}, ${argument('ids', 'text[]')}) as requested(project_id, id)
          on project.id = requested.project_id
        where project.organization_id = ${organizationId}
        union all
        select project.id, anywhere.id from project cross join unnest(${argument('idsAnywhere', 'text[]')}) as anywhere(id)
        where project.organization_id = ${organizationId}
      ) as lookup cross join lateral ${rowQuery} as matched
      where ${isVisibleProject(sql.ref('lookup.project_id'), argument)}`;
    return { compile: () => rawQuery.compile(db) };
  });
}

/** Finds rows in projects by id. Lookups of one tick are batched into one statement. */
export type RowLoader<Row> = DataLoader<LookupKey, Row | null, string>;

export function createRowLoader<Row extends { readonly id: string; readonly projectId: string }>(
  { db, visible }: { readonly db: Reads; readonly visible: VisibleProjects },
  select: Statement<LookupArguments, Row>,
): RowLoader<Row> {
  const load = async (keys: readonly LookupKey[]) => {
    const withProject = keys.flatMap(({ id, projectId }) => (projectId === null ? [] : [{ id, projectId }]));
    const rows = await db.read(select, {
      ...visible,
      projectIds: withProject.map(({ projectId }) => projectId),
      ids: withProject.map(({ id }) => id),
      idsAnywhere: keys.flatMap(({ id, projectId }) => (projectId === null ? [id] : [])),
    });
    const byId = new Map(rows.map((row) => [row.id, row]));
    return keys.map(({ id, projectId }) => {
      const row = byId.get(id);
      return row && (projectId === null || row.projectId === projectId) ? row : null;
    });
  };
  return new DataLoader(load, { cacheKeyFn: ({ id, projectId }) => `${projectId ?? ''}/${id}` });
}
