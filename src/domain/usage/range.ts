import { z } from 'zod';
import { STEPS_BEGIN, type UsageLevel, type UsageUnit } from '../../data/usage-level.ts';
import type { Span, UsagePiece, UsageSpans } from '../../data/usage-read.ts';
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

/** The border of steps that is nearest. Of what is still to come there is nothing, so it is not far. Never swaps two moments. */
function nearest(moment: Date, stepMs: number, now: Date): Date {
  const past = (moment.getTime() - STEPS_BEGIN.getTime()) % stepMs;
  const sinceBorder = past < 0 ? past + stepMs : past;
  const untilBorder = Math.min(stepMs - sinceBorder, Math.max(0, now.getTime() - moment.getTime()));
  const away = untilBorder < sinceBorder ? stepMs - sinceBorder : -sinceBorder;
  return new Date(moment.getTime() + away);
}

/** What to add from one moment to another, or to take away where that is earlier. */
function edge(unit: UsageUnit, from: Date, to: Date): readonly UsagePiece[] {
  if (from.getTime() === to.getTime()) return [];
  return [from < to ? { unit, from, to, sign: 1 } : { unit, from: to, to: from, sign: -1 }];
}

/** The largest steps that come near to a range, and by smaller ones what they lack at both ends or have too much. */
function piecesOf({ from, to }: Span, levels: readonly UsageLevel[], now: Date): readonly UsagePiece[] {
  const [level, next, ...larger] = levels;
  if (!level) return [];
  const { unit } = level;
  if (!next) return edge(unit, from, to);
  const inner = { from: nearest(from, next.stepMs, now), to: nearest(to, next.stepMs, now) };
  if (inner.from >= inner.to) return edge(unit, from, to);
  const edges = [...edge(unit, from, inner.from), ...edge(unit, inner.to, to)];
  return [...edges, ...piecesOf(inner, [next, ...larger], now)];
}

/** The pieces of a range in the levels that are given. */
export const spansOf = (whole: Span, levels: readonly UsageLevel[], now: Date): UsageSpans => ({
  whole,
  pieces: piecesOf(whole, levels, now),
});
