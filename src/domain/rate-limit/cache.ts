import type { Database } from '../../postgres/database.ts';
import { RECENT_SECONDS, selectRateLimits, selectRecentRateLimits } from '../../repositories/rate-limit.ts';

/** The limits and guaranteed shares of projects and keys, as this process knows them. */
export type RateLimitCache = {
  /** Points a minute that it may use up. Undefined: it has no limit of its own. */
  of(subjectId: string): number | undefined;
  /** Points a minute that are kept for it. Undefined: none. */
  shareOf(subjectId: string): number | undefined;
  /** Points a minute that are kept in an organization, together. */
  sharesIn(organizationId: string): number;
  /** How many projects and keys have either. */
  count(): number;
  /** Reads what has changed, and now and then everything: the shares of what was deleted are free again. */
  refresh(): Promise<void>;
};

type Known = {
  readonly organizationId: string;
  readonly perMinute: number | undefined;
  readonly share: number | undefined;
};

/** As long as reading what has changed misses nothing. */
const WHOLE_LOOK_MS = (RECENT_SECONDS * 1_000) / 2;

export function createRateLimitCache(db: Database): RateLimitCache {
  const known = new Map<string, Known>();
  let shares = new Map<string, number>();
  let lookedAtAllAt = Number.NEGATIVE_INFINITY;
  return {
    of: (subjectId) => known.get(subjectId)?.perMinute,
    shareOf: (subjectId) => known.get(subjectId)?.share,
    sharesIn: (organizationId) => shares.get(organizationId) ?? 0,
    count: () => known.size,
    refresh: async () => {
      const startedAt = performance.now();
      const isWhole = startedAt - lookedAtAllAt > WHOLE_LOOK_MS;
      const found = await db.read(isWhole ? selectRateLimits : selectRecentRateLimits, {});
      if (isWhole) {
        known.clear();
        lookedAtAllAt = startedAt;
      }
      for (const { organizationId, subjectId, perMinute, guaranteedPerMinute } of found) {
        if (perMinute === null && guaranteedPerMinute === null) known.delete(subjectId);
        else
          known.set(subjectId, {
            organizationId,
            perMinute: perMinute ?? undefined,
            share: guaranteedPerMinute ?? undefined,
          });
      }
      shares = sharesByOrganization(known.values());
    },
  };
}

function sharesByOrganization(known: Iterable<Known>): Map<string, number> {
  const shares = new Map<string, number>();
  for (const { organizationId, share = 0 } of known)
    if (share > 0) shares.set(organizationId, (shares.get(organizationId) ?? 0) + share);
  return shares;
}
