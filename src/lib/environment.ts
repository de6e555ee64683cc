import { z } from 'zod';
import { normalizeIpRange } from './ip-range.ts';

// Parsers of environment variables.

/** Removes empty variables: they count as absent, as is usual in shells and .env files. */
export const withoutEmpty = (env: NodeJS.ProcessEnv) =>
  Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''));

export const optionalInteger = (min: number, max: number) =>
  z
    .string()
    .regex(/^\d+$/, 'must be an integer')
    .transform(Number)
    .refine((n) => n >= min && n <= max, `must be between ${min} and ${max}`)
    .optional();

export const integer = (min: number, max: number, fallback: number) =>
  optionalInteger(min, max).default(fallback);

export const oneOf = <const Values extends readonly [string, ...string[]]>(
  values: Values,
  fallback: Values[number],
) =>
  z
    .enum(values, `must be one of: ${values.join(', ')}`)
    .default(fallback as z.util.NoUndefined<Values[number]>);

export const isOrigin = (text: string) => URL.canParse(text) && new URL(text).origin === text;

export const baseUrl = z
  .url({ protocol: /^https?$/, error: 'must be a URL such as https://bailiwick.example.com' })
  .transform((text) => new URL(text))
  .refine(
    ({ username, password, search, hash }) => username + password + search + hash === '',
    'must have no user name, password, query or fragment',
  )
  .transform(({ origin, pathname }) => origin + pathname.replace(/\/+$/, ''));

export const hostNames = z
  .string()
  .transform((text) => text.split(',').map((name) => name.trim().toLowerCase()))
  .refine(
    (names) => names.every((name) => /^[a-z0-9._-]+$/.test(name)),
    'must be host names without a port, separated by commas',
  );

const PROXIES_FORM =
  'must be addresses, ranges such as 10.0.0.0/8, or loopback, linklocal or uniquelocal, separated by commas';

export const proxies = z.string().transform((text, { addIssue }) => {
  const list = text.split(',').map((proxy) => proxyRange(proxy.trim()));
  if (list.every((range) => range !== null)) return list;
  addIssue(PROXIES_FORM);
  return z.NEVER;
});

const namedRanges = new Set(['loopback', 'linklocal', 'uniquelocal']);

/** Normalizes a proxy. Null: not a range, or the range of all addresses, with which every client could set the header. */
function proxyRange(proxy: string): string | null {
  if (namedRanges.has(proxy)) return proxy;
  const range = normalizeIpRange(proxy);
  return range?.endsWith('/0') ? null : range;
}

export const KEY_FORM = 'must be 32 bytes in base64, such as `openssl rand -base64 32` prints';

export const encryptionKey = z
  .string()
  .regex(/^[A-Za-z0-9+/]{43}=$/, KEY_FORM)
  .transform((text) => Buffer.from(text, 'base64'));
