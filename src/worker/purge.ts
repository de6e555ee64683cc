import { setTimeout as sleep } from 'node:timers/promises';
import { type AppContext, createSystemContext } from '../domain/core/app-context.ts';
import { purgeStep } from '../domain/purge/step.ts';

/** The interval of checks for deleted rows while there are none. */
const IDLE_MS = 1_000;
/** The delay after an error, such as a database outage. */
const RETRY_MS = 5_000;

/** Pause between two batches, as a multiple of the duration of the last one: the database serves other statements at least three quarters
 *  of the time. */
const PAUSE_FACTOR = 3;

/** Purges the rows of deleted objects until the signal, in batches with pauses between them. */
export async function runPurge(
  app: Pick<AppContext, 'shared' | 'clock' | 'log'>,
  stopping: AbortSignal,
): Promise<void> {
  const context = createSystemContext(app);
  const workOnce = async () => {
    const startedAt = performance.now();
    return (await purgeStep(context)) ? PAUSE_FACTOR * (performance.now() - startedAt) : IDLE_MS;
  };
  while (!stopping.aborted) {
    const pauseMs = await workOnce().catch((err) => {
      app.log.warn({ err }, 'failed to purge deleted rows, retrying');
      return RETRY_MS;
    });
    await sleep(pauseMs, null, { signal: stopping }).catch(() => {});
  }
}
