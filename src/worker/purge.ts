import { setTimeout as sleep } from 'node:timers/promises';
import { type AppContext, createSystemContext } from '../domain/core/app-context.ts';
import { purgeStep } from '../domain/purge/step.ts';

/** The interval of checks for deleted rows while there are none. */
const IDLE_MS = 1_000;
/** The delay after an error, such as a database outage. */
const RETRY_MS = 5_000;

/** Purges the rows of deleted objects until the signal, in batches. Pauses between two batches for as long as a batch took, so that the
 *  database serves other statements at least half of the time. */
export async function runPurge(
  app: Pick<AppContext, 'shared' | 'clock' | 'log'>,
  stopping: AbortSignal,
): Promise<void> {
  const context = createSystemContext(app);
  const workOnce = async () => {
    const startedAt = performance.now();
    return (await purgeStep(context)) ? performance.now() - startedAt : IDLE_MS;
  };
  while (!stopping.aborted) {
    const pauseMs = await workOnce().catch((err) => {
      app.log.warn({ err }, 'failed to purge deleted rows, retrying');
      return RETRY_MS;
    });
    await sleep(pauseMs, null, { signal: stopping }).catch(() => {});
  }
}
