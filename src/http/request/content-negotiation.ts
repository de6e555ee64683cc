import { HttpError } from '../error-response.ts';

const json = /^application\/json[ \t]*(;|$)/i;
const otherCharset = /;[ \t]*charset[ \t]*=[ \t]*(?!"?utf-?8"?[ \t]*(;|$))/i;

/** Returns whether a content type says JSON, in no charset but UTF-8. */
export const isJson = (type: string): boolean => json.test(type) && !otherCharset.test(type);

const acceptsJson = /(^|,) *(\*\/\*|application\/(\*|json|graphql-response\+json)) *(;|,|$)/i;

/** Before anything runs: a mutation whose answer nobody can read must not happen. */
export function checkMediaTypes({ method, headers }: Request): void {
  if (method === 'POST' && !isJson(headers.get('content-type') ?? '')) {
    const fix = 'Send content-type: application/json, without a charset or with charset=utf-8.';
    throw new HttpError(415, 'The body is not announced as JSON in UTF-8.', fix, {
      'accept-post': 'application/json',
    });
  }
  // Unpacked it could be of any size.
  if (headers.has('content-encoding')) {
    throw new HttpError(415, 'The body is encoded.', 'Send it as it is, without content-encoding.', {
      'accept-encoding': 'identity',
    });
  }
  if (!acceptsJson.test(headers.get('accept') ?? '*/*')) {
    throw new HttpError(406, 'The answer can only be JSON.', 'Send accept: application/json.');
  }
}
