import { setTimeout as sleep } from 'node:timers/promises';
import { isConflict } from '../errors.ts';

const ATTEMPTS_MAX = 5;
const BACKOFF_MS = 5;

/** Retries a transaction that PostgreSQL rolled back because of a concurrent one, up to ATTEMPTS_MAX times. `work` must
 *  be a complete transaction without effects besides what it commits and returns. */
export async function retryConflicts<Result>(work: () => Promise<Result>): Promise<Result> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await work();
    } catch (error) {
      if (attempt >= ATTEMPTS_MAX || !isConflict(error)) throw error;
      // A random delay, because two conflicting transactions would conflict again after the same one.
      await sleep(BACKOFF_MS * 2 ** attempt * Math.random());
    }
  }
}
