import type { IncomingMessage } from 'node:http';
import { type FoundPath, findPath } from '../../rest/router.ts';
import { errorResponse, type HttpError } from '../error-response.ts';
import { handleOperation } from '../graphql/handle-operation.ts';
import { readParams } from '../graphql/params.ts';
import type { YogaHandler } from '../graphql/yoga.ts';
import type { HttpContext } from '../http-context.ts';
import type { ChargeState } from '../rate-limit/rate-limiter.ts';
import { readIncomingBody } from '../request/body.ts';
import { header } from '../request/headers.ts';
import { requestIdOf } from '../request/request-id.ts';
import { requestLineError } from '../request/url-check.ts';
import { commonHeaders } from '../response.ts';
import { handleRestRequest } from '../rest/handle-request.ts';
import { GRAPHQL_PATH } from '../routes.ts';
import { isAuditExport, sendAuditExport } from './audit-export.ts';
import type { ObservedRequest, RecordingListener } from './instrumentation.ts';
import { sendResponse } from './response-writer.ts';

/** Creates the listener of the HTTP server. A POST to /graphql and a request to a REST API are handled without Fetch objects, which take
 *  longer than the operation; Yoga handles every other request. */
export function createRequestListener(yoga: YogaHandler, app: HttpContext): RecordingListener {
  return (request, response, telemetry) => {
    const observed = { request, response, telemetry };
    if (request.method === 'POST' && request.url === GRAPHQL_PATH)
      return settle(app, observed, answerOperation(app, observed));
    const error = requestLineError(request);
    if (error) return settle(app, observed, reject(app, observed, error));
    if (isAuditExport(request)) return settle(app, observed, sendAuditExport(yoga, observed));
    const found = request.method === 'OPTIONS' ? null : findPath(pathOf(request));
    if (found) return settle(app, observed, answerRest(app, observed, found));
    yoga(request, response, { telemetry });
  };
}

async function answerOperation(
  app: HttpContext,
  { request, response, telemetry }: ObservedRequest,
): Promise<void> {
  const headers = { get: (name: string) => header(request, name) };
  const { scheduler } = app;
  const chargeState: ChargeState = {};
  try {
    const answer = await handleOperation(app, {
      method: 'POST',
      headers,
      requestId: requestIdOf(headers.get('x-request-id')),
      readClient: () => app.readClient(headers, request),
      chargeState,
      telemetry,
      readParams: async () => readParams(await readIncomingBody(request)),
      usesPlans: true,
    });
    // Destroyed: the client has disconnected.
    if (!response.destroyed) await sendResponse(response, answer, { scheduler, chargeState });
  } finally {
    scheduler.release(chargeState);
  }
}

async function answerRest(
  app: HttpContext,
  { request, response, telemetry }: ObservedRequest,
  found: FoundPath,
): Promise<void> {
  const headers = { get: (name: string) => header(request, name) };
  const { scheduler } = app;
  const chargeState: ChargeState = {};
  try {
    const answer = await handleRestRequest(app, {
      method: request.method ?? '',
      url: `http://localhost${request.url}`,
      headers,
      found,
      requestId: requestIdOf(headers.get('x-request-id')),
      readClient: () => app.readClient(headers, request),
      chargeState,
      telemetry,
      readBody: () => readIncomingBody(request),
      usesPlans: true,
    });
    // Destroyed: the client has disconnected.
    if (!response.destroyed) await sendResponse(response, answer, { scheduler, chargeState });
  } finally {
    scheduler.release(chargeState);
  }
}

const pathOf = ({ url = '' }: IncomingMessage): string => {
  const end = url.indexOf('?');
  return end === -1 ? url : url.slice(0, end);
};

/** Rejects a request that cannot become a Fetch Request. */
async function reject(
  { reportError, scheduler }: HttpContext,
  { request, response, telemetry }: ObservedRequest,
  error: HttpError,
): Promise<void> {
  const requestId = requestIdOf(header(request, 'x-request-id'));
  const { status, headers, body } = errorResponse(error, { requestId, reportError, telemetry });
  const answer = { status, headers: { ...headers, ...commonHeaders(requestId) }, body };
  await sendResponse(response, answer, { scheduler, chargeState: {} });
}

/** Closes the connection of a request whose handler fails. */
function settle(
  { reportError }: HttpContext,
  { request, response }: ObservedRequest,
  handled: Promise<void>,
): void {
  handled.catch((error) => {
    reportError(error, requestIdOf(header(request, 'x-request-id')));
    response.destroy();
  });
}
