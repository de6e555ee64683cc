import { type RawBuilder, type SqlBool, sql } from 'kysely';
import { checkSql, cursorSql, listKeySql } from '../pagination/cursor.ts';
import { sortedColumns } from '../pagination/sorted-columns.ts';
import type { Argument } from '../query/statement.ts';
import { concatenate, expression, type Fragment, literal, MISSING, objectOf } from './json-sql.ts';
import { column, type Row } from './row.ts';
import type { Bound, PageInfoKind, PageMember, PlanObject } from './selection.ts';
import type { PlanArguments, RowsRequest } from './source.ts';

type Sql = RawBuilder<unknown>;

type PageInput = {
  readonly page: PageMember;
  readonly parent: Row;
  /** A row of the page. */
  readonly row: Row;
  /** The rows of the list. */
  readonly request: RowsRequest;
  readonly objectAt: (object: PlanObject, row: Row) => readonly Fragment[];
};

/** Compiles a page of a list to one JSON object, read from the index without reading beyond the page. Missing when a cursor
 *  belongs to another list. */
export function compilePage(input: PageInput): Fragment {
  const { page, parent } = input;
  const { argument } = input.request;
  const list = listKeySql(page.list, column(parent, page.owner), page.order);
  const json = pageQuery(input, list);
  const bounds = [page.window.after, page.window.before].filter((bound) => bound !== null);
  if (bounds.length === 0) return expression(sql`(${json})`);
  const checks = bounds.map(({ text, id, check }) => {
    const expected = checkSql(list, argument(text, 'text'), argument(id, 'text'));
    return sql`${expected}=${argument(check, 'text')}`;
  });
  return expression(
    sql`(case when ${sql.join(checks, sql` and `)} then (${json}) else ${sql.lit(MISSING)} end)`,
  );
}

function pageQuery(input: PageInput, list: Sql): Sql {
  const { page } = input;
  const json = concatenate(
    objectOf(page.members.map((member, index) => [member.key, memberFragments(input, member, index)])),
  );
  if (!readsRows(page)) return sql`select ${json}`;
  const lists = page.members.flatMap((member, index) => {
    const cell = rowJson(member, index);
    return cell ? [sql`array_agg(${cell}) as ${sql.ref(listOf(index))}`] : [];
  });
  const cursors = readsCursors(page) ? [sql`array_agg(cursor) as cursors`] : [];
  const columns = sql.join([sql`count(*)::int as n`, ...cursors, ...lists]);
  return sql`select ${json} from (select ${columns} from (${cellsQuery(input, list)}) as cell) as page`;
}

const CURSOR_VALUE = 'cursor_value';

/** Selects the cursor and the objects of each row of the page and of one more, in the order of the list. */
function cellsQuery(input: PageInput, list: Sql): Sql {
  const { page, row, request, objectAt } = input;
  const { property, text } = sortedColumns[page.window.column];
  const place = () => column(row, property);
  const id = () => column(row, 'id');
  const nodes = nodesOf(page).map(
    ([name, object]) => sql`${concatenate(objectAt(object, row))} as ${sql.ref(name)}`,
  );
  // Computed once for each row, below the limit, although the cursor contains it twice.
  const value = { [CURSOR_VALUE]: text(sql.ref(`${page.source.table}.${page.window.column}`)) };
  const hasCursors = readsCursors(page);
  const cursor = hasCursors
    ? [sql`${cursorSql(list, sql.ref(`${row.alias}.${CURSOR_VALUE}`), id())} as cursor`]
    : [];
  const cells = [...cursor, ...nodes];
  const selected = cells.length > 0 ? sql.join(cells) : sql`1 as one`;
  const direction = sql.raw(page.window.ascending ? 'asc' : 'desc');
  const listOrder = () => sql`${place()} ${direction}, ${id()} ${direction}`;
  const end = page.window.backward ? sql`order by ${listOrder()}` : sql``;
  const rows = page.source.rows({
    ...request,
    names: row.names,
    computed: hasCursors ? value : {},
    conditions: [...request.conditions, ...positions(page, request.argument)],
    // As a literal, the largest page allows PostgreSQL to cache one plan; with the page size alone, which is unknown at
    // planning, it would plan each page again.
    end: sql`order by ${order(page, page.source.table)} limit ${sql.lit(page.sizeMax + 1)}`,
  });
  const size = argumentOfSize(input);
  // The rows are sorted already, and aggregated in that order.
  if (!page.window.backward)
    return sql`select ${selected} from (${rows}) as ${sql.ref(row.alias)} limit ${size}+1`;
  return sql`select ${selected} from (select * from (${rows}) as read limit ${size}+1) as ${sql.ref(row.alias)} ${end}`;
}

const argumentOfSize = ({ page, request }: PageInput): Sql => request.argument(page.window.size, 'int');

