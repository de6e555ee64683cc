import { dropMinutesBefore, rollUpPending } from '../../repositories/usage/rollup.ts';
import type { RequestContext } from '../core/request-context.ts';
import { minutesKeptFrom } from './range.ts';

type RollupResult = Pick<RequestContext, 'bookkeeping' | 'now'>;

/** A step of the fold. So many rows keep a project from being changed for less than a second. */
const ROWS_MAX = 5_000;

/** Folds all that is pending, unless somebody else is just doing it. What is counted is the same before and after. The
 *  signal ends it between two steps. Gives how many rows were folded. */
export async function rollUpUsage(scope: RollupResult, stopping?: AbortSignal): Promise<number> {
  let folded = 0;
  while (!stopping?.aborted) {
    const count = await scope.bookkeeping.transaction((tx) => rollUpPending(tx, ROWS_MAX, scope.now()));
    folded += count;
    if (count < ROWS_MAX) break;
  }
  return folded;
}

/** Forgets minutes that are older than anybody may ask for. */
export async function purgeOldMinutes(scope: RollupResult): Promise<void> {
  const month = minutesKeptFrom(scope.now());
  await scope.bookkeeping.transaction((tx) => dropMinutesBefore(tx, month));
}
