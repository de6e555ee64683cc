import { type RawBuilder, sql } from 'kysely';
import type { UsageRollup } from '../../postgres/generated/database.ts';
import type { Argument } from '../../postgres/query/statement.ts';
import { isVisibleProject } from '../../postgres/tenancy.ts';
import {
  allRows,
  cachedStatement,
  columnOf,
  GROUPS_MAX,
  GROUPS_OF_EXPORT_MAX,
  shapeOf,
  sums,
  type UsageGroup,
  type UsageGroupBy,
  type UsageQuery,
  type UsageRead,
  type UsageSpans,
  type Values,
  valuesOf,
} from './read.ts';

/** The calendar month that a range is close to. */
export const monthIn = ({ segments }: UsageSpans): Date | undefined =>
  segments.find(({ unit }) => unit === 'month')?.from;

/** The rows of that month. */
const monthly = (rollup: UsageRollup, argument: Argument<Values>) => sql`usage_month
  where organization_id = ${argument('organizationId')} and project_id = ${argument('ownerId', 'text')}
    and entity = ${argument('entity')}::usage_entity and cut = ${sql.lit(rollup)}::usage_cut and month = ${argument('month', 'timestamptz')}
    and ${isVisibleProject(argument('ownerId', 'text').$castTo<string>(), argument)}`;

/** Counts the groups of the month, including new ones and excluding emptied ones. Reads every key. */
const groupCount = (
  rollup: UsageRollup,
  argument: Argument<Values>,
) => sql`(select count(*) from ${monthly(rollup, argument)})
  + (select count(*) filter (where total > 0) - count(*) filter (where "isThere") from changed)`;

/** Returns the same groups as `selectUsageGroups`, for a query of one project and one dimension whose range is close to
 *  a calendar month. Differences from the month's rows, such as pending usage, are only added to the rows that they
 *  concern; all other rows are read in index order. The cost depends on the differences, not on the number of groups. */
export function selectMonthGroups(
  query: UsageQuery,
  { dimension, ascending, limit, isCounted }: UsageGroupBy,
): UsageRead<UsageGroup> {
  const shape = shapeOf(query, dimension);
  const { rollup } = shape;
  const order = (count: string) => sql.raw(ascending ? `${count} asc, key desc` : `${count} desc, key asc`);
  const rowsMax = limit > GROUPS_MAX ? GROUPS_OF_EXPORT_MAX : GROUPS_MAX;
  const suffix = `${isCounted ? '_counted' : ''}${limit > GROUPS_MAX ? '_export' : ''}`;
  const name = `month_by_${dimension}_${ascending ? 'asc' : 'desc'}${suffix}`;
  // The limit of the unchanged rows is a literal: for a parameter PostgreSQL assumes a tenth of all rows, and would
  // read and sort them all.
  const build = (argument: Argument<Values>): RawBuilder<UsageGroup> => sql`
    with changed as materialized (
      select change.key, change.total as change, there.key is not null as "isThere", change.total + coalesce(there.count, 0) as total,
        change."errorCount" + coalesce(there.error_count, 0) as "errorCount",
        change."durationMs" + coalesce(there.duration_ms, 0) as "durationMs"
      from (
        select ${columnOf(dimension)} collate "C" as key, ${sums} from ${allRows(shape, argument)} group by 1
      ) as change left join lateral (
        select * from ${monthly(rollup, argument)} and key = change.key offset 0
      ) as there on true
    ), unchanged as (
      select key, count as total, error_count as "errorCount", duration_ms as "durationMs"
      from ${monthly(rollup, argument)} and key not in (select key from changed)
      order by ${order('count')} limit ${sql.lit(rowsMax)}
    ), page as (
      select key, total, "errorCount", "durationMs" from changed where total > 0
      union all select * from unchanged
      order by ${order('total')} limit ${argument('limit', 'int')}
    ), overall as (
      select coalesce((select count from ${monthly('TOTAL', argument)} and key = ''), 0)
        + coalesce((select usage_sum(change) from changed), 0) as overall,
        ${isCounted ? groupCount(rollup, argument) : sql`null::bigint`} as "groupCount"
    )
    select page.*, overall.* from overall left join page on true order by ${order('total')}`;
  const [entity] = query.entities;
  const values = { ...valuesOf(query), entity, month: monthIn(query.spans), limit };
  return { statement: cachedStatement(name, shape, build), values };
}
