import type { ChargeState } from '../rate-limit/rate-limiter.ts';

const WINDOW_SECONDS = 60;

/** Returns the headers that clients of the other products read: the budget with the fewest remaining points. */
export function remainingPoints({ charge }: ChargeState): Readonly<Record<string, string>> {
  const [nearest] = charge?.levels.toSorted((one, other) => one.remaining - other.remaining) ?? [];
  if (!nearest) return {};
  return {
    'x-ratelimit': String(nearest.limit),
    'x-ratelimit-remaining': String(nearest.remaining),
    'x-ratelimit-window-size': String(WINDOW_SECONDS),
  };
}
