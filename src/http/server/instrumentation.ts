import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { mcpServerIdIn } from '../../domain/mcp-server/address.ts';
import type { AccessLog, Arrival } from '../../telemetry/access-log.ts';
import type { CountRequest } from '../../telemetry/metrics.ts';
import {
  createRequestTelemetry,
  type Endpoint,
  type Outcome,
  type RequestTelemetry,
} from '../../telemetry/request-record.ts';
import { AUDIT_EXPORT_PATH } from '../endpoints/audit-export.ts';
import { LIVENESS_PATH, READINESS_PATH } from '../endpoints/health.ts';
import { LEAKED_KEYS_PATH } from '../endpoints/revoke-leaked-keys.ts';
import { header } from '../request/headers.ts';
import { GRAPHQL_PATH } from '../routes.ts';
import type { ReadClient } from './client-address.ts';

/** Whoever wants to hear of requests. */
export type TelemetrySinks = {
  readonly log: AccessLog;
  /** Null: nobody counts. */
  readonly count: CountRequest | null;
  /** Null: nothing is traced. */
  readonly tracing: Tracing | null;
};

type Tracing = {
  /** Does the work as part of the trace of the request. */
  traceRequest(telemetry: RequestTelemetry, arrived: Arrived, work: () => void): void;
  end(telemetry: RequestTelemetry, outcome: Outcome): void;
};

type Arrived = Arrival & { readonly header: (name: string) => string | null };

export type RecordingListener = (
  request: IncomingMessage,
  response: ServerResponse,
  telemetry: RequestTelemetry,
) => void;

/** Tells of each request that came over the network, whoever answers it and however it ends. */
export function instrument(
  handle: RecordingListener,
  { log, count, tracing }: TelemetrySinks,
  readClient: ReadClient,
): RequestListener {
  return (request, response) => {
    const { method = '', socket } = request;
    const { endpoint, path } = placeOf(request.url ?? '');
    const telemetry = createRequestTelemetry(endpoint);
    const isLogged = log.isOn(telemetry);
    if (!isLogged && !count && !tracing) return handle(request, response, telemetry);
    // Node remembers it once it was asked for: later the client may be gone.
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

type Place = { readonly endpoint: Endpoint; readonly path: string };

const places: ReadonlyMap<string, Place> = new Map(
  (
    [
      ['graphql', GRAPHQL_PATH],
      ['audit_export', AUDIT_EXPORT_PATH],
      ['keys_revoke', LEAKED_KEYS_PATH],
      ['health', LIVENESS_PATH],
      ['health', READINESS_PATH],
    ] as const
  ).map(([endpoint, path]) => [path, { endpoint, path }]),
);
/** Where no key is needed, whoever knows the id of an MCP server can read. */
const MCP: Place = { endpoint: 'mcp', path: '/mcp/{id}' };

const PATH_LENGTH_MAX = 200;
const secretLike = /(oak|ak|mcp|whsec|Bearer)(_|%20)[^/]*/gi;

/** The path as it may be told: without its query, and without what somebody may have put there by mistake. */
function placeOf(url: string): Place {
  const asIs = places.get(url);
  if (asIs) return asIs;
  const [path = ''] = url.split('?', 1);
  const known = places.get(path);
  if (known) return known;
  if (mcpServerIdIn(path) !== null) return MCP;
  return { endpoint: 'none', path: path.slice(0, PATH_LENGTH_MAX).replace(secretLike, '$1$2…') };
}
