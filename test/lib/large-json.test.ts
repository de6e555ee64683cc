import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { serializeLarge } from '../../src/lib/large-json.ts';
import { SLICE_BYTES } from '../../src/lib/turn-queue.ts';

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

  /** A value of 100 texts that counts how many were serialized. */
  function countingReads(make: (text: string) => unknown) {
    const read = { count: 0 };
    const value = Array.from({ length: 100 }, () => ({
      toJSON: () => {
        read.count += 1;
        return make('x'.repeat(50_000));
      },
    }));
    return { read, value };
  }

  test('is null when it exceeds the limit, and the rest is not serialized', async () => {
    const { read, value } = countingReads((text) => text);
    // As members of arrays that are not serialized in one piece.
    const padded = value.map((element) => [element, 'x'.repeat(SLICE_BYTES / 4)]);
    expect(await serialized(padded, 2_000_000)).toBeNull();
    expect(read.count).toBeLessThan(40);
    const fitting = JSON.stringify(['x'.repeat(200_000)]);
    expect(await serialized(JSON.parse(fitting), fitting.length)).not.toBeNull();
    expect(await serialized(JSON.parse(fitting), fitting.length - 1)).toBeNull();
  });

  test('is null without serializing anything when its strings are longer than the limit', async () => {
    const { read, value } = countingReads(() => '');
    const texts = Array.from({ length: 28 }, () => ({ text: 'x'.repeat(50_000) }));
    expect(await serialized([...value, texts], 1_000_000)).toBeNull();
    expect(read.count).toBe(0);
    expect((await serialized([...value, texts], 1_500_000))?.byteLength).toBeGreaterThan(1_400_000);
  });
});
