import { isIP } from 'node:net';
import type { HeaderSource } from '../../auth/authenticate.ts';
import type { Config } from '../../config.ts';
import { HttpError } from '../error-response.ts';

/** Throws an HttpError for a request that a page of somebody else may have made a browser send. */
export type CheckOrigin = (headers: HeaderSource) => void;

/** Against DNS rebinding: a page whose name is made to lead here would be of one origin with us, and could use what
 *  needs no key. So a name that is asked for must be known; an address in numbers cannot be made to lead anywhere. */
export function createHostAndOriginCheck(
  config: Pick<Config, 'host' | 'publicUrl' | 'allowedHosts' | 'corsOrigins'>,
) {
  const publicUrls = config.publicUrl === null ? [] : [new URL(config.publicUrl)];
  const hosts = new Set([config.host, ...config.allowedHosts, ...publicUrls.map(({ hostname }) => hostname)]);
  const origins = new Set([...config.corsOrigins, ...publicUrls.map(({ origin }) => origin)]);
  const check: CheckOrigin = (headers) => {
    // No browser leaves it out.
    const host = headers.get('host')?.toLowerCase();
    if (host !== undefined && !isKnown(hostnameOf(host), hosts)) {
      throw new HttpError(
        403,
        'This server is not known by the name that was asked for.',
        'Use the address that it printed, or have the name set as PUBLIC_URL or among ALLOWED_HOSTS.',
      );
    }
    const origin = headers.get('origin');
    if (origin !== null && !origins.has(origin) && (host === undefined || authorityOf(origin) !== host)) {
      throw new HttpError(
        403,
        'Pages of this origin may not ask here.',
        'Have the origin set among CORS_ORIGINS.',
      );
    }
  };
  return check;
}

const LOCALHOST = /^(.+\.)?localhost$/;

function isKnown(hostname: string, hosts: ReadonlySet<string>): boolean {
  return hosts.has(hostname) || LOCALHOST.test(hostname) || isIP(hostname.replace(/^\[|\]$/g, '')) !== 0;
}

/** Without the port. Empty for what is no host at all. */
function hostnameOf(host: string): string {
  return URL.canParse(`http://${host}`) ? new URL(`http://${host}`).hostname : '';
}

/** The host of an origin, with its port unless that is the usual one. */
function authorityOf(origin: string): string | null {
  return URL.canParse(origin) ? new URL(origin).host : null;
}
