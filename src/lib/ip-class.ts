import ipaddr from 'ipaddr.js';

/** Who can be behind an IP address: anybody, this machine, or machines of the same network. Null: nobody should be
 *  spoken to there, such as link-local addresses, where clouds keep their secrets, or those that wrap another one. */
export type IpClass = 'public' | 'loopback' | 'private' | null;

const classOfRange: Readonly<Record<string, IpClass>> = {
  unicast: 'public',
  loopback: 'loopback',
  private: 'private',
  uniqueLocal: 'private',
  carrierGradeNat: 'private',
};

/** The only part of IPv6 that is given out for the internet (RFC 4291). */
const GLOBAL_UNICAST = ipaddr.IPv6.parseCIDR('2000::/3');

/** `address` is one: as a lookup or a URL gives it, without brackets. */
export function classifyIp(address: string): IpClass {
  const parsed = ipaddr.process(address);
  const ipClass = classOfRange[parsed.range()] ?? null;
  if (ipClass === 'public' && parsed instanceof ipaddr.IPv6 && !parsed.match(GLOBAL_UNICAST)) return null;
  return ipClass;
}
