import ipaddr from 'ipaddr.js';

/** Class of an IP address: public, this machine, or the local network. Null: must not be contacted, such as link-local
 *  addresses, where clouds serve secrets, or addresses that embed another one. */
export type IpClass = 'public' | 'loopback' | 'private' | null;

const classOfRange: Readonly<Record<string, IpClass>> = {
  unicast: 'public',
  loopback: 'loopback',
  private: 'private',
  uniqueLocal: 'private',
  carrierGradeNat: 'private',
};

/** The only part of IPv6 that is assigned for the internet (RFC 4291). */
const GLOBAL_UNICAST = ipaddr.IPv6.parseCIDR('2000::/3');

/** Classifies an IP address as a lookup or a URL contains it, without brackets. */
export function classifyIp(address: string): IpClass {
  const parsed = ipaddr.process(address);
  const ipClass = classOfRange[parsed.range()] ?? null;
  if (ipClass === 'public' && parsed instanceof ipaddr.IPv6 && !parsed.match(GLOBAL_UNICAST)) return null;
  return ipClass;
}
