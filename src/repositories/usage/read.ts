import { type RawBuilder, sql } from 'kysely';
import { LRUCache } from 'lru-cache';
import type { UsageCut, UsageEntity } from '../../postgres/generated/database.ts';
import { type Argument, type Statement, statement } from '../../postgres/query/statement.ts';
import { isVisibleProject, type VisibleProjects } from '../../postgres/tenancy.ts';
import { rollupFor, type UsageDimension, usageColumns } from './dimension.ts';
import { levelsOf, type UsageUnit, usageLevels } from './level.ts';

/** The first moment of a part of a range, and the one after it. Alike: nothing. */
export type Span = { readonly from: Date; readonly to: Date };

/** A span of whole steps, to be added, or to be taken away from what a larger step has too much. */
export type UsageSegment = Span & { readonly unit: UsageUnit | 'month'; readonly sign: 1 | -1 };

/** A range and the pieces that it comes to: at most two of a unit, and one of the largest. A month is whole and by itself. */
export type UsageSpans = { readonly range: Span; readonly segments: readonly UsageSegment[] };

export type UsageInterval = 'MINUTE' | 'HOUR' | 'DAY';

export type UsageFilter = { readonly [Dimension in UsageDimension | 'PROJECT']?: readonly string[] };

/** What is asked of the usage of a project, or of all that are visible. */
export type UsageQuery = {
  readonly visible: VisibleProjects;
  /** Null: all of the organization. */
  readonly projectId: string | null;
  readonly entities: readonly UsageEntity[];
  readonly spans: UsageSpans;
  /** Any of the values of each dimension that is there. */
  readonly filter: UsageFilter;
};

/** Sums, written out: they may be larger than a number of JavaScript can hold. */
export type UsageSums = { readonly total: string; readonly errorCount: string; readonly durationMs: string };

export type Values = VisibleProjects & { readonly [name: string]: unknown };
type Rows = RawBuilder<unknown>;

/** Which SQL a question needs. */
type Shape = {
  readonly isProject: boolean;
  readonly entities: readonly UsageEntity[];
  readonly cut: UsageCut;
  readonly filtered: readonly (UsageDimension | 'PROJECT')[];
};

export const columnOf = (dimension: UsageDimension | 'PROJECT') =>
  sql.ref<string>(dimension === 'PROJECT' ? 'project_id' : usageColumns[dimension]);

/** The cut that tells apart what is asked. */
export function rollupOf(filter: UsageFilter, groupBy: UsageDimension | 'PROJECT' | null): UsageCut {
  const names = [...Object.keys(filter), groupBy];
  return rollupFor(names.filter((name): name is UsageDimension => name !== null && name in usageColumns));
}

/** Whose rows: in the order of the primary key, so that each project's are found by themselves. */
function ownerCondition({ isProject, filtered }: Shape, argument: Argument<Values>): RawBuilder<unknown> {
  if (isProject) return sql`project_id = ${argument('ownerId', 'text')}`;
  const requestedIds = sql`any(${argument('projectIds')}::text[])`;
  return sql`project_id in (select project.id from project where project.organization_id = ${argument('organizationId')}
    and ${isVisibleProject(sql.ref<string>('project.id'), argument)}
    ${filtered.includes('PROJECT') ? sql`and project.id = ${requestedIds}` : sql``})`;
}

type Part = { readonly table: string; readonly bucket: string; readonly cut: UsageCut | null };

const spanNames = (unit: UsageUnit) => [`${unit}0`, `${unit}1`];

/** A span under its name among the arguments. Of rows of VALUES PostgreSQL knows as little when it plans for these values as
 *  when it plans for all: so it keeps a plan, which takes as long to make as a page to read. */
const spanOf = (name: string, argument: Argument<Values>) =>
  sql`(${argument(`${name}From`, 'timestamptz')}, ${argument(`${name}To`, 'timestamptz')}, ${argument(`${name}Sign`, 'int')})`;

