import type { Database } from '../../postgres/database.ts';
import { RECENT_SECONDS, selectRateLimits, selectRecentRateLimits } from '../../repositories/rate-limit.ts';

/** In-process cache of the limits and guaranteed shares of projects and keys. */
export type RateLimitCache = {
  /** Maximum points per minute. Undefined: no limit of its own. */
  of(subjectId: string): number | undefined;
  /** Guaranteed points per minute. Undefined: none. */
  shareOf(subjectId: string): number | undefined;
  /** The sum of the guaranteed points per minute in an organization. */
  sharesIn(organizationId: string): number;
  /** Number of projects and keys that have a limit or a share. */
  count(): number;
  /** Reads what has changed, and periodically everything, which frees the shares of deleted projects and keys. */
  refresh(): Promise<void>;
};

type CachedLimits = {
  readonly organizationId: string;
  readonly perMinute: number | undefined;
  readonly share: number | undefined;
};

/** Within the period for which reading changes alone is complete. */
const FULL_REFRESH_MS = (RECENT_SECONDS * 1_000) / 2;

export function createRateLimitCache(db: Database): RateLimitCache {
  const cached = new Map<string, CachedLimits>();
  let shares = new Map<string, number>();
  let fullyRefreshedAt = Number.NEGATIVE_INFINITY;
  return {
    of: (subjectId) => cached.get(subjectId)?.perMinute,
    shareOf: (subjectId) => cached.get(subjectId)?.share,
    sharesIn: (organizationId) => shares.get(organizationId) ?? 0,
    count: () => cached.size,
    refresh: async () => {
      const startedAt = performance.now();
      const isFull = startedAt - fullyRefreshedAt > FULL_REFRESH_MS;
      const rows = await db.read(isFull ? selectRateLimits : selectRecentRateLimits, {});
      if (isFull) {
        cached.clear();
        fullyRefreshedAt = startedAt;
      }
      for (const { organizationId, subjectId, perMinute, guaranteedPerMinute } of rows) {
        if (perMinute === null && guaranteedPerMinute === null) cached.delete(subjectId);
        else
          cached.set(subjectId, {
            organizationId,
            perMinute: perMinute ?? undefined,
            share: guaranteedPerMinute ?? undefined,
          });
      }
      shares = sharesByOrganization(cached.values());
    },
  };
}

function sharesByOrganization(limits: Iterable<CachedLimits>): Map<string, number> {
  const shares = new Map<string, number>();
  for (const { organizationId, share = 0 } of limits)
    if (share > 0) shares.set(organizationId, (shares.get(organizationId) ?? 0) + share);
  return shares;
}
