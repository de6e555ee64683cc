import { type RawBuilder, sql } from 'kysely';
import { LRUCache } from 'lru-cache';
import type { UsageEntity, UsageRollup } from '../../postgres/generated/database.ts';
import { type Argument, type Statement, statement } from '../../postgres/query/statement.ts';
import { isVisibleProject, type VisibleProjects } from '../../postgres/tenancy.ts';
import { rollupFor, type UsageDimension, usageColumns } from './dimension.ts';
import { levelsOf, type UsageUnit, usageLevels } from './level.ts';

/** A part of a range: `from` inclusive, `to` exclusive. Equal: empty. */
export type Span = { readonly from: Date; readonly to: Date };

/** A span of whole steps that is added (sign 1), or subtracted from the excess of a larger step (sign -1). */
export type UsageSegment = Span & { readonly unit: UsageUnit | 'month'; readonly sign: 1 | -1 };

/** A range and its segments: at most two per unit, and one of the largest. A month is always a single whole segment. */
export type UsageSpans = { readonly range: Span; readonly segments: readonly UsageSegment[] };

export type UsageInterval = 'MINUTE' | 'HOUR' | 'DAY';

export type UsageFilter = { readonly [Dimension in UsageDimension | 'PROJECT']?: readonly string[] };

/** A usage query for a project, or for all visible ones. */
export type UsageQuery = {
  readonly visible: VisibleProjects;
  /** Null: all of the organization. */
  readonly projectId: string | null;
  readonly entities: readonly UsageEntity[];
  readonly spans: UsageSpans;
  /** Matches any of the values of each dimension present. */
  readonly filter: UsageFilter;
};

/** Sums as text: they may exceed the safe integers of JavaScript. */
export type UsageSums = { readonly total: string; readonly errorCount: string; readonly durationMs: string };

export type Values = VisibleProjects & { readonly [name: string]: unknown };
type Rows = RawBuilder<unknown>;

/** The properties of a query that determine its SQL. */
type Shape = {
  readonly isProject: boolean;
  readonly entities: readonly UsageEntity[];
  readonly rollup: UsageRollup;
  readonly filtered: readonly (UsageDimension | 'PROJECT')[];
};

export const columnOf = (dimension: UsageDimension | 'PROJECT') =>
  sql.ref<string>(dimension === 'PROJECT' ? 'project_id' : usageColumns[dimension]);

/** Returns the rollup that contains the dimensions of a query. */
export function rollupOf(filter: UsageFilter, groupBy: UsageDimension | 'PROJECT' | null): UsageRollup {
  const names = [...Object.keys(filter), groupBy];
  return rollupFor(names.filter((name): name is UsageDimension => name !== null && name in usageColumns));
}

/** Condition of the owner, in the order of the primary key, so that the rows of each project are found by index. */
function ownerCondition({ isProject, filtered }: Shape, argument: Argument<Values>): RawBuilder<unknown> {
  if (isProject) return sql`project_id = ${argument('ownerId', 'text')}`;
  const requestedIds = sql`any(${argument('projectIds')}::text[])`;
  return sql`project_id in (select project.id from project where project.organization_id = ${argument('organizationId')}
    and ${isVisibleProject(sql.ref<string>('project.id'), argument)}
    ${filtered.includes('PROJECT') ? sql`and project.id = ${requestedIds}` : sql``})`;
}

type Part = { readonly table: string; readonly bucket: string; readonly rollup: UsageRollup | null };

const spanNames = (unit: UsageUnit) => [`${unit}0`, `${unit}1`];

/** The span with this name among the arguments. A row of VALUES gives PostgreSQL no estimate for specific values, so it
 *  uses a generic plan: planning would take as long as reading a page. */
const spanOf = (name: string, argument: Argument<Values>) =>
  sql`(${argument(`${name}From`, 'timestamptz')}, ${argument(`${name}To`, 'timestamptz')}, ${argument(`${name}Sign`, 'int')})`;

/** Selects the rows of one table in some spans, negated where a span is subtracted. */
function rowsOf(shape: Shape, argument: Argument<Values>, part: Part, spans: readonly string[]): Rows {
  const { table, bucket, rollup } = part;
  const filters = shape.filtered
    .filter((dimension) => dimension !== 'PROJECT')
    .map((dimension) => sql`and ${columnOf(dimension)} = any(${argument(dimension)}::text[])`);
  // A literal, as otherwise PostgreSQL would overestimate it in a generic plan.
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
        ${rollup === null ? sql`` : sql`and cut = ${sql.lit(rollup)}::usage_cut`}
        and ${bucketColumn} >= since and ${bucketColumn} < until
        ${sql.join(filters, sql` `)}
      offset 0
    ) as of_span`;
}

/** Selects all counted rows: rolled up ones, with each instant counted once after subtraction, and pending ones. For a
 *  month only the difference from its own row. */
export function allRows(shape: Shape, argument: Argument<Values>): Rows {
  const folded = levelsOf(shape.rollup).map(({ table, unit, rollup }) =>
    rowsOf(shape, argument, { table, bucket: 'bucket', rollup }, spanNames(unit)),
  );
  const pending = { table: 'usage_pending', bucket: 'minute', rollup: null };
  const rows = [...folded, rowsOf(shape, argument, pending, ['range'])];
  const owner = argument('ownerId', 'text').$castTo<string>();
  // Evaluated once, not for every row.
  const visible = shape.isProject ? sql`where ${isVisibleProject(owner, argument)}` : sql``;
  return sql`(${sql.join(rows, sql` union all `)}) as counted ${visible}`;
}

export const sums = sql`usage_sum(count) as total, usage_sum(error_count) as "errorCount", usage_sum(duration_ms) as "durationMs"`;

const statementCache = new LRUCache<string, Statement<Values, unknown>>({ max: 300 });

/** Builds each shape once. Statements without a filter are prepared; others are planned for their values. */
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
  rollup: rollupOf(query.filter, groupBy),
  filtered: Object.keys(query.filter) as (UsageDimension | 'PROJECT')[],
});

/** Arguments of every span that a statement may read. Missing segments are empty spans. */
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

/** A statement with its values. */
export type UsageRead<Row> = { readonly statement: Statement<Values, Row>; readonly values: Values };

export type UsageEntitySums = UsageSums & { readonly entity: UsageEntity };

/** Reads the sums of each entity with any usage. */
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

/** Reads the sums of each minute, hour or day of UTC with any usage. */
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
  /** The smallest totals first. */
  readonly ascending: boolean;
  /** At most `GROUPS_OF_EXPORT_MAX`. */
  readonly limit: number;
  /** Whether to count all groups. */
  readonly isCounted: boolean;
};

/** @limit objects: groups of a usage breakdown */
export const GROUPS_MAX = 100;
/** @limit objects: groups of a usage breakdown over REST */
export const GROUPS_OF_EXPORT_MAX = 1_000;

/** Each row includes the overall sum. Without usage there is one row without a group. Empty key: no value of the
 *  dimension. */
export type UsageGroup = UsageSums & {
  readonly key: string | null;
  /** Null: not requested. */
  readonly groupCount: string | null;
  readonly overall: string;
};

/** Reads the first groups by total, ties by key; or the last ones, in reverse. */
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
