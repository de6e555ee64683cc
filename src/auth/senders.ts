import { LRUCache } from 'lru-cache';
import type { OrganizationActor } from '../domain/actor.ts';
import { sha256 } from '../lib/sha256.ts';

/** Who sent a key before. Never enough to let anybody in: only for statements that check the key themselves. */
export type Senders = {
  recall(secret: string): OrganizationActor | undefined;
  remember(secret: string, actor: OrganizationActor): void;
};

const SENDERS_MAX = 1_000;

export function createSenders(): Senders {
  const actors = new LRUCache<string, OrganizationActor>({ max: SENDERS_MAX });
  // No secret stays in memory longer than its request.
  const keyOf = (secret: string) => sha256(secret).toString('base64');
  return {
    recall: (secret) => actors.get(keyOf(secret)),
    remember: (secret, actor) => actors.set(keyOf(secret), actor),
  };
}
