import { promises as dns } from 'node:dns';
import { isIP } from 'node:net';
import type { WebhookDestinations } from '../domain/core/request-context.ts';
import { hostOf, isLocalhost, isReachableHost } from '../domain/webhook/destination.ts';

/** An endpoint has no address that webhooks may be sent to. The message is shown to the tenant, so it reveals nothing of the network. */
export class UnreachableError extends Error {
  override readonly name = 'UnreachableError';
}

/** Resolves the host of a URL to the addresses that webhooks may be sent to. Connect to one of these and do not resolve the name again:
 *  the owner of the domain could return a different address the second time (SSRF by DNS rebinding). Throws UnreachableError. */
export async function reachableAddresses(
  url: URL,
  destinations: WebhookDestinations,
): Promise<readonly [string, ...string[]]> {
  const addresses = await addressesOf(hostOf(url));
  if (addresses.length === 0)
    throw new UnreachableError('The host name of the endpoint could not be resolved.');
  const [first, ...others] = addresses.filter((address) => isReachableHost(destinations, url, address));
  if (first === undefined) throw new UnreachableError('The address of the endpoint is not allowed.');
  return [first, ...others];
}

/** Queries DNS directly instead of getaddrinfo, which blocks threads of the libuv pool: a few names whose servers do not respond would delay
 *  the whole process. */
async function addressesOf(host: string): Promise<readonly string[]> {
  if (isIP(host)) return [host];
  if (isLocalhost(host)) return ['127.0.0.1', '::1'];
  const answers = await Promise.all([
    dns.resolve4(host).catch(noUsableAddress),
    dns.resolve6(host).catch(noUsableAddress),
  ]);
  return answers.flat();
}

const noUsableAddress = (): string[] => [];
