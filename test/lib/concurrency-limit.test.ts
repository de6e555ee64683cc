import { describe, expect, test } from 'vitest';
import { createConcurrencyLimit, type SlotHolder } from '../../src/worker/concurrency-limit.ts';

const SLOTS = 12;

const user = (organizationId: string, subscription = 0): SlotHolder => ({
  organizationId,
  subscriptionId: `${organizationId}/${subscription}`,
});

/** Each organization takes what it can get, in turns, with any number of subscriptions. */
function takeAll(slots: ReturnType<typeof createConcurrencyLimit>, organizations: readonly string[]) {
  const taken: SlotHolder[] = [];
  for (let subscription = 0; subscription < SLOTS; subscription++)
    for (const organization of organizations) {
      const one = user(organization, subscription);
      if (slots.acquire(one)) taken.push(one);
    }
  return taken;
}

const countOf = (taken: readonly SlotHolder[], organization: string) =>
  taken.filter(({ organizationId }) => organizationId === organization).length;

describe('slots are shared', () => {
  test.each([
    [1, 6],
    [2, 4],
    [3, 3],
  ])(
    '%i organizations that take all they can get have %i each, and as many are left for another',
    (count, each) => {
      const slots = createConcurrencyLimit(SLOTS);
      const organizations = Array.from({ length: count }, (_, index) => `org_${index}`);
      const taken = takeAll(slots, organizations);
      expect(organizations.map((one) => countOf(taken, one))).toEqual(Array(count).fill(each));
      expect(slots.saturated()).toEqual(expect.arrayContaining(organizations));
      expect(slots.acquire(user('late'))).toBe(true);
    },
  );

  test('one subscription has four at once, and one after it was slow or failed', () => {
    const slots = createConcurrencyLimit(SLOTS);
    const one = user('org');
    expect([1, 2, 3, 4, 5].map(() => slots.acquire(one))).toEqual([true, true, true, true, false]);
    for (const _ of [1, 2, 3]) slots.release(one, 'healthy');
    slots.release(one, 'degraded');
    expect([1, 2].map(() => slots.acquire(one))).toEqual([true, false]);
    expect(slots.saturated()).toContain(one.subscriptionId);
    slots.release(one, 'healthy');
    expect([1, 2].map(() => slots.acquire(one))).toEqual([true, true]);
  });

  test('those that were slow or failed share half of the slots, by the same rule', () => {
    const slots = createConcurrencyLimit(SLOTS);
    const organizations = ['one', 'other'];
    for (const one of takeAll(slots, organizations)) slots.release(one, 'degraded');
    const taken = takeAll(slots, organizations);
    // Of the first four of each it is known.
    const known = taken.filter(({ subscriptionId }) => /\/[0-3]$/.test(subscriptionId));
    expect(organizations.map((one) => countOf(known, one))).toEqual([2, 2]);
  });

  test('when all are taken, who gives one back waits until those that wait have had one', () => {
    const slots = createConcurrencyLimit(2);
    for (const organization of ['one', 'other']) slots.acquire(user(organization));
    expect(slots.acquire(user('third'))).toBe(false);
    slots.release(user('one'), 'healthy');
    expect(slots.saturated()).toContain('one');
    expect(slots.saturated()).not.toContain('third');
    expect(slots.acquire(user('third'))).toBe(true);
    slots.release(user('other'), 'healthy');
    expect(slots.saturated()).toEqual(expect.arrayContaining(['one', 'other']));
    expect(slots.beginRound()).toBe(true);
    expect(slots.saturated()).not.toContain('one');
    expect(slots.beginRound()).toBe(false);
  });
});
