import type { ServerResponse } from 'node:http';
import { errorResponse, type HttpError } from '../error-response.ts';
import { handleOperation } from '../graphql/handle-operation.ts';
import type { OperationServices } from '../graphql/operation.ts';
import { readParams } from '../graphql/params.ts';
import type { YogaHandler } from '../graphql/yoga.ts';
import { readIncomingBody } from '../request/body.ts';
import { header } from '../request/headers.ts';
import { requestIdOf } from '../request/request-id.ts';
import { requestLineError } from '../request/url-check.ts';
import { commonHeaders, type HttpResponse } from '../response.ts';
import { GRAPHQL_PATH } from '../routes.ts';
import { isAuditExport, sendAuditExport } from './audit-export.ts';
import type { ReadClient } from './client-address.ts';
import type { ObservedRequest, RecordingListener } from './instrumentation.ts';

export type ListenerOptions = OperationServices & { readonly readClient: ReadClient };

/** Creates the listener of the HTTP server. A POST to /graphql is handled without Fetch objects, which take longer than the operation;
 *  Yoga handles every other request. */
export function createRequestListener(yoga: YogaHandler, options: ListenerOptions): RecordingListener {
  return (request, response, telemetry) => {
    const observed = { request, response, telemetry };
    if (request.method === 'POST' && request.url === GRAPHQL_PATH)
      return settle(options, observed, answerOperation(options, observed));
    const error = requestLineError(request);
    if (error) return reject(options, observed, error);
    if (isAuditExport(request)) return settle(options, observed, sendAuditExport(yoga, observed));
    yoga(request, response, { telemetry });
  };
}

async function answerOperation(
  options: ListenerOptions,
  { request, response, telemetry }: ObservedRequest,
): Promise<void> {
  const headers = { get: (name: string) => header(request, name) };
  const answered = await handleOperation(options, {
    method: 'POST',
    headers,
    requestId: requestIdOf(headers.get('x-request-id')),
    readClient: () => options.readClient(headers, request),
    chargeState: {},
    telemetry,
    readParams: async () => readParams(await readIncomingBody(request)),
    usesPlans: true,
  });
  write(response, answered);
}

/** Rejects a request that cannot become a Fetch Request. */
function reject(
  { reportError }: ListenerOptions,
  { request, response, telemetry }: ObservedRequest,
  error: HttpError,
): void {
  const requestId = requestIdOf(header(request, 'x-request-id'));
  const { status, headers, body } = errorResponse(error, { requestId, reportError, telemetry });
  write(response, { status, headers: { ...headers, ...commonHeaders(requestId) }, body });
}

function write(response: ServerResponse, { status, headers, body }: HttpResponse): void {
  // The client has disconnected.
  if (response.destroyed) return;
  response.writeHead(status, { ...headers, 'content-length': Buffer.byteLength(body) });
  response.end(body);
}

/** Closes the connection of a request whose handler fails. */
function settle(
  { reportError }: ListenerOptions,
  { request, response }: ObservedRequest,
  handled: Promise<void>,
): void {
  handled.catch((error) => {
    reportError(error, requestIdOf(header(request, 'x-request-id')));
    response.destroy();
  });
}
