import { FIRST_ROWS_MAX } from '../../repositories/purge.ts';
import { ROWS_MAX } from './step.ts';

/** How long a step takes with the pause after it, as measured with 500 tool calls in each. */
const STEP_SECONDS = 0.1;

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
