import { dropMinutesBefore, rollUpPending } from '../../repositories/usage/rollup.ts';
import type { RequestContext } from '../core/request-context.ts';
import { minutesKeptFrom } from './range.ts';

type RollupContext = Pick<RequestContext, 'bookkeeping' | 'now'>;

/** Rows per step, so that a step blocks changes of a project for less than a second. */
const ROWS_MAX = 5_000;

/** Rolls up all pending rows, unless another process is doing so. Counts are the same before and after. After the signal,
 *  stops between two steps. Returns the number of rows rolled up. */
export async function rollUpUsage(context: RollupContext, stopping?: AbortSignal): Promise<number> {
  let rolledUp = 0;
  while (!stopping?.aborted) {
    const count = await context.bookkeeping.transaction((tx) => rollUpPending(tx, ROWS_MAX, context.now()));
    rolledUp += count;
    if (count < ROWS_MAX) break;
  }
  return rolledUp;
}

/** Deletes minutes that can no longer be queried. */
export async function purgeOldMinutes(context: RollupContext): Promise<void> {
  const month = minutesKeptFrom(context.now());
  await context.bookkeeping.transaction((tx) => dropMinutesBefore(tx, month));
}
