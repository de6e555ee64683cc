import type { IncomingMessage } from 'node:http';
import { HttpError } from '../error-response.ts';
import { routeError } from '../routes.ts';

/** Methods that a Fetch Request cannot have. */
const unfetchable: ReadonlySet<string | undefined> = new Set(['TRACE', 'TRACK', 'CONNECT']);
const printableAscii = /^[\x21-\x7e]*$/;

/** Returns the error of a request that cannot become a Fetch Request. Null: it can. */
export function requestLineError({ method = '', headers, url = '' }: IncomingMessage): HttpError | null {
  const address = `http://${headers.host || 'localhost'}${url}`;
  if (!printableAscii.test(url) || !URL.canParse(address)) {
    const fix = 'Send the name of this server as Host, and an ASCII path that begins with /.';
    return new HttpError(400, 'Invalid request URL or Host header.', fix);
  }
  return unfetchable.has(method) ? routeError(method, new URL(address).pathname) : null;
}
