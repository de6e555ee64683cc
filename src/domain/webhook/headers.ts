import { z } from 'zod';
import type { RequestContext } from '../core/request-context.ts';
import { secretPlace } from './secret.ts';

/** Custom headers of a subscription, by lower-case names, sent with each request. Often tokens: stored encrypted and never
 *  returned. */
export type WebhookHeaders = Readonly<Record<string, string>>;

/** @limit objects: headers of a webhook subscription */
const HEADERS_MAX = 10;

/** A token (RFC 9110). */
const NAME = /^[a-z0-9!#$%&'*+.^_`|~-]{1,64}$/;
/** Visible ASCII, with spaces in between. */
const VALUE = /^[!-~](?:[ -~]{0,1022}[!-~])?$/;

/** Headers that each request sets by itself, and headers of the connection. */
const RESERVED = new Set([
  ...['connection', 'date', 'expect', 'forwarded', 'host', 'http2-settings', 'keep-alive', 'te', 'trailer'],
  ...['transfer-encoding', 'upgrade', 'user-agent', 'via'],
]);
const RESERVED_PREFIXES = ['content-', 'proxy-', 'sec-', 'webhook-', 'x-forwarded-'];

const isAllowedName = (name: string) =>
  !RESERVED.has(name) && !RESERVED_PREFIXES.some((prefix) => name.startsWith(prefix)) && !(name in {});

const header = z.object({
  name: z
    .string()
    .transform((name) => name.toLowerCase())
    .refine((name) => NAME.test(name), 'must be the name of an HTTP header, of at most 64 characters')
    .refine(isAllowedName, 'must not be a header that is reserved for the request itself'),
  value: z.string().regex(VALUE, 'must have 1 to 1024 visible ASCII characters, with spaces in between'),
});

/** All headers of a subscription. */
export const headersInput = z
  .array(header)
  .max(HEADERS_MAX, `must have at most ${HEADERS_MAX} entries`)
  .refine((all) => new Set(all.map(({ name }) => name)).size === all.length, 'must have each name once')
  .transform((all): WebhookHeaders => Object.fromEntries(all.map(({ name, value }) => [name, value])));

type Place = { readonly organizationId: string; readonly projectId: string | null; readonly id: string };

/** Encrypts the headers. Null: there are none. */
export function sealHeaders(
  { encryption }: RequestContext,
  place: Place,
  headers: WebhookHeaders,
): Buffer | null {
  if (Object.keys(headers).length === 0) return null;
  return encryption.seal(JSON.stringify(headers), secretPlace(place, place.id, 'headers'));
}

/** Decrypts the headers. Throws an unexpected error when the stored value is damaged or was moved from another row or
 *  column. */
export function openHeaders(
  { encryption }: RequestContext,
  { sealedHeaders, ...place }: Place & { readonly sealedHeaders: Buffer | null },
): WebhookHeaders {
  if (sealedHeaders === null) return {};
  return JSON.parse(encryption.open(sealedHeaders, secretPlace(place, place.id, 'headers')));
}
