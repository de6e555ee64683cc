import { randomBase62 } from '../../lib/random-id.ts';

const validRequestId = /^[A-Za-z0-9._:-]{1,128}$/;

/** Returns the client's `x-request-id` when it matches `[A-Za-z0-9._:-]{1,128}`, so that its logs can be correlated, otherwise a new id. */
export function requestIdOf(header: string | null): string {
  return header !== null && validRequestId.test(header) ? header : randomBase62(20);
}
