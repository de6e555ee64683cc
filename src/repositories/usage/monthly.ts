import { type RawBuilder, sql } from 'kysely';
import type { UsageCut } from '../../postgres/generated/database.ts';
import type { Argument } from '../../postgres/query/statement.ts';
import { isVisibleProject } from '../../postgres/tenancy.ts';
import {
  allRows,
  cachedStatement,
  columnOf,
  GROUPS_MAX,
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

/** The month that a range comes near to. */
export const monthIn = ({ segments }: UsageSpans): Date | undefined =>
  segments.find(({ unit }) => unit === 'month')?.from;

/** The rows of that month. */
const monthly = (cut: UsageCut, argument: Argument<Values>) => sql`usage_month
  where organization_id = ${argument('organizationId')} and project_id = ${argument('ownerId', 'text')}
    and entity = ${argument('entity')}::usage_entity and cut = ${sql.lit(cut)}::usage_cut and month = ${argument('month', 'timestamptz')}
    and ${isVisibleProject(argument('ownerId', 'text').$castTo<string>(), argument)}`;

/** How many rows the month has, with those that came and without those of which nothing is left. It reads every key. */
const groupCount = (
  cut: UsageCut,
  argument: Argument<Values>,
) => sql`(select count(*) from ${monthly(cut, argument)})
  + (select count(*) filter (where total > 0) - count(*) filter (where "isThere") from changed)`;

/** The same groups as of any range, of a question about one project and one dimension whose range comes near to a month. What
 *  the month does not tell, such as what is pending, is added to the rows that it is about, and to no others: these stand in their
 *  order in an index. So it takes as long as there is to add, and not as long as there are groups. */
export function selectMonthGroups(
  query: UsageQuery,
  { dimension, ascending, limit, isCounted }: UsageGroupBy,
): UsageRead<UsageGroup> {
  const shape = shapeOf(query, dimension);
  const { cut } = shape;
  const order = (count: string) => sql.raw(ascending ? `${count} asc, key desc` : `${count} desc, key asc`);
  const name = `month_by_${dimension}_${ascending ? 'asc' : 'desc'}${isCounted ? '_counted' : ''}`;
  // The limit of the rows that the month alone knows is written out: of one that it does not know when it plans, PostgreSQL thinks
  // that it lets a tenth of them through, and would read and sort them all.
  const build = (argument: Argument<Values>): RawBuilder<UsageGroup> => sql`
    with changed as materialized (
      select change.key, change.total as change, there.key is not null as "isThere", change.total + coalesce(there.count, 0) as total,
        change."errorCount" + coalesce(there.error_count, 0) as "errorCount",
        change."durationMs" + coalesce(there.duration_ms, 0) as "durationMs"
      from (
        select ${columnOf(dimension)} collate "C" as key, ${sums} from ${allRows(shape, argument)} group by 1
      ) as change left join lateral (
        select * from ${monthly(cut, argument)} and key = change.key offset 0
      ) as there on true
    ), unchanged as (
      select key, count as total, error_count as "errorCount", duration_ms as "durationMs"
      from ${monthly(cut, argument)} and key not in (select key from changed)
      order by ${order('count')} limit ${sql.lit(GROUPS_MAX)}
    ), page as (
      select key, total, "errorCount", "durationMs" from changed where total > 0
      union all select * from unchanged
      order by ${order('total')} limit ${argument('limit', 'int')}
    ), overall as (
      select coalesce((select count from ${monthly('TOTAL', argument)} and key = ''), 0)
        + coalesce((select usage_sum(change) from changed), 0) as overall,
        ${isCounted ? groupCount(cut, argument) : sql`null::bigint`} as "groupCount"
    )
    select page.*, overall.* from overall left join page on true order by ${order('total')}`;
  const [entity] = query.entities;
  const values = { ...valuesOf(query), entity, month: monthIn(query.spans), limit };
  return { statement: cachedStatement(name, shape, build), values };
}
