import type { HeaderSource } from '../../auth/authenticate.ts';
import { HttpError } from '../error-response.ts';

/** Returns the error of a request that asks for a dry run, which does not exist: a client that relies on it must not change
 *  anything. Null: it does not ask. */
export function dryRunError(headers: HeaderSource): HttpError | null {
  if (headers.get('x-dry-run') === null) return null;
  return new HttpError(400, 'Dry runs are not supported.', 'Send the request without the header x-dry-run.');
}
