import { describe, expect, test } from 'vitest';
import { FairGate, type FairGateOptions, GateRefusal } from '../../src/lib/fair-gate.ts';

const HOUR_MS = 3_600_000;

const gateOf = (options: Partial<FairGateOptions> = {}) =>
  new FairGate({ slotsMax: 6, aloneMax: 4, sharedMax: 2, queueMax: 10, waitMaxMs: HOUR_MS, ...options });

/** Lets so many of a key ask. Their names appear in `order` as they get a slot, and in `refused` as they do not. */
function crowd(gate: FairGate) {
  const order: string[] = [];
  const refused: string[] = [];
  const ask = (key: string, count: number) => {
    for (let number = 1; number <= count; number += 1) {
      gate
        .enter(key)
        .then(() => order.push(`${key}${number}`))
        .catch((error) => refused.push(error instanceof GateRefusal ? `${key}${number}` : String(error)));
    }
  };
  return { order, refused, ask, settle: () => new Promise<void>((resolve) => setImmediate(resolve)) };
}

describe('a fair gate', () => {
  test('gives a single key more slots than one of several, and never all of them', async () => {
    const gate = gateOf();
    const { ask, settle } = crowd(gate);
    ask('a', 9);
    await settle();
    expect(gate.usedBy('a')).toBe(4);
    ask('b', 9);
    await settle();
    expect({ a: gate.usedBy('a'), b: gate.usedBy('b') }).toEqual({ a: 4, b: 2 });
    for (let left = 0; left < 3; left += 1) gate.leave('a');
    await settle();
    expect({ a: gate.usedBy('a'), b: gate.usedBy('b') }).toEqual({ a: 2, b: 2 });
  });

  test('serves queues in turn, independent of their lengths', async () => {
    const gate = gateOf({ slotsMax: 1, aloneMax: 1, sharedMax: 1 });
    const { order, ask, settle } = crowd(gate);
    ask('a', 5);
    ask('b', 2);
    ask('c', 2);
    await settle();
    for (const key of 'aabcabcaa') {
      if (gate.usedBy(key) > 0) gate.leave(key);
      await settle();
    }
    expect(order).toEqual(['a1', 'a2', 'b1', 'c1', 'a3', 'b2', 'c2', 'a4', 'a5']);
  });

  test('rejects the newest entry of the longest queue when all queues are full', async () => {
    const gate = gateOf({ slotsMax: 1, aloneMax: 1, sharedMax: 1, queueMax: 4 });
    const { refused, ask, settle } = crowd(gate);
    ask('a', 5);
    expect(gate.hasRoom('a')).toBe(false);
    expect(gate.hasRoom('b')).toBe(true);
    ask('b', 1);
    await settle();
    expect(refused).toEqual(['a5']);
    ask('a', 1);
    ask('b', 2);
    await settle();
    expect(refused).toEqual(['a5', 'a1', 'a4', 'b2']);
    expect({ a: gate.waitingOf('a'), b: gate.waitingOf('b') }).toEqual({ a: 2, b: 2 });
  });

  test('rejects and removes an entry whose wait exceeds the maximum', async () => {
    const gate = gateOf({ slotsMax: 1, aloneMax: 1, sharedMax: 1, waitMaxMs: 5 });
    await gate.enter('a');
    await expect(gate.enter('b')).rejects.toThrow(GateRefusal);
    expect(gate.waitingCount).toBe(0);
    gate.leave('a');
    expect(gate.usedCount).toBe(0);
    await gate.enter('b');
    expect(gate.usedBy('b')).toBe(1);
  });
});
