import { z } from 'zod';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../lib/duration.ts';
import { monthOf } from '../../lib/month.ts';
import { STEPS_BEGIN, type UsageLevel, type UsageUnit } from '../../repositories/usage/level.ts';
import type { Span, UsageSegment, UsageSpans } from '../../repositories/usage/read.ts';
import { invalidValue } from '../core/errors.ts';
import type { RequestContext } from '../core/request-context.ts';
import { instantInput, parseInput } from '../core/validation.ts';

const DEFAULT_DAYS = 30;
const DAYS_MAX = 366;
const MINUTES_KEPT_MONTHS = 3;

/** From here on minutes are kept: the first of the third month before this one. Of what is older only whole hours are known. */
export const minutesKeptFrom = (now: Date): Date => monthOf(now, -MINUTES_KEPT_MONTHS);

const SECOND_DAY = new Date('0001-01-02T00:00:00Z');

const instant = instantInput
  .refine((at) => at >= SECOND_DAY, 'must be later than the first day of year 1')
  .nullish();
const rangeInput = z.object({ from: instant, to: instant });

/** Absent and null: until now, and 30 days. */
export type UsageRangeInput = {
  readonly from?: Date | null | undefined;
  readonly to?: Date | null | undefined;
};

/** The range that is asked for, `from` inclusive and `to` exclusive. What is counted is a minute, or where minutes are no
 *  longer kept an hour, so both ends go up to where the next one begins. Throws BAD_USER_INPUT. */
export function readRange(context: RequestContext, input: UsageRangeInput): Span {
  const given = parseInput(rangeInput, { from: input.from, to: input.to });
  const to = given.to ?? new Date(context.startedAt.getTime() + 1);
  const from = given.from ?? new Date(to.getTime() - DEFAULT_DAYS * DAY_MS);
  if (from >= to)
    throw invalidValue('from', 'from must be before to.', 'Give an earlier from, or a later to.');
  if (to.getTime() - from.getTime() > DAYS_MAX * DAY_MS)
    throw invalidValue('from', `The range is longer than ${DAYS_MAX} days.`, 'Give a later from.');
  const kept = minutesKeptFrom(context.startedAt);
  const align = (moment: Date) => earlier(up(moment, moment < kept ? HOUR_MS : MINUTE_MS), LAST_MINUTE);
  return { from: align(from), to: align(to) };
}

/** No minute begins later in a year of four digits. */
const LAST_MINUTE = new Date('9999-12-31T23:59:00Z');

const earlier = (one: Date, other: Date) => (one < other ? one : other);
const up = (moment: Date, stepMs: number) => new Date(Math.ceil(moment.getTime() / stepMs) * stepMs);
export const down = (moment: Date, stepMs: number) =>
  new Date(Math.floor(moment.getTime() / stepMs) * stepMs);

/** What a range is divided into: steps of one length, or calendar months. */
type Grain = { readonly unit: UsageUnit; readonly stepMs: number } | { readonly unit: 'month' };

function boundariesAround(moment: Date, step: Grain): Span {
  if (step.unit === 'month') return { from: monthOf(moment), to: monthOf(moment, 1) };
  const begin = STEPS_BEGIN.getTime();
  const from = begin + down(new Date(moment.getTime() - begin), step.stepMs).getTime();
  return { from: new Date(from), to: new Date(from + step.stepMs) };
}

/** How much of the time between two moments has passed. Of what lies ahead there is hardly anything, so it is not far. */
const passedMs = (from: Date, to: Date, now: Date) =>
  Math.max(0, Math.min(to.getTime(), now.getTime()) - from.getTime());

/** The border of steps that is nearest. Never swaps two moments. */
function nearest(moment: Date, step: Grain, now: Date): Date {
  const { from, to } = boundariesAround(moment, step);
  return passedMs(moment, to, now) < passedMs(from, moment, now) ? to : from;
}

/** What to add from one moment to another, or to take away where that is earlier. */
function edge({ unit }: Grain, from: Date, to: Date): readonly UsageSegment[] {
  if (from.getTime() === to.getTime()) return [];
  return [from < to ? { unit, from, to, sign: 1 } : { unit, from: to, to: from, sign: -1 }];
}

/** The largest steps that come near to a range, and by smaller ones what they lack at both ends or have too much. */
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
/** As far as the months of all time zones are from those of UTC. */
const FROM_MONTH_MS_MAX = DAY_MS;

/** Whether a range is a calendar month, or nearly. This month so far is one. */
function isNearMonth({ from, to }: Span, now: Date): boolean {
  const month = { from: nearest(from, MONTH, now), to: nearest(to, MONTH, now) };
  const isNear = (moment: Date, border: Date) =>
    passedMs(moment, border, now) + passedMs(border, moment, now) <= FROM_MONTH_MS_MAX;
  const isOne = monthOf(month.from, 1).getTime() === month.to.getTime();
  return isOne && isNear(from, month.from) && isNear(to, month.to);
}

/** The pieces of a range in the levels that are given. */
export const segmentsByGrain = (whole: Span, levels: readonly UsageLevel[], now: Date): UsageSpans => ({
  whole,
  pieces: segmentsOf(whole, levels, now),
});

/** The same where calendar months are kept too. They begin with a day, and not with a week. */
export function segmentsWithMonth(whole: Span, levels: readonly UsageLevel[], now: Date): UsageSpans {
  const days = levels.filter(({ stepMs }) => stepMs <= DAY_MS);
  return { whole, pieces: segmentsOf(whole, isNearMonth(whole, now) ? [...days, MONTH] : levels, now) };
}
