import ipaddr from 'ipaddr.js';
import { DomainError, type ErrorReason, rateLimited } from '../../domain/errors.ts';
import type { Client } from '../../domain/scope.ts';
import { createEnds } from './ends.ts';
import { type LimitsOptions, secondsOf } from './limits.ts';

/** Keeps those out for a while who try keys. */
export type Addresses = {
  isAnyShutOut(): boolean;
  /** Throws for an address from which too much was refused, before anybody looks a key up. `isKnown`: the key was good before,
   *  so that who shares an address with somebody who guesses can go on. */
  admit(client: Client, isKnown: boolean): void;
  /** Counts a request that needs no key. Throws once there were too many of them. */
  chargeKeyless(client: Client): Promise<void>;
  /** The error to answer with: another one once it has been too much. */
  refused(client: Client, error: unknown): Promise<unknown>;
};

export type AddressesOptions = Pick<LimitsOptions, 'counter'> & {
  /** 0: no limit. */
  readonly refusedPerMinute: number;
};

/** A guess is a key that nobody has. One that was revoked or may not do this is a mistake. */
const guesses: readonly ErrorReason[] = ['KEY_MALFORMED', 'KEY_UNKNOWN'];

export function createAddresses({ counter, refusedPerMinute }: AddressesOptions): Addresses {
  const shutOut = createEnds();
  return {
    isAnyShutOut: shutOut.isAny,
    admit: ({ ip }, isKnown) => {
      if (isKnown || ip === null) return;
      const endsInMs = shutOut.leftMs(keyOf(ip));
      if (endsInMs > 0) throw tooManyRefused(endsInMs);
    },
    chargeKeyless: async ({ ip }) => {
      if (ip === null || refusedPerMinute === 0) return;
      const { points, endsInMs } = await counter.add(`keyless:${keyOf(ip)}`, 1);
      if (points > refusedPerMinute) throw tooManyKeyless(endsInMs);
    },
    refused: async ({ ip }, error) => {
      const isGuess = error instanceof DomainError && guesses.includes(error.reason);
      if (!isGuess || ip === null || refusedPerMinute === 0) return error;
      const { points, endsInMs } = await counter.add(keyOf(ip), 1);
      if (points >= refusedPerMinute) shutOut.set(keyOf(ip), endsInMs);
      return points > refusedPerMinute ? tooManyRefused(endsInMs) : error;
    },
  };
}

function tooManyRefused(endsInMs: number): DomainError {
  const message = 'Too many keys that are none came from your address.';
  return rateLimited('TOO_MANY_REFUSED_KEYS', message, secondsOf(endsInMs));
}

function tooManyKeyless(endsInMs: number): DomainError {
  const message = 'Too many requests without a key came from your address.';
  return rateLimited('RATE_LIMIT_EXCEEDED', message, secondsOf(endsInMs));
}

const IPV6_PREFIX_PARTS = 4;

/** Who has one address of IPv6 has at least all of its /64. */
function keyOf(ip: string): string {
  const address = ipaddr.parse(ip);
  if (address instanceof ipaddr.IPv6) return `ip:${address.parts.slice(0, IPV6_PREFIX_PARTS).join(':')}`;
  return `ip:${ip}`;
}
