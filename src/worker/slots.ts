import { createBoundedMap } from '../lib/bounded-map.ts';

/** To one subscription. */
const REQUESTS_MAX = 4;
const FAILING_MAX = 10_000;

/** Counts the requests that this process has under way, so that endpoints that hang leave room for the others. */
export type Slots = {
  /** The subscriptions for which there is no room now. */
  full(): string[];
  /** False: there is no room. */
  enter(subscriptionId: string): boolean;
  /** `hasArrived`: what the request came to. Null: there was none. */
  leave(subscriptionId: string, hasArrived: boolean | null): void;
};

/** A subscription whose last request failed gets one at a time, and all such together get half of the room. */
export function createSlots(requestsMax: number): Slots {
  const active = new Map<string, number>();
  const failing = createBoundedMap<true>(FAILING_MAX);
  const activeOf = (id: string) => active.get(id) ?? 0;
  const areFailingFull = () => {
    const ids = [...active.keys()].filter((id) => failing.has(id));
    return ids.reduce((sum, id) => sum + activeOf(id), 0) >= requestsMax / 2;
  };
  const isFull = (id: string) =>
    failing.has(id) ? activeOf(id) > 0 || areFailingFull() : activeOf(id) >= REQUESTS_MAX;
  return {
    full: () => {
      const ids = new Set([...active.keys()].filter(isFull));
      if (areFailingFull()) for (const id of failing.keys()) ids.add(id);
      return [...ids];
    },
    enter: (id) => {
      if (isFull(id)) return false;
      active.set(id, activeOf(id) + 1);
      return true;
    },
    leave: (id, hasArrived) => {
      const left = activeOf(id) - 1;
      if (left > 0) active.set(id, left);
      else active.delete(id);
      if (hasArrived === true) failing.delete(id);
      if (hasArrived === false) failing.set(id, true);
    },
  };
}
