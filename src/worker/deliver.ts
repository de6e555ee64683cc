import { z } from 'zod';
import type { Scope } from '../domain/scope.ts';
import { beginAttempt, type Outcome, recordAttempt, returnAttempt } from '../domain/webhook/attempt.ts';
import { type PostOptions, post } from './post.ts';
import type { Slots } from './slots.ts';

/** What the trigger of the table writes into a job. */
const jobPayload = z.object({
  organizationId: z.string(),
  subscriptionId: z.string(),
  deliveryId: z.string(),
  attempts: z.number(),
});

export type Delivering = {
  readonly scope: Scope;
  readonly slots: Slots;
  readonly options: PostOptions;
};

/** Makes one try of a delivery and writes down what came of it, outside of any transaction. A try that the signal ends
 *  goes back to the queue and does not count; so does one for which the subscription has no room. */
export async function deliver(
  { scope, slots, options }: Delivering,
  job: unknown,
  signal: AbortSignal,
): Promise<void> {
  const { subscriptionId, ...key } = jobPayload.parse(job);
  if (!slots.enter(subscriptionId)) return returnAttempt(scope, key);
  let outcome: Outcome | null = null;
  try {
    const attempt = await beginAttempt(scope, key);
    if (!attempt) return;
    outcome = await post(attempt, options, signal).catch((error) => {
      if (signal.aborted) return null;
      throw error;
    });
    await (outcome ? recordAttempt(scope, key, outcome) : returnAttempt(scope, key));
  } finally {
    slots.leave(subscriptionId, outcome && outcome.error === null);
  }
}
