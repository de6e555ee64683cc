import { createLru } from '../../lib/lru.ts';

/** What holds until a moment and is then forgotten. */
export type ExpiringSet = {
  /** Costs nothing: fit for each request. */
  isAny(): boolean;
  /** 0: it does not hold. */
  remainingMs(key: string): number;
  set(key: string, endsInMs: number): void;
};

const ENTRIES_MAX = 10_000;

/** Bounded: what was not asked for longest is forgotten earlier. */
export function createExpiringSet(): ExpiringSet {
  const entries = createLru<true>(ENTRIES_MAX, { ttl: 1, ttlResolution: 0, ttlAutopurge: true });
  return {
    isAny: () => entries.size > 0,
    remainingMs: (key) => (entries.size > 0 && entries.has(key) ? entries.getRemainingTTL(key) : 0),
    set: (key, endsInMs) => void entries.set(key, true, { ttl: Math.max(1, Math.ceil(endsInMs)) }),
  };
}
