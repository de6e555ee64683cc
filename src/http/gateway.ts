import { carriesKey } from '../auth/authenticate.ts';
import { ANONYMOUS } from '../domain/core/actor.ts';
import { mcpServerIdIn } from '../domain/mcp-server/address.ts';
import { createRequestTelemetry } from '../telemetry/request-record.ts';
import type { AuditExportEndpoint } from './endpoints/audit-export.ts';
import { healthResponse, type Readiness } from './endpoints/health.ts';
import { llmsResponse } from './endpoints/llms.ts';
import type { McpEndpoint } from './endpoints/mcp.ts';
import { errorResponse } from './error-response.ts';
import { serveGraphiql, serveGraphiqlAsset } from './graphql/graphiql.ts';
import { handleOperation } from './graphql/handle-operation.ts';
import type { OperationServices } from './graphql/operation.ts';
import { readParams, readQueryParams } from './graphql/params.ts';
import { responseTypeOf } from './graphql/result.ts';
import { readBody } from './request/body.ts';
import { dryRunError } from './request/dry-run.ts';
import { readQuery } from './request/query.ts';
import { requestIdOf } from './request/request-id.ts';
import type { ListenerContext, RequestState } from './request-state.ts';
import { commonHeaders, toFetchResponse, withHeaders } from './response.ts';
import {
  AUDIT_EXPORT_PATH,
  findRoute,
  GRAPHIQL_ASSETS_PATH,
  GRAPHQL_PATH,
  LEAKED_KEYS_PATH,
  LLMS_PATH,
  routeError,
} from './routes.ts';
import type { ReadClient } from './server/client-address.ts';

export type GatewayOptions = OperationServices & {
  readonly readClient: ReadClient;
  readonly isReady: Readiness;
  readonly handleMcp: McpEndpoint;
  readonly handleAuditExport: AuditExportEndpoint;
  readonly handleLeakedKeys: (request: Request, state: RequestState) => Promise<Response>;
};

/** Handles a Fetch request to any endpoint: routing first, charges and response headers last. */
export async function handleRequest(
  options: GatewayOptions,
  request: Request,
  arrived: ListenerContext,
): Promise<Response> {
  const state = createState(options, request, arrived);
  const { requestId, chargeState, telemetry } = state;
  telemetry.caller = { requestId, actor: ANONYMOUS };
  telemetry.chargeState = chargeState;
  const preflight = request.method === 'OPTIONS' ? options.cors.preflightHeaders(request.headers) : null;
  const response = preflight
    ? new Response(null, { status: 204, headers: { 'content-length': '0', ...preflight } })
    : await route(options, request, state).catch((error) => rejectRequest(options, request, state, error));
  options.scheduler.release(chargeState);
  const sent = preflight ? response : await chargeRejected(options, request, state, response);
  return withHeaders(sent, {
    ...commonHeaders(requestId),
    ...options.cors.headersFor(request.headers.get('origin')),
    ...options.rateLimiter.headersOf(chargeState),
  });
}

function createState(
  { readClient }: GatewayOptions,
  { headers }: Request,
  { req, telemetry = createRequestTelemetry('none'), usesPlans = true }: ListenerContext,
): RequestState {
  return {
    requestId: requestIdOf(headers.get('x-request-id')),
    readClient: () => readClient(headers, req),
    chargeState: {},
    telemetry,
    usesPlans,
  };
}

/** Charges one point for a request that was rejected before it ran. Returns the error response when that exceeds a limit. */
async function chargeRejected(
  options: GatewayOptions,
  request: Request,
  state: RequestState,
  response: Response,
): Promise<Response> {
  const { chargeState, telemetry } = state;
  const error = await options.rateLimiter.chargeRejected(chargeState, telemetry.caller?.actor ?? ANONYMOUS);
  return error === null ? response : rejectRequest(options, request, state, error);
}

async function rejectRequest(
  { rateLimiter, reportError }: GatewayOptions,
  request: Request,
  { readClient, requestId, telemetry }: RequestState,
  error: unknown,
): Promise<Response> {
  const counted = await rateLimiter.countAuthFailure(readClient(), error);
  const rejected = errorResponse(counted, { requestId, reportError, telemetry }, responseTypeOf(request));
  return toFetchResponse(rejected);
}

/** Routes a request, and authenticates it where its endpoint needs a key. Throws for a request that is rejected. */
async function route(options: GatewayOptions, request: Request, state: RequestState): Promise<Response> {
  const { pathname: path } = new URL(request.url);
  const health = await healthResponse(path, options.isReady);
  if (health) return health;
  if (path === GRAPHQL_PATH && isOperation(request)) return runOperation(options, request, state);
  if (!isUncharged(path) && !(findRoute(path)?.acceptsKey && carriesKey(request.headers)))
    options.rateLimiter.chargeKeyless(state.readClient());
  if (path === '/' && acceptsHtml(request)) return redirectToGraphiql();
  const rejection = dryRunError(request.headers) ?? routeError(request.method, path);
  if (rejection) throw rejection;
  const mcpServerId = mcpServerIdIn(path);
  if (mcpServerId !== null) return options.handleMcp(mcpServerId, request, state);
  if (path === AUDIT_EXPORT_PATH) return options.handleAuditExport(request, state);
  if (path === LEAKED_KEYS_PATH) return options.handleLeakedKeys(request, state);
  if (path === LLMS_PATH) return llmsResponse();
  if (path.startsWith(GRAPHIQL_ASSETS_PATH)) return serveGraphiqlAsset(request, path);
  return serveGraphiql(request);
}

/** Whether a request to /graphql is one to the API. Browsers get GraphiQL. */
const isOperation = (request: Request) =>
  request.method === 'POST' || (request.method === 'GET' && !acceptsHtml(request));

async function runOperation(
  options: GatewayOptions,
  request: Request,
  state: RequestState,
): Promise<Response> {
  const { method, headers, url } = request;
  const read =
    method === 'POST'
      ? async () => readParams(await readBody(request))
      : async () => readQueryParams(readQuery(url));
  const operation = {
    ...state,
    method: method === 'POST' ? method : 'GET',
    headers,
    readParams: read,
  } as const;
  return toFetchResponse(await handleOperation(options, operation));
}

/** GraphiQL's files are not charged: a page load fetches about twenty, which cost neither a statement nor a lookup. */
const isUncharged = (path: string) => path.startsWith(GRAPHIQL_ASSETS_PATH);

/** A relative location, which also works behind a proxy that serves this server below a path of its own. */
const redirectToGraphiql = () =>
  new Response(null, { status: 302, headers: { location: GRAPHQL_PATH.slice(1), vary: 'accept' } });

function acceptsHtml({ method, headers }: Request): boolean {
  return method === 'GET' && Boolean(headers.get('accept')?.includes('text/html'));
}
