import { hash } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import type { OrganizationActor, ProjectActor } from '../domain/actor.ts';

/** Who sent a key before, at the time. */
export type KnownSender = OrganizationActor | ProjectActor;

/** Who sent a key before. Never enough to let anybody in: only to charge them, and for statements that check the key
 *  themselves. */
export type Senders = {
  recall(secret: string): KnownSender | undefined;
  remember(secret: string, actor: KnownSender): void;
  /** Of a key that is good no longer: nobody is charged for it. */
  forget(secret: string): void;
};

const SENDERS_MAX = 20_000;

export function createSenders(): Senders {
  const actors = new LRUCache<string, KnownSender>({ max: SENDERS_MAX });
  // No secret stays in memory longer than its request.
  const keyOf = (secret: string) => hash('sha256', secret, 'base64');
  return {
    recall: (secret) => actors.get(keyOf(secret)),
    remember: (secret, actor) => actors.set(keyOf(secret), actor),
    forget: (secret) => actors.delete(keyOf(secret)),
  };
}
