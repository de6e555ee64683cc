import { expect, test } from 'vitest';
import { classifyIp, type IpClass } from '../../src/lib/ip-class.ts';

test.each<[IpClass, readonly string[]]>([
  ['public', ['8.8.8.8', '193.0.6.139', '2606:4700::1111', '2a00:1450:4001::1', '::ffff:8.8.8.8']],
  ['loopback', ['127.0.0.1', '127.255.255.254', '::1', '::ffff:127.0.0.1', '::ffff:7f00:1']],
  [
    'private',
    [
      '10.0.0.1',
      '172.16.0.1',
      '172.31.255.255',
      '192.168.0.1',
      '100.64.0.1',
      'fc00::1',
      'fd12::1',
      '::ffff:a00:1',
    ],
  ],
  [
    null,
    [
      '0.0.0.0',
      '0.1.2.3',
      '169.254.169.254',
      '192.0.0.8',
      '192.0.2.1',
      '192.88.99.1',
      '198.18.0.1',
      '198.51.100.1',
      '203.0.113.1',
      '224.0.0.1',
      '240.0.0.1',
      '255.255.255.255',
      '::',
      '::7f00:1',
      '::ffff:0:7f00:1',
      '::ffff:a9fe:a9fe',
      '64:ff9b::7f00:1',
      '64:ff9b:1::a00:1',
      '100::1',
      '2001::1',
      '2001:db8::1',
      '2002:7f00:1::1',
      '3fff::1',
      '4000::1',
      'fe80::1',
      'fec0::1',
      'ff02::1',
    ],
  ],
])('classifyIp: %s, in every notation of the address', (reach, addresses) => {
  expect(addresses.filter((address) => classifyIp(address) !== reach)).toEqual([]);
});
