import {
  type Expression,
  type ExpressionBuilder,
  type Kysely,
  type RawBuilder,
  type SelectExpression,
  type SelectQueryBuilder,
  type SqlBool,
  sql,
} from 'kysely';
import type { DB } from '../generated/database.ts';
import { type Argument, fragmentBuilder } from '../query/statement.ts';
import type { Visibility, VisibleProjects } from '../tenancy.ts';

/** The arguments of a plan: the caller, and the values of one request by their names. */
export type PlanArguments = VisibleProjects & { readonly [name: string]: unknown };

type IsVisible = (argument: Argument<VisibleProjects>, visibility: Visibility) => RawBuilder<SqlBool>;

/** The declaration of the rows of one kind. */
export type SourceDefinition<Filter, Table extends keyof DB & string> = {
  readonly table: Table;
  /** Named as in the rows of the API: `api_key.created_at as createdAt`. */
  readonly columns: readonly (SelectExpression<DB, Table> & string)[];
  /** Columns that only plans read, by their names: large ones, and others that rows rarely need. */
  readonly rareColumns?: (
    argument: Argument<VisibleProjects>,
  ) => Readonly<Record<string, RawBuilder<unknown>>>;
  /** The rows of the kind, without the tenant predicate. */
  readonly rows: (
    db: Kysely<DB>,
    argument: Argument<VisibleProjects>,
  ) => SelectQueryBuilder<DB, Table, object>;
  /** The tenant predicate. */
  readonly isVisible: IsVisible;
  readonly filters: {
    readonly [Name in keyof Filter]: (
      eb: ExpressionBuilder<DB, Table>,
      value: RawBuilder<Filter[Name]>,
    ) => Expression<SqlBool>;
  };
};

export type RowsRequest = {
  readonly argument: Argument<PlanArguments>;
  readonly visibility: Visibility;
  /** Conditions besides the tenant predicate. */
  readonly conditions: readonly RawBuilder<SqlBool>[];
  /** The arguments of the active filters, by the names of the filters. */
  readonly filters: Readonly<Record<string, string>>;
};

type SelectedColumns = {
  readonly names: ReadonlySet<string>;
  /** Expressions to select as well, by their names. */
  readonly computed?: Readonly<Record<string, RawBuilder<unknown>>>;
  readonly end?: RawBuilder<unknown>;
};

/** The rows of one kind, for plans. Each query contains the tenant predicate, and calls the table by its own name. */
export type Source = {
  readonly table: string;
  /** Selects columns by their names, and ends with `end`. */
  readonly rows: (request: RowsRequest & SelectedColumns) => RawBuilder<unknown>;
  /** Counts at most `max` rows. Absent: all. */
  readonly count: (request: RowsRequest, max?: number) => RawBuilder<unknown>;
};

export function defineSource<Table extends keyof DB & string, Filter extends object = object>(
  definition: SourceDefinition<Filter, Table>,
): Source {
  const { table, columns, rareColumns, rows, isVisible, filters } = definition;
  const columnOf = new Map<string, SelectExpression<DB, Table>>(
    columns.map((column) => [nameOf(column), column]),
  );
  const matching = ({ argument, visibility, conditions, filters: active }: RowsRequest) =>
    rows(fragmentBuilder(), argument)
      .where(isVisible(argument, visibility))
      .where((eb) => eb.and(conditions.map((condition) => eb.and([condition]))))
      .where((eb) =>
        eb.and(
          namesOf(filters).flatMap((name) => {
            const value = active[name];
            return value === undefined ? [] : [filters[name](eb, argument(value).$castTo())];
          }),
        ),
      );
  return {
    table,
    rows: ({ names, computed = {}, end = sql``, ...request }) => {
      const rare = rareColumns?.(request.argument) ?? {};
      const selected = [...names].map((name) => {
        const column = columnOf.get(name) ?? rare[name]?.as(name);
        if (!column) throw new Error(`${table} has no column for ${name}.`);
        return column;
      });
      const others = Object.entries(computed).map(([name, value]) => value.as(name));
      return sql`${matching(request).select([...selected, ...others])} ${end}`;
    },
    count: (request, max) =>
      max === undefined
        ? sql`${matching(request).select(sql`count(*)::int`.as('count'))}`
        : sql`select count(*)::int from (${matching(request).select(sql`1`.as('one'))} limit ${sql.lit(max)}) as counted`,
  };
}

/** `api_key.created_at as createdAt` is named `createdAt`. */
const nameOf = (column: string) => /\w+$/.exec(column)?.[0] ?? column;

const namesOf = <Filter extends object>(filters: Filter) => Object.keys(filters) as (keyof Filter & string)[];
