import { promises as dns } from 'node:dns';
import { isIP } from 'node:net';
import type { WebhookDestinations } from '../domain/core/request-context.ts';
import { hostOf, isLocalhost, isReachableHost } from '../domain/webhook/destination.ts';

/** Why there is no address to send to. The message is for whoever owns the endpoint: it says nothing of our network. */
export class UnreachableError extends Error {
  override readonly name = 'UnreachableError';
}

/** The addresses behind the host of a URL that webhooks may go to. The connection must be made to one of these and to
 *  nothing that is looked up again, or whoever owns the name could answer differently the second time.
 *  Throws UnreachableError. */
export async function reachableAddresses(
  url: URL,
  destinations: WebhookDestinations,
): Promise<readonly [string, ...string[]]> {
  const found = await addressesOf(hostOf(url));
  if (found.length === 0) throw new UnreachableError('The name of the endpoint is not known in DNS.');
  const [first, ...others] = found.filter((address) => isReachableHost(destinations, url, address));
  if (first === undefined) throw new UnreachableError('The address of the endpoint is not one to send to.');
  return [first, ...others];
}

/** Asks DNS itself, not the operating system: its lookups take up threads that all of the process shares, so that a few
 *  names whose servers are silent would hold up everybody. */
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
