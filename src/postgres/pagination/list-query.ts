import { type Kysely, type RawBuilder, type SqlBool, sql } from 'kysely';
import type { DB } from '../generated/database.ts';
import { defineSource, type Source, type SourceDefinition } from '../plan/source.ts';
import { type Argument, type Statement, statement } from '../query/statement.ts';
import { isVisibleProject, tenantPredicate, type VisibleProjects } from '../tenancy.ts';
import { type SortedColumn, sortedColumns } from './sorted-columns.ts';

/** Position of a row in a list ordered by one value and then by id. */
export type Position<Value = Date | string> = { readonly value: Value; readonly id: string };

/** A window of an ordered list. */
export type PageWindow<Value = Date | string> = {
  readonly column: SortedColumn;
  readonly ascending: boolean;
  /** Rows strictly after this one in the given order. Null: from the beginning. */
  readonly after: Position<Value> | null;
  /** Rows strictly before this one in the given order. Null: to the end. */
  readonly before: Position<Value> | null;
  readonly limit: number;
};

/** The filters of a list. Null: not filtered. */
export type ListValues<Filter> = { readonly [Name in keyof Filter]: Filter[Name] | null };

/** Lists of one kind, one for each owner, such as the auth configs of a project or the projects of an organization. One
 *  statement serves any number of owners. */
export type List<Filter, Row> = {
  readonly ownerOf: (row: Row) => string;
  readonly page: (window: PageWindow, filter: ListValues<Filter>) => ListRead<Row>;
  /** Counts at most `max` rows of each owner. Null: all. */
  readonly count: (filter: ListValues<Filter>, max: number | null) => ListRead<OwnedCount>;
  /** The names of the active filters. */
  readonly namesOf: (filter: ListValues<Filter>) => readonly string[];
  /** The rows, for plans. */
  readonly source: Source;
};

export type OwnedCount = { readonly ownerId: string; readonly count: number };

/** A statement that only lacks the caller and the owners. */
export type ListRead<Row> = {
  readonly statement: Statement<ListArguments, Row>;
  readonly values: Readonly<Record<string, unknown>>;
};

export type ListArguments = VisibleProjects & {
  readonly ownerIds: readonly string[];
  readonly [filter: string]: unknown;
};

type ListSource<Filter, Row, Table extends keyof DB & string> = SourceDefinition<Filter, Table> & {
  readonly owner: keyof typeof owners;
  readonly ownerOf: (row: Row) => string;
};

/** Defines lists of one kind. Each combination of filters and window is a separate statement, so that PostgreSQL can
 *  choose an index for it and scan from the cursor on. */
export function defineList<Filter extends object, Row>() {
  return <Table extends keyof DB & string>(source: ListSource<Filter, Row, Table>): List<Filter, Row> => {
    const pages = createStatementCache<Row>();
    const counts = createStatementCache<OwnedCount>();
    return {
      ownerOf: source.ownerOf,
      namesOf: (filter) => namesOf(source, filter),
      source: defineSource(source),
      page: (window, filter) => {
        const { column, ascending, after, before, limit } = window;
        const names = namesOf(source, filter);
        const shape = [column, ascending, after !== null, before !== null, ...names];
        const build = (name: string) => pageStatement(name, { source, names }, window);
        const positions = {
          afterValue: after?.value,
          afterId: after?.id,
          beforeValue: before?.value,
          beforeId: before?.id,
        };
        return {
          statement: pages(shape, build),
          values: { ...filter, ...positions, limit },
        };
      },
      count: (filter, max) => {
        const names = namesOf(source, filter);
        const build = (name: string) => countStatement(name, { source, names }, max !== null);
        return { statement: counts([...names, max !== null], build), values: { ...filter, max } };
      },
    };
  };
}

/** PostgreSQL keeps every named statement on every connection for good, so only this many shapes get a name. */
const NAMED_MAX = 300;
let namedCount = 0;

/** Builds each shape once. Its name is a number: PostgreSQL truncates names at 63 characters. */
function createStatementCache<Row>() {
  const statements = new Map<string, Statement<ListArguments, Row>>();
  return (
    shape: readonly (string | boolean)[],
    build: (name: string) => Statement<ListArguments, Row>,
  ): Statement<ListArguments, Row> => {
    const key = shape.join(' ');
    const cached = statements.get(key);
    if (cached) return cached;
    namedCount += 1;
    const built = build(namedCount <= NAMED_MAX ? `list_${namedCount}` : '');
    statements.set(key, built);
    return built;
  };
}

function namesOf<Filter extends object, Row, Table extends keyof DB & string>(
  { filters }: ListSource<Filter, Row, Table>,
  filter: ListValues<Filter>,
): readonly (keyof Filter & string)[] {
  const names: (keyof Filter & string)[] = [];
  for (const name in filters) if (filter[name] !== null) names.push(name);
  return names;
}

