import { FIRST_ROWS_MAX } from '../../repositories/purge.ts';
import { ROWS_MAX } from './step.ts';

/** How long a step with 500 tool calls and as many deliveries takes, with the pause after it: measured as 17 ms, and three
 *  times as long a pause. */
const STEP_SECONDS = 0.07;

type RowCount<Type extends string> = { readonly type: Type; readonly count: number };

/** Estimates how long a worker purges rows of several types, of each of which a step deletes a batch. 0: the deletion itself
 *  deletes them all. Other purges, which take turns with it, are not included. */
export function secondsOfPurge<Type extends string>(
  counts: readonly RowCount<Type>[],
  rowsPerStep: { readonly [Counted in Type]?: number },
): number {
  const left = counts.filter(({ count }) => count > FIRST_ROWS_MAX);
  const steps = left.map(({ type, count }) => Math.ceil(count / (rowsPerStep[type] ?? ROWS_MAX)));
  return Math.ceil(Math.max(0, ...steps) * STEP_SECONDS);
}
