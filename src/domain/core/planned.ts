import type { CheckedPosition } from '../../postgres/pagination/cursor.ts';
import type { List, ListValues } from '../../postgres/pagination/list-query.ts';
import type { Match, Passing, Window } from '../../postgres/plan/selection.ts';
import type { Source } from '../../postgres/plan/source.ts';
import { DomainError } from './errors.ts';
import type { ListOrder } from './list.ts';
import { PAGE_SIZE_MAX, type PageInput, pageSize, parseCursor } from './pagination.ts';
import type { RequestContext } from './request-context.ts';

// How plans read fields: the statement of a plan returns the same as the operation that is declared beside each.

/** What the arguments of a field select, and their values. Requests of one shape have the same statement. */
type BoundShape = { readonly shape: string; readonly values: Readonly<Record<string, unknown>> };

export type BoundMatch = BoundShape & { readonly match: Match };

export type BoundPage = BoundShape & {
  readonly order: string;
  readonly window: Pick<Window, 'column' | 'ascending' | 'backward'>;
  readonly isAfter: boolean;
  readonly isBefore: boolean;
  /** The names of the active filters. */
  readonly filters: readonly string[];
};

/** Names the arguments of a page in its statement. */
export function windowOf({ window, isAfter, isBefore }: BoundPage, prefix = ''): Window {
  const cursor = (side: 'after' | 'before') => ({
    value: `${prefix}${side}_value`,
    text: `${prefix}${side}_text`,
    id: `${prefix}${side}_id`,
    check: `${prefix}${side}_check`,
  });
  return {
    ...window,
    size: `${prefix}size`,
    after: isAfter ? cursor('after') : null,
    before: isBefore ? cursor('before') : null,
  };
}

/** Names the arguments of filters in a statement, by the names of the filters. */
export const filterSlots = (
  { filters }: BoundFilters | BoundPage,
  prefix = '',
): Readonly<Record<string, string>> =>
  Object.fromEntries(filters.map((name) => [name, `${prefix}filter_${name}`]));

/** The active filters of a list without pages. */
export type BoundFilters = BoundShape & { readonly filters: readonly string[] };

/** Null: the operation throws, or plans do not support the arguments. */
type Bind<Bound> = (args: never, context: RequestContext) => Bound | null;

export type PlannedField =
  /** An object stored in the same row. */
  | { readonly kind: 'same' }
  /** A row that the parent or the arguments determine. */
  | { readonly kind: 'one'; readonly source: Source; readonly match: Match }
  | { readonly kind: 'find'; readonly source: Source; readonly bind: Bind<BoundMatch> }
  /** All rows that belong to the parent and pass the filters, oldest first. */
  | PlannedRows
  /** A page of the rows that belong to the parent. */
  | PlannedList
  /** A column that the field does not expose by itself. */
  | { readonly kind: 'column'; readonly property: string }
  /** The number of rows that belong to the parent. */
  | { readonly kind: 'count'; readonly source: Source; readonly match: Match }
  /** A value that a function computes from columns of the row. */
  | {
      readonly kind: 'computed';
      readonly reads: Readonly<Record<string, Passing>>;
      readonly compute: (row: never, context: RequestContext) => unknown;
    }
  /** An object of any type, by its id. */
  | { readonly kind: 'node' };

export type PlannedRows = {
  readonly kind: 'many';
  readonly source: Source;
  readonly match: Match;
  /** Set for rows outside of projects, which keys that are restricted to projects may not read. */
  readonly ofOrganization?: true;
  readonly bind: Bind<BoundFilters>;
};

export type PlannedFind = Extract<PlannedField, { readonly kind: 'find' }>;

/** Plans the row with the given id, for rows whose ids are unique in an organization. */
export function planById(source: Source, idOf = (id: string) => id): PlannedFind {
  const match = { id: { slot: 'id' } };
  return { kind: 'find', source, bind: (id: string) => ({ shape: '', match, values: { id: idOf(id) } }) };
}

export type PlannedList = {
  readonly kind: 'list';
  readonly source: Source;
  readonly match: Match;
  /** The name of the list in cursors. */
  readonly name: string;
  readonly sizeMax: number;
  readonly bind: Bind<BoundPage>;
};

