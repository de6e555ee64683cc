import { checkSql, cursorSql } from '../cursor.ts';
import { concatenate, objectOf, type Piece, sql, words } from './json-text.ts';
import type { PageInfoKind, ReadObject, ReadPage } from './selection.ts';

type ObjectPieces = (object: ReadObject, alias: string, depth: number) => readonly Piece[];

type PageInput = {
  readonly page: ReadPage;
  /** The alias of the organization. */
  readonly parent: string;
  readonly depth: number;
  readonly objectPieces: ObjectPieces;
  /** The condition of the rows that the caller may see. */
  readonly visible: (alias: string) => string;
};

/** The pages of one organization are one list for each order. `domain/project/list.ts` names it in the same way. */
const listSql = (organization: string) => `'projects/'||${organization}.id||'/CREATED_AT'`;

/** A page of the projects of an organization as one JSON object, read from the index and not beyond the page. Null when
 *  the cursor is of another list. */
export function compilePage(input: PageInput): string {
  const { page, parent, depth, objectPieces, visible } = input;
  const row = `r${depth}`;
  const node = nodeOf(page);
  const nodeSql = node ? concatenate(objectPieces(node, row, depth + 1)) : 'NULL';
  const list = listSql(parent);
  const { after } = page;
  const epochMs = after && `$${after.epochMs}::text`;
  const beyond = after
    ? ` AND (c.created_at,c.id)<(timestamptz 'epoch'+${epochMs}::bigint*interval '1 millisecond',$${after.id}::text)`
    : '';
  const rows = `SELECT c.*,(extract(epoch FROM c.created_at)*1000)::bigint::text AS epoch_ms FROM project c
    WHERE c.organization_id=${parent}.id AND ${visible('c')}${beyond}
    ORDER BY c.created_at DESC,c.id DESC LIMIT ${size(page)}+1`;
  const numbered = `SELECT row_number() OVER (ORDER BY ${row}.created_at DESC,${row}.id DESC) AS n,
    ${cursorSql(list, `${row}.epoch_ms`, `${row}.id`)} AS cursor,${nodeSql} AS node FROM (${rows}) ${row}`;
  const json = concatenate(
    objectOf(page.members.map((member) => [member.key, memberPieces(page, member)] as const)),
  );
  const whole = `SELECT ${json} FROM (${numbered}) page`;
  if (!after || !epochMs) return whole;
  return `SELECT CASE WHEN ${checkSql(list, epochMs, `$${after.id}::text`)}=$${after.check}::text THEN (${whole}) END`;
}

const size = (page: ReadPage) => `$${page.size}::int`;

/** Edges and nodes show the same rows; where both are asked for, the page is left to the ordinary way. */
function nodeOf(page: ReadPage): ReadObject | undefined {
  for (const member of page.members) {
    if (member.kind === 'nodes') return member.object;
    if (member.kind !== 'edges') continue;
    for (const part of member.members) if (part.kind === 'node') return part.object;
  }
  return undefined;
}

function memberPieces(page: ReadPage, member: ReadPage['members'][number]): readonly Piece[] {
  const list = (json: string) => [
    words('['),
    sql(`coalesce(string_agg(${json},',' ORDER BY n) FILTER (WHERE n<=${size(page)}),'')`),
    words(']'),
  ];
  switch (member.kind) {
    case 'constant':
      return [words(member.json)];
    case 'nodes':
      return list('node');
    case 'edges':
      return list(concatenate(objectOf(member.members.map((part) => [part.key, edgePieces(part)] as const))));
    case 'pageInfo':
      return objectOf(
        member.members.map((part) => [
          part.key,
          part.kind === 'constant' ? [words(part.json)] : pageInfoPieces(page, part.kind),
        ]),
      );
  }
}

type EdgeMember = Extract<ReadPage['members'][number], { kind: 'edges' }>['members'][number];

function edgePieces(part: EdgeMember): readonly Piece[] {
  switch (part.kind) {
    case 'constant':
      return [words(part.json)];
    case 'cursor':
      return [words('"'), sql('cursor'), words('"')];
    case 'node':
      return [sql('node')];
  }
}

function pageInfoPieces(page: ReadPage, kind: PageInfoKind): readonly Piece[] {
  switch (kind) {
    case 'hasNextPage':
      return [sql(`(count(*)>${size(page)})::text`)];
    case 'hasPreviousPage':
      return [words(String(page.after !== null))];
    case 'startCursor':
      return [sql(`coalesce('"'||max(cursor) FILTER (WHERE n=1)||'"','null')`)];
    case 'endCursor':
      return [
        sql(
          `coalesce('"'||(array_agg(cursor ORDER BY n DESC) FILTER (WHERE n<=${size(page)}))[1]||'"','null')`,
        ),
      ];
  }
}
