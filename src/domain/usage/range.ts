import { z } from 'zod';
import type { Span, UsageSpans } from '../../data/usage-read.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../lib/duration.ts';
import { monthOf } from '../../lib/month.ts';
import { invalidValue } from '../errors.ts';
import { parseInput } from '../input.ts';
import type { Scope } from '../scope.ts';

const DEFAULT_DAYS = 30;
const DAYS_MAX = 366;
const MINUTES_KEPT_MONTHS = 3;

/** From here on minutes are kept: the first of the third month before this one. Of what is older only whole hours are known. */
export const minutesKeptFrom = (now: Date): Date => monthOf(now, -MINUTES_KEPT_MONTHS);

const instant = z.date().min(new Date('0001-01-02T00:00:00Z'), 'must be of the year 1 or later').nullish();
const rangeInput = z.object({ from: instant, to: instant });

/** Absent and null: until now, and 30 days. */
export type UsageRangeInput = {
  readonly from?: Date | null | undefined;
  readonly to?: Date | null | undefined;
};

/** The range that is asked for, `from` inclusive and `to` exclusive. What is counted is a minute, or where minutes are no
 *  longer kept an hour, so both ends go up to where the next one begins. Throws BAD_USER_INPUT. */
export function readRange(scope: Scope, input: UsageRangeInput): Span {
  const given = parseInput(rangeInput, { from: input.from, to: input.to });
  const to = given.to ?? new Date(scope.startedAt.getTime() + 1);
  const from = given.from ?? new Date(to.getTime() - DEFAULT_DAYS * DAY_MS);
  if (from >= to)
    throw invalidValue('from', 'from must be before to.', 'Give an earlier from, or a later to.');
  if (to.getTime() - from.getTime() > DAYS_MAX * DAY_MS)
    throw invalidValue('from', `The range is longer than ${DAYS_MAX} days.`, 'Give a later from.');
  const kept = minutesKeptFrom(scope.startedAt);
  const align = (moment: Date) => up(moment, moment < kept ? HOUR_MS : MINUTE_MS);
  return { from: align(from), to: align(to) };
}

const up = (moment: Date, stepMs: number) => new Date(Math.ceil(moment.getTime() / stepMs) * stepMs);
export const down = (moment: Date, stepMs: number) =>
  new Date(Math.floor(moment.getTime() / stepMs) * stepMs);

const isEmpty = ({ from, to }: Span) => from >= to;
const nothing = ({ to }: Span): Span => ({ from: to, to });

/** What of a span are whole steps, and what is left before and after them. */
function split(span: Span, stepMs: number): { readonly inner: Span; readonly edges: readonly Span[] } {
  const inner = { from: up(span.from, stepMs), to: down(span.to, stepMs) };
  if (isEmpty(inner)) return { inner: nothing(span), edges: [span] };
  const edges = [
    { from: span.from, to: inner.from },
    { from: inner.to, to: span.to },
  ];
  return { inner, edges: edges.filter((edge) => !isEmpty(edge)) };
}

/** Cuts a range into the largest steps that are not larger than the given one. */
export function spansOf(whole: Span, largestMs: number): UsageSpans {
  const uncut = { inner: nothing(whole), edges: [whole] };
  const days = largestMs >= DAY_MS ? split(whole, DAY_MS) : uncut;
  const hours = days.edges.map((edge) =>
    largestMs >= HOUR_MS ? split(edge, HOUR_MS) : { inner: nothing(edge), edges: [edge] },
  );
  const none = nothing(whole);
  const [hours0 = none, hours1 = none] = hours.map(({ inner }) => inner);
  const [minutes0 = none, minutes1 = none] = hours.flatMap(({ edges }) => edges);
  return { whole, days: days.inner, hours: [hours0, hours1], minutes: [minutes0, minutes1] };
}
