import type { Points, RateLimitBudget } from '../../domain/core/rate-budget.ts';
import type { LimitedKey } from './limited-key.ts';

/** A counter with a limit. */
type Counted = { readonly key: string; readonly limit: number };

/** The budgets that a request of an organization or project can exhaust. */
type PayingBudget = Exclude<RateLimitBudget, 'GUARANTEED' | 'ADDRESS' | 'AUTH_FAILURES'>;

/** The charge of a request to one budget. */
export type Level = Counted & {
  readonly budget: PayingBudget;
  readonly cost: number;
  /** Guaranteed shares, which are charged first. */
  readonly shares: readonly Counted[];
};

export type LevelsOptions = {
  /** Points of an organization, for MANAGEMENT and for TRAFFIC each. 0: no limit. */
  readonly organizationPerMinute: number;
  /** Verifications by one calling key. 0: no limit. */
  readonly verificationsPerMinute: number;
  /** Points of a project for requests without a key. 0: no limit. */
  readonly anonymousPerMinute: number;
  /** Limits and guaranteed shares that were set for single projects and keys. */
  readonly overrides: {
    of(subjectId: string): number | undefined;
    shareOf(subjectId: string): number | undefined;
    /** The sum of an organization's guaranteed shares. */
    sharesIn(organizationId: string): number;
    count(): number;
  };
};

const NO_SHARES: readonly Counted[] = [];

/** Decides which budgets pay for a request; no other code does. `chargedLevels` runs for every request and allocates as little as
 *  possible. */
export function createLevels(options: LevelsOptions) {
  const { organizationPerMinute, verificationsPerMinute, anonymousPerMinute, overrides } = options;

  function chargedLevels(sender: LimitedKey, { verifications, rest }: Points): Level[] {
    const levels: Level[] = [];
    if (verifications > 0 && verificationsPerMinute > 0)
      levels.push({
        budget: 'VERIFICATION',
        key: `verification:${sender.apiKeyId}`,
        limit: verificationsPerMinute,
        cost: verifications,
        shares: NO_SHARES,
      });
    if (rest === 0) return levels;
    if (sender.apiKeyId === null) {
      if (anonymousPerMinute > 0)
        levels.push({
          budget: 'ANONYMOUS',
          key: `anonymous:${sender.projectId}`,
          limit: anonymousPerMinute,
          cost: rest,
          shares: NO_SHARES,
        });
      return levels;
    }
    if (organizationPerMinute > 0) levels.push(organizationLevel(sender, rest));
    if (overrides.count() > 0) levels.push(...overrideLevels(sender, rest));
    return levels;
  }

  function organizationLevel({ organizationId, projectId, apiKeyId }: LimitedKey, cost: number): Level {
    if (projectId === null)
      return {
        budget: 'MANAGEMENT',
        key: `management:${organizationId}`,
        limit: organizationPerMinute,
        cost,
        shares: NO_SHARES,
      };
    const key = `traffic:${organizationId}`;
    const guaranteed = overrides.count() === 0 ? 0 : overrides.sharesIn(organizationId);
    const shares = guaranteed === 0 ? NO_SHARES : [apiKeyId, projectId].flatMap(shareOf);
    return { budget: 'TRAFFIC', key, limit: Math.max(0, organizationPerMinute - guaranteed), cost, shares };
  }

  function shareOf(subjectId: string | null): Counted[] {
    const limit = subjectId === null ? undefined : overrides.shareOf(subjectId);
    return limit === undefined ? [] : [{ key: `guaranteed:${subjectId}`, limit }];
  }

  function overrideLevels({ projectId, apiKeyId }: LimitedKey, cost: number): Level[] {
    const levelOf = (budget: PayingBudget, key: string | null): Level[] => {
      const limit = key === null ? undefined : overrides.of(key);
      return key === null || limit === undefined ? [] : [{ budget, key, limit, cost, shares: NO_SHARES }];
    };
    return [...levelOf('PROJECT', projectId), ...levelOf('KEY', apiKeyId)];
  }

  return { chargedLevels, overrideLevels };
}
