import { rateLimited } from '../../domain/core/errors.ts';
import type { Points } from '../../domain/core/rate-budget.ts';
import type { RateLimitState } from '../../domain/core/request-context.ts';
import { createExpiringSet } from './expiring-set.ts';
import { createLevels, type Level, type LevelsOptions } from './levels.ts';
import type { LimitedKey } from './limited-key.ts';

/** The state of a budget after a request. */
type LevelState = {
  readonly budget: Level['budget'] | 'GUARANTEED';
  readonly limit: number;
  readonly remaining: number;
  readonly resetInMs: number;
  /** Points that the request was charged. */
  readonly cost: number;
};

type CountedLevel = LevelState & { readonly isExceeded: boolean };

/** The outcome of charging a request. */
export type Charge = {
  readonly levels: readonly LevelState[];
  /** The exhausted budget that rejects the request. Null: the request is allowed. */
  readonly exceeded: LevelState | null;
};

export type Limits = {
  /** Whether any budget is exhausted now. Cheap enough for every request. */
  hasExhausted(): boolean;
  /** Charges a request. Null: no budget applies. Never rejects, and needs no counter when a budget is known to be exhausted. */
  charge(sender: LimitedKey, points: Points): Promise<Charge | null> | null;
  /** Charges only the limits that were set for a key and its project: for a key that is verified. */
  chargeOverrides(sender: LimitedKey, cost: number): Promise<Charge | null>;
  /** Returns the rejection that `charge` would return without counting. Null: it would count. */
  peek(sender: LimitedKey, points: Points): Charge | null;
};

export type LimitsOptions = LevelsOptions & {
  readonly counter: {
    add(key: string, points: number): Promise<{ readonly points: number; readonly endsInMs: number }>;
  };
};

export function createLimits({ counter, ...options }: LimitsOptions): Limits {
  /** Exhausted counters, until their windows end. Meanwhile the request is counted at none of its levels. */
  const exhausted = createExpiringSet();
  const { chargedLevels, overrideLevels } = createLevels(options);
  const findExhausted = (levels: readonly Level[]): Charge | null => {
    if (!exhausted.isAny()) return null;
    const states = levels.flatMap(({ budget, key, limit, cost, shares }) => {
      const resetInMs = exhausted.remainingMs(key);
      const isPaid = resetInMs === 0 || shares.some((share) => exhausted.remainingMs(share.key) === 0);
      return isPaid ? [] : [{ budget, limit, cost, remaining: 0, resetInMs }];
    });
    return states.length > 0 ? { levels: states, exceeded: longestReset(states) } : null;
  };
  const count = async ({ budget, key, limit, cost }: Level): Promise<CountedLevel> => {
    // A document that costs more than a whole window is charged one window, so that it is not rejected forever.
    const { points, endsInMs: resetInMs } = await counter.add(key, Math.max(1, Math.min(cost, limit)));
    if (points >= limit) exhausted.set(key, resetInMs);
    return {
      budget,
      limit,
      cost,
      remaining: Math.max(0, limit - points),
      resetInMs,
      isExceeded: points > limit,
    };
  };
  /** Charges guaranteed shares first, and the remaining points to the level itself. */
  const countAfterShares = async (level: Level): Promise<CountedLevel> => {
    let unpaid = level.cost;
    for (const { key, limit } of level.shares) {
      if (exhausted.remainingMs(key) > 0) continue;
      const { points, endsInMs: resetInMs } = await counter.add(key, unpaid);
      if (points >= limit) exhausted.set(key, resetInMs);
      unpaid = Math.min(unpaid, Math.max(0, points - limit));
      if (unpaid === 0)
        return {
          budget: 'GUARANTEED',
          limit,
          cost: level.cost,
          remaining: limit - points,
          resetInMs,
          isExceeded: false,
        };
    }
    return count({ ...level, cost: unpaid });
  };
  const countAny = (level: Level) => (level.shares.length > 0 ? countAfterShares(level) : count(level));
  return {
    hasExhausted: exhausted.isAny,
    peek: (sender, points) => findExhausted(chargedLevels(sender, points)),
    charge: (sender, points) => {
      const levels = chargedLevels(sender, points);
      return levels.length === 0 ? null : chargeLevels(levels);
    },
    chargeOverrides: async (sender, cost) => {
      const levels = options.overrides.count() === 0 ? [] : overrideLevels(sender, cost);
      return levels.length === 0 ? null : chargeLevels(levels);
    },
  };

  async function chargeLevels(levels: readonly Level[]): Promise<Charge> {
    const known = findExhausted(levels);
    if (known) return known;
    const [first] = levels;
    const states =
      first && levels.length === 1 ? [await countAny(first)] : await Promise.all(levels.map(countAny));
    const isAnyExceeded = states.some(({ isExceeded }) => isExceeded);
    return {
      levels: states,
      exceeded: isAnyExceeded ? longestReset(states.filter(({ isExceeded }) => isExceeded)) : null,
    };
  }
}

const longestReset = (states: readonly LevelState[]): LevelState | null =>
  states.toSorted((one, other) => other.resetInMs - one.resetInMs)[0] ?? null;

/** Throws RATE_LIMITED when a charge rejects its request. */
export function assertAllowed(charge: Charge | null): void {
  if (!charge?.exceeded) return;
  const { budget, limit, resetInMs } = charge.exceeded;
  const [subject, purpose] = payers[budget];
  throw rateLimited(
    'RATE_LIMIT_EXCEEDED',
    `The ${subject} has exhausted its ${limit} points per minute${purpose}.`,
    { budget, retryAfterSeconds: secondsOf(resetInMs) },
  );
}

const payers: Readonly<Record<LevelState['budget'], readonly [subject: string, purpose: string]>> = {
  MANAGEMENT: ['organization', ' for management'],
  TRAFFIC: ['organization', ' for project traffic'],
  GUARANTEED: ['organization', ' for project traffic'],
  VERIFICATION: ['key', ' for verification'],
  ANONYMOUS: ['project', ' for requests without an API key'],
  PROJECT: ['project', ''],
  KEY: ['key', ''],
};

export const secondsOf = (ms: number) => Math.max(1, Math.ceil(ms / 1_000));

/** Returns the budget with the fewest remaining points. */
export function rateLimitStateOf(charge: Charge | null | undefined, now: Date): RateLimitState | null {
  const [nearest] = charge?.levels.toSorted((one, other) => one.remaining - other.remaining) ?? [];
  if (!nearest) return null;
  const { budget, limit, remaining, resetInMs, cost } = nearest;
  return { budget, limit, remaining, resetAt: new Date(now.getTime() + resetInMs), cost };
}

/** The headers of draft-ietf-httpapi-ratelimit-headers. */
export function rateLimitHeaders(
  { levels, exceeded }: Charge,
  windowSeconds: number,
): Readonly<Record<string, string>> {
  const list = (item: (state: LevelState) => string) =>
    levels.map((state) => `"${state.budget.toLowerCase()}";${item(state)}`).join(', ');
  return {
    ratelimit: list(({ remaining, resetInMs }) => `r=${remaining};t=${secondsOf(resetInMs)}`),
    'ratelimit-policy': list(({ limit }) => `q=${limit};w=${windowSeconds}`),
    ...(exceeded && { 'retry-after': `${secondsOf(exceeded.resetInMs)}` }),
  };
}
