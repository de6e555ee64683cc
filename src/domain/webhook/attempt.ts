import {
  type AttemptKey,
  deleteOldDeliveries,
  postponeAttempt,
  reviveDeliveries,
  selectAttempt,
  UPKEEP_ROWS_MAX,
  updateAttempted,
} from '../../data/webhook-attempt.ts';
import type { Scope } from '../scope.ts';
import { secretPlace } from './secret.ts';

export type { AttemptKey };

/** A try of a delivery: what to send, where, and the secrets that sign it. */
export type Attempt = AttemptKey & {
  readonly eventId: string;
  readonly url: URL;
  readonly payload: string;
  readonly secrets: readonly string[];
};

/** What an endpoint made of a try. */
export type Outcome = {
  /** Null: no answer came. */
  readonly responseStatus: number | null;
  /** Null: the event has arrived. Else a sentence for whoever owns the endpoint. */
  readonly error: string | null;
};

const ATTEMPTS_MAX = 12;
const FIRST_RETRY_SECONDS = 10;
const RETRY_FACTOR = 4;
const RETRY_SECONDS_MAX = 14 * 60 * 60;
const JITTER = 0.1;

/** From ten seconds to 14 hours: all twelve tries take about three days. Shifted by up to a tenth, so that what failed
 *  together does not come back together. */
function retryDelaySeconds(attempts: number): number {
  const delay = Math.min(FIRST_RETRY_SECONDS * RETRY_FACTOR ** (attempts - 1), RETRY_SECONDS_MAX);
  return delay * (1 + JITTER * (2 * Math.random() - 1));
}

/** The try that a job asks for. Null when there is none to make: the delivery is gone, settled, or further than the job
 *  knows. What became due while its subscription was disabled is settled here as failed. */
export async function beginAttempt(scope: Scope, key: AttemptKey): Promise<Attempt | null> {
  const [found] = await scope.db.read(selectAttempt, key);
  if (!found) return null;
  if (!found.enabled) {
    const error = 'The subscription was disabled when this was due.';
    await settle(scope, key, { status: 'FAILED', attempts: key.attempts, responseStatus: null, error });
    return null;
  }
  return {
    ...key,
    eventId: found.eventId,
    url: new URL(found.url),
    payload: found.payload,
    secrets: openSecrets(scope, key, found),
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
function openSecrets({ encryption, now }: Scope, { organizationId }: AttemptKey, found: SealedSecrets): string[] {
  const { subscriptionId, projectId, sealedSecret, sealedPreviousSecret, previousSecretExpiresAt } = found;
  const place = (column: 'secret' | 'previous_secret') =>
    secretPlace({ organizationId, projectId }, subscriptionId, column);
  const secrets = [encryption.open(sealedSecret, place('secret'))];
  const overlaps = previousSecretExpiresAt !== null && previousSecretExpiresAt > now();
  if (overlaps && sealedPreviousSecret) secrets.push(encryption.open(sealedPreviousSecret, place('previous_secret')));
  return secrets;
}

/** Writes down what came of a try; after a failure another one follows, up to twelve. */
export async function recordAttempt(
  scope: Scope,
  key: AttemptKey,
  { responseStatus, error }: Outcome,
): Promise<void> {
  const attempts = key.attempts + 1;
  if (error === null) return settle(scope, key, { status: 'SUCCEEDED', attempts, responseStatus, error });
  if (attempts >= ATTEMPTS_MAX) return settle(scope, key, { status: 'FAILED', attempts, responseStatus, error });
  await settle(scope, key, {
    status: 'PENDING',
    attempts,
    responseStatus,
    error,
    retryDelaySeconds: retryDelaySeconds(attempts),
  });
}

type Settlement = Outcome & {
  readonly status: 'PENDING' | 'SUCCEEDED' | 'FAILED';
  readonly attempts: number;
  readonly retryDelaySeconds?: number;
};

async function settle(scope: Scope, key: AttemptKey, settlement: Settlement): Promise<void> {
  const { status, attempts, responseStatus, error, retryDelaySeconds = null } = settlement;
  await scope.db.write(updateAttempted, {
    ...key,
    status,
    attemptsNow: attempts,
    responseStatus,
    error,
    now: scope.now(),
    retryDelaySeconds,
  });
}

/** Gives a try back to the queue as if its job had not begun. */
export async function returnAttempt(scope: Scope, key: AttemptKey): Promise<void> {
  await scope.db.write(postponeAttempt, key);
}

/** Long after the last moment at which a job can be at work: a try has ten seconds, the rest is short statements. */
const JOB_SECONDS_MAX = 60;
const KEPT_DAYS = 30;
const DAY_MS = 24 * 60 * 60 * 1000;

/** Brings back what was lost by a worker that was killed, and forgets what was settled long ago. Any worker may do it at
 *  any time. */
export async function keepDeliveries(scope: Scope): Promise<void> {
  const before = new Date(scope.now().getTime() - KEPT_DAYS * DAY_MS);
  await untilDone(() => scope.db.write(reviveDeliveries, { jobSecondsMax: JOB_SECONDS_MAX }));
  await untilDone(() => scope.db.write(deleteOldDeliveries, { before }));
}

async function untilDone(change: () => Promise<readonly unknown[]>): Promise<void> {
  while ((await change()).length === UPKEEP_ROWS_MAX);
}
