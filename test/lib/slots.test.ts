import { describe, expect, test } from 'vitest';
import { createConcurrencyLimit, type SlotUser } from '../../src/worker/concurrency-limit.ts';

const SLOTS = 12;

const user = (organizationId: string, subscription = 0): SlotUser => ({
  organizationId,
  subscriptionId: `${organizationId}/${subscription}`,
});

/** Each organization takes what it can get, in turns, with any number of subscriptions. */
function takeAll(slots: ReturnType<typeof createConcurrencyLimit>, organizations: readonly string[]) {
  const taken: SlotUser[] = [];
  for (let subscription = 0; subscription < SLOTS; subscription++)
    for (const organization of organizations) {
      const one = user(organization, subscription);
      if (slots.enter(one)) taken.push(one);
    }
  return taken;
}

const countOf = (taken: readonly SlotUser[], organization: string) =>
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
      expect(slots.full()).toEqual(expect.arrayContaining(organizations));
      expect(slots.enter(user('late'))).toBe(true);
    },
  );

  test('one subscription has four at once, and one after it was slow or failed', () => {
    const slots = createConcurrencyLimit(SLOTS);
    const one = user('org');
    expect([1, 2, 3, 4, 5].map(() => slots.enter(one))).toEqual([true, true, true, true, false]);
    for (const _ of [1, 2, 3]) slots.leave(one, 'good');
    slots.leave(one, 'slow or failing');
    expect([1, 2].map(() => slots.enter(one))).toEqual([true, false]);
    expect(slots.full()).toContain(one.subscriptionId);
    slots.leave(one, 'good');
    expect([1, 2].map(() => slots.enter(one))).toEqual([true, true]);
  });

  test('those that were slow or failed share half of the slots, by the same rule', () => {
    const slots = createConcurrencyLimit(SLOTS);
    const organizations = ['one', 'other'];
    for (const one of takeAll(slots, organizations)) slots.leave(one, 'slow or failing');
    const taken = takeAll(slots, organizations);
    // Of the first four of each it is known.
    const known = taken.filter(({ subscriptionId }) => /\/[0-3]$/.test(subscriptionId));
    expect(organizations.map((one) => countOf(known, one))).toEqual([2, 2]);
  });

  test('when all are taken, who gives one back waits until those that wait have had one', () => {
    const slots = createConcurrencyLimit(2);
    for (const organization of ['one', 'other']) slots.enter(user(organization));
    expect(slots.enter(user('third'))).toBe(false);
    slots.leave(user('one'), 'good');
    expect(slots.full()).toContain('one');
    expect(slots.full()).not.toContain('third');
    expect(slots.enter(user('third'))).toBe(true);
    slots.leave(user('other'), 'good');
    expect(slots.full()).toEqual(expect.arrayContaining(['one', 'other']));
    expect(slots.beginRound()).toBe(true);
    expect(slots.full()).not.toContain('one');
    expect(slots.beginRound()).toBe(false);
  });
});
