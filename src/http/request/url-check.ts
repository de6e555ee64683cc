import type { IncomingMessage } from 'node:http';
import type { ReportError } from '../../graphql/errors.ts';
import type { RequestTelemetry } from '../../telemetry/request-record.ts';
import { errorResponse, HttpError } from '../error-response.ts';
import { responseHeaders, withHeaders } from '../gateway.ts';
import { routeError } from '../routes.ts';
import { header, headersOf } from './headers.ts';
import { requestIdOf } from './request-id.ts';

/** Methods that a Request of the Fetch standard cannot have, so that the API cannot be given one. */
const unfetchable: ReadonlySet<string | undefined> = new Set(['TRACE', 'TRACK', 'CONNECT']);
const printableAscii = /^[\x21-\x7e]*$/;

/** Returns what keeps a request from being given to the API. Null: nothing. */
export function requestLineError({ method = '', headers, url = '' }: IncomingMessage): HttpError | null {
  const address = `http://${headers.host || 'localhost'}${url}`;
  if (!printableAscii.test(url) || !URL.canParse(address)) {
    const fix = 'Send the name of this server as Host, and a path that begins with /, in ASCII.';
    return new HttpError(400, 'That is no address.', fix);
  }
  return unfetchable.has(method) ? routeError(method, new URL(address).pathname) : null;
}

/** Answers a request that the API cannot be given. */
export function requestLineErrorResponse(
  request: IncomingMessage,
  fault: HttpError,
  { reportError, telemetry }: { readonly reportError: ReportError; readonly telemetry: RequestTelemetry },
): Response {
  const requestId = requestIdOf(header(request, 'x-request-id'));
  const refused = errorResponse(headersOf(request), fault, { requestId, reportError, telemetry });
  return withHeaders(refused, responseHeaders(requestId));
}
