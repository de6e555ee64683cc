import { DAY_MS } from '../../lib/duration.ts';
import { repeatUntilEmpty } from '../../postgres/batched-delete.ts';
import {
  type AttemptKey,
  deleteOldDeliveries,
  failDelivery,
  postponeAttempt,
  requeueStaleDeliveries,
  selectAttempt,
  updateAttempted,
} from '../../repositories/webhook/attempt.ts';
import type { RequestContext } from '../core/request-context.ts';
import { disableGone } from './disable.ts';
import { openHeaders, type WebhookHeaders } from './headers.ts';
import { secretPlace } from './secret.ts';

export type { AttemptKey };

/** A try of a delivery: what to send, where, and the secrets that sign it. */
export type Attempt = AttemptKey & {
  readonly subscriptionId: string;
  readonly projectId: string | null;
  readonly eventId: string;
  readonly url: URL;
  /** Those of the subscription. */
  readonly headers: WebhookHeaders;
  readonly payload: string;
  readonly secrets: readonly string[];
};

/** What an endpoint made of a try. */
export type Outcome = {
  /** Null: no answer came. */
  readonly responseStatus: number | null;
  /** Null: the event has arrived. Else a sentence for the owner of the endpoint. */
  readonly error: string | null;
  /** How long the endpoint asks to be left alone. Null: it does not say. */
  readonly retryAfterSeconds: number | null;
};

/** The endpoint says that it will never take anything again. */
const GONE = 410;

const ATTEMPTS_MAX = 12;
const FIRST_RETRY_SECONDS = 10;
const RETRY_FACTOR = 4;
const RETRY_SECONDS_MAX = 14 * 60 * 60;
const RETRY_AFTER_SECONDS_MAX = 24 * 60 * 60;
const JITTER = 0.1;

/** From ten seconds to 14 hours: all twelve tries take about three days. Shifted by up to a tenth, so that what failed
 *  together does not come back together. Later when the endpoint asks for it, by a day at most. */
function retryDelaySeconds(attempts: number, retryAfterSeconds: number | null): number {
  const delay = Math.min(FIRST_RETRY_SECONDS * RETRY_FACTOR ** (attempts - 1), RETRY_SECONDS_MAX);
  const shifted = delay * (1 + JITTER * (2 * Math.random() - 1));
  return Math.max(shifted, Math.min(retryAfterSeconds ?? 0, RETRY_AFTER_SECONDS_MAX));
}

/** The try that a job asks for. Null when there is none to make: the delivery is gone, settled, or further than the job
 *  knows. What became due while its subscription was disabled is settled here as failed. */
export async function beginAttempt(context: RequestContext, key: AttemptKey): Promise<Attempt | null> {
  const [found] = await context.db.read(selectAttempt, key);
  if (!found) return null;
  if (!found.enabled) {
    const error = 'The subscription was disabled when this was due.';
    await context.db.write(failDelivery, { ...key, error });
    return null;
  }
  const { organizationId } = key;
  const { subscriptionId, projectId, eventId, payload, sealedHeaders } = found;
  return {
    ...key,
    subscriptionId,
    projectId,
    eventId,
    url: new URL(found.url),
    headers: openHeaders(context, { organizationId, projectId, id: subscriptionId, sealedHeaders }),
    payload,
    secrets: openSecrets(context, key, found),
  };
}

type SealedSecrets = {
  readonly subscriptionId: string;
  readonly projectId: string | null;
  readonly sealedSecret: Buffer;
  readonly sealedPreviousSecret: Buffer | null;
  readonly previousSecretExpiresAt: Date | null;
};

/** The present secret first, then the previous one until it expires. */
function openSecrets(
  { encryption, now }: RequestContext,
  { organizationId }: AttemptKey,
  found: SealedSecrets,
): string[] {
  const { subscriptionId, projectId, sealedSecret, sealedPreviousSecret, previousSecretExpiresAt } = found;
  const place = (column: 'secret' | 'previous_secret') =>
    secretPlace({ organizationId, projectId }, subscriptionId, column);
  const secrets = [encryption.open(sealedSecret, place('secret'))];
  const overlaps = previousSecretExpiresAt !== null && previousSecretExpiresAt > now();
  if (overlaps && sealedPreviousSecret)
    secrets.push(encryption.open(sealedPreviousSecret, place('previous_secret')));
  return secrets;
}

/** Writes down what came of a try; after a failure another one follows, up to twelve. After 410 none does, and the
 *  subscription is disabled. */
export async function recordAttempt(
  context: RequestContext,
  attempt: Attempt,
  { responseStatus, error, retryAfterSeconds }: Outcome,
): Promise<void> {
  const { organizationId, deliveryId, attempts } = attempt;
  const attemptsNow = attempts + 1;
  const isGone = responseStatus === GONE;
  const retries = error !== null && !isGone && attemptsNow < ATTEMPTS_MAX;
  const settled = error === null ? 'SUCCEEDED' : 'FAILED';
  if (isGone) await disableGone(context, attempt);
  await context.db.write(updateAttempted, {
    organizationId,
    deliveryId,
    attempts,
    status: retries ? 'PENDING' : settled,
    attemptsNow,
    responseStatus,
    error: isGone ? `${error} The subscription is disabled.` : error,
    now: context.now(),
    retryDelaySeconds: retries ? retryDelaySeconds(attemptsNow, retryAfterSeconds) : null,
  });
}

/** Gives a try back to the queue as if its job had not begun. */
export async function releaseAttempt(context: RequestContext, key: AttemptKey): Promise<void> {
  await context.db.write(postponeAttempt, key);
}

/** Long after the last moment at which a job can be at work: a try has ten seconds, the rest is short statements. */
const STALE_JOB_SECONDS = 60;
const RETENTION_DAYS = 30;

/** Brings back the deliveries that the queue does not know of, or whose worker was killed in the middle of one, and forgets
 *  what was settled and is older than 30 days. Looks at all that is due when a worker starts, and later at what should have
 *  been tried long ago. Any number of workers may do it at once. */
export async function maintainDeliveries(context: RequestContext, when: 'start' | 'later'): Promise<void> {
  const overdueSeconds = when === 'start' ? 0 : STALE_JOB_SECONDS;
  const revival = { overdueSeconds, jobSecondsMax: STALE_JOB_SECONDS };
  await repeatUntilEmpty(() => context.db.write(requeueStaleDeliveries, revival));
  const before = new Date(context.now().getTime() - RETENTION_DAYS * DAY_MS);
  await repeatUntilEmpty(() => context.db.write(deleteOldDeliveries, { before }));
}
