import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import type { AccessLog, Arrival } from '../../telemetry/access-log.ts';
import type { Endpoint } from '../../telemetry/endpoints.ts';
import type { CountRequest } from '../../telemetry/metrics.ts';
import {
  createRequestTelemetry,
  type Outcome,
  type RequestTelemetry,
} from '../../telemetry/request-record.ts';
import { header } from '../request/headers.ts';
import { findRoute } from '../routes.ts';
import type { ReadClient } from './client-address.ts';

/** The consumers of request telemetry. */
export type TelemetrySinks = {
  readonly log: AccessLog;
  /** Null: metrics are off. */
  readonly count: CountRequest | null;
  /** Null: tracing is off. */
  readonly tracing: Tracing | null;
};

type Tracing = {
  /** Runs the work inside the trace of the request. */
  traceRequest(telemetry: RequestTelemetry, arrived: Arrived, work: () => void): void;
  end(telemetry: RequestTelemetry, outcome: Outcome): void;
};

type Arrived = Arrival & { readonly header: (name: string) => string | null };

/** A request from the network, with its telemetry. */
export type ObservedRequest = {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly telemetry: RequestTelemetry;
};

export type RecordingListener = (
  request: IncomingMessage,
  response: ServerResponse,
  telemetry: RequestTelemetry,
) => void;

/** Records each request from the network when its connection or response closes: access log, metrics and trace. */
export function instrument(
  handle: RecordingListener,
  { log, count, tracing }: TelemetrySinks,
  readClient: ReadClient,
): RequestListener {
  return (request, response) => {
    const { method = '', socket } = request;
    const { endpoint, path } = targetOf(request.url ?? '');
    const telemetry = createRequestTelemetry(endpoint);
    const isLogged = log.isOn(telemetry);
    if (!isLogged && !count && !tracing) return handle(request, response, telemetry);
    // Node.js caches the address on first read. After the client disconnects it cannot be read.
    void socket.remoteAddress;
    const read = (name: string) => header(request, name);
    const arrival = () => ({ method, path, ip: readClient({ get: read }, request).ip });
    response.once('close', () => {
      const outcome = outcomeOf(telemetry, response);
      count?.(telemetry, outcome);
      tracing?.end(telemetry, outcome);
      if (isLogged) log.write(telemetry, outcome, arrival());
    });
    if (!tracing || endpoint === 'health') return handle(request, response, telemetry);
    return tracing.traceRequest(telemetry, { ...arrival(), header: read }, () =>
      handle(request, response, telemetry),
    );
  };
}

function outcomeOf({ startedAtMs }: RequestTelemetry, response: ServerResponse): Outcome {
  return {
    durationMs: performance.now() - startedAtMs,
    status: response.headersSent ? response.statusCode : null,
    isAborted: !response.writableFinished,
  };
}

type RequestTarget = { readonly endpoint: Endpoint; readonly path: string };

const PATH_LENGTH_MAX = 200;
const secretLike = /(oak|ak|mcp|whsec|Bearer)(_|%20)[^/]*/gi;

/** Returns the endpoint and the path to log: without the query, without ids of MCP servers, and with everything that looks like a secret
 *  cut off. */
function targetOf(url: string): RequestTarget {
  const end = url.indexOf('?');
  const path = end === -1 ? url : url.slice(0, end);
  const { endpoint = 'none', path: routePath = null } = findRoute(path) ?? {};
  return { endpoint, path: routePath ?? path.slice(0, PATH_LENGTH_MAX).replace(secretLike, '$1$2…') };
}
