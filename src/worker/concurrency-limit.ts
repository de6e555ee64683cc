import { createLru } from '../lib/lru.ts';

/** Concurrent requests to one subscription. */
const REQUESTS_MAX = 4;
const DEGRADED_MAX = 10_000;

/** The subscription that a slot is for, and its organization. */
export type SlotHolder = { readonly organizationId: string; readonly subscriptionId: string };

/** The health of an endpoint, as its last request showed it. */
export type EndpointHealth = 'healthy' | 'degraded';

/** Shares the concurrent requests of this process among organizations, and among the subscriptions of each. */
export type ConcurrencyLimit = {
  /** Returns the ids of the organizations and subscriptions that get no further slot now. */
  saturated(): string[];
  /** Acquires a slot. False: there is none for this subscription. */
  acquire(holder: SlotHolder): boolean;
  /** Releases a slot. `health` is null when no request was sent. */
  release(holder: SlotHolder, health: EndpointHealth | null): void;
  /** Begins the next round. False: no organization had a turn in this one, so none is held back. */
  beginRound(): boolean;
};

/** An organization gets another slot while it holds fewer than are free: a single one gets half of them; n get an equal part each and leave
 *  one such part free, so that an organization that arrives later gets a slot at once. A subscription gets four slots. A degraded one gets
 *  one, and all degraded ones share half of the slots by the same rule. While every slot is taken, an organization that releases one waits
 *  until the other waiting organizations have had a turn. */
export function createConcurrencyLimit(slotCount: number): ConcurrencyLimit {
  const [all, restricted] = [createSlotPool(slotCount), createSlotPool(Math.floor(slotCount / 2))];
  const active = new Map<string, number>();
  /** The subscriptions that hold a slot of the pool for degraded ones: one each. */
  const restrictedIds = new Set<string>();
  const degraded = createLru<string>(DEGRADED_MAX);
  const served = new Set<string>();
  const activeOf = (id: string) => active.get(id) ?? 0;
  const isSubscriptionFull = (id: string) => activeOf(id) >= (degraded.has(id) ? 1 : REQUESTS_MAX);
  const isFull = ({ organizationId, subscriptionId: id }: SlotHolder) =>
    !all.hasRoom(organizationId) ||
    isSubscriptionFull(id) ||
    (degraded.has(id) && !restricted.hasRoom(organizationId));
  return {
    saturated: () => {
      const organizations = [...all.holders()].filter((id) => !all.hasRoom(id));
      const subscriptions = [...active.keys()].filter(isSubscriptionFull);
      const limited = restricted.isIdle()
        ? []
        : [...degraded].filter(([, owner]) => !restricted.hasRoom(owner));
      return [...new Set([...organizations, ...served, ...subscriptions, ...limited.map(([id]) => id)])];
    },
    acquire: (holder) => {
      const { organizationId, subscriptionId: id } = holder;
      if (isFull(holder)) return false;
      all.add(organizationId, 1);
      add(active, id, 1);
      if (degraded.has(id)) {
        restricted.add(organizationId, 1);
        restrictedIds.add(id);
      }
      return true;
    },
    release: ({ organizationId, subscriptionId: id }, health) => {
      if (all.freeCount() === 0) served.add(organizationId);
      all.add(organizationId, -1);
      add(active, id, -1);
      if (restrictedIds.delete(id)) restricted.add(organizationId, -1);
      if (health === 'healthy') degraded.delete(id);
      if (health === 'degraded') degraded.set(id, organizationId);
    },
    beginRound: () => {
      const hasServed = served.size > 0;
      served.clear();
      return hasServed;
    },
  };
}

/** Creates a pool of slots. A holder gets another one while it holds fewer than are free. */
function createSlotPool(slotCount: number) {
  const taken = new Map<string, number>();
  let freeCount = slotCount;
  return {
    holders: () => taken.keys(),
    isIdle: () => taken.size === 0,
    freeCount: () => freeCount,
    hasRoom: (holder: string) => (taken.get(holder) ?? 0) < freeCount,
    add: (holder: string, count: number) => {
      freeCount -= count;
      add(taken, holder, count);
    },
  };
}

function add(counts: Map<string, number>, id: string, count: number): void {
  const sum = (counts.get(id) ?? 0) + count;
  if (sum > 0) counts.set(id, sum);
  else counts.delete(id);
}
