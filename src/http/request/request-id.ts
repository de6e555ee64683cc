import { randomBase62 } from '../../lib/random-id.ts';

const validRequestId = /^[A-Za-z0-9._:-]{1,128}$/;

/** The caller's own id for a request when it is a plain token, so that traces can be joined; else a new one. */
export function requestIdOf(header: string | null): string {
  return header !== null && validRequestId.test(header) ? header : randomBase62(20);
}
