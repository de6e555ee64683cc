import type { ErrorReason } from '../../domain/core/error-reasons.ts';
import { DomainError, rateLimited } from '../../domain/core/errors.ts';
import type { Client } from '../../domain/core/request-context.ts';
import { addressGroup } from './address-group.ts';
import { createExpiringSet } from './expiring-set.ts';
import { type LimitsOptions, secondsOf } from './limiter.ts';

/** Throttles IP addresses that send too many invalid API keys. */
export type IpThrottle = {
  /** Whether an address is blocked now. Cheap enough for every request. */
  hasBlockedIps(): boolean;
  /** Throws RATE_LIMITED for a blocked address, before its key is looked up. `isKnown`: the key was valid before, so that clients behind
   *  the same address as an attacker are not blocked. */
  precheck(client: Client, isKnown: boolean): void;
  /** Counts a report of leaked keys. Throws RATE_LIMITED. */
  chargeReport(client: Client): Promise<void>;
  /** Counts an error that comes from an invalid key. Returns the error to respond with: TOO_MANY_FAILED_AUTHENTICATIONS once the limit is exceeded. */
  countAuthFailure(client: Client, error: unknown): Promise<unknown>;
};

export type IpThrottleOptions = Pick<LimitsOptions, 'counter'> & {
  /** 0: no limit. */
  readonly authFailuresPerMinute: number;
};

/** Reasons that count as a guess: the key was never issued. A revoked key, or one without permission, does not count. */
const authFailureReasons: readonly ErrorReason[] = ['KEY_MALFORMED', 'KEY_UNKNOWN'];

export function createIpThrottle({ counter, authFailuresPerMinute }: IpThrottleOptions): IpThrottle {
  const blocked = createExpiringSet();
  return {
    hasBlockedIps: blocked.isAny,
    precheck: (client, isKnown) => {
      if (isKnown) return;
      const endsInMs = blocked.remainingMs(addressGroup(client));
      if (endsInMs > 0) throw tooManyAuthFailures(endsInMs);
    },
    chargeReport: async (client) => {
      if (authFailuresPerMinute === 0) return;
      const { points, endsInMs } = await counter.add(`report:${addressGroup(client)}`, 1);
      if (points > authFailuresPerMinute) throw tooManyReports(endsInMs);
    },
    countAuthFailure: async (client, error) => {
      const isGuess = error instanceof DomainError && authFailureReasons.includes(error.reason);
      if (!isGuess || authFailuresPerMinute === 0) return error;
      const group = addressGroup(client);
      const { points, endsInMs } = await counter.add(group, 1);
      if (points >= authFailuresPerMinute) blocked.set(group, endsInMs);
      return points > authFailuresPerMinute ? tooManyAuthFailures(endsInMs) : error;
    },
  };
}

const detailsOf = (endsInMs: number) =>
  ({ budget: 'AUTH_FAILURES', retryAfterSeconds: secondsOf(endsInMs) }) as const;

function tooManyAuthFailures(endsInMs: number): DomainError {
  const message = 'Too many requests with invalid API keys from your IP address.';
  return rateLimited('TOO_MANY_FAILED_AUTHENTICATIONS', message, detailsOf(endsInMs));
}

function tooManyReports(endsInMs: number): DomainError {
  const message = 'Too many reports of leaked keys from your IP address.';
  return rateLimited('RATE_LIMIT_EXCEEDED', message, detailsOf(endsInMs));
}
