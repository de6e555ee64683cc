import type { Credential } from '../../auth/authenticate.ts';
import { createIdentityCache } from '../../auth/identity-cache.ts';
import type { Actor } from '../../domain/core/actor.ts';
import { costTooHigh } from '../../domain/core/errors.ts';
import { type Points, plainPoints } from '../../domain/core/rate-budget.ts';
import type { Client, RateLimitedKey, RateLimitState } from '../../domain/core/request-context.ts';
import type { FairGate } from '../../lib/fair-gate.ts';
import { createIpThrottle, type IpThrottleOptions } from './ip-throttle.ts';
import { createKeylessLimit, type KeylessOptions } from './keyless-limit.ts';
import { type LimitedKey, limitedKeyOf } from './limited-key.ts';
import {
  assertAllowed,
  type Charge,
  createLimits,
  type LimitsOptions,
  rateLimitHeaders,
  rateLimitStateOf,
} from './limiter.ts';

/** The charges of a request. `charge` undefined: not charged yet. Null: no limit applies. */
export type ChargeState = {
  charge?: Charge | null;
  /** The cost of the document in points, whether or not a limit applies. */
  cost?: number;
  /** The scheduler slot that the request holds. Undefined: none. */
  slot?: { readonly gate: FairGate; readonly key: string; isBrief: boolean } | undefined;
};

export type RateLimiterOptions = LimitsOptions &
  IpThrottleOptions &
  KeylessOptions & {
    readonly costMax: number;
    /** Throws when the queue for database connections is full and no other organization has more requests in it. */
    readonly assertQueueCapacity: (readOrganizationId: () => string) => void;
  };

/** Rate limits and the cost limit, shared by all endpoints. */
export type RateLimiter = ReturnType<typeof createRateLimiter>;

/** The minimum charge of a request to either kind of budget. */
const VERIFICATION: Points = { total: 1, verifications: 1, rest: 0 };
const PLAIN = plainPoints(1);

export function createRateLimiter(options: RateLimiterOptions) {
  const { costMax, windowSeconds, assertQueueCapacity } = options;
  const limits = createLimits(options);
  const ipThrottle = createIpThrottle(options);
  const keyless = createKeylessLimit(options);
  const identities = createIdentityCache();
  const isTooCostly = ({ total }: Points) => total > costMax;
  /** Charges a request once; later calls only repeat the check. Throws RATE_LIMITED. */
  async function charge(chargeState: ChargeState, actor: Actor, points: Points): Promise<void> {
    chargeState.cost ??= points.total;
    if (chargeState.charge === undefined) {
      const payer = limitedKeyOf(actor);
      const charging = payer && limits.charge(payer, points);
      chargeState.charge = charging && (await charging);
    }
    assertAllowed(chargeState.charge);
  }
  return {
    isTooCostly,
    identities,
    /** Checks limits before the key is looked up. Throws RATE_LIMITED for a key or address that is known to be over a limit, and when the
     *  database queue is full. `readPoints` returns the cost of the document. Absent: the document is not parsed yet, and may be one that
     *  only verifies keys. */
    precheck(
      credential: Credential | null,
      readClient: () => Client,
      chargeState: ChargeState,
      readPoints?: () => Points,
    ): void {
      if (credential) assertQueueCapacity(() => identities.get(credential.hash)?.organizationId ?? '');
      if (!limits.hasExhausted() && !ipThrottle.hasBlockedIps()) return;
      // The operator key needs no query, and a request that has been charged is authenticated.
      if (!credential || credential.kind === 'operator' || chargeState.charge !== undefined) return;
      const cached = identities.get(credential.hash);
      ipThrottle.precheck(readClient(), cached !== undefined);
      const payer = cached && limitedKeyOf(cached);
      const charge = payer && findExhausted(payer, readPoints);
      if (!charge) return;
      chargeState.charge = charge;
      assertAllowed(charge);
    },
    /** Returns the origin of a key, as far as it is known before the key is looked up. */
    keySourceOf: (credential: Credential | null, { ip }: Client) => ({
      ip,
      organizationId: credential ? identities.get(credential.hash)?.organizationId : undefined,
    }),
    /** Caches the identity of an authenticated key, for the prechecks of its next requests. */
    cacheIdentity(credential: Credential | null, actor: Actor): void {
      if (credential && 'keyHash' in actor) identities.set(credential.hash, actor);
    },
    /** Counts an invalid key against its address. Returns the error to respond with. */
    countAuthFailure: ipThrottle.countAuthFailure,
    chargeReport: ipThrottle.chargeReport,
    chargeKeyless: keyless.charge,
    /** Runs the database work of a request without a key. Throws RATE_LIMITED, and when the database queue is full. */
    async runKeyless<Result>(work: () => Promise<Result>): Promise<Result> {
      assertQueueCapacity(() => '');
      return keyless.run(work);
    },
    charge,
    /** Charges one point for a request that was rejected before it ran. Returns the error when that exceeds a limit. Null: it does not, or
     *  the request was charged already. */
    async chargeRejected(chargeState: ChargeState, actor: Actor): Promise<unknown> {
      if (chargeState.charge !== undefined) return null;
      return charge(chargeState, actor, PLAIN).then(
        () => null,
        (error: unknown) => error,
      );
    },
    /** Charges points beyond the cost of the document. Throws RATE_LIMITED. */
    async chargeMore(chargeState: ChargeState, actor: Actor, cost: number): Promise<void> {
      chargeState.cost = (chargeState.cost ?? 0) + cost;
      const payer = cost > 0 ? limitedKeyOf(actor) : null;
      const charge = payer && (await limits.charge(payer, plainPoints(cost)));
      if (charge) chargeState.charge = withCosts(charge, chargeState.charge);
      assertAllowed(charge);
    },
    /** Consumes a point of the limits that were set for a key and its project. False: one of them is exhausted. */
    async consume({ id: apiKeyId, organizationId, projectId }: RateLimitedKey): Promise<boolean> {
      return !(await limits.chargeOverrides({ organizationId, projectId, apiKeyId }, 1))?.exceeded;
    },
    /** Throws COST_TOO_HIGH. */
    checkCost(points: Points): void {
      if (isTooCostly(points)) throw costTooHigh(points.total, costMax);
    },
    stateOf: ({ charge }: ChargeState, now: Date): RateLimitState | null => rateLimitStateOf(charge, now),
    headersOf: ({ charge }: ChargeState): Readonly<Record<string, string>> =>
      charge ? rateLimitHeaders(charge, windowSeconds) : {},
  };

  /** For a document that is not parsed yet, every budget that may pay for it must be exhausted. Project keys cannot verify keys. */
  function findExhausted(payer: LimitedKey, readPoints: (() => Points) | undefined): Charge | null {
    if (readPoints) return limits.peek(payer, readPoints());
    if (payer.projectId === null && !limits.peek(payer, VERIFICATION)) return null;
    return limits.peek(payer, PLAIN);
  }
}

/** Adds the costs of earlier charges of the same request to those of the latest one. */
function withCosts({ levels, exceeded }: Charge, before: Charge | null | undefined): Charge {
  const costs = new Map(before?.levels.map(({ budget, cost }) => [budget, cost]));
  return {
    levels: levels.map((level) => ({ ...level, cost: level.cost + (costs.get(level.budget) ?? 0) })),
    exceeded,
  };
}
