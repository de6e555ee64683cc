import ipaddr from 'ipaddr.js';

/** The shortest form of an address, or of a range in the form of CIDR with the bits beyond it cleared. IPv4 that was wrapped
 *  in IPv6 is unwrapped. Null: neither. */
export function ipRange(text: string): string | null {
  if (ipaddr.isValid(text) && !text.includes('%')) {
    // Numbers such as 10 or 0x7f000001 are addresses only to few.
    const parsed = ipaddr.process(text);
    return parsed.kind() === 'ipv4' && !text.includes(':') && !ipaddr.IPv4.isValidFourPartDecimal(text)
      ? null
      : parsed.toString();
  }
  if (!ipaddr.isValidCIDR(text)) return null;
  const [address, bits] = ipaddr.parseCIDR(text);
  if (address instanceof ipaddr.IPv4) {
    if (!ipaddr.IPv4.isValidFourPartDecimal(text.slice(0, text.indexOf('/')))) return null;
    return `${ipaddr.IPv4.networkAddressFromCIDR(text).toString()}/${bits}`;
  }
  return `${ipaddr.IPv6.networkAddressFromCIDR(text).toString()}/${bits}`;
}

/** Whether an address or a range, as `ipRange` makes them, lies in another one. */
export function liesInIpRange(inner: string, outer: string): boolean {
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
