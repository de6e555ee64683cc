import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { jsonBytes } from '../../src/lib/json-size.ts';

const byteLength = (value: unknown) => Buffer.byteLength(JSON.stringify(value));
const anyUnit = fc.string({
  unit: fc.integer({ min: 0, max: 0xffff }).map((code) => String.fromCharCode(code)),
});

describe('the size of JSON', () => {
  test('is exact for any value, with characters that are escaped and halves of pairs', () => {
    const values = fc.oneof(fc.jsonValue({ stringUnit: 'binary' }), anyUnit, fc.dictionary(anyUnit, anyUnit));
    fc.assert(
      fc.property(values, (value) => {
        expect(jsonBytes(value, 1_000_000)).toBe(byteLength(value));
      }),
    );
  });

  test('counts an object at each position, omits undefined and supports dates', () => {
    const shared = { text: 'x'.repeat(100), nested: [{ a: 1, b: undefined }] };
    const value = { list: [shared, shared, undefined], at: new Date(0), gone: undefined, not: Number.NaN };
    expect(jsonBytes(value, 10_000)).toBe(byteLength(value));
  });

  test('stops at the maximum', () => {
    expect(jsonBytes(['x'.repeat(96)], 100)).toBe(100);
    expect(jsonBytes(['x'.repeat(97)], 100)).toBe(Number.POSITIVE_INFINITY);
  });
});