type ListDeclaration<Row, Filter, Input> = {
  readonly list: List<Filter, Row>;
  readonly match: Match;
  readonly name: string;
  readonly orderOf: (input: Input) => {
    readonly order: ListOrder<never>;
    readonly ascending?: boolean | undefined;
  };
  readonly filter: (input: Input, context: RequestContext) => Parameters<List<Filter, Row>['page']>[1];
};

type RowsDeclaration<Row, Filter, Input> = {
  readonly list: List<Filter, Row>;
  readonly match: Match;
  readonly ofOrganization?: true;
  readonly filter: (input: Input) => ListValues<Filter>;
};

/** Plans a list without pages by the declarations that `readRows` reads it by. */
export function planRows<Row, Filter, Input>({
  list,
  filter,
  ...rows
}: RowsDeclaration<Row, Filter, Input>): PlannedRows {
  const bind = (input: Input): BoundFilters => {
    const values = filter(input);
    const filters = list.namesOf(values);
    return { shape: filters.join(' '), filters, values: prefixed('filter', values) };
  };
  // Bound once, because most requests have no filter and validating none takes a tenth of the time of a small read.
  let unfiltered: BoundFilters | undefined;
  const bindNone = () => {
    unfiltered ??= bind({} as Input);
    return unfiltered;
  };
  return {
    kind: 'many',
    source: list.source,
    ...rows,
    bind: (input) => (hasNoArguments(input) ? bindNone() : nullIfInvalid(() => bind(input))),
  };
}

function hasNoArguments(input: object): boolean {
  for (const _ in input) return false;
  return true;
}

/** Plans a list by the declarations that `readPage` reads it by. */
export function planList<Row, Filter, Input extends PageInput>({
  list,
  match,
  name,
  orderOf,
  filter,
}: ListDeclaration<Row, Filter, Input>): PlannedList {
  const bind = (input: Input, context: RequestContext): BoundPage | null => {
    const { order, ascending = order.ascending } = orderOf(input);
    const { size, backward } = pageSize(input);
    const values = filter(input, context);
    const filters = list.namesOf(values);
    const after = bindCursor(input.after, order);
    const before = bindCursor(input.before, order);
    if (!after || !before) return null;
    const [isAfter, isBefore] = [after.isSet, before.isSet];
    return {
      shape: `${order.name} ${ascending} ${backward} ${isAfter} ${isBefore} ${filters.join(' ')}`,
      order: order.name,
      window: { column: order.column, ascending, backward },
      isAfter,
      isBefore,
      filters,
      values: {
        size,
        ...prefixed('filter', values),
        ...prefixed('after', after.values),
        ...prefixed('before', before.values),
      },
    };
  };
  return {
    kind: 'list',
    source: list.source,
    match,
    name,
    sizeMax: PAGE_SIZE_MAX,
    bind: (input, context) => nullIfInvalid(() => bind(input, context)),
  };
}

const prefixed = (prefix: string, values: object) =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [`${prefix}_${name}`, value]));

type BoundCursor = { readonly isSet: boolean; readonly values: object };

const NO_CURSOR: BoundCursor = { isSet: false, values: {} };

/** Null: not a cursor. */
function bindCursor(cursor: string | null | undefined, order: ListOrder<never>): BoundCursor | null {
  if (cursor == null) return NO_CURSOR;
  const place: CheckedPosition | null = parseCursor(cursor, order.pattern);
  if (!place) return null;
  const { value, id, check } = place;
  return { isSet: true, values: { value: order.position(place).value, text: value, id, check } };
}

/** Plans the row with the given id in the projects that the caller may see. Every index of rows in projects begins with the
 *  project, so PostgreSQL searches one project after another. */
export function planInProjects(source: Source): PlannedFind {
  const match: Match = { project_id: { anyProject: true }, id: { slot: 'id' } };
  return { kind: 'find', source, bind: (id: string) => ({ shape: '', match, values: { id } }) };
}

/** Null in place of an error that the operation throws. */
export function nullIfInvalid<Value>(work: () => Value): Value | null {
  try {
    return work();
  } catch (error) {
    if (error instanceof DomainError) return null;
    throw error;
  }
}