/** What one table has of some spans, and less than nothing where a span is to be taken away. */
function rowsOf(shape: Shape, argument: Argument<Values>, part: Part, spans: readonly string[]): Rows {
  const { table, bucket, cut } = part;
  const filters = shape.filtered
    .filter((dimension) => dimension !== 'PROJECT')
    .map((dimension) => sql`and ${columnOf(dimension)} = any(${argument(dimension)}::text[])`);
  // Written out, as nothing else is that PostgreSQL would think larger when it plans for all values.
  const entities = sql.lit(`{${shape.entities.join(',')}}`);
  const bucketColumn = sql.ref(bucket);
  const dimensions = sql.join(Object.values(usageColumns).map((column) => sql.ref(column)));
  return sql`select project_id, entity, ${bucketColumn} as bucket, ${dimensions}, sign * count as count,
      sign * error_count as error_count, sign * duration_ms as duration_ms
    from (values ${sql.join(spans.map((name) => spanOf(name, argument)))}) as span(since, until, sign),
    lateral (
      select * from ${sql.table(table)}
      where organization_id = ${argument('organizationId')} and ${ownerCondition(shape, argument)}
        and entity = any(${entities}::usage_entity[])
        ${cut === null ? sql`` : sql`and cut = ${sql.lit(cut)}::usage_cut`}
        and ${bucketColumn} >= since and ${bucketColumn} < until
        ${sql.join(filters, sql` `)}
      offset 0
    ) as of_span`;
}

/** Everything that counts: what is folded, each moment of it once when what is too much is taken away, and what is not yet. Of a
 *  month it is what its own row does not tell. */
export function allRows(shape: Shape, argument: Argument<Values>): Rows {
  const folded = levelsOf(shape.cut).map(({ table, unit, cut }) =>
    rowsOf(shape, argument, { table, bucket: 'bucket', cut }, spanNames(unit)),
  );
  const pending = { table: 'usage_pending', bucket: 'minute', cut: null };
  const rows = [...folded, rowsOf(shape, argument, pending, ['range'])];
  const owner = argument('ownerId', 'text').$castTo<string>();
  // Asked once, not of every row.
  const visible = shape.isProject ? sql`where ${isVisibleProject(owner, argument)}` : sql``;
  return sql`(${sql.join(rows, sql` union all `)}) as counted ${visible}`;
}

export const sums = sql`usage_sum(count) as total, usage_sum(error_count) as "errorCount", usage_sum(duration_ms) as "durationMs"`;

const statementCache = new LRUCache<string, Statement<Values, unknown>>({ max: 300 });

/** Builds each shape once. Those without a filter are kept by PostgreSQL, which plans the others for the values that they
 *  have. */
export function cachedStatement<Row>(
  name: string,
  shape: Shape,
  build: (argument: Argument<Values>) => RawBuilder<Row>,
): Statement<Values, Row> {
  const owner = shape.isProject ? 'project' : 'organization';
  const statementName = ['usage', name, owner, ...shape.entities].join('_').toLowerCase();
  const key = [statementName, ...shape.filtered].join(' ');
  const cached = statementCache.get(key);
  if (cached) return cached as Statement<Values, Row>;
  const preparedName = shape.filtered.length === 0 ? statementName : '';
  const built = statement<Values>()<Row>(preparedName, (db, argument) => ({
    compile: () => build(argument).compile(db),
  }));
  statementCache.set(key, built);
  return built;
}

export const shapeOf = (query: UsageQuery, groupBy: UsageDimension | 'PROJECT' | null): Shape => ({
  isProject: query.projectId !== null,
  entities: query.entities,
  cut: rollupOf(query.filter, groupBy),
  filtered: Object.keys(query.filter) as (UsageDimension | 'PROJECT')[],
});

