import { z } from 'zod';
import { DAY_MS, HOUR_MS, MINUTE_MS, WEEK_MS } from '../../lib/duration.ts';
import { monthOf } from '../../lib/month.ts';
import type { Owner } from '../../postgres/tenancy.ts';
import { monthIn, selectMonthGroups } from '../../repositories/usage/monthly.ts';
import {
  GROUPS_MAX,
  GROUPS_OF_EXPORT_MAX,
  type Span,
  selectUsageGroups,
  selectUsageSeries,
  selectUsageSummary,
  type UsageInterval,
  type UsageSums,
} from '../../repositories/usage/read.ts';
import { SYSTEM } from '../core/actor.ts';
import { invalidValue, organizationNotFound } from '../core/errors.ts';
import type { RequestContext } from '../core/request-context.ts';
import { managedOrganization } from '../core/tenancy.ts';
import { orUndefined, parseInput } from '../core/validation.ts';
import {
  buildUsageQuery,
  type UsageEntityType,
  type UsageGrouping,
  type UsageInput,
  usageEntities,
} from './query.ts';
import { down, minutesKeptFrom } from './range.ts';

/** Counts, which may exceed the safe integers of JavaScript. */
export type UsageCounts = {
  readonly total: bigint;
  readonly errorCount: bigint;
  readonly durationMs: bigint;
};

export type UsageSummary = Span & {
  readonly total: bigint;
  readonly entities: readonly (UsageCounts & { readonly entityType: UsageEntityType })[];
};

export type UsageBreakdown = Span & {
  readonly total: bigint;
  readonly otherTotal: bigint;
  /** Null: not requested. */
  readonly groupCount: bigint | null;
  /** Key null: usage without a value in the dimension. */
  readonly groups: readonly (UsageCounts & { readonly key: string | null })[];
};

export type UsagePoint = UsageCounts & { readonly at: Date };

export type UsageTimeSeries = Span & { readonly total: bigint; readonly points: readonly UsagePoint[] };

const ZERO = { total: '0', errorCount: '0', durationMs: '0' };
const GROUPS_DEFAULT = 20;
const POINTS_MAX = 1_500;
/** The largest `first` of a breakdown that is an export. */
export const GROUPS_PER_EXPORT_MAX = GROUPS_OF_EXPORT_MAX;

const counts = ({ total, errorCount, durationMs }: UsageSums): UsageCounts => ({
  total: BigInt(total),
  errorCount: BigInt(errorCount),
  durationMs: BigInt(durationMs),
});

const sumOf = (rows: readonly UsageCounts[]) => rows.reduce((sum, { total }) => sum + total, 0n);

const summaryInput = z.object({ entityTypes: orUndefined(z.array(z.enum(usageEntities))) });

/** Returns the usage of each requested entity, with zeros for unused ones. */
export async function usageSummary(
  context: Pick<RequestContext, 'actor' | 'db' | 'startedAt'>,
  owner: Owner,
  input: UsageInput & { readonly entityTypes?: readonly UsageEntityType[] | null | undefined },
): Promise<UsageSummary> {
  const { entityTypes } = parseInput(summaryInput, { entityTypes: input.entityTypes });
  const requested = usageEntities.filter((entity) => entityTypes?.includes(entity) ?? true);
  const options = { entities: requested, groupBy: null, stepMsMax: WEEK_MS };
  const { range, query } = buildUsageQuery(context, owner, input, options);
  const { statement, values } = selectUsageSummary(query);
  const rows = await context.db.read(statement, values);
  const entities = requested.map((entityType) => ({
    entityType,
    ...counts(rows.find(({ entity }) => entity === entityType) ?? ZERO),
  }));
  return { ...range, total: sumOf(entities), entities };
}

/** Returns the usage of an organization in the current UTC month. Also for the operator, which can read no other usage. */
export async function usageThisMonth(
  context: RequestContext,
  { id }: { readonly id: string },
): Promise<UsageSummary> {
  const managed = managedOrganization(context.actor, id);
  if (!managed) throw organizationNotFound();
  const { db, startedAt } = context;
  const range = { from: monthOf(startedAt), to: monthOf(startedAt, 1) };
  return usageSummary({ db, startedAt, actor: SYSTEM }, { ...managed, projectId: null }, range);
}

