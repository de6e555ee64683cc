import { createLru } from '../../lib/lru.ts';

/** A bounded set of keys that expire. */
export type ExpiringSet = {
  /** Whether the set has an entry. Cheap enough for every request. */
  isAny(): boolean;
  /** Milliseconds until the key expires. 0: it is not in the set. */
  remainingMs(key: string): number;
  set(key: string, expiresInMs: number): void;
};

const ENTRIES_MAX = 10_000;

/** Beyond ENTRIES_MAX keys, the least recently used one is evicted. */
export function createExpiringSet(): ExpiringSet {
  const entries = createLru<true>(ENTRIES_MAX, { ttl: 1, ttlResolution: 0, ttlAutopurge: true });
  return {
    isAny: () => entries.size > 0,
    remainingMs: (key) => (entries.size > 0 && entries.has(key) ? entries.getRemainingTTL(key) : 0),
    set: (key, expiresInMs) => void entries.set(key, true, { ttl: Math.max(1, Math.ceil(expiresInMs)) }),
  };
}
