import { z } from 'zod';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../lib/duration.ts';
import { monthOf } from '../../lib/month.ts';
import { STEPS_BEGIN, type UsageLevel, type UsageUnit } from '../../repositories/usage/level.ts';
import type { Span, UsageSegment, UsageSpans } from '../../repositories/usage/read.ts';
import { invalidValue } from '../core/errors.ts';
import type { RequestContext } from '../core/request-context.ts';
import { instantInput, parseInput } from '../core/validation.ts';

const DEFAULT_DAYS = 30;
/** @limit objects: range of a usage query */
const DAYS_MAX = 366;
const MINUTES_KEPT_MONTHS = 3;

/** Returns since when minutes are kept: the first day of the third month before the current one. Older usage is only known
 *  by the hour. */
export const minutesKeptFrom = (now: Date): Date => monthOf(now, -MINUTES_KEPT_MONTHS);

const SECOND_DAY = new Date('0001-01-02T00:00:00Z');

const instant = instantInput
  .refine((at) => at >= SECOND_DAY, 'must be later than the first day of year 1')
  .nullish();
const rangeInput = z.object({ from: instant, to: instant });

/** Absent and null: the last 30 days. */
export type UsageRangeInput = {
  readonly from?: Date | null | undefined;
  readonly to?: Date | null | undefined;
};

/** Returns the requested range, `from` inclusive and `to` exclusive. Both ends are rounded up to a full minute, or to a
 *  full hour where minutes are no longer kept. Throws BAD_USER_INPUT. */
export function readRange(context: Pick<RequestContext, 'startedAt'>, input: UsageRangeInput): Span {
  const requested = parseInput(rangeInput, { from: input.from, to: input.to });
  const to = requested.to ?? new Date(context.startedAt.getTime() + 1);
  const from = requested.from ?? new Date(to.getTime() - DEFAULT_DAYS * DAY_MS);
  if (from >= to)
    throw invalidValue('from', 'from must be before to.', 'Give an earlier from, or a later to.');
  if (to.getTime() - from.getTime() > DAYS_MAX * DAY_MS)
    throw invalidValue('from', `The range is longer than ${DAYS_MAX} days.`, 'Give a later from.');
  const minutesFrom = minutesKeptFrom(context.startedAt);
  const align = (instant: Date) =>
    earlier(up(instant, instant < minutesFrom ? HOUR_MS : MINUTE_MS), LAST_MINUTE);
  return { from: align(from), to: align(to) };
}

/** The last minute of the last year with four digits. */
const LAST_MINUTE = new Date('9999-12-31T23:59:00Z');

const earlier = (one: Date, other: Date) => (one < other ? one : other);
const up = (instant: Date, stepMs: number) => new Date(Math.ceil(instant.getTime() / stepMs) * stepMs);
export const down = (instant: Date, stepMs: number) =>
  new Date(Math.floor(instant.getTime() / stepMs) * stepMs);

/** The grain of a range: steps of one length, or calendar months. */
type Grain = { readonly unit: UsageUnit; readonly stepMs: number } | { readonly unit: 'month' };

function boundariesAround(instant: Date, step: Grain): Span {
  if (step.unit === 'month') return { from: monthOf(instant), to: monthOf(instant, 1) };
  const begin = STEPS_BEGIN.getTime();
  const from = begin + down(new Date(instant.getTime() - begin), step.stepMs).getTime();
  return { from: new Date(from), to: new Date(from + step.stepMs) };
}

/** Returns how much of the time between two instants has passed. The future has hardly any usage, so that it costs nothing
 *  to read. */
const passedMs = (from: Date, to: Date, now: Date) =>
  Math.max(0, Math.min(to.getTime(), now.getTime()) - from.getTime());

/** Returns the nearest boundary between steps. Never swaps two instants. */
function nearest(instant: Date, step: Grain, now: Date): Date {
  const { from, to } = boundariesAround(instant, step);
  return passedMs(instant, to, now) < passedMs(from, instant, now) ? to : from;
}

/** Returns the segment between two instants: to add, or to subtract when the second is earlier. */
function edge({ unit }: Grain, from: Date, to: Date): readonly UsageSegment[] {
  if (from.getTime() === to.getTime()) return [];
  return [from < to ? { unit, from, to, sign: 1 } : { unit, from: to, to: from, sign: -1 }];
}

/** Returns the largest steps that approximate a range, and smaller ones to add or subtract at both ends. */
function segmentsOf({ from, to }: Span, steps: readonly Grain[], now: Date): readonly UsageSegment[] {
  const [step, next, ...larger] = steps;
  if (!step) return [];
  if (!next) return edge(step, from, to);
  const inner = { from: nearest(from, next, now), to: nearest(to, next, now) };
  if (inner.from >= inner.to) return edge(step, from, to);
  const edges = [...edge(step, from, inner.from), ...edge(step, inner.to, to)];
  return [...edges, ...segmentsOf(inner, [next, ...larger], now)];
}

const MONTH: Grain = { unit: 'month' };
/** The largest offset of a time zone's month from the month in UTC. */
const FROM_MONTH_MS_MAX = DAY_MS;

/** Returns whether a range is a calendar month, or nearly so. The current month so far is one. */
function isNearMonth({ from, to }: Span, now: Date): boolean {
  const month = { from: nearest(from, MONTH, now), to: nearest(to, MONTH, now) };
  const isNear = (instant: Date, border: Date) =>
    passedMs(instant, border, now) + passedMs(border, instant, now) <= FROM_MONTH_MS_MAX;
  const isOneMonth = monthOf(month.from, 1).getTime() === month.to.getTime();
  return isOneMonth && isNear(from, month.from) && isNear(to, month.to);
}

/** Splits a range into segments of the given levels. */
export const segmentsByGrain = (range: Span, levels: readonly UsageLevel[], now: Date): UsageSpans => ({
  range,
  segments: segmentsOf(range, levels, now),
});

/** Splits a range where calendar months are kept too. Months start with a day, but not with a week. */
export function segmentsWithMonth(range: Span, levels: readonly UsageLevel[], now: Date): UsageSpans {
  const days = levels.filter(({ stepMs }) => stepMs <= DAY_MS);
  return {
    range,
    segments: segmentsOf(range, isNearMonth(range, now) ? [...days, MONTH] : levels, now),
  };
}