type Owner = {
  /** Whether the caller may see an owner. Not evaluated for each row, where it would hide the row count from the
   *  planner. */
  readonly isVisible: (argument: Argument<ListArguments>) => RawBuilder<SqlBool>;
  /** Whether a row of the table belongs to the current owner. */
  readonly owns: (table: string, argument: Argument<ListArguments>) => RawBuilder<SqlBool>;
};

const owners = {
  organization: {
    isVisible: (argument) => sql`owner.id = ${argument('organizationId')}`,
    owns: (table) => sql`${sql.ref(`${table}.organization_id`)} = owner.id`,
  },
  project: {
    isVisible: (argument) => isVisibleProject(sql.ref('owner.id'), argument),
    owns: (table, argument) =>
      sql`(${sql.ref(`${table}.organization_id`)} = ${argument('organizationId')}
        and ${sql.ref(`${table}.project_id`)} = owner.id)`,
  },
  subscription: {
    isVisible: (argument) => sql`exists (select from webhook_subscription
      where ${tenantPredicate('webhook_subscription', argument)} and webhook_subscription.id = owner.id)`,
    owns: (table, argument) =>
      sql`(${sql.ref(`${table}.organization_id`)} = ${argument('organizationId')}
        and ${sql.ref(`${table}.subscription_id`)} = owner.id)`,
  },
} satisfies Record<string, Owner>;

const visibleOwners = (owner: keyof typeof owners, argument: Argument<ListArguments>) =>
  sql`(select id from unnest(${argument('ownerIds')}::text[]) as owner(id)
    where ${owners[owner].isVisible(argument)}) as owner`;

/** A list, and the names of its active filters. */
type Filtered<Filter, Row, Table extends keyof DB & string> = {
  readonly source: ListSource<Filter, Row, Table>;
  readonly names: readonly (keyof Filter & string)[];
};

/** Selects the rows of the current owner that pass the filters. */
function filtered<Filter extends object, Row, Table extends keyof DB & string>(
  { source, names }: Filtered<Filter, Row, Table>,
  db: Kysely<DB>,
  argument: Argument<ListArguments>,
) {
  const { rows, table, owner, filters, isVisible } = source;
  return rows(db, argument)
    .where(owners[owner].owns(table, argument))
    .$if(owner === 'organization', (query) => query.where(isVisible(argument, 'any')))
    .where((eb) => eb.and(names.map((name) => filters[name](eb, argument(name).$castTo()))));
}

function pageStatement<Filter extends object, Row, Table extends keyof DB & string>(
  name: string,
  list: Filtered<Filter, Row, Table>,
  { column, ascending, after, before }: PageWindow,
): Statement<ListArguments, Row> {
  const { table } = list.source;
  const direction = sql.raw(ascending ? 'asc' : 'desc');
  const rowPosition = sql`(${sql.ref(`${table}.${column}`)}, ${sql.ref(`${table}.id`)})`;
  const beyond = (side: '<' | '>', value: RawBuilder<unknown>, id: RawBuilder<unknown>) =>
    sql<SqlBool>`${rowPosition} ${sql.raw(side)} (${value}, ${id})`;
  return statement<ListArguments>()(name, (db, argument) => {
    const { type, property } = sortedColumns[column];
    const page = filtered(list, db, argument)
      .select(list.source.columns)
      .$if(after !== null, (query) =>
        query.where(beyond(ascending ? '>' : '<', argument('afterValue', type), argument('afterId', 'text'))),
      )
      .$if(before !== null, (query) =>
        query.where(
          beyond(ascending ? '<' : '>', argument('beforeValue', type), argument('beforeId', 'text')),
        ),
      )
      .orderBy(sql`${sql.ref(`${table}.${column}`)} ${direction}, ${sql.ref(`${table}.id`)} ${direction}`)
      .limit(argument('limit', 'int').$castTo<number>());
    const order = sql`${sql.ref(`row.${property}`)} ${direction}, row.id ${direction}`;
    const rawQuery = sql<Row>`select row.*
      from ${visibleOwners(list.source.owner, argument)} cross join lateral ${page} as row order by ${order}`;
    return { compile: () => rawQuery.compile(db) };
  });
}

function countStatement<Filter extends object, Row, Table extends keyof DB & string>(
  name: string,
  list: Filtered<Filter, Row, Table>,
  isCapped: boolean,
): Statement<ListArguments, OwnedCount> {
  return statement<ListArguments>()(name, (db, argument) => {
    const rows = filtered(list, db, argument);
    const first = rows.select(sql`1`.as('one')).limit(argument('max', 'int').$castTo<number>());
    const count = isCapped
      ? sql`(select count(*)::int from ${first} as counted)`
      : rows.select(sql<number>`count(*)::int`.as('count'));
    const rawQuery = sql<OwnedCount>`select owner.id as "ownerId", ${count} as count
      from ${visibleOwners(list.source.owner, argument)}`;
    return { compile: () => rawQuery.compile(db) };
  });
}
