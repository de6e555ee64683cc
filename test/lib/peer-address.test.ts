import { describe, expect, test } from 'vitest';
import { peerAddress } from '../../src/lib/peer-address.ts';

describe('peerAddress', () => {
  test.each([
    ['203.0.113.7', '203.0.113.7'],
    [' 203.0.113.7 ', '203.0.113.7'],
    ['203.0.113.7:49152', '203.0.113.7'],
    ['"203.0.113.7:49152"', '203.0.113.7'],
    ['203.0.113.7:_gateway', '203.0.113.7'],
    ['2001:DB8::1', '2001:db8::1'],
    ['[2001:db8::1]', '2001:db8::1'],
    ['[2001:db8::1]:443', '2001:db8::1'],
    ['"[2001:db8::1]:443"', '2001:db8::1'],
    ['fe80::1%eth0', 'fe80::1'],
    ['[fe80::1%eth0]:80', 'fe80::1'],
    ['::ffff:203.0.113.7', '203.0.113.7'],
    ['::ffff:203.0.113.7%eth0', '203.0.113.7'],
    ['[::ffff:203.0.113.7]:8080', '203.0.113.7'],
    ['::ffff:cb00:7107', '203.0.113.7'],
  ])('%j is %s', (text, address) => {
    expect(peerAddress(text)).toBe(address);
    // It is remembered.
    expect(peerAddress(text)).toBe(address);
  });

  test.each(
    [
      [
        '',
        'unknown',
        '"unknown"',
        '_hidden',
        '_hidden:80',
        'unix:',
        'localhost',
        'localhost:80',
        '10',
        '010.0.0.1',
      ],
      [
        '203.0.113.7:',
        '203.0.113.7:port',
        '203.0.113.7:123456',
        '203.0.113.7:80:80',
        '203.0.113.0/24',
        '"203.0.113.7',
      ],
      [
        '[203.0.113.7]:80',
        '[2001:db8::1',
        '2001:db8::1]:443',
        '[]:80',
        '203.0.113.7%eth0',
        'fe80::1%',
        '::ffff:010.0.0.1',
      ],
    ].flat(),
  )('%j names no address', (text) => {
    expect(peerAddress(text)).toBeNull();
  });
});
