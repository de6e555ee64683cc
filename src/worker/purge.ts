import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger as Log } from 'pino';
import type { RequestContext } from '../domain/core/request-context.ts';
import { purgeStep } from '../domain/purge/step.ts';

/** How long what is deleted waits for its purge to begin, about. */
const IDLE_MS = 1_000;
/** While the database is away. */
const RETRY_MS = 5_000;

/** Purges what belongs to deleted things until the signal, a batch at a time. Between two batches it leaves the database as long
 *  to others as a batch took. */
export async function runPurge(
  { context, log }: { readonly context: RequestContext; readonly log: Log },
  stopping: AbortSignal,
): Promise<void> {
  const workOnce = async () => {
    const startedAt = performance.now();
    return (await purgeStep(context)) ? performance.now() - startedAt : IDLE_MS;
  };
  while (!stopping.aborted) {
    const pauseMs = await workOnce().catch((err) => {
      log.warn({ err }, 'purging deleted rows failed and is tried again');
      return RETRY_MS;
    });
    await sleep(pauseMs, null, { signal: stopping }).catch(() => {});
  }
}
