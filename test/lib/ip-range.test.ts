import { describe, expect, test } from 'vitest';
import { ipRangeContains, normalizeIpRange } from '../../src/lib/ip-range.ts';

describe('ipRange', () => {
  test.each([
    ['127.0.0.1', '127.0.0.1'],
    ['2001:DB8:0:0::1', '2001:db8::1'],
    ['::ffff:10.0.0.1', '10.0.0.1'],
    ['10.9.8.7/8', '10.0.0.0/8'],
    ['0.0.0.0/0', '0.0.0.0/0'],
    ['2001:db8:1::/32', '2001:db8::/32'],
    ['::/0', '::/0'],
    ['::ffff:10.9.8.7/104', '10.0.0.0/8'],
    ['::FFFF:0a00:0000/104', '10.0.0.0/8'],
    ['::ffff:127.0.0.1/128', '127.0.0.1/32'],
    ['::ffff:0.0.0.0/96', '0.0.0.0/0'],
  ])('%s is %s', (text, range) => {
    expect(normalizeIpRange(text)).toBe(range);
  });

  test.each(
    [
      ['', 'localhost', '10', '127.1', '0x7f000001', '010.0.0.1', '10.0.0.256', '10.0.0.0/33', '10.0.0.0/-1'],
      ['10.0.0.0/', '10/8', '::1%eth0', '::g', '::/129', '10.0.0.1:80', '[::1]', '1.2.3.4, 5.6.7.8', '*'],
      // Mapped ranges that hold more than IPv4.
      ['::ffff:10.0.0.0/95', '::ffff:0:0/64', '::ffff:10.0.0.0/0'],
      [
        '10.0.0.0/08',
        '::/064',
        '::ffff:010.0.0.1',
        '::ffff:010.0.0.0/104',
        '::ffff:0x7f.0.0.1',
        'fe80::%eth0/64',
      ],
    ].flat(),
  )('%j is none', (text) => {
    expect(normalizeIpRange(text)).toBeNull();
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
    ['::ffff:10.1.2.3', '::ffff:10.0.0.0/104', true],
    ['::ffff:10.1.0.0/112', '10.0.0.0/8', true],
    ['::ffff:0.0.0.0/96', '10.0.0.0/8', false],
  ])('%s in %s: %s', (inner, outer, expected) => {
    expect(ipRangeContains(normalizeIpRange(inner) ?? '', normalizeIpRange(outer) ?? '')).toBe(expected);
  });
});
