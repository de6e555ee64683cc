import { z } from 'zod';
import type { RequestContext } from '../domain/core/request-context.ts';
import { beginAttempt, type Outcome, recordAttempt, releaseAttempt } from '../domain/webhook/attempt.ts';
import type { ConcurrencyLimit, EndpointHealth } from './concurrency-limit.ts';
import { type SendOptions, sendWebhook } from './webhook-client.ts';

/** What the trigger of the table writes into a job. */
const jobPayload = z.object({
  organizationId: z.string(),
  subscriptionId: z.string(),
  deliveryId: z.string(),
  attempts: z.number(),
});

export type Delivering = {
  readonly context: RequestContext;
  readonly slots: ConcurrencyLimit;
  readonly options: SendOptions;
  /** A request that takes longer counts as one that failed, as far as slots are concerned. */
  readonly slowMs: number;
};

/** Makes one try of a delivery and writes down what came of it, outside of any transaction. A try that the signal ends
 *  goes back to the queue and does not count; so does one for which there is no slot. */
export async function deliverWebhook(
  { context, slots, options, slowMs }: Delivering,
  job: unknown,
  signal: AbortSignal,
): Promise<void> {
  const { subscriptionId, ...key } = jobPayload.parse(job);
  const user = { organizationId: key.organizationId, subscriptionId };
  if (!slots.acquire(user)) return releaseAttempt(context, key);
  let health: EndpointHealth | null = null;
  try {
    const attempt = await beginAttempt(context, key);
    if (!attempt) return;
    const startedAt = performance.now();
    const outcome = await sendWebhook(attempt, options, signal).catch((error) => {
      if (signal.aborted) return null;
      throw error;
    });
    health = outcome && healthOf(outcome, performance.now() - startedAt <= slowMs);
    await (outcome ? recordAttempt(context, attempt, outcome) : releaseAttempt(context, key));
  } finally {
    slots.release(user, health);
  }
}

const healthOf = ({ error }: Outcome, isInTime: boolean): EndpointHealth =>
  error === null && isInTime ? 'good' : 'slow or failing';
