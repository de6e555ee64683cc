import ipaddr from 'ipaddr.js';
import type { Client } from '../../domain/core/request-context.ts';

const IPV6_PREFIX_PARTS = 4;

/** Names what counts as one address: a client with one address of IPv6 has at least all of its /64. Clients whose address their
 *  proxy does not tell count as one, by the address of the proxy. */
export function addressGroup({ ip, peer }: Client): string {
  if (ip === null) return peer === null ? 'ip:unknown' : `peer:${blockOf(peer)}`;
  return `ip:${blockOf(ip)}`;
}

/** Most clients use IPv4, which is one address for each. */
const blockOf = (ip: string) =>
  ip.includes(':') ? ipaddr.IPv6.parse(ip).parts.slice(0, IPV6_PREFIX_PARTS).join(':') : ip;
