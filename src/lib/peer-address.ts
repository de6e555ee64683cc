import { normalizeIpRange } from './ip-range.ts';
import { createLru } from './lru.ts';

const PORT = '(?:\\d{1,5}|_[A-Za-z0-9._-]+)';
const bracketed = new RegExp(`^\\[([^\\]]*:[^\\]]*)\\](?::${PORT})?$`);
const ipv4WithPort = new RegExp(`^([\\d.]+):${PORT}$`);

const CACHE_MAX = 10_000;
/** Caches parsed addresses: clients send many requests each, and a lookup is faster than parsing. */
const cache = createLru<string>(CACHE_MAX);

/** Parses the address of a peer as sockets and proxies write it, with or without a port, brackets, quotes or a zone id:
 *  `203.0.113.7:49152`, `"[2001:db8::1]:443"`. Returns the form of `normalizeIpRange`. Null: not an address, such as
 *  `unknown` or `_hidden` (RFC 7239). */
export function peerAddress(text: string): string | null {
  const cached = cache.get(text);
  if (cached !== undefined) return cached;
  const address = parse(text.trim());
  if (address !== null) cache.set(text, address);
  return address;
}

function parse(text: string): string | null {
  const node = /^"(.*)"$/.exec(text)?.[1] ?? text;
  const address = bracketed.exec(node)?.[1] ?? ipv4WithPort.exec(node)?.[1] ?? node;
  return address.includes('/') ? null : normalizeIpRange(withoutZone(address));
}

/** Only IPv6 has zones. */
const withoutZone = (address: string) => address.replace(/^([0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*)%[^%]+$/, '$1');
