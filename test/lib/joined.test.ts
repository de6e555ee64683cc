import { expect, test } from 'vitest';
import { mergeObjects } from '../../src/lib/assign.ts';

test('has what all of them have, and the last one counts where names meet', () => {
  const first = { a: 1, b: null, c: 'x' };
  const whole = mergeObjects(first, {}, { c: undefined, d: 2 }, { a: 3 });
  expect(whole).toStrictEqual({ a: 3, b: null, c: undefined, d: 2 });
  expect(first).toStrictEqual({ a: 1, b: null, c: 'x' });
});
