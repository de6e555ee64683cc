import { z } from 'zod';
import type { RequestContext } from '../domain/core/request-context.ts';
import { beginAttempt, type Outcome, recordAttempt, releaseAttempt } from '../domain/webhook/attempt.ts';
import type { ConcurrencyLimit, EndpointHealth } from './concurrency-limit.ts';
import { type SendOptions, sendWebhook } from './webhook-client.ts';

/** The payload of a job, which the table's trigger writes. */
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
  /** A slower request marks its endpoint as degraded. */
  readonly slowMs: number;
};

/** Makes one delivery attempt and persists its outcome, outside of a transaction. An attempt that the signal aborts, or that gets no slot,
 *  returns to the queue and does not count. */
export async function deliverWebhook(
  { context, slots, options, slowMs }: Delivering,
  job: unknown,
  signal: AbortSignal,
): Promise<void> {
  const { subscriptionId, ...key } = jobPayload.parse(job);
  const holder = { organizationId: key.organizationId, subscriptionId };
  if (!slots.acquire(holder)) return releaseAttempt(context, key);
  let health: EndpointHealth | null = null;
  try {
    const attempt = await beginAttempt(context, key);
    if (!attempt) return;
    const startedAt = performance.now();
    const outcome = await sendWebhook({ context, options }, attempt, signal).catch((error) => {
      if (signal.aborted) return null;
      throw error;
    });
    health = outcome && healthOf(outcome, performance.now() - startedAt <= slowMs);
    await (outcome ? recordAttempt(context, attempt, outcome) : releaseAttempt(context, key));
  } finally {
    slots.release(holder, health);
  }
}

const healthOf = ({ error }: Outcome, isFast: boolean): EndpointHealth =>
  error === null && isFast ? 'healthy' : 'degraded';
