import { describe, expect, test } from 'vitest';
import { TurnQueue } from '../../src/lib/turn-queue.ts';

const HOUR_MS = 3_600_000;

/** Runs so many slices for a key. Each appends the name of the key to `order`. */
async function work(turns: TurnQueue, key: string, count: number, order: string[]): Promise<void> {
  for (let slice = 0; slice < count; slice += 1) {
    await turns.next(key);
    order.push(key);
  }
}

/** Appends a mark to `order` in each turn of the event loop, until the function that it returns is called. */
function markTurns(order: string[]): () => void {
  let isOver = false;
  const mark = () => {
    if (isOver) return;
    order.push('|');
    setImmediate(mark);
  };
  setImmediate(mark);
  return () => {
    isOver = true;
  };
}

describe('turns of the event loop', () => {
  test('run one slice each, however many pieces of work there are', async () => {
    const turns = new TurnQueue(HOUR_MS);
    const order: string[] = [];
    const end = markTurns(order);
    await Promise.all(['a', 'b', 'c', 'a', 'b'].map((key) => work(turns, key, 10, order)));
    end();
    const slicesOfTurns = order.join('').split('|').filter(Boolean);
    expect(slicesOfTurns.join('')).toHaveLength(50);
    expect(Math.max(...slicesOfTurns.map(({ length }) => length))).toBe(1);
  });

  test('go to the keys in turn, independent of how much each has to do', async () => {
    const turns = new TurnQueue(HOUR_MS);
    const order: string[] = [];
    await Promise.all([
      ...Array.from({ length: 8 }, () => work(turns, 'a', 5, order)),
      work(turns, 'b', 5, order),
      work(turns, 'c', 5, order),
    ]);
    expect(order.slice(0, 15).join('')).toBe('abc'.repeat(5));
    expect(order).toHaveLength(50);
  });

  test('are not taken while a brief request of another key is in progress', async () => {
    const turns = new TurnQueue(HOUR_MS);
    const order: string[] = [];
    turns.beginBrief('b');
    const done = work(turns, 'a', 1, order);
    // Its own brief requests do not delay work.
    turns.beginBrief('a');
    await work(turns, 'b', 0, order);
    await new Promise((resolve) => setImmediate(resolve));
    expect(order).toEqual([]);
    turns.endBrief('b');
    await done;
    expect(order).toEqual(['a']);
  });

  test('are taken in the end although others always have a brief request in progress', async () => {
    const turns = new TurnQueue(1);
    const order: string[] = [];
    turns.beginBrief('c');
    await Promise.all([work(turns, 'a', 4, order), work(turns, 'b', 2, order)]);
    expect(order.join('')).toBe('ababaa');
  });
});
