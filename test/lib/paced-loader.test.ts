import { setImmediate as nextTurn } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { PacedLoader, Pacer } from '../../src/postgres/paced-loader.ts';

/** Loads everything at once, and returns how many values arrived in each turn of the event loop. */
async function valuesPerTurn(loads: readonly Promise<unknown>[]): Promise<readonly number[]> {
  let arrived = 0;
  for (const load of loads) void load.then(() => (arrived += 1));
  const counts: number[] = [];
  let seen = 0;
  while (seen < loads.length) {
    await nextTurn();
    counts.push(arrived - seen);
    seen = arrived;
  }
  return counts.filter((count) => count > 0);
}

const doubled = (pacer: Pacer) =>
  new PacedLoader<number, number>(pacer, async (keys) => keys.map((key) => 2 * key));

describe('a paced loader', () => {
  test('passes few values on at once', async () => {
    const loader = doubled(new Pacer('a'));
    const loads = Array.from({ length: 40 }, (_, key) => loader.load(key));
    expect(await valuesPerTurn(loads)).toEqual([40]);
    expect(await Promise.all(loads)).toEqual(Array.from({ length: 40 }, (_, key) => 2 * key));
  });

  test('spreads the values of a large batch, in their order, over turns', async () => {
    const loader = doubled(new Pacer('a'));
    const loads = Array.from({ length: 400 }, (_, key) => loader.load(key));
    const counts = await valuesPerTurn(loads);
    expect(Math.max(...counts)).toBeLessThanOrEqual(50);
    expect(await Promise.all(loads)).toEqual(Array.from({ length: 400 }, (_, key) => 2 * key));
  });

  test('shares the turns with other loaders of the request, and counts the rows of lists', async () => {
    const pacer = new Pacer('a');
    const rows = Array.from({ length: 100 }, (_, row) => row);
    const lists = new PacedLoader<number, readonly number[]>(pacer, async (keys) => keys.map(() => rows));
    const other = doubled(pacer);
    const small = Array.from({ length: 60 }, (_, key) => other.load(key));
    const large = [1, 2, 3, 4, 5].map((key) => lists.load(key));
    const [counts] = await Promise.all([valuesPerTurn(large), valuesPerTurn(small)]);
    expect(counts).toEqual([1, 1, 1, 1, 1]);
  });

  test('rejects with the error of its batch', async () => {
    const failing = new PacedLoader<number, number>(new Pacer('a'), async () => {
      throw new Error('The database is gone.');
    });
    await expect(failing.load(1)).rejects.toThrow('The database is gone.');
  });
});