export type UsageBreakdownInput = UsageInput & {
  readonly entityType: UsageEntityType;
  readonly groupBy: UsageGrouping;
  readonly orderBy?: 'TOTAL_DESC' | 'TOTAL_ASC' | null | undefined;
  readonly first?: number | null | undefined;
  /** Whether `first` can be up to `GROUPS_PER_EXPORT_MAX`: for routes that return groups without anything below them. */
  readonly isExport?: boolean;
  /** Whether `groupCount` is requested, which may be all that needs every group. */
  readonly isCounted: boolean;
};

const pageInput = (groupsMax: number) =>
  z.object({
    first: z.int().min(1, 'must be at least 1').max(groupsMax, `must be at most ${groupsMax}`).nullish(),
  });

/** Returns the groups with the most, or the least, usage, and the total of all other groups. */
export async function usageBreakdown(
  context: RequestContext,
  owner: Owner,
  input: UsageBreakdownInput,
): Promise<UsageBreakdown> {
  const { groupBy, isCounted, isExport } = input;
  const schema = pageInput(isExport ? GROUPS_PER_EXPORT_MAX : GROUPS_MAX);
  const limit = parseInput(schema, { first: input.first }).first ?? GROUPS_DEFAULT;
  const options = { entities: [input.entityType], groupBy, stepMsMax: WEEK_MS };
  const { range, query } = buildUsageQuery(context, owner, input, options);
  const order = { dimension: groupBy, ascending: input.orderBy === 'TOTAL_ASC', limit, isCounted };
  const select = monthIn(query.spans) ? selectMonthGroups : selectUsageGroups;
  const { statement, values } = select(query, order);
  const rows = await context.db.read(statement, values);
  const groups = rows.flatMap(({ key, ...sums }) =>
    key === null ? [] : [{ key: key === '' ? null : key, ...counts(sums) }],
  );
  const { overall = 0, groupCount = 0 } = rows[0] ?? {};
  const total = BigInt(overall);
  return {
    ...range,
    total,
    otherTotal: total - sumOf(groups),
    groupCount: groupCount === null ? null : BigInt(groupCount),
    groups,
  };
}

const stepMs: Readonly<Record<UsageInterval, number>> = { MINUTE: MINUTE_MS, HOUR: HOUR_MS, DAY: DAY_MS };

export type UsageTimeSeriesInput = UsageInput & {
  readonly entityType: UsageEntityType;
  readonly interval: UsageInterval;
};

/** Returns the usage of each minute, hour or day of UTC, including those without any. The first and the last are counted
 *  within the range only. */
export async function usageTimeSeries(
  context: RequestContext,
  owner: Owner,
  input: UsageTimeSeriesInput,
): Promise<UsageTimeSeries> {
  const { entityType, interval } = input;
  const step = stepMs[interval];
  const options = { entities: [entityType], groupBy: null, stepMsMax: step };
  const { range, query } = buildUsageQuery(context, owner, input, options);
  const buckets = bucketsOf(range, step);
  if (buckets.length > POINTS_MAX)
    throw invalidValue(
      'from',
      `The series has more than ${POINTS_MAX} points.`,
      'Request a shorter range, or a longer interval.',
    );
  if (interval === 'MINUTE') requireMinutes(context, range);
  const { statement, values } = selectUsageSeries(query, interval);
  const rows = await context.db.read(statement, values);
  const sumsByBucket = new Map(rows.map(({ bucket, ...sums }) => [bucket.getTime(), sums]));
  const points = buckets.map((at) => ({ at, ...counts(sumsByBucket.get(at.getTime()) ?? ZERO) }));
  return { ...range, total: sumOf(points), points };
}

function requireMinutes(context: RequestContext, { from }: Span): void {
  const minutesFrom = minutesKeptFrom(context.startedAt);
  if (from < minutesFrom)
    throw invalidValue(
      'from',
      `Minutes are kept from ${minutesFrom.toISOString()} on.`,
      'Request interval: HOUR.',
    );
}

function bucketsOf({ from, to }: Span, step: number): readonly Date[] {
  const first = down(from, step).getTime();
  const count = Math.max(0, Math.ceil((to.getTime() - first) / step));
  return Array.from({ length: from < to ? count : 0 }, (_, index) => new Date(first + index * step));
}
