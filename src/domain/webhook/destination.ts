import { isIP } from 'node:net';
import { classifyIp, type IpClass } from '../../lib/ip-class.ts';
import type { WebhookDestinations } from '../core/request-context.ts';
import { storableUrl } from '../core/validation.ts';

/** Returns the host of a URL without the brackets of IPv6. */
export const hostOf = ({ hostname }: URL) => hostname.replace(/^\[|\]$/g, '');

/** Returns whether the name always resolves to the loopback address (RFC 6761). */
export const isLocalhost = (host: string) => host === 'localhost';

/** Returns whether a connection to this IP address is allowed for this URL. */
export function isReachableHost(
  destinations: WebhookDestinations,
  { protocol }: URL,
  address: string,
): boolean {
  return isReachableAddress(destinations, protocol, classifyIp(address));
}

function isReachableAddress(
  { allowInsecure, allowPrivate }: WebhookDestinations,
  protocol: string,
  ipClass: IpClass,
): boolean {
  if (protocol !== 'https:') return allowInsecure && ipClass === 'loopback';
  switch (ipClass) {
    case 'public':
      return true;
    case 'loopback':
      return allowInsecure || allowPrivate;
    case 'private':
      return allowPrivate;
    case null:
      return false;
  }
}

/** Validates a URL as far as possible without DNS. Each attempt checks again the IP address that it connects to. */
export function webhookUrl(destinations: WebhookDestinations) {
  const isReachable = (url: URL) => {
    const host = hostOf(url);
    if (isIP(host)) return isReachableHost(destinations, url, host);
    return isReachableAddress(destinations, url.protocol, isLocalhost(host) ? 'loopback' : 'public');
  };
  return storableUrl
    .refine(
      ({ protocol }) => protocol === 'https:' || (protocol === 'http:' && destinations.allowInsecure),
      'must be an https URL',
    )
    .refine(isReachable, 'must lead to a public address')
    .transform(({ href }) => href);
}