/** The arguments of each span that a statement may read. Where there is no such piece it reads nothing. */
function spanValues({ range, segments }: UsageSpans) {
  const emptySpan = { from: range.to, to: range.to, sign: 1 };
  const spans = usageLevels.flatMap(({ unit }) => {
    const ofUnit = segments.filter((segment) => segment.unit === unit);
    return spanNames(unit).map((name, index) => [name, ofUnit[index] ?? emptySpan] as const);
  });
  const all = [...spans, ['range', { ...range, sign: 1 }] as const];
  return all.flatMap(([name, { from, to, sign }]) => [
    [`${name}From`, from],
    [`${name}To`, to],
    [`${name}Sign`, sign],
  ]);
}

export function valuesOf({ visible, projectId, spans, filter }: UsageQuery): Values {
  return {
    ...filter,
    ...Object.fromEntries(spanValues(spans)),
    ...visible,
    ownerId: projectId,
    projectIds: filter.PROJECT ?? [],
  };
}

/** A statement with what it is to be asked. */
export type UsageRead<Row> = { readonly statement: Statement<Values, Row>; readonly values: Values };

export type UsageEntitySums = UsageSums & { readonly entity: UsageEntity };

/** The sums of each kind of thing that was used at all. */
export function selectUsageSummary(query: UsageQuery): UsageRead<UsageEntitySums> {
  const shape = shapeOf(query, null);
  return {
    statement: cachedStatement(
      'summary',
      shape,
      (argument) => sql`select entity, ${sums} from ${allRows(shape, argument)} group by entity`,
    ),
    values: valuesOf(query),
  };
}

export type UsageBucket = UsageSums & { readonly bucket: Date };

/** The sums of each minute, hour or day of UTC in which something was used. */
export function selectUsageSeries(query: UsageQuery, interval: UsageInterval): UsageRead<UsageBucket> {
  const shape = shapeOf(query, null);
  const unit = sql.lit(interval.toLowerCase());
  return {
    statement: cachedStatement(
      `series_by_${interval}`,
      shape,
      (argument) => sql`select date_trunc(${unit}, bucket, 'UTC') as bucket, ${sums}
        from ${allRows(shape, argument)} group by 1 order by 1`,
    ),
    values: valuesOf(query),
  };
}

export type UsageGroupBy = {
  readonly dimension: UsageDimension | 'PROJECT';
  /** The last ones first. */
  readonly ascending: boolean;
  /** At most `GROUPS_MAX`. */
  readonly limit: number;
  /** Whether to count them all. */
  readonly isCounted: boolean;
};

export const GROUPS_MAX = 100;

/** Each row tells of the whole too, and there is one without a group where nothing was used. Empty: no such thing was named. */
export type UsageGroup = UsageSums & {
  readonly key: string | null;
  /** Null: nobody asked. */
  readonly groupCount: string | null;
  readonly overall: string;
};

/** The first groups by their total, those alike by what they are of; or the last ones, backwards. */
export function selectUsageGroups(
  query: UsageQuery,
  { dimension, ascending, limit }: UsageGroupBy,
): UsageRead<UsageGroup> {
  const shape = shapeOf(query, dimension);
  const order = sql.raw(ascending ? 'total asc, key collate "C" desc' : 'total desc, key collate "C" asc');
  const name = `by_${dimension}_${ascending ? 'asc' : 'desc'}`;
  return {
    statement: cachedStatement(
      name,
      shape,
      (argument) => sql`
        with grouped as materialized (
          select ${columnOf(dimension)} as key, ${sums} from ${allRows(shape, argument)}
          group by 1 having usage_sum(count) > 0
        ), page as (
          select * from grouped order by ${order} limit ${argument('limit', 'int')}
        ), overall as (select count(*) as "groupCount", usage_sum(total) as overall from grouped)
        select page.*, overall.* from overall left join page on true
        order by ${order}`,
    ),
    values: { ...valuesOf(query), limit },
  };
}
