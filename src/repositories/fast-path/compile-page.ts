import { checkSql, cursorSql } from '../../postgres/pagination/cursor.ts';
import { concatenate, type Fragment, literal, objectOf, sql } from './json-sql.ts';
import type { PageInfoKind, ReadObject, ReadPage } from './selection.ts';

type CompileObject = (object: ReadObject, alias: string, depth: number) => readonly Fragment[];

type PageInput = {
  readonly page: ReadPage;
  /** Alias of the organization. */
  readonly parent: string;
  readonly depth: number;
  readonly objectPieces: CompileObject;
  /** Condition of the rows that the caller may see. */
  readonly visible: (alias: string) => string;
};

/** Name of the list in cursors, the same as in `domain/project/list.ts`. The pages of one organization are one list for
 *  each order. */
const listSql = (organization: string) => `'projects/'||${organization}.id||'/CREATED_AT'`;

/** The largest page plus one row. As a literal, it allows PostgreSQL to cache one plan; with the page size alone, which
 *  is unknown at planning, it would plan each page again. */
const ROWS_MAX = 101;

/** Compiles a page of an organization's projects to one JSON object, read from the index without reading beyond the
 *  page. Null when the cursor belongs to another list. */
export function compilePage(input: PageInput): string {
  const { page, parent, depth, objectPieces, visible } = input;
  const row = `r${depth}`;
  const node = nodeOf(page);
  const list = listSql(parent);
  const { after } = page;
  const epochMs = after && `$${after.epochMs}::text`;
  const beyond = after
    ? ` AND (c.created_at,c.id)<(timestamptz 'epoch'+${epochMs}::bigint*interval '1 millisecond',$${after.id}::text)`
    : '';
  const rows = `SELECT c.*,(date_part('epoch',c.created_at)*1000)::bigint AS epoch_ms FROM project c
    WHERE ${visible('c')}${beyond} ORDER BY c.created_at DESC,c.id DESC LIMIT ${ROWS_MAX}`;
  const nodeSql = node ? concatenate(objectPieces(node, row, depth + 1)) : 'NULL';
  // The rows are sorted already and aggregated in that order.
  const cells = `SELECT ${cursorSql(list, `${row}.epoch_ms`, `${row}.id`)} AS cursor,${nodeSql} AS node
    FROM (${rows}) ${row} LIMIT ${size(page)}+1`;
  const json = concatenate(
    objectOf(
      page.members.map((member, index) => [member.key, memberFragments(page, member, index)] as const),
    ),
  );
  const lists = page.members.map((member, index) => [columnOf(index), rowJson(member)] as const);
  const columns = lists.flatMap(([column, cell]) =>
    cell === null ? [] : [`,array_agg(${cell}) AS ${column}`],
  );
  const pageQuery = `SELECT ${json} FROM (SELECT array_agg(cursor) AS cursors${columns.join('')} FROM (${cells}) cell) page`;
  if (!after || !epochMs) return pageQuery;
  return `SELECT CASE WHEN ${checkSql(list, epochMs, `$${after.id}::text`)}=$${after.check}::text THEN (${pageQuery}) END`;
}

const size = (page: ReadPage) => `$${page.size}::int`;

/** Edges and nodes have the same rows; a query of both is not planned. */
function nodeOf(page: ReadPage): ReadObject | undefined {
  for (const member of page.members) {
    if (member.kind === 'nodes') return member.object;
    if (member.kind !== 'edges') continue;
    for (const part of member.members) if (part.kind === 'node') return part.object;
  }
  return undefined;
}

type PageMember = ReadPage['members'][number];

const columnOf = (index: number) => `list${index}`;

/** The JSON that one row adds to a member. Null: nothing. */
function rowJson(member: PageMember): string | null {
  switch (member.kind) {
    case 'nodes':
      return 'node';
    case 'edges':
      return concatenate(objectOf(member.members.map((part) => [part.key, edgeFragments(part)] as const)));
    default:
      return null;
  }
}

function memberFragments(page: ReadPage, member: PageMember, index: number): readonly Fragment[] {
  switch (member.kind) {
    case 'constant':
      return [literal(member.json)];
    case 'nodes':
    case 'edges':
      // Without rows array_agg is null.
      return [
        literal('['),
        sql(`coalesce(array_to_string(${columnOf(index)}[1:${size(page)}],','),'')`),
        literal(']'),
      ];
    case 'pageInfo':
      return objectOf(
        member.members.map((part) => [
          part.key,
          part.kind === 'constant' ? [literal(part.json)] : pageInfoFragments(page, part.kind),
        ]),
      );
  }
}

type EdgeMember = Extract<ReadPage['members'][number], { kind: 'edges' }>['members'][number];

function edgeFragments(part: EdgeMember): readonly Fragment[] {
  switch (part.kind) {
    case 'constant':
      return [literal(part.json)];
    case 'cursor':
      return [literal('"'), sql('cursor'), literal('"')];
    case 'node':
      return [sql('node')];
  }
}

function pageInfoFragments(page: ReadPage, kind: PageInfoKind): readonly Fragment[] {
  switch (kind) {
    case 'hasNextPage':
      return [sql(`(coalesce(cardinality(cursors),0)>${size(page)})::text`)];
    case 'hasPreviousPage':
      return [literal(String(page.after !== null))];
    case 'startCursor':
      return [sql(`coalesce('"'||cursors[1]||'"','null')`)];
    case 'endCursor':
      return [sql(`coalesce('"'||cursors[least(cardinality(cursors),${size(page)})]||'"','null')`)];
  }
}
