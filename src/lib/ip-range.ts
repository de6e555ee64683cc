import ipaddr from 'ipaddr.js';

const MAPPED_PREFIX_BITS = 96;

/** Returns the shortest form of an address, or of a range in CIDR notation with its host bits cleared. IPv4-mapped IPv6 becomes IPv4:
 *  `::ffff:10.0.0.0/104` is `10.0.0.0/8`. Null: neither, ambiguous, or a mapped range that holds more than IPv4. */
export function normalizeIpRange(text: string): string | null {
  if (!isUnambiguous(text)) return null;
  if (ipaddr.isValid(text)) return ipaddr.process(text).toString();
  if (!ipaddr.isValidCIDR(text)) return null;
  const [address, bits] = ipaddr.parseCIDR(text);
  if (address instanceof ipaddr.IPv4) return ipv4Range(address, bits);
  if (!address.isIPv4MappedAddress()) return `${ipaddr.IPv6.networkAddressFromCIDR(text).toString()}/${bits}`;
  return bits < MAPPED_PREFIX_BITS ? null : ipv4Range(address.toIPv4Address(), bits - MAPPED_PREFIX_BITS);
}

const ipv4Range = (address: ipaddr.IPv4, bits: number) =>
  `${ipaddr.IPv4.networkAddressFromCIDR(`${address.toString()}/${bits}`).toString()}/${bits}`;

/** Refuses zone ids, and numbers that programs read differently, such as `010.0.0.1`, `10` or `0x7f000001`. */
function isUnambiguous(text: string): boolean {
  if (text.includes('%')) return false;
  const [address = '', bits] = text.split('/');
  const lastPart = address.slice(address.lastIndexOf(':') + 1);
  const isIpv4 = !address.includes(':') || lastPart.includes('.');
  if (isIpv4 && !ipaddr.IPv4.isValidFourPartDecimal(lastPart)) return false;
  return bits === undefined || /^(0|[1-9]\d*)$/.test(bits);
}

/** Returns whether an address or a range, as `normalizeIpRange` returns them, is within another one. */
export function ipRangeContains(inner: string, outer: string): boolean {
  const [address, innerBits] = parse(inner);
  const [network, outerBits] = parse(outer);
  if (address.kind() !== network.kind() || innerBits < outerBits) return false;
  return address.match(network, outerBits);
}

type Range = readonly [address: ipaddr.IPv4 | ipaddr.IPv6, bits: number];

function parse(range: string): Range {
  if (range.includes('/')) return ipaddr.parseCIDR(range);
  const address = ipaddr.parse(range);
  return [address, address.kind() === 'ipv4' ? 32 : 128];
}
