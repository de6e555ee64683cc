import { LRUCache } from 'lru-cache';

const REQUESTS_MAX = 4;
const FAILING_MAX = 10_000;

/** Counts the requests that this process has under way to each subscription. */
export type Slots = {
  /** The subscriptions that have as many as they may. */
  full(): string[];
  /** False: there is no room. */
  enter(subscriptionId: string): boolean;
  /** `hasArrived`: what the request came to. Null: there was none. */
  leave(subscriptionId: string, hasArrived: boolean | null): void;
};

/** A subscription whose last request failed gets one at a time: endpoints that hang leave room for the others. */
export function createSlots(): Slots {
  const active = new Map<string, number>();
  const failing = new LRUCache<string, true>({ max: FAILING_MAX });
  const isFull = (id: string) => (active.get(id) ?? 0) >= (failing.has(id) ? 1 : REQUESTS_MAX);
  return {
    full: () => [...active.keys()].filter(isFull),
    enter: (id) => {
      if (isFull(id)) return false;
      active.set(id, (active.get(id) ?? 0) + 1);
      return true;
    },
    leave: (id, hasArrived) => {
      const left = (active.get(id) ?? 0) - 1;
      if (left > 0) active.set(id, left);
      else active.delete(id);
      if (hasArrived === true) failing.delete(id);
      if (hasArrived === false) failing.set(id, true);
    },
  };
}
