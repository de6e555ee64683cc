import { DAY_MS } from '../../lib/duration.ts';
import { repeatUntilEmpty } from '../../postgres/row-batch.ts';
import {
  type AttemptKey,
  deleteOldDeliveries,
  failDelivery,
  holdArchivedDeliveries,
  postponeAttempt,
  requeueStaleDeliveries,
  selectAttempt,
  updateAttempted,
} from '../../repositories/webhook/attempt.ts';
import type { RequestContext } from '../core/request-context.ts';
import { disableGone } from './disable.ts';
import { openHeaders, type WebhookHeaders } from './headers.ts';
import { secretPlace } from './secret.ts';

/** An attempt of a delivery: what to send, where, and the secrets that sign it. */
export type Attempt = AttemptKey & {
  readonly subscriptionId: string;
  readonly projectId: string | null;
  readonly eventId: string;
  readonly url: URL;
  /** Headers of the subscription. */
  readonly headers: WebhookHeaders;
  readonly payload: string;
  readonly secrets: readonly string[];
};

/** The outcome of an attempt. */
export type Outcome = {
  /** Null: no response. */
  readonly responseStatus: number | null;
  /** Null: delivered. Otherwise a message for the owner of the endpoint. */
  readonly error: string | null;
  /** `Retry-After` of the endpoint. Null: none. */
  readonly retryAfterSeconds: number | null;
};

/** The endpoint will not accept any further requests. */
const GONE = 410;

/** @limit objects: attempts of a delivery */
const ATTEMPTS_MAX = 12;
const FIRST_RETRY_SECONDS = 10;
const RETRY_FACTOR = 4;
const RETRY_SECONDS_MAX = 14 * 60 * 60;
const RETRY_AFTER_SECONDS_MAX = 24 * 60 * 60;
const JITTER = 0.1;

/** Returns the delay before the next attempt: exponential, from 10 seconds to 14 hours, so that twelve attempts take about
 *  three days. With up to 10 % jitter, so that failed deliveries are not retried all at once. Longer when the endpoint
 *  requests it, at most a day. */
function retryDelaySeconds(attempts: number, retryAfterSeconds: number | null): number {
  const delay = Math.min(FIRST_RETRY_SECONDS * RETRY_FACTOR ** (attempts - 1), RETRY_SECONDS_MAX);
  const shifted = delay * (1 + JITTER * (2 * Math.random() - 1));
  return Math.max(shifted, Math.min(retryAfterSeconds ?? 0, RETRY_AFTER_SECONDS_MAX));
}

/** Returns the attempt of a job. Null when there is none to make: the delivery was deleted, has settled, or has had a later
 *  attempt. A delivery that became due while its subscription was disabled fails here; one of a suspended organization stays
 *  pending, until maintenance enqueues it again. */
export async function beginAttempt(context: RequestContext, key: AttemptKey): Promise<Attempt | null> {
  const [row] = await context.db.read(selectAttempt, key);
  if (!row || row.isSuspended) return null;
  if (!row.enabled) {
    const error = 'The subscription was disabled when the delivery was due.';
    await context.db.write(failDelivery, { ...key, error });
    return null;
  }
  const { organizationId } = key;
  const { subscriptionId, projectId, eventId, payload, sealedHeaders } = row;
  return {
    ...key,
    subscriptionId,
    projectId,
    eventId,
    url: new URL(row.url),
    headers: openHeaders(context, { organizationId, projectId, id: subscriptionId, sealedHeaders }),
    payload,
    secrets: openSecrets(context, key, row),
  };
}

type SealedSecrets = {
  readonly subscriptionId: string;
  readonly projectId: string | null;
  readonly sealedSecret: Buffer;
  readonly sealedPreviousSecret: Buffer | null;
  readonly previousSecretExpiresAt: Date | null;
};

/** Returns the current secret, then the previous one until it expires. */
function openSecrets(
  { encryption, now }: RequestContext,
  { organizationId }: AttemptKey,
  row: SealedSecrets,
): string[] {
  const { subscriptionId, projectId, sealedSecret, sealedPreviousSecret, previousSecretExpiresAt } = row;
  const place = (column: 'secret' | 'previous_secret') =>
    secretPlace({ organizationId, projectId }, subscriptionId, column);
  const secrets = [encryption.open(sealedSecret, place('secret'))];
  const overlaps = previousSecretExpiresAt !== null && previousSecretExpiresAt > now();
  if (overlaps && sealedPreviousSecret)
    secrets.push(encryption.open(sealedPreviousSecret, place('previous_secret')));
  return secrets;
}

/** Records the outcome of an attempt. After a failure another attempt follows, up to twelve. After 410 none does, and the
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

/** Returns an attempt to the queue as if its job had not started. */
export async function releaseAttempt(context: RequestContext, key: AttemptKey): Promise<void> {
  await context.db.write(postponeAttempt, key);
}

/** Longer than any job can run: an attempt has ten seconds, the rest is short statements. */
const STALE_JOB_SECONDS = 60;
/** @limit objects: retention of deliveries */
const RETENTION_DAYS = 30;

/** Requeues deliveries that the queue has lost or whose worker was killed, holds those of archived projects, and deletes
 *  deliveries that settled more than 30 days ago. At the start of a worker checks everything that is due, later only what is long overdue. Any number of workers
 *  may run it concurrently. */
export async function maintainDeliveries(context: RequestContext, when: 'start' | 'later'): Promise<void> {
  const overdueSeconds = when === 'start' ? 0 : STALE_JOB_SECONDS;
  const staleness = { overdueSeconds, jobSecondsMax: STALE_JOB_SECONDS };
  await repeatUntilEmpty(() => context.db.write(holdArchivedDeliveries, {}));
  await repeatUntilEmpty(() => context.db.write(requeueStaleDeliveries, staleness));
  const before = new Date(context.now().getTime() - RETENTION_DAYS * DAY_MS);
  await repeatUntilEmpty(() => context.db.write(deleteOldDeliveries, { before }));
}
