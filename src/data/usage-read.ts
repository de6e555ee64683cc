import { type RawBuilder, sql } from 'kysely';
import { LRUCache } from 'lru-cache';
import type { UsageCut, UsageEntity } from './generated/database.ts';
import { type Argument, type Statement, statement } from './statement.ts';
import { cutFor, type UsageDimension, usageColumns } from './usage-dimension.ts';
import { isVisibleProject, type VisibleProjects } from './visibility.ts';

/** The first moment of a part of a range, and the one after it. Alike: nothing. */
export type Span = { readonly from: Date; readonly to: Date };

/** A range cut into whole days, whole hours, and the minutes that are left. Nothing overlaps. */
export type UsageSpans = {
  readonly whole: Span;
  readonly days: Span;
  readonly hours: readonly [Span, Span];
  readonly minutes: readonly [Span, Span];
};

export type UsageInterval = 'MINUTE' | 'HOUR' | 'DAY';

export type UsageFilter = { readonly [Dimension in UsageDimension | 'PROJECT']?: readonly string[] };

/** What is asked of the usage of a project, or of all that are visible. */
export type UsageQuestion = {
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

type Values = VisibleProjects & { readonly [name: string]: unknown };
type Rows = RawBuilder<unknown>;

/** Which SQL a question needs. */
type Shape = {
  readonly isProject: boolean;
  readonly cut: UsageCut;
  readonly filtered: readonly (UsageDimension | 'PROJECT')[];
};

const columnOf = (dimension: UsageDimension | 'PROJECT') =>
  sql.ref<string>(dimension === 'PROJECT' ? 'project_id' : usageColumns[dimension]);

/** The cut that tells apart what is asked. Days are not kept in all dimensions at once. */
export function cutOf(filter: UsageFilter, groupBy: UsageDimension | 'PROJECT' | null): UsageCut {
  const asked = [...Object.keys(filter), groupBy];
  return cutFor(asked.filter((name): name is UsageDimension => name !== null && name in usageColumns));
}

/** Whose rows: in the order of the primary key, so that each project's are found by themselves. */
function isOwn({ isProject, filtered }: Shape, argument: Argument<Values>): RawBuilder<unknown> {
  const wanted = sql`any(${argument('projectIds')}::text[])`;
  if (isProject) {
    const owner = argument('ownerId', 'text').$castTo<string>();
    return sql`project_id = ${owner} and ${isVisibleProject(owner, argument)}`;
  }
  return sql`project_id in (select project.id from project where project.organization_id = ${argument('organizationId')}
    and ${isVisibleProject(sql.ref<string>('project.id'), argument)}
    ${filtered.includes('PROJECT') ? sql`and project.id = ${wanted}` : sql``})`;
}

type Level = { readonly table: string; readonly bucket: string; readonly cut: UsageCut | null };

/** What one table has of a span, under the names that the span has among the arguments. */
function rowsOf(shape: Shape, argument: Argument<Values>, { table, bucket, cut }: Level, span: string): Rows {
  const filters = shape.filtered
    .filter((dimension) => dimension !== 'PROJECT')
    .map((dimension) => sql`and ${columnOf(dimension)} = any(${argument(dimension)}::text[])`);
  const moment = sql.ref(bucket);
  const dimensions = sql.join(Object.values(usageColumns).map((column) => sql.ref(column)));
  return sql`select project_id, entity, ${moment} as bucket, ${dimensions}, count, error_count, duration_ms
    from ${sql.table(table)}
    where organization_id = ${argument('organizationId')} and ${isOwn(shape, argument)}
      and entity = any(${argument('entities')}::usage_entity[])
      ${cut === null ? sql`` : sql`and cut = ${sql.lit(cut)}::usage_cut`}
      and ${moment} >= ${argument(`${span}From`, 'timestamptz')} and ${moment} < ${argument(`${span}To`, 'timestamptz')}
      ${sql.join(filters, sql` `)}`;
}

/** Everything that counts: what is folded, each moment of it once, and what is not yet. */
function allRows(shape: Shape, argument: Argument<Values>): Rows {
  const { cut } = shape;
  const minuteCut = cut === 'TOTAL' ? 'TOTAL' : 'ALL';
  const day = { table: 'usage_day', bucket: 'bucket', cut };
  const hour = { table: 'usage_hour', bucket: 'bucket', cut };
  const minute = { table: 'usage_minute', bucket: 'bucket', cut: minuteCut } as const;
  const pending = { table: 'usage_pending', bucket: 'minute', cut: null };
  const parts: readonly (readonly [Level, string])[] = [
    ...(cut === 'ALL' ? [] : [[day, 'days'] as const]),
    [hour, 'hours0'],
    [hour, 'hours1'],
    [minute, 'minutes0'],
    [minute, 'minutes1'],
    [pending, 'whole'],
  ];
  const rows = parts.map(([level, span]) => rowsOf(shape, argument, level, span));
  return sql`(${sql.join(rows, sql` union all `)}) as counted`;
}

const sums = sql`coalesce(sum(count), 0) as total, coalesce(sum(error_count), 0) as "errorCount",
  coalesce(sum(duration_ms), 0) as "durationMs"`;

const known = new LRUCache<string, Statement<Values, unknown>>({ max: 300 });

/** Builds each shape once. Those without a filter are kept by PostgreSQL, which plans the others for the values that they
 *  have. */
function named<Row>(
  name: string,
  shape: Shape,
  build: (argument: Argument<Values>) => RawBuilder<Row>,
): Statement<Values, Row> {
  const whose = shape.isProject ? 'project' : 'organization';
  const whole = `usage_${name}_of_${whose}_${shape.cut}`.toLowerCase();
  const key = [whole, ...shape.filtered].join(' ');
  const found = known.get(key);
  if (found) return found as Statement<Values, Row>;
  const kept = shape.filtered.length === 0 ? whole : '';
  const made = statement<Values>()<Row>(kept, (db, argument) => ({
    compile: () => build(argument).compile(db),
  }));
  known.set(key, made);
  return made;
}

const shapeOf = (question: UsageQuestion, groupBy: UsageDimension | 'PROJECT' | null): Shape => ({
  isProject: question.projectId !== null,
  cut: cutOf(question.filter, groupBy),
  filtered: Object.keys(question.filter) as (UsageDimension | 'PROJECT')[],
});

function valuesOf({ visible, projectId, entities, spans, filter }: UsageQuestion): Values {
  const { whole, days, hours, minutes } = spans;
  const named = {
    whole,
    days,
    hours0: hours[0],
    hours1: hours[1],
    minutes0: minutes[0],
    minutes1: minutes[1],
  };
  const moments = Object.entries(named).flatMap(([name, { from, to }]) => [
    [`${name}From`, from],
    [`${name}To`, to],
  ]);
  const projectIds = filter.PROJECT ?? [];
  return {
    ...filter,
    ...Object.fromEntries(moments),
    ...visible,
    ownerId: projectId,
    entities,
    projectIds,
  };
}

/** A statement with what it is to be asked. */
export type UsageRead<Row> = { readonly statement: Statement<Values, Row>; readonly values: Values };

export type UsageEntitySums = UsageSums & { readonly entity: UsageEntity };

/** The sums of each kind of thing that was used at all. */
export function selectUsageSummary(question: UsageQuestion): UsageRead<UsageEntitySums> {
  const shape = shapeOf(question, null);
  return {
    statement: named(
      'summary',
      shape,
      (argument) => sql`select entity, ${sums} from ${allRows(shape, argument)} group by entity`,
    ),
    values: valuesOf(question),
  };
}

export type UsageBucket = UsageSums & { readonly bucket: Date };

/** The sums of each minute, hour or day of UTC in which something was used. */
export function selectUsageSeries(question: UsageQuestion, interval: UsageInterval): UsageRead<UsageBucket> {
  const shape = shapeOf(question, null);
  const unit = sql.lit(interval.toLowerCase());
  return {
    statement: named(
      `series_by_${interval}`,
      shape,
      (argument) => sql`select date_trunc(${unit}, bucket, 'UTC') as bucket, ${sums}
        from ${allRows(shape, argument)} group by 1 order by 1`,
    ),
    values: valuesOf(question),
  };
}

export type UsageGroupBy = {
  readonly dimension: UsageDimension | 'PROJECT';
  readonly ascending: boolean;
  readonly limit: number;
};

/** Each row tells of the whole too, and there is one without a group where nothing was used. Empty: no such thing was named. */
export type UsageGroup = UsageSums & {
  readonly key: string | null;
  readonly groupCount: string;
  readonly overall: string;
};

/** The first groups by their total. Those alike are ordered by what they are of. */
export function selectUsageGroups(
  question: UsageQuestion,
  { dimension, ascending, limit }: UsageGroupBy,
): UsageRead<UsageGroup> {
  const shape = shapeOf(question, dimension);
  const direction = sql.raw(ascending ? 'asc' : 'desc');
  const name = `by_${dimension}_${ascending ? 'asc' : 'desc'}`;
  return {
    statement: named(
      name,
      shape,
      (argument) => sql`
        with grouped as materialized (
          select ${columnOf(dimension)} as key, ${sums} from ${allRows(shape, argument)} group by 1
        ), page as (
          select * from grouped order by total ${direction}, key collate "C" limit ${argument('limit', 'int')}
        ), overall as (select count(*) as "groupCount", coalesce(sum(total), 0) as overall from grouped)
        select page.*, overall.* from overall left join page on true
        order by total ${direction}, key collate "C"`,
    ),
    values: { ...valuesOf(question), limit },
  };
}
