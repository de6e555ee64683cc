import Negotiator from 'negotiator';
import type { HeaderSource } from '../../auth/authenticate.ts';
import { createLru } from '../../lib/lru.ts';
import { HttpError } from '../error-response.ts';
import { RESPONSE_TYPES, type ResponseType } from '../response.ts';

/** Values of one header that are cached, and the characters of the longest. */
const VALUES_MAX = 200;
const VALUE_LENGTH_MAX = 300;

const json = /^application\/json[ \t]*(;|$)/i;
const otherCharset = /;[ \t]*charset[ \t]*=[ \t]*(?!"?utf-?8"?[ \t]*(;|$))/i;

/** Returns whether a content type is JSON, without a charset or in UTF-8. */
const isJson = cachedByValue((type) => json.test(type) && !otherCharset.test(type));

/** A parameter of a media range other than its weight. It is ignored: a response has no variants besides its type. */
const otherParameter = /;[ \t]*(?!q[ \t]*=)[^\s;=,]+[ \t]*=[ \t]*(?:"(?:[^"\\]|\\.)*"|[^;,"]*)/gi;

const acceptedType = cachedByValue((accept) => {
  const headers = { accept: accept.replace(otherParameter, '') };
  return new Negotiator({ headers }).mediaTypes([...RESPONSE_TYPES])[0] ?? 'none';
});

/** Negotiates the media type of a response as GraphQL over HTTP specifies it. A request without a preference gets JSON, which clients
 *  from before that specification expect. Null: the client accepts neither. */
export function negotiateResponseType(accept: string | null): ResponseType | null {
  if (!accept?.trim()) return RESPONSE_TYPES[0];
  const type = acceptedType(accept);
  return RESPONSE_TYPES.find((known) => known === type) ?? null;
}

/** Returns the error of a request whose body or Accept header is not supported. Must be called before execution: a mutation whose response
 *  the client cannot read must not run. */
export function mediaTypeError(method: string, headers: HeaderSource): HttpError | null {
  const typeError = method === 'POST' ? contentTypeError(headers) : null;
  return typeError ?? encodingError(headers) ?? acceptError(headers);
}

/** Returns the error of a request whose body is not JSON, or is compressed. */
export const bodyTypeError = (headers: HeaderSource): HttpError | null =>
  contentTypeError(headers) ?? encodingError(headers);

function contentTypeError(headers: HeaderSource): HttpError | null {
  if (isJson(headers.get('content-type') ?? '')) return null;
  const fix = 'Send Content-Type: application/json, without a charset or with charset=utf-8.';
  return new HttpError(415, 'Unsupported Content-Type.', fix, { 'accept-post': 'application/json' });
}

/** A compressed body could have any size once it is decompressed. */
function encodingError(headers: HeaderSource): HttpError | null {
  if (headers.get('content-encoding') === null) return null;
  const fix = 'Send the body uncompressed, without Content-Encoding.';
  return new HttpError(415, 'Content-Encoding is not supported.', fix, { 'accept-encoding': 'identity' });
}

export function acceptError(headers: HeaderSource): HttpError | null {
  if (negotiateResponseType(headers.get('accept')) !== null) return null;
  return new HttpError(406, 'The Accept header excludes JSON.', 'Send Accept: application/json.');
}

/** Throws the error of a request whose body or Accept header is not supported. */
export function assertMediaTypes({ method, headers }: Request): void {
  const error = mediaTypeError(method, headers);
  if (error) throw error;
}

/** Caches what header values mean: a client sends the same value with every request. */
function cachedByValue<Meaning extends string | boolean>(read: (value: string) => Meaning) {
  const meanings = createLru<Meaning>(VALUES_MAX);
  return (value: string): Meaning => {
    const known = meanings.get(value);
    if (known !== undefined) return known;
    const meaning = read(value);
    if (value.length <= VALUE_LENGTH_MAX) meanings.set(value, meaning);
    return meaning;
  };
}
