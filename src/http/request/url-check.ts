import type { IncomingMessage } from 'node:http';
import type { ReportError } from '../../domain/core/app-context.ts';
import type { RequestTelemetry } from '../../telemetry/request-record.ts';
import { errorResponse, HttpError } from '../error-response.ts';
import { responseHeaders, withHeaders } from '../gateway.ts';
import { routeError } from '../routes.ts';
import { header, headersOf } from './headers.ts';
import { requestIdOf } from './request-id.ts';

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

/** Builds the response to a request that cannot become a Fetch Request. */
export function requestLineErrorResponse(
  request: IncomingMessage,
  error: HttpError,
  { reportError, telemetry }: { readonly reportError: ReportError; readonly telemetry: RequestTelemetry },
): Response {
  const requestId = requestIdOf(header(request, 'x-request-id'));
  const response = errorResponse(headersOf(request), error, { requestId, reportError, telemetry });
  return withHeaders(response, responseHeaders(requestId));
}
