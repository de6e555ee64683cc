import type { ErrorReason } from '../../domain/core/error-reasons.ts';
import { DomainError, rateLimited } from '../../domain/core/errors.ts';
import type { Client } from '../../domain/core/request-context.ts';
import { addressGroup } from './address-group.ts';
import { createExpiringSet } from './expiring-set.ts';
import { type LimitsOptions, secondsOf } from './limiter.ts';

/** Shuts out addresses from which keys are tried, for a while. */
export type IpThrottle = {
  hasBlockedIps(): boolean;
  /** Throws RATE_LIMITED for an address from which too many keys were refused, before a key is looked up. `isKnown`: the key was good
   *  before, so that clients behind the same address as an attacker can go on. */
  precheck(client: Client, isKnown: boolean): void;
  /** Counts a report of leaked keys. Throws RATE_LIMITED. */
  chargeReport(client: Client): Promise<void>;
  /** Returns the error to answer with: another one once it has been too much. */
  countAuthFailure(client: Client, error: unknown): Promise<unknown>;
};

export type IpThrottleOptions = Pick<LimitsOptions, 'counter'> & {
  /** 0: no limit. */
  readonly authFailuresPerMinute: number;
};

/** A guess is a key that was never issued. A key that was revoked or may not do this is a mistake. */
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
  const message = 'Too many refused keys came from your address.';
  return rateLimited('TOO_MANY_REFUSED_KEYS', message, detailsOf(endsInMs));
}

function tooManyReports(endsInMs: number): DomainError {
  const message = 'Too many reports of leaked keys came from your address.';
  return rateLimited('RATE_LIMIT_EXCEEDED', message, detailsOf(endsInMs));
}
