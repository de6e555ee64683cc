import type { OrganizationActor, ProjectActor } from '../domain/core/actor.ts';
import { createLru } from '../lib/lru.ts';

/** Who sent a key before, at the time. */
export type CachedIdentity = OrganizationActor | ProjectActor;

/** Who sent a key before, by the hash of its secret. Never enough to let anybody in: only to charge them, and for statements
 *  that check the key themselves. */
export type IdentityCache = {
  get(hash: Buffer): CachedIdentity | undefined;
  set(hash: Buffer, actor: CachedIdentity): void;
  /** Of a key that is good no longer: nobody is charged for it. */
  delete(hash: Buffer): void;
  state(): { readonly size: number; readonly hits: number; readonly misses: number };
};

const IDENTITIES_MAX = 20_000;

export function createIdentityCache(): IdentityCache {
  const actors = createLru<CachedIdentity>(IDENTITIES_MAX);
  const keyOf = (hash: Buffer) => hash.toString('latin1');
  let hits = 0;
  let misses = 0;
  return {
    state: () => ({ size: actors.size, hits, misses }),
    get: (hash) => {
      const found = actors.get(keyOf(hash));
      if (found) hits += 1;
      else misses += 1;
      return found;
    },
    set: (hash, actor) => actors.set(keyOf(hash), actor),
    delete: (hash) => actors.delete(keyOf(hash)),
  };
}
