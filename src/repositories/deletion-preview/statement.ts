import { type RawBuilder, type SqlBool, sql } from 'kysely';
import { type Argument, type Statement, statement } from '../../postgres/query/statement.ts';
import {
  isVisibleProject,
  type TableInProject,
  tenantPredicate,
  type VisibleProjects,
} from '../../postgres/tenancy.ts';
import type { CountedColumns } from './tables.ts';

/** @limit objects: rows of a type that `deletionPreview` counts exactly and compares, the newest first; more are estimated */
export const COUNT_MAX = 10_000;

/** @limit objects: `examples` of a type in `deletionPreview` */
export const EXAMPLES_MAX = 10;

export type DeletionArguments = VisibleProjects & {
  /** The project of the subject, or the subject itself. Null: an object of the organization itself. */
  readonly projectId: string | null;
  readonly subjectId: string;
  /** The types to count. Others have a count of 0, and are not read. */
  readonly types: readonly string[];
  readonly now: Date;
};

/** Tables whose rows are counted. */
export type CountedTable = TableInProject | 'project' | 'archived_project' | 'rate_limit';

/** The parts of a query that selects rows of one type. */
export type RowQuery = {
  readonly argument: Argument<DeletionArguments>;
  readonly columns: RawBuilder<unknown>;
  /** The condition of every row of a table: those of the tenant, and none unless the type is requested. */
  readonly isOwned: (table: CountedTable) => RawBuilder<SqlBool>;
  readonly end: RawBuilder<unknown>;
};

/** The rows of one type that a deletion removes. */
export type RowSet<Type extends string> = {
  readonly type: Type;
  readonly counted: CountedColumns;
  readonly select: (query: RowQuery) => RawBuilder<unknown>;
};

/** The object itself, among the types of a count. */
export const SUBJECT = 'SUBJECT';

export type CountRow<Type extends string> = {
  readonly type: Type | typeof SUBJECT;
  /** At most `COUNT_MAX` + 1. */
  readonly count: number;
  /** Null: there are none, or they have no time of creation. */
  readonly newest: Date | null;
  /** SHA-256 of the configuration of the rows that were counted, in hexadecimal. */
  readonly configuration: string;
  /** The newest rows that have an id. */
  readonly examples: readonly { readonly id: string; readonly name: string }[];
};

type Plan = { readonly Plan: { readonly 'Plan Rows': number } };

export type PlanRow = { readonly 'QUERY PLAN': readonly [Plan] };

/** What the deletion of a kind of object removes. */
export type DeletedRows<Type extends string> = {
  readonly types: readonly Type[];
  /** Those whose configuration or number a client decides. */
  readonly configuredTypes: readonly Type[];
  /** Counts the rows of the requested types in one snapshot. */
  readonly count: Statement<DeletionArguments, CountRow<Type>>;
  /** Estimates the number of rows of a type by the statistics of PostgreSQL. */
  readonly estimates: ReadonlyMap<Type, Statement<DeletionArguments, PlanRow>>;
};

/** Defines the rows that are deleted with an object. `name` distinguishes its statements. */
export function defineDeletedRows<Type extends string>(
  name: string,
  subject: RowSet<typeof SUBJECT>,
  sets: readonly RowSet<Type>[],
): DeletedRows<Type> {
  const count = statement<DeletionArguments>()<CountRow<Type>>(`deletion_of_${name}`, (db, argument) => {
    const parts = [subject, ...sets].map((set) => countPart(set, argument));
    return { compile: () => sql<CountRow<Type>>`${sql.join(parts, sql` union all `)}`.compile(db) };
  });
  const estimate = (set: RowSet<Type>) =>
    statement<DeletionArguments>()<PlanRow>(
      `deletion_of_${name}_estimate_${set.type.toLowerCase()}`,
      (db, argument) => ({ compile: () => estimateOf(set, argument).compile(db) }),
    );
  return {
    types: sets.map(({ type }) => type),
    configuredTypes: sets.flatMap(({ type, counted }) => (counted.configuration ? [type] : [])),
    count,
    estimates: new Map(sets.map((set) => [set.type, estimate(set)])),
  };
}

const newestFirst = (max: number) => sql`order by created desc, id desc limit ${sql.lit(max)}`;

/** The tenant predicate of a table. Limits have no project: they are visible as the subject is. */
function tenantOf(table: CountedTable, argument: Argument<DeletionArguments>): RawBuilder<SqlBool> {
  if (table !== 'project' && table !== 'archived_project' && table !== 'rate_limit')
    return tenantPredicate(table, argument);
  const projectId = table === 'rate_limit' ? argument('projectId', 'text') : sql.ref<string>(`${table}.id`);
  return sql`(${sql.ref(`${table}.organization_id`)} = ${argument('organizationId')}
    and ${isVisibleProject(projectId, argument)})`;
}

/** Counts one type. The configuration is that of the newest rows: a row that is added is among them, however many there
 *  are. Examples are read separately, so that counting needs no columns beyond those of an index. */
function countPart(
  { type, counted, select }: RowSet<string>,
  argument: Argument<DeletionArguments>,
): RawBuilder<unknown> {
  const { created, id, name, configuration } = counted;
  const isRequested = sql<SqlBool>`${sql.lit(type)} = any(${argument('types', 'text[]')})`;
  const isOwned: RowQuery['isOwned'] = (table) => sql`(${tenantOf(table, argument)} and ${isRequested})`;
  const rows = select({
    argument,
    isOwned,
    columns: sql`${created} as created, ${id} as id, ${configuration ?? sql`null::text`} as configuration`,
    end: newestFirst(COUNT_MAX + 1),
  });
  const examples = select({
    argument,
    isOwned,
    columns: sql`${created} as created, ${id} as id, ${name} as name`,
    end: newestFirst(EXAMPLES_MAX),
  });
  return sql`select ${sql.lit(type)} as type, found.count, found.newest, found.configuration, listed.examples
    from (select count(*)::int as count, max(created) as newest, encode(sha256(convert_to(coalesce(
          string_agg(configuration, ',' order by created desc, id desc), ''), 'UTF8')), 'hex') as configuration
      from (${rows}) as counted) as found,
      (select coalesce(json_agg(json_build_object('id', id, 'name', name) order by created desc, id desc)
          filter (where id is not null), '[]') as examples
        from (${examples}) as example) as listed`;
}

/** Plans the selection of all rows. Which projects are visible does not matter to it: the rows of a subject belong to one,
 *  and PostgreSQL would multiply the selectivities of both conditions. */
function estimateOf({ select }: RowSet<string>, argument: Argument<DeletionArguments>): RawBuilder<PlanRow> {
  const isOwned: RowQuery['isOwned'] = (table) =>
    sql`${sql.ref(`${table}.organization_id`)} = ${argument('organizationId')}`;
  return sql<PlanRow>`explain (format json) ${select({ argument, isOwned, columns: sql`1`, end: sql`` })}`;
}

/** Returns the number of rows that PostgreSQL expects. */
export const plannedRowCount = ([row]: readonly PlanRow[]): number =>
  row?.['QUERY PLAN'][0].Plan['Plan Rows'] ?? 0;
