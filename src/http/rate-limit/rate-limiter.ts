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

/** What a request has been charged. Undefined: it has not been yet. Null: no limit holds for it. */
export type ChargeState = {
  charge?: Charge | null;
  /** What the document costs, whoever counts that. */
  cost?: number;
  /** The slot that it runs in. Undefined: none yet, or no longer. */
  slot?: { readonly gate: FairGate; readonly key: string } | undefined;
};

export type RateLimiterOptions = LimitsOptions &
  IpThrottleOptions &
  KeylessOptions & {
    readonly costMax: number;
    /** Throws where as many wait for the database as may, and those of no other organization are more. */
    readonly assertQueueCapacity: (readOrganizationId: () => string) => void;
  };

/** What all doors share: which requests may come in how often, and how much one document may ask for. */
export type RateLimiter = ReturnType<typeof createRateLimiter>;

/** What a request is charged at least, whichever of its budgets pays. */
const VERIFICATION: Points = { total: 1, verifications: 1, rest: 0 };
const PLAIN = plainPoints(1);

export function createRateLimiter(options: RateLimiterOptions) {
  const { costMax, windowSeconds, assertQueueCapacity } = options;
  const limits = createLimits(options);
  const ipThrottle = createIpThrottle(options);
  const keyless = createKeylessLimit(options);
  const identities = createIdentityCache();
  return {
    costMax,
    identities,
    /** Before the key is looked up. Throws RATE_LIMITED for a sender that is known to be over a limit, and where there is no room.
     *  `readPoints`: what the document costs. Absent: it is not known yet, so it may be one that only verifies keys. */
    precheck(
      credential: Credential | null,
      readClient: () => Client,
      chargeState: ChargeState,
      readPoints?: () => Points,
    ): void {
      if (credential) assertQueueCapacity(() => identities.get(credential.hash)?.organizationId ?? '');
      if (!limits.hasExhausted() && !ipThrottle.hasBlockedIps()) return;
      // The key of the operator is compared without a look, and a request that has been charged has been let in.
      if (!credential || credential.kind === 'operator' || chargeState.charge !== undefined) return;
      const known = identities.get(credential.hash);
      ipThrottle.precheck(readClient(), known !== undefined);
      const sender = known && limitedKeyOf(known);
      const charge = sender && findExhausted(sender, readPoints);
      if (!charge) return;
      chargeState.charge = charge;
      assertAllowed(charge);
    },
    /** Where a key comes from, as far as it is known before it is looked up. */
    keySourceOf: (credential: Credential | null, { ip }: Client) => ({
      ip,
      organizationId: credential ? identities.get(credential.hash)?.organizationId : undefined,
    }),
    /** After a key has let a sender in. */
    cacheIdentity(credential: Credential | null, actor: Actor): void {
      if (credential && 'keyHash' in actor) identities.set(credential.hash, actor);
    },
    /** After a key was refused: the error to answer with. */
    countAuthFailure: ipThrottle.countAuthFailure,
    chargeReport: ipThrottle.chargeReport,
    chargeKeyless: keyless.charge,
    /** Does what a request without a key needs of the database. Throws RATE_LIMITED, and where there is no room. */
    async runKeyless<Result>(work: () => Promise<Result>): Promise<Result> {
      assertQueueCapacity(() => '');
      return keyless.run(work);
    },
    /** Once a request. Throws RATE_LIMITED. */
    async charge(chargeState: ChargeState, actor: Actor, points: Points): Promise<void> {
      chargeState.cost ??= points.total;
      if (chargeState.charge === undefined) {
        const sender = limitedKeyOf(actor);
        const charging = sender && limits.charge(sender, points);
        chargeState.charge = charging && (await charging);
      }
      assertAllowed(chargeState.charge);
    },
    /** Charges what a request reads beyond the cost of its document. Throws RATE_LIMITED. */
    async chargeMore(chargeState: ChargeState, actor: Actor, cost: number): Promise<void> {
      chargeState.cost = (chargeState.cost ?? 0) + cost;
      const sender = cost > 0 ? limitedKeyOf(actor) : null;
      const charge = sender && (await limits.charge(sender, plainPoints(cost)));
      if (charge) chargeState.charge = withCosts(charge, chargeState.charge);
      assertAllowed(charge);
    },
    /** Takes a point of the limits that a key and its project have of their own. False: there is none left. */
    async consume({ id: apiKeyId, organizationId, projectId }: RateLimitedKey): Promise<boolean> {
      return !(await limits.chargeOverrides({ organizationId, projectId, apiKeyId }, 1))?.exceeded;
    },
    /** Throws COST_TOO_HIGH. */
    checkCost({ total: whole }: Points): void {
      if (whole > costMax) throw costTooHigh(whole, costMax);
    },
    stateOf: ({ charge }: ChargeState, now: Date): RateLimitState | null => rateLimitStateOf(charge, now),
    headersOf: ({ charge }: ChargeState): Readonly<Record<string, string>> =>
      charge ? rateLimitHeaders(charge, windowSeconds) : {},
  };

  /** Of a document that is not known yet each kind that it may be must be used up. Project keys verify nothing. */
  function findExhausted(sender: LimitedKey, readPoints: (() => Points) | undefined): Charge | null {
    if (readPoints) return limits.peek(sender, readPoints());
    if (sender.projectId === null && !limits.peek(sender, VERIFICATION)) return null;
    return limits.peek(sender, PLAIN);
  }
}

/** What a request takes of each budget in all, after it was charged once more. */
function withCosts({ levels, exceeded }: Charge, before: Charge | null | undefined): Charge {
  const costs = new Map(before?.levels.map(({ budget, cost }) => [budget, cost]));
  return {
    levels: levels.map((level) => ({ ...level, cost: level.cost + (costs.get(level.budget) ?? 0) })),
    exceeded,
  };
}
