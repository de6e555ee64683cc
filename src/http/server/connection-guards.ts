import { type Server, type ServerOptions, type ServerResponse, STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';
import type { ReportError } from '../../domain/core/app-context.ts';
import { SECOND_MS } from '../../lib/duration.ts';
import { createRequestTelemetry } from '../../telemetry/request-record.ts';
import { errorResponse, HttpError } from '../error-response.ts';
import { requestIdOf } from '../request/request-id.ts';
import { commonHeaders } from '../response.ts';

/** How long a client may take to send a request. Slower connections are closed, at most one second later. */
export const clientTimeouts: ServerOptions = {
  headersTimeout: 10 * SECOND_MS,
  requestTimeout: 30 * SECOND_MS,
  connectionsCheckingInterval: SECOND_MS,
};

/** Closes sockets without a byte in either direction, also while a client does not read its response.
 *  @limit requests: silence of a connection before it is closed */
const SOCKET_IDLE_MS_MAX = 120 * SECOND_MS;

/** Limits the number and the idle time of connections, and sends an error response before it closes one, where that is still possible. */
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
    // An error response cannot follow headers that were sent.
    if (!socket.writable || responses.get(socket)?.headersSent) return void socket.destroy();
    endWithError(socket, toHttpError(error), reportError);
  });
  // For CONNECT, Node.js passes the raw socket.
  server.on('connect', (_request, socket) => {
    const error = new HttpError(405, 'Method CONNECT is not allowed.', 'This server is not a proxy.', {
      allow: 'GET, POST',
    });
    socket.on('error', () => socket.destroy());
    endWithError(socket, error, reportError);
  });
  // An unknown expectation may be ignored (RFC 9110, 10.1.1).
  server.on('checkExpectation', (request, response) => server.emit('request', request, response));
}

function endWithError(socket: Duplex, error: HttpError, reportError: ReportError): void {
  socket.end(serializeError(error, reportError), () => socket.destroy());
}

/** A request line that is valid except for its method, at which Node.js stops parsing. */
const REQUEST_LINE = /^[\w!#$%&'*+.^`|~-]+ \S+ HTTP\/1\.[01]\r?\n/;

function toHttpError(error: Error & { readonly code?: string; readonly rawPacket?: Buffer }): HttpError {
  if (error.code === 'ERR_HTTP_REQUEST_TIMEOUT')
    return new HttpError(408, 'The request did not arrive in time.', 'Send it without pauses.');
  if (error.code === 'HPE_HEADER_OVERFLOW')
    return new HttpError(431, 'The headers are too large.', 'Send fewer and shorter headers.');
  if (error.code === 'HPE_INVALID_METHOD' && REQUEST_LINE.test(error.rawPacket?.toString('latin1') ?? ''))
    return new HttpError(501, 'Unknown method.', 'Send GET or POST.');
  return new HttpError(400, 'Malformed HTTP request.', 'Send a valid HTTP/1.1 request.');
}

/** Serializes an error response for a raw socket: without a request there is no ServerResponse. */
function serializeError(error: HttpError, reportError: ReportError): string {
  const requestId = requestIdOf(null);
  const telemetry = createRequestTelemetry('none');
  const { status, headers, body } = errorResponse(error, { requestId, reportError, telemetry });
  const sent = {
    ...headers,
    ...commonHeaders(requestId),
    connection: 'close',
    'content-length': Buffer.byteLength(body),
  };
  const lines = Object.entries(sent).map(([name, value]) => `${name}: ${value}\r\n`);
  return `HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\n${lines.join('')}\r\n${body}`;
}
