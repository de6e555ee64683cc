import ipaddr from 'ipaddr.js';
import type { Client } from '../../domain/core/request-context.ts';

const IPV6_PREFIX_PARTS = 4;

/** Returns the key under which an address is counted: for IPv6 its /64, since a client with one address has at least all of that. Clients
 *  whose proxy does not forward their address are counted together, by the address of the proxy. */
export function addressGroup({ ip, peer }: Client): string {
  if (ip === null) return peer === null ? 'ip:unknown' : `peer:${blockOf(peer)}`;
  return `ip:${blockOf(ip)}`;
}

/** IPv4 addresses are counted one by one. */
const blockOf = (ip: string) =>
  ip.includes(':') ? ipaddr.IPv6.parse(ip).parts.slice(0, IPV6_PREFIX_PARTS).join(':') : ip;
