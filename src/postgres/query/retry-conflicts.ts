import { setTimeout as sleep } from 'node:timers/promises';
import { isConflict } from '../errors.ts';

const ATTEMPTS_MAX = 5;
const BACKOFF_MS = 5;

/** Does a transaction again that PostgreSQL has undone because another was in its way, a few times at most. `work` must be a whole
 *  transaction that leaves nothing behind but what it commits and returns. */
export async function retryConflicts<Result>(work: () => Promise<Result>): Promise<Result> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await work();
    } catch (error) {
      if (attempt >= ATTEMPTS_MAX || !isConflict(error)) throw error;
      // Two that were in each other's way would meet again after the same pause.
      await sleep(BACKOFF_MS * 2 ** attempt * Math.random());
    }
  }
}
