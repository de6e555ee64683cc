import { HttpError } from './refusal.ts';

export const isJson = /^application\/json *(;|$)/i;
const acceptsJson = /(^|,) *(\*\/\*|application\/(\*|json|graphql-response\+json)) *(;|,|$)/i;

/** Before anything runs: a mutation whose answer nobody can read must not happen. */
export function checkMediaTypes({ method, headers }: Request): void {
  if (method === 'POST' && !isJson.test(headers.get('content-type') ?? '')) {
    throw new HttpError(415, 'The body is not announced as JSON.', 'Send content-type: application/json.');
  }
  // Unpacked it could be of any size.
  if (headers.has('content-encoding')) {
    throw new HttpError(415, 'The body is encoded.', 'Send it as it is, without content-encoding.');
  }
  if (!acceptsJson.test(headers.get('accept') ?? '*/*')) {
    throw new HttpError(406, 'The answer can only be JSON.', 'Send accept: application/json.');
  }
}
