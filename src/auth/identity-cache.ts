import type { OrganizationActor, ProjectActor } from '../domain/core/actor.ts';
import { createBoundedMap } from '../lib/lru.ts';

/** Who sent a key before, at the time. */
export type KnownSender = OrganizationActor | ProjectActor;

/** Who sent a key before, by the hash of its secret. Never enough to let anybody in: only to charge them, and for statements
 *  that check the key themselves. */
export type Senders = {
  recall(hash: Buffer): KnownSender | undefined;
  remember(hash: Buffer, actor: KnownSender): void;
  /** Of a key that is good no longer: nobody is charged for it. */
  forget(hash: Buffer): void;
  state(): { readonly size: number; readonly hits: number; readonly misses: number };
};

const SENDERS_MAX = 20_000;

export function createSenders(): Senders {
  const actors = createBoundedMap<KnownSender>(SENDERS_MAX);
  const keyOf = (hash: Buffer) => hash.toString('latin1');
  let hits = 0;
  let misses = 0;
  return {
    state: () => ({ size: actors.size, hits, misses }),
    recall: (hash) => {
      const found = actors.get(keyOf(hash));
      if (found) hits += 1;
      else misses += 1;
      return found;
    },
    remember: (hash, actor) => actors.set(keyOf(hash), actor),
    forget: (hash) => actors.delete(keyOf(hash)),
  };
}
