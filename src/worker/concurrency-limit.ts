import { createLru } from '../lib/lru.ts';

/** To one subscription. */
const REQUESTS_MAX = 4;
const SUSPECTS_MAX = 10_000;

/** Whose request a slot is for. */
export type SlotHolder = { readonly organizationId: string; readonly subscriptionId: string };

/** What a request shows of its endpoint. */
export type EndpointHealth = 'good' | 'slow or failing';

/** Shares the requests that this process makes at once among organizations, and among the subscriptions of each. */
export type ConcurrencyLimit = {
  /** The ids of the organizations and subscriptions that may not begin another request now. */
  saturated(): string[];
  /** False: there is no slot for it. */
  acquire(user: SlotHolder): boolean;
  /** `conduct` is null when no request was made. */
  release(user: SlotHolder, conduct: EndpointHealth | null): void;
  /** Begins the next round. False: the present one has only begun, and nothing waits. */
  beginRound(): boolean;
};

/** An organization may take another slot while it has fewer than are free: one alone gets half of them, n get an equal part
 *  each and leave one such part free, so that an organization that comes later finds a slot at once. A subscription gets
 *  four. One that was slow or failed gets one, and all of those share half of the slots by the same rule. When every slot is
 *  taken, an organization that gives one back waits until the others that wait have had one. */
export function createConcurrencyLimit(slotCount: number): ConcurrencyLimit {
  const [all, narrow] = [createSlotPool(slotCount), createSlotPool(Math.floor(slotCount / 2))];
  const active = new Map<string, number>();
  /** The subscriptions with a request in the narrow lane: one each. */
  const narrowed = new Set<string>();
  const suspects = createLru<string>(SUSPECTS_MAX);
  const served = new Set<string>();
  const activeOf = (id: string) => active.get(id) ?? 0;
  const isSubscriptionFull = (id: string) => activeOf(id) >= (suspects.has(id) ? 1 : REQUESTS_MAX);
  const isFull = ({ organizationId, subscriptionId: id }: SlotHolder) =>
    !all.hasRoom(organizationId) ||
    isSubscriptionFull(id) ||
    (suspects.has(id) && !narrow.hasRoom(organizationId));
  return {
    saturated: () => {
      const organizations = [...all.users()].filter((id) => !all.hasRoom(id));
      const subscriptions = [...active.keys()].filter(isSubscriptionFull);
      const suspended = narrow.isIdle() ? [] : [...suspects].filter(([, owner]) => !narrow.hasRoom(owner));
      return [...new Set([...organizations, ...served, ...subscriptions, ...suspended.map(([id]) => id)])];
    },
    acquire: (user) => {
      const { organizationId, subscriptionId: id } = user;
      if (isFull(user)) return false;
      all.add(organizationId, 1);
      add(active, id, 1);
      if (suspects.has(id)) {
        narrow.add(organizationId, 1);
        narrowed.add(id);
      }
      return true;
    },
    release: ({ organizationId, subscriptionId: id }, conduct) => {
      if (all.freeCount() === 0) served.add(organizationId);
      all.add(organizationId, -1);
      add(active, id, -1);
      if (narrowed.delete(id)) narrow.add(organizationId, -1);
      if (conduct === 'good') suspects.delete(id);
      if (conduct === 'slow or failing') suspects.set(id, organizationId);
    },
    beginRound: () => {
      const hasServed = served.size > 0;
      served.clear();
      return hasServed;
    },
  };
}

/** Slots of which each user may take one more while it has fewer than are free. */
function createSlotPool(slotCount: number) {
  const taken = new Map<string, number>();
  let freeCount = slotCount;
  return {
    users: () => taken.keys(),
    isIdle: () => taken.size === 0,
    freeCount: () => freeCount,
    hasRoom: (user: string) => (taken.get(user) ?? 0) < freeCount,
    add: (user: string, count: number) => {
      freeCount -= count;
      add(taken, user, count);
    },
  };
}

function add(counts: Map<string, number>, id: string, count: number): void {
  const sum = (counts.get(id) ?? 0) + count;
  if (sum > 0) counts.set(id, sum);
  else counts.delete(id);
}
