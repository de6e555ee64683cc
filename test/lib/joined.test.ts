import { expect, test } from 'vitest';
import { mergeObjects } from '../../src/lib/assign.ts';

test('mergeObjects returns the properties of all objects, of the last one for equal names', () => {
  const first = { a: 1, b: null, c: 'x' };
  const whole = mergeObjects(first, {}, { c: undefined, d: 2 }, { a: 3 });
  expect(whole).toStrictEqual({ a: 3, b: null, c: undefined, d: 2 });
  expect(first).toStrictEqual({ a: 1, b: null, c: 'x' });
});
