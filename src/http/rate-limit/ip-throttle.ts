import type { ErrorReason } from '../../domain/core/error-reasons.ts';
import { DomainError, rateLimited } from '../../domain/core/errors.ts';
import type { Client } from '../../domain/core/request-context.ts';
import { addressGroup } from './address-group.ts';
import { createExpiringSet } from './expiring-set.ts';
import { type LimitsOptions, secondsOf } from './limiter.ts';

/** Shuts out addresses from which keys are tried, for a while. */
export type IpThrottle = {
  isAnyShutOut(): boolean;
  /** Throws RATE_LIMITED for an address from which too many keys were refused, before a key is looked up. `isKnown`: the key was good
   *  before, so that clients behind the same address as an attacker can go on. */
  admit(client: Client, isKnown: boolean): void;
  /** Counts a report of leaked keys. Throws RATE_LIMITED. */
  chargeReport(client: Client): Promise<void>;
  /** Returns the error to answer with: another one once it has been too much. */
  refused(client: Client, error: unknown): Promise<unknown>;
};

export type IpThrottleOptions = Pick<LimitsOptions, 'counter'> & {
  /** 0: no limit. */
  readonly refusedPerMinute: number;
};

/** A guess is a key that was never issued. A key that was revoked or may not do this is a mistake. */
const isAuthFailure: readonly ErrorReason[] = ['KEY_MALFORMED', 'KEY_UNKNOWN'];

export function createIpThrottle({ counter, refusedPerMinute }: IpThrottleOptions): IpThrottle {
  const shutOut = createExpiringSet();
  return {
    isAnyShutOut: shutOut.isAny,
    admit: (client, isKnown) => {
      if (isKnown) return;
      const endsInMs = shutOut.leftMs(addressGroup(client));
      if (endsInMs > 0) throw tooManyRefused(endsInMs);
    },
    chargeReport: async (client) => {
      if (refusedPerMinute === 0) return;
      const { points, endsInMs } = await counter.add(`report:${addressGroup(client)}`, 1);
      if (points > refusedPerMinute) throw tooManyReports(endsInMs);
    },
    refused: async (client, error) => {
      const isGuess = error instanceof DomainError && isAuthFailure.includes(error.reason);
      if (!isGuess || refusedPerMinute === 0) return error;
      const group = addressGroup(client);
      const { points, endsInMs } = await counter.add(group, 1);
      if (points >= refusedPerMinute) shutOut.set(group, endsInMs);
      return points > refusedPerMinute ? tooManyRefused(endsInMs) : error;
    },
  };
}

const detailsOf = (endsInMs: number) =>
  ({ budget: 'AUTH_FAILURES', retryAfterSeconds: secondsOf(endsInMs) }) as const;

function tooManyRefused(endsInMs: number): DomainError {
  const message = 'Too many refused keys came from your address.';
  return rateLimited('TOO_MANY_REFUSED_KEYS', message, detailsOf(endsInMs));
}

function tooManyReports(endsInMs: number): DomainError {
  const message = 'Too many reports of leaked keys came from your address.';
  return rateLimited('RATE_LIMIT_EXCEEDED', message, detailsOf(endsInMs));
}
