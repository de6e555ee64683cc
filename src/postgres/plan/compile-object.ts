import { type RawBuilder, type SqlBool, sql } from 'kysely';
import { epochMs, isoText } from '../instant.ts';
import { oldestFirst } from '../pagination/oldest-first.ts';
import type { Argument } from '../query/statement.ts';
import type { Visibility } from '../tenancy.ts';
import { compilePage } from './compile-page.ts';
import {
  COMPUTED,
  concatenate,
  expression,
  type Fragment,
  literal,
  objectOf,
  orMissing,
  orNull,
} from './json-sql.ts';
import { column, type Row, rowAt } from './row.ts';
import type {
  ColumnMember,
  ComputedMember,
  Encoding,
  Match,
  Passing,
  PlanMember,
  PlanObject,
} from './selection.ts';
import type { PlanArguments, RowsRequest, Source } from './source.ts';

type Sql = RawBuilder<unknown>;

/** What all queries of one statement have in common. */
export type Scope = { readonly argument: Argument<PlanArguments>; readonly visibility: Visibility };

const encodings: Readonly<Record<Encoding, (value: Sql) => readonly Fragment[]>> = {
  text: (value) => [expression(sql`to_json(${value})::text`)],
  token: (value) => [literal('"'), expression(sql`${value}::text`), literal('"')],
  boolean: (value) => [expression(sql`${value}::text`)],
  integer: (value) => [expression(sql`${value}::text`)],
  instant: (value) => [literal('"'), expression(isoText(value)), literal('"')],
  // Not `to_json`, which would write a non-array column as a string.
  list: (value) => [expression(sql`array_to_json(${value})::text`)],
};

const passings: Readonly<Record<Passing, (value: Sql) => Sql>> = {
  json: (value) => value,
  instant: epochMs,
  bytes: (value) => sql`encode(${value},'base64')`,
};

/** Compiles the JSON object of a row; nested rows start at `depth`. */
export function objectFragments(
  scope: Scope,
  { members }: PlanObject,
  row: Row,
  depth: number,
): readonly Fragment[] {
  return objectOf(
    members.map((member) => [
      member.key,
      member.kind === 'constant' ? [literal(member.json)] : memberFragments(scope, member, row, depth),
    ]),
  );
}

function memberFragments(scope: Scope, member: PlanMember, row: Row, depth: number): readonly Fragment[] {
  switch (member.kind) {
    case 'column':
      return columnFragments(member, row);
    case 'computed':
      return computedFragments(member, row);
    case 'count': {
      const count = member.source.count(rowsRequest(scope, member.source, member.match, row));
      return [expression(sql`(${count})::text`)];
    }
    case 'same':
      return objectFragments(scope, member.object, row, depth);
    case 'one': {
      const one = sql`(${selectObjects(scope, member, row, depth)})`;
      return [member.nullable ? orNull(one) : orMissing(one)];
    }
    case 'many': {
      const order = oldestFirst(member.source.table);
      const rows = selectObjects(scope, member, row, depth, sql`order by ${order}`);
      return [literal('['), expression(sql`array_to_string(array(${rows}),',')`), literal(']')];
    }
    case 'page': {
      const objectAt = (object: PlanObject, inside: Row) => objectFragments(scope, object, inside, depth + 1);
      const { source, match, filters } = member;
      const request = { ...rowsRequest(scope, source, match, row), filters };
      return [compilePage({ page: member, parent: row, row: rowAt(depth), request, objectAt })];
    }
  }
}

function columnFragments({ property, encoding, nullable }: ColumnMember, row: Row) {
  const value = encodings[encoding](column(row, property));
  return nullable ? [orNull(concatenate(value))] : value;
}

/** The columns as a JSON array behind the index of the function. */
function computedFragments({ index, reads }: ComputedMember, row: Row): readonly Fragment[] {
  const values = Object.entries(reads).map(([property, passing]) => passings[passing](column(row, property)));
  return [
    literal(`${COMPUTED}${index}:`),
    expression(sql`json_build_array(${sql.join(values)})::text`),
    literal(COMPUTED),
  ];
}

type SelectedRows = {
  readonly source: Source;
  readonly match: Match;
  readonly filters?: RowsRequest['filters'];
  readonly object: PlanObject;
};

/** Selects the JSON objects of the rows that belong to the row `parent`. */
function selectObjects(
  scope: Scope,
  { source, match, filters = {}, object }: SelectedRows,
  parent: Row,
  depth: number,
  end = sql``,
): Sql {
  const row = rowAt(depth);
  const json = concatenate(objectFragments(scope, object, row, depth + 1));
  const request = rowsRequest(scope, source, match, parent);
  const rows = source.rows({ ...request, filters, names: row.names, end });
  return sql`select ${json} from (${rows}) as ${sql.ref(row.alias)}`;
}

function rowsRequest(
  { argument, visibility }: Scope,
  { table }: Source,
  match: Match,
  parent: Row,
): RowsRequest {
  const conditions = Object.entries(match).map(([name, value]): RawBuilder<SqlBool> => {
    const own = sql.ref(`${table}.${name}`);
    if ('parent' in value) return sql`${own} = ${column(parent, value.parent)}`;
    if ('slot' in value) return sql`${own} = ${argument(value.slot)}`;
    if ('anyProject' in value)
      return sql`${own} = any(array(select project.id from project
        where project.organization_id = ${argument('organizationId')}))`;
    return sql`${own} is not distinct from ${sql.lit(value.value)}`;
  });
  return { argument, visibility, conditions, filters: {} };
}
