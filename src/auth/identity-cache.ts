import type { OrganizationActor, ProjectActor } from '../domain/core/actor.ts';
import { createLru } from '../lib/lru.ts';

/** The identity that a key authenticated before. */
export type CachedIdentity = OrganizationActor | ProjectActor;

/** A cache of identities by the hash of the key's secret. It never authenticates a request: it serves rate limiting before
 *  authentication, and statements that authenticate the key themselves. */
export type IdentityCache = {
  get(hash: Buffer): CachedIdentity | undefined;
  set(hash: Buffer, actor: CachedIdentity): void;
  /** Removes the identity of a key that is no longer valid, so that its requests are not charged to an organization. */
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
      const identity = actors.get(keyOf(hash));
      if (identity) hits += 1;
      else misses += 1;
      return identity;
    },
    set: (hash, actor) => actors.set(keyOf(hash), actor),
    delete: (hash) => actors.delete(keyOf(hash)),
  };
}
