import type { HeaderSource } from '../../auth/authenticate.ts';
import type { HeaderValues } from '../response.ts';

const PREFLIGHT_SECONDS = 10 * 60;

const exposedHeaders = [
  'x-request-id',
  'ratelimit',
  'ratelimit-policy',
  'retry-after',
  'idempotency-replayed',
  'www-authenticate',
  'x-ratelimit',
  'x-ratelimit-remaining',
  'x-ratelimit-window-size',
  'x-should-retry',
  'x-total-is-lower-bound',
  'x-bailiwick-purge-at',
  'x-codespar-project-ignored',
];

const NO_HEADERS: HeaderValues = {};

/** Permits pages of other origins to use the API. */
export type Cors = {
  /** Returns the headers of a response to a page of this origin. Empty: the page may not read it. */
  headersFor(origin: string | null): HeaderValues;
  /** Returns the headers of the response to a preflight. Null: no other origin is allowed, and there are no preflights. */
  preflightHeaders(headers: HeaderSource): HeaderValues | null;
};

/** `origins` empty: browsers may not send cross-origin requests. */
export function createCors(origins: readonly string[], debugHeaders: readonly string[]): Cors {
  const exposed = [...exposedHeaders, ...debugHeaders].join(', ');
  const byOrigin = new Map<string | null, HeaderValues>(
    origins.map((origin) => [
      origin,
      {
        'access-control-allow-origin': origin,
        'access-control-expose-headers': exposed,
        vary: 'origin',
      },
    ]),
  );
  const headersFor = (origin: string | null) => byOrigin.get(origin) ?? NO_HEADERS;
  return {
    headersFor,
    preflightHeaders: (headers) => {
      if (byOrigin.size === 0) return null;
      const allowed = headersFor(headers.get('origin'));
      if (allowed === NO_HEADERS) return NO_HEADERS;
      const requested = headers.get('access-control-request-headers');
      return {
        ...allowed,
        'access-control-allow-methods': 'GET, POST, PATCH, DELETE',
        ...(requested !== null && { 'access-control-allow-headers': requested }),
        'access-control-max-age': `${PREFLIGHT_SECONDS}`,
        vary: 'origin, access-control-request-headers',
      };
    },
  };
}
