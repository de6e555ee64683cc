import { createLru } from '../../lib/lru.ts';

/** What holds until a moment and is then forgotten. */
export type ExpiringSet = {
  /** Costs nothing: fit for each request. */
  isAny(): boolean;
  /** 0: it does not hold. */
  leftMs(key: string): number;
  set(key: string, endsInMs: number): void;
};

const ENTRIES_MAX = 10_000;

/** Bounded: what was not asked for longest is forgotten earlier. */
export function createExpiringSet(): ExpiringSet {
  const ends = createLru<true>(ENTRIES_MAX, { ttl: 1, ttlResolution: 0, ttlAutopurge: true });
  return {
    isAny: () => ends.size > 0,
    leftMs: (key) => (ends.size > 0 && ends.has(key) ? ends.getRemainingTTL(key) : 0),
    set: (key, endsInMs) => void ends.set(key, true, { ttl: Math.max(1, Math.ceil(endsInMs)) }),
  };
}
