import { isIP } from 'node:net';
import type { HeaderSource } from '../../auth/authenticate.ts';
import type { Config } from '../../config.ts';
import { HttpError } from '../error-response.ts';

/** Throws an HttpError for a request that a browser may have sent on behalf of a foreign page. */
export type CheckOrigin = (headers: HeaderSource) => void;

/** Protects against DNS rebinding: a page whose name resolves to this server would be same-origin, and could use what needs no key. So the
 *  Host must be a known name; IP addresses are accepted, since they cannot be rebound. */
export function createHostAndOriginCheck(
  config: Pick<Config, 'host' | 'publicUrl' | 'allowedHosts' | 'corsOrigins'>,
) {
  const publicUrls = config.publicUrl === null ? [] : [new URL(config.publicUrl)];
  const hosts = new Set([config.host, ...config.allowedHosts, ...publicUrls.map(({ hostname }) => hostname)]);
  const origins = new Set([...config.corsOrigins, ...publicUrls.map(({ origin }) => origin)]);
  const check: CheckOrigin = (headers) => {
    // Every browser sends it.
    const host = headers.get('host')?.toLowerCase();
    if (host !== undefined && !isKnown(hostnameOf(host), hosts)) {
      throw new HttpError(
        403,
        'Unknown host name in the Host header.',
        'Use the URL that the server printed, or ask the operator to add the name to PUBLIC_URL or ALLOWED_HOSTS.',
      );
    }
    const origin = headers.get('origin');
    if (origin !== null && !origins.has(origin) && (host === undefined || authorityOf(origin) !== host)) {
      throw new HttpError(
        403,
        'The origin is not allowed.',
        'Ask the operator to add the origin to CORS_ORIGINS.',
      );
    }
  };
  return check;
}

const LOCALHOST = /^(.+\.)?localhost$/;

function isKnown(hostname: string, hosts: ReadonlySet<string>): boolean {
  return hosts.has(hostname) || LOCALHOST.test(hostname) || isIP(hostname.replace(/^\[|\]$/g, '')) !== 0;
}

/** Returns the host without its port. Empty for an invalid host. */
function hostnameOf(host: string): string {
  return URL.canParse(`http://${host}`) ? new URL(`http://${host}`).hostname : '';
}

/** Returns the host of an origin, with its port unless that is the default. Null: an invalid origin. */
function authorityOf(origin: string): string | null {
  return URL.canParse(origin) ? new URL(origin).host : null;
}
