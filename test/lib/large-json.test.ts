import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { SLICE_BYTES, serializeLarge } from '../../src/lib/large-json.ts';

const NO_LIMIT = Number.POSITIVE_INFINITY;

const serialized = async (value: unknown, bytesMax = NO_LIMIT) => {
  const found = await serializeLarge(value, bytesMax, 'a');
  return found && { ...found, text: Buffer.concat(found.chunks).toString() };
};

const row = (index: number) => ({
  index,
  text: `"${'é'.repeat(20_000)}"`,
  at: new Date(index),
  none: undefined,
});

describe('a value that is serialized in slices', () => {
  test('has the bytes of JSON.stringify and their exact number', async () => {
    const value = {
      data: { rows: Array.from({ length: 60 }, (_, index) => row(index)), empty: [], flag: true, not: NaN },
    };
    const found = await serialized(value);
    expect(found?.text).toBe(JSON.stringify(value));
    expect(found?.byteLength).toBe(Buffer.byteLength(JSON.stringify(value)));
  });

  test('has the bytes of JSON.stringify for any value', async () => {
    const large = fc.string({ unit: 'binary', maxLength: 20 }).map((text) => text.repeat(1_000));
    const values = fc.record({
      any: fc.jsonValue({ stringUnit: 'binary' }),
      list: fc.array(large, { maxLength: 8 }),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(values, { maxLength: 3 }), async (value) => {
        expect((await serialized(value))?.text).toBe(JSON.stringify(value));
      }),
      { numRuns: 10 },
    );
  });

  test('has slices of bounded length, although it holds thousands of small objects', async () => {
    const value = Array.from({ length: 60_000 }, (_, id) => ({ id, name: `project ${id}`, keys: [{ id }] }));
    const found = await serialized(value);
    expect(found?.text).toBe(JSON.stringify(value));
    const lengths = found?.chunks.map(({ length }) => length) ?? [];
    expect(lengths.length).toBeGreaterThan(30);
    expect(Math.max(...lengths)).toBeLessThan(SLICE_BYTES * 1.5);
  });

  test('is null when it exceeds the limit, and the rest is not serialized', async () => {
    let reads = 0;
    const value = Array.from({ length: 100 }, () => ({
      get text() {
        reads += 1;
        return 'x'.repeat(50_000);
      },
    }));
    expect(await serialized(value, 1_000_000)).toBeNull();
    expect(reads).toBeLessThan(100);
    const fitting = JSON.stringify(['x'.repeat(200_000)]);
    expect(await serialized(JSON.parse(fitting), fitting.length)).not.toBeNull();
    expect(await serialized(JSON.parse(fitting), fitting.length - 1)).toBeNull();
  });
});