/** The order in which rows are read: pages from the end of the list are read in the opposite direction. */
function order({ window: { column, ascending, backward } }: PageMember, table: string): Sql {
  const direction = sql.raw(ascending !== backward ? 'asc' : 'desc');
  return sql`${sql.ref(`${table}.${column}`)} ${direction}, ${sql.ref(`${table}.id`)} ${direction}`;
}

/** The conditions that rows are between the cursors. */
function positions(
  { source: { table }, window: { column, ascending, after, before } }: PageMember,
  argument: Argument<PlanArguments>,
): readonly RawBuilder<SqlBool>[] {
  const { type } = sortedColumns[column];
  const beyond = (bound: Bound | null, side: '<' | '>') =>
    bound
      ? [
          sql<SqlBool>`(${sql.ref(`${table}.${column}`)}, ${sql.ref(`${table}.id`)}) ${sql.raw(side)}
            (${argument(bound.value, type)}, ${argument(bound.id, 'text')})`,
        ]
      : [];
  return [...beyond(after, ascending ? '>' : '<'), ...beyond(before, ascending ? '<' : '>')];
}

type Member = PageMember['members'][number];
type Edges = Extract<Member, { kind: 'edges' }>;
type EdgeMember = Edges['members'][number];

const listOf = (index: number) => `list${index}`;
const nodeOf = (index: number, part = 0) => `node${index}_${part}`;

/** The objects of each row, by their names. */
function nodesOf({ members }: PageMember): readonly (readonly [name: string, object: PlanObject])[] {
  return members.flatMap((member, index) => {
    if (member.kind === 'nodes') return [[nodeOf(index), member.object] as const];
    if (member.kind !== 'edges') return [];
    return member.members.flatMap((edge, part) =>
      edge.kind === 'node' ? [[nodeOf(index, part), edge.object] as const] : [],
    );
  });
}

const readsRows = ({ members }: PageMember) =>
  members.some(({ kind }) => kind === 'nodes' || kind === 'edges' || kind === 'pageInfo');

const readsCursors = ({ members }: PageMember) =>
  members.some(
    (member) =>
      (member.kind === 'edges' && member.members.some(({ kind }) => kind === 'cursor')) ||
      (member.kind === 'pageInfo' &&
        member.members.some(({ kind }) => kind === 'startCursor' || kind === 'endCursor')),
  );

/** The JSON that one row adds to a member. Null: nothing. */
function rowJson(member: Member, index: number): Sql | null {
  switch (member.kind) {
    case 'nodes':
      return sql.ref(nodeOf(index));
    case 'edges':
      return concatenate(
        objectOf(member.members.map((edge, part) => [edge.key, edgeFragments(edge, nodeOf(index, part))])),
      );
    default:
      return null;
  }
}

function edgeFragments(edge: EdgeMember, node: string): readonly Fragment[] {
  switch (edge.kind) {
    case 'constant':
      return [literal(edge.json)];
    case 'cursor':
      return [literal('"'), expression(sql`cursor`), literal('"')];
    case 'node':
      return [expression(sql.ref(node))];
  }
}

function memberFragments(input: PageInput, member: Member, index: number): readonly Fragment[] {
  switch (member.kind) {
    case 'constant':
      return [literal(member.json)];
    case 'totalCount':
      return [expression(sql`(${input.page.source.count(input.request, member.max)})::text`)];
    case 'nodes':
    case 'edges': {
      const rows = sql`${sql.ref(listOf(index))}[${firstOf(input)}:${lastOf(input)}]`;
      // Without rows array_agg is null.
      return [literal('['), expression(sql`coalesce(array_to_string(${rows},','),'')`), literal(']')];
    }
    case 'pageInfo':
      return objectOf(
        member.members.map((part) => [
          part.key,
          part.kind === 'constant' ? [literal(part.json)] : [pageInfoFragment(input, part.kind)],
        ]),
      );
  }
}

/** The place of the first row of the page among the rows that were read. The row beyond a page from the end comes first. */
const firstOf = (input: PageInput): Sql =>
  input.page.window.backward ? sql`greatest(1,n-${argumentOfSize(input)}+1)` : sql`1`;
const lastOf = (input: PageInput): Sql =>
  input.page.window.backward ? sql`n` : sql`least(n,${argumentOfSize(input)})`;

function pageInfoFragment(input: PageInput, kind: PageInfoKind): Fragment {
  const { backward, after, before } = input.page.window;
  const isMore = expression(sql`(n>${argumentOfSize(input)})::text`);
  const hasMore = (isReadDirection: boolean, bound: Bound | null) => {
    if (!isReadDirection || bound) return literal(String(bound !== null));
    return isMore;
  };
  switch (kind) {
    case 'hasNextPage':
      return hasMore(!backward, before);
    case 'hasPreviousPage':
      return hasMore(backward, after);
    case 'startCursor':
      return expression(sql`coalesce('"'||cursors[${firstOf(input)}]||'"','null')`);
    case 'endCursor':
      return expression(sql`coalesce('"'||cursors[${lastOf(input)}]||'"','null')`);
  }
}
