import { type RawBuilder, type SqlBool, sql } from 'kysely';
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

/** A column of the row with this alias, by its property. */
export const column = (alias: string, property: string): Sql => sql.ref(`${alias}.${property}`);

/** The alias of a row contains its depth, which makes it unique among the enclosing rows. */
export const aliasOf = (depth: number) => `r${depth}`;

const epochMs = (instant: Sql) => sql`(date_part('epoch',${instant})*1000)::bigint`;

const encodings: Readonly<Record<Encoding, (value: Sql) => readonly Fragment[]>> = {
  text: (value) => [expression(sql`to_json(${value})::text`)],
  token: (value) => [literal('"'), expression(sql`${value}::text`), literal('"')],
  boolean: (value) => [expression(sql`${value}::text`)],
  integer: (value) => [expression(sql`${value}::text`)],
  instant: (value) => [
    literal('"'),
    expression(sql`to_char(${value} AT TIME ZONE 'UTC','YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`),
    literal('"'),
  ],
  // Not `to_json`, which would write a non-array column as a string.
  list: (value) => [expression(sql`array_to_json(${value})::text`)],
};

const passings: Readonly<Record<Passing, (value: Sql) => Sql>> = {
  json: (value) => value,
  instant: epochMs,
  bytes: (value) => sql`encode(${value},'base64')`,
};

/** Compiles the JSON object of the row `alias`; nested rows start at `depth`. */
export function objectFragments(
  scope: Scope,
  { members }: PlanObject,
  alias: string,
  depth: number,
): readonly Fragment[] {
  return objectOf(
    members.map((member) => [
      member.key,
      member.kind === 'constant' ? [literal(member.json)] : memberFragments(scope, member, alias, depth),
    ]),
  );
}

function memberFragments(
  scope: Scope,
  member: PlanMember,
  alias: string,
  depth: number,
): readonly Fragment[] {
  switch (member.kind) {
    case 'column':
      return columnFragments(member, alias);
    case 'computed':
      return computedFragments(member, alias);
    case 'count': {
      const count = member.source.count(rowsRequest(scope, member.source, member.match, alias));
      return [expression(sql`(${count})::text`)];
    }
    case 'same':
      return objectFragments(scope, member.object, alias, depth);
    case 'one': {
      const one = sql`(${selectObjects(scope, member, alias, depth)})`;
      return [member.nullable ? orNull(one) : orMissing(one)];
    }
    case 'many': {
      const order = member.order.map((name) => sql.ref(`${member.source.table}.${name}`));
      const rows = selectObjects(scope, member, alias, depth, sql`order by ${sql.join(order)}`);
      return [literal('['), expression(sql`array_to_string(array(${rows}),',')`), literal(']')];
    }
    case 'page': {
      const objectAt = (object: PlanObject, row: string) => objectFragments(scope, object, row, depth + 1);
      const { source, match, filters } = member;
      const request = { ...rowsRequest(scope, source, match, alias), filters };
      return [compilePage({ page: member, parent: alias, row: aliasOf(depth), request, objectAt })];
    }
  }
}

function columnFragments({ property, encoding, nullable }: ColumnMember, alias: string) {
  const value = encodings[encoding](column(alias, property));
  return nullable ? [orNull(concatenate(value))] : value;
}

/** The columns as a JSON array behind the index of the function. */
function computedFragments({ index, reads }: ComputedMember, alias: string): readonly Fragment[] {
  const values = Object.entries(reads).map(([property, passing]) =>
    passings[passing](column(alias, property)),
  );
  return [
    literal(`${COMPUTED}${index}:`),
    expression(sql`json_build_array(${sql.join(values)})::text`),
    literal(COMPUTED),
  ];
}

/** Selects the JSON objects of the rows that belong to the row `parent`. */
function selectObjects(
  scope: Scope,
  { source, match, object }: { readonly source: Source; readonly match: Match; readonly object: PlanObject },
  parent: string,
  depth: number,
  end = sql``,
): Sql {
  const alias = aliasOf(depth);
  const json = concatenate(objectFragments(scope, object, alias, depth + 1));
  const rows = source.rows({ ...rowsRequest(scope, source, match, parent), end });
  return sql`select ${json} from (${rows}) as ${sql.ref(alias)}`;
}

function rowsRequest(
  { argument, visibility }: Scope,
  { table }: Source,
  match: Match,
  parent: string,
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
