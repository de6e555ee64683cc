import type { IncomingMessage, ServerResponse } from 'node:http';
import type { RequestTelemetry } from '../../telemetry/request-record.ts';
import type { ChargeState } from '../rate-limit/rate-limiter.ts';
import { headersOf } from '../request/headers.ts';
import { type AnsweredRequest, sendResponse } from '../server/response-writer.ts';

/** The Yoga handler, which serves every request that the fast path does not. */
export type YogaHandler = {
  (
    request: IncomingMessage,
    response: ServerResponse,
    arrived: { readonly telemetry: RequestTelemetry },
  ): unknown;
  fetch(
    request: Request,
    arrived: {
      readonly req: IncomingMessage;
      readonly chargeState?: ChargeState;
      readonly telemetry: RequestTelemetry;
    },
  ): Promise<Response> | Response;
};

/** A request from the listener, with its telemetry. */
export type ObservedRequest = {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly telemetry: RequestTelemetry;
};

/** The parts of a request that were read before it is forwarded. */
type Read = {
  readonly body: string | Uint8Array<ArrayBuffer>;
  readonly requestId: string;
  readonly chargeState: ChargeState;
  readonly telemetry: RequestTelemetry;
};

/** Forwards a request whose body has been read. */
export async function forwardToYoga(
  yoga: YogaHandler,
  request: IncomingMessage,
  { body, requestId, chargeState, telemetry }: Read,
): Promise<Response> {
  const headers = headersOf(request);
  headers.set('x-request-id', requestId);
  return yoga.fetch(new Request(`http://localhost${request.url}`, { method: 'POST', headers, body }), {
    req: request,
    chargeState,
    telemetry,
  });
}

export async function writeResponse(
  response: ServerResponse,
  found: Response,
  answered: AnsweredRequest,
  headers: object = {},
): Promise<void> {
  const { status } = found;
  const body = await found.text();
  await sendResponse(
    response,
    { status, headers: { ...Object.fromEntries(found.headers), ...headers }, body },
    answered,
  );
}
