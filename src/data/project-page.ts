import { type Expression, type Kysely, type SqlBool, sql } from 'kysely';
import type { DB } from './generated/database.ts';
import { isVisible, type ProjectRow, projectColumns } from './project.ts';
import { type Argument, type Statement, statement } from './statement.ts';
import type { VisibleProjects } from './visibility.ts';

/** Where a row stands in a list that is ordered by one value and then by id. */
export type Position = { readonly value: Date | string; readonly id: string };

export type ProjectFilter = {
  /** Null: both. */
  readonly isDefault: boolean | null;
  /** A part of the name or the slug, in any case. Null: all. */
  readonly search: string | null;
};

export type ProjectPage = ProjectFilter & {
  readonly visible: VisibleProjects;
  readonly column: 'created_at' | 'name';
  readonly ascending: boolean;
  /** Rows strictly after this one in the given order. Null: from the beginning. */
  readonly after: Position | null;
  /** Rows strictly before this one in the given order. Null: to the end. */
  readonly before: Position | null;
  readonly limit: number;
};

type FilterArguments = VisibleProjects & {
  readonly isDefault: boolean | null;
  readonly pattern: string | null;
};

type PageArguments = FilterArguments & {
  readonly afterValue: Date | string | null;
  readonly afterId: string | null;
  readonly beforeValue: Date | string | null;
  readonly beforeId: string | null;
  readonly limit: number;
};

const filtered = <Args extends FilterArguments>(db: Kysely<DB>, argument: Argument<Args>) =>
  db
    .selectFrom('project')
    .where((eb) =>
      eb.and([
        isVisible(eb, argument),
        eb.or([
          eb(argument('isDefault', 'boolean'), 'is', null),
          eb('is_default', '=', argument('isDefault', 'boolean')),
        ]),
        eb.or([
          eb(argument('pattern', 'text'), 'is', null),
          eb('name', 'ilike', argument('pattern', 'text')),
          eb('slug', 'ilike', argument('pattern', 'text')),
        ]),
      ]),
    );

const beyond = (
  column: ProjectPage['column'],
  side: '<' | '>',
  value: Expression<unknown>,
  id: Expression<unknown>,
) => sql<SqlBool>`(${sql.ref(column)}, ${sql.ref('id')}) ${sql.raw(side)} (${value}, ${id})`;

const shapes = new Map<string, Statement<PageArguments, ProjectRow>>();

/** One prepared statement for each shape of page, so that PostgreSQL can walk the index from the cursor. */
function pageStatement({
  column,
  ascending,
  after,
  before,
}: ProjectPage): Statement<PageArguments, ProjectRow> {
  const name = ['project_page', column, ascending ? 'asc' : 'desc', after && 'after', before && 'before']
    .filter(Boolean)
    .join('_');
  const known = shapes.get(name);
  if (known) return known;
  const direction = ascending ? 'asc' : 'desc';
  const type = column === 'name' ? 'text' : 'timestamptz';
  const made = statement<PageArguments>()(name, (db, argument) =>
    filtered(db, argument)
      .select(projectColumns)
      .$if(after !== null, (query) =>
        query.where(
          beyond(column, ascending ? '>' : '<', argument('afterValue', type), argument('afterId', 'text')),
        ),
      )
      .$if(before !== null, (query) =>
        query.where(
          beyond(column, ascending ? '<' : '>', argument('beforeValue', type), argument('beforeId', 'text')),
        ),
      )
      .orderBy(column, direction)
      .orderBy('id', direction)
      .limit(argument('limit', 'int')),
  );
  shapes.set(name, made);
  return made;
}

const filterArguments = (
  visible: VisibleProjects,
  { isDefault, search }: ProjectFilter,
): FilterArguments => ({
  ...visible,
  isDefault,
  pattern: search === null ? null : `%${search.replace(/[\\%_]/g, '\\$&')}%`,
});

/** The statement that reads a page, and its arguments: `db.read(...selectProjectPage(page))`. */
export function selectProjectPage(page: ProjectPage): [Statement<PageArguments, ProjectRow>, PageArguments] {
  const args = {
    ...filterArguments(page.visible, page),
    afterValue: page.after?.value ?? null,
    afterId: page.after?.id ?? null,
    beforeValue: page.before?.value ?? null,
    beforeId: page.before?.id ?? null,
    limit: page.limit,
  };
  return [pageStatement(page), args];
}

const projectCount = statement<FilterArguments>()('project_count', (db, argument) =>
  filtered(db, argument).select((eb) => eb.cast<number>(eb.fn.countAll(), 'integer').as('count')),
);

export function selectProjectCount(
  visible: VisibleProjects,
  filter: ProjectFilter,
): [Statement<FilterArguments, { count: number }>, FilterArguments] {
  return [projectCount, filterArguments(visible, filter)];
}
