import { HttpError } from '../error-response.ts';

const json = /^application\/json[ \t]*(;|$)/i;
const otherCharset = /;[ \t]*charset[ \t]*=[ \t]*(?!"?utf-?8"?[ \t]*(;|$))/i;

/** Returns whether a content type is JSON, without a charset or in UTF-8. */
export const isJson = (type: string): boolean => json.test(type) && !otherCharset.test(type);

const acceptsJson = /(^|,) *(\*\/\*|application\/(\*|json|graphql-response\+json)) *(;|,|$)/i;

/** Throws an HttpError for a body or an Accept header that is not supported. Must run before execution: a mutation whose response the
 *  client cannot read must not run. */
export function checkMediaTypes({ method, headers }: Request): void {
  if (method === 'POST' && !isJson(headers.get('content-type') ?? '')) {
    const fix = 'Send Content-Type: application/json, without a charset or with charset=utf-8.';
    throw new HttpError(415, 'Unsupported Content-Type.', fix, {
      'accept-post': 'application/json',
    });
  }
  // A compressed body could have any size once it is decompressed.
  if (headers.has('content-encoding')) {
    throw new HttpError(
      415,
      'Content-Encoding is not supported.',
      'Send the body uncompressed, without Content-Encoding.',
      {
        'accept-encoding': 'identity',
      },
    );
  }
  if (!acceptsJson.test(headers.get('accept') ?? '*/*')) {
    throw new HttpError(406, 'The Accept header excludes JSON.', 'Send Accept: application/json.');
  }
}
