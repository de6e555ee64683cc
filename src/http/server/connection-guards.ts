import { type Server, type ServerOptions, type ServerResponse, STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';
import type { ReportError } from '../../graphql/errors.ts';
import { SECOND_MS } from '../../lib/duration.ts';
import { createRequestTelemetry } from '../../telemetry/request-record.ts';
import { errorResponse, HttpError } from '../error-response.ts';
import { responseHeaders } from '../gateway.ts';
import { requestIdOf } from '../request/request-id.ts';

/** How long a client may take to say what it wants. Whoever has not said it by then is cut off, a second later at most. */
export const clientTimeouts: ServerOptions = {
  headersTimeout: 10 * SECOND_MS,
  requestTimeout: 30 * SECOND_MS,
  connectionsCheckingInterval: SECOND_MS,
};

/** Without a byte in either direction, also of an answer that nobody takes. */
const SOCKET_IDLE_MS_MAX = 120 * SECOND_MS;

/** Bounds what connections can hold up, and tells those that are cut off why, where they can still be told. */
export function guardConnections(
  server: Server,
  { connectionsMax, reportError }: { readonly connectionsMax: number; readonly reportError: ReportError },
): void {
  server.maxConnections = connectionsMax;
  server.setTimeout(SOCKET_IDLE_MS_MAX);
  const responses = new WeakMap<Duplex, ServerResponse>();
  server.on('request', ({ socket }, response) => {
    responses.set(socket, response);
    response.once('close', () => responses.delete(socket));
  });
  server.on('clientError', (error, socket) => {
    // An answer that has begun can have nothing else in it.
    if (!socket.writable || responses.get(socket)?.headersSent) return void socket.destroy();
    endWithError(socket, toHttpError(error), reportError);
  });
  // Node.js hands over the bare connection: it would be a tunnel.
  server.on('connect', (_request, socket) => {
    const fault = new HttpError(405, 'CONNECT is not used here.', 'This server is no proxy.', {
      allow: 'GET, POST',
    });
    socket.on('error', () => socket.destroy());
    endWithError(socket, fault, reportError);
  });
  // An expectation that is not known may be ignored (RFC 9110, 10.1.1).
  server.on('checkExpectation', (request, response) => server.emit('request', request, response));
}

function endWithError(socket: Duplex, fault: HttpError, reportError: ReportError): void {
  serializeError(fault, reportError)
    .then((bytes) => socket.end(bytes, () => socket.destroy()))
    .catch(() => socket.destroy());
}

/** A request line that is sound but for its method, which Node.js reads no further. */
const REQUEST_LINE = /^[\w!#$%&'*+.^`|~-]+ \S+ HTTP\/1\.[01]\r?\n/;

function toHttpError(error: Error & { readonly code?: string; readonly rawPacket?: Buffer }): HttpError {
  if (error.code === 'ERR_HTTP_REQUEST_TIMEOUT')
    return new HttpError(408, 'The request did not arrive in time.', 'Send it in one go.');
  if (error.code === 'HPE_HEADER_OVERFLOW')
    return new HttpError(431, 'The headers are too large.', 'Send fewer and shorter headers.');
  if (error.code === 'HPE_INVALID_METHOD' && REQUEST_LINE.test(error.rawPacket?.toString('latin1') ?? ''))
    return new HttpError(501, 'The method is not known here.', 'Send GET or POST.');
  return new HttpError(400, 'That is not HTTP.', 'Send a request as HTTP/1.1 has it.');
}

/** As bytes: there is no request that could be answered. */
async function serializeError(fault: HttpError, reportError: ReportError): Promise<string> {
  const requestId = requestIdOf(null);
  const telemetry = createRequestTelemetry('none');
  const refused = errorResponse(new Headers(), fault, { requestId, reportError, telemetry });
  const body = await refused.text();
  const headers = {
    ...Object.fromEntries(refused.headers),
    ...responseHeaders(requestId),
    connection: 'close',
    'content-length': Buffer.byteLength(body),
  };
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  return `HTTP/1.1 ${refused.status} ${STATUS_CODES[refused.status]}\r\n${lines.join('')}\r\n${body}`;
}
