import { describe, expect, test } from 'vitest';
import { ipRange, liesInIpRange } from '../../src/lib/ip-range.ts';

describe('ipRange', () => {
  test.each([
    ['127.0.0.1', '127.0.0.1'],
    ['2001:DB8:0:0::1', '2001:db8::1'],
    ['::ffff:10.0.0.1', '10.0.0.1'],
    ['10.9.8.7/8', '10.0.0.0/8'],
    ['0.0.0.0/0', '0.0.0.0/0'],
    ['2001:db8:1::/32', '2001:db8::/32'],
    ['::/0', '::/0'],
  ])('%s is %s', (text, range) => {
    expect(ipRange(text)).toBe(range);
  });

  test.each(
    [
      ['', 'localhost', '10', '127.1', '0x7f000001', '010.0.0.1', '10.0.0.256', '10.0.0.0/33', '10.0.0.0/-1'],
      ['10.0.0.0/', '10/8', '::1%eth0', '::g', '::/129', '10.0.0.1:80', '[::1]', '1.2.3.4, 5.6.7.8', '*'],
    ].flat(),
  )('%j is none', (text) => {
    expect(ipRange(text)).toBeNull();
  });
});

describe('liesInIpRange', () => {
  test.each([
    ['10.1.2.3', '10.0.0.0/8', true],
    ['11.1.2.3', '10.0.0.0/8', false],
    ['10.0.0.0/8', '10.0.0.0/8', true],
    ['10.0.0.0/7', '10.0.0.0/8', false],
    ['10.0.0.1', '10.0.0.1', true],
    ['10.0.0.0/31', '10.0.0.1', false],
    ['2001:db8::5', '2001:db8::/32', true],
    ['2001:db9::5', '2001:db8::/32', false],
    ['10.0.0.1', '::/0', false],
    ['::1', '0.0.0.0/0', false],
  ])('%s in %s: %s', (inner, outer, expected) => {
    expect(liesInIpRange(inner, outer)).toBe(expected);
  });
});
