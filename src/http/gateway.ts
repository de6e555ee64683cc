import { carriesKey } from '../auth/authenticate.ts';
import { ANONYMOUS } from '../domain/core/actor.ts';
import { mcpServerIdIn } from '../domain/mcp-server/address.ts';
import { findPath } from '../rest/router.ts';
import { createRequestTelemetry } from '../telemetry/request-record.ts';
import { handleAuditExport } from './endpoints/audit-export.ts';
import { healthResponse } from './endpoints/health.ts';
import { llmsResponse } from './endpoints/llms.ts';
import { handleMcp } from './endpoints/mcp.ts';
import { handleLeakedKeys } from './endpoints/revoke-leaked-keys.ts';
import { errorResponse } from './error-response.ts';
import { handleOperation } from './graphql/handle-operation.ts';
import { readParams, readQueryParams } from './graphql/params.ts';
import { responseTypeOf } from './graphql/result.ts';
import type { HttpContext } from './http-context.ts';
import { serveDashboard } from './pages/dashboard.ts';
import { serveGraphiql, serveGraphiqlAsset } from './pages/graphiql.ts';
import { readBody } from './request/body.ts';
import { dryRunError } from './request/dry-run.ts';
import { readQuery } from './request/query.ts';
import { requestIdOf } from './request/request-id.ts';
import type { ListenerContext, RequestState } from './request-state.ts';
import { commonHeaders, toFetchResponse, withHeaders } from './response.ts';
import { handleRestRequest } from './rest/handle-request.ts';
import {
  AUDIT_EXPORT_PATH,
  DASHBOARD_ASSETS_PATH,
  DASHBOARD_PATH,
  findRoute,
  GRAPHIQL_ASSETS_PATH,
  GRAPHQL_PATH,
  isDashboardPath,
  LEAKED_KEYS_PATH,
  LLMS_PATH,
  notFound,
  routeError,
} from './routes.ts';

/** Handles a Fetch request to any endpoint: routing first, charges and response headers last. */
export async function handleRequest(
  app: HttpContext,
  request: Request,
  arrived: ListenerContext,
): Promise<Response> {
  const state = createState(app, request, arrived);
  const { requestId, chargeState, telemetry } = state;
  telemetry.caller = { requestId, actor: ANONYMOUS };
  telemetry.chargeState = chargeState;
  const preflight = request.method === 'OPTIONS' ? app.cors.preflightHeaders(request.headers) : null;
  const response = preflight
    ? new Response(null, { status: 204, headers: { 'content-length': '0', ...preflight } })
    : await route(app, request, state).catch((error) => rejectRequest(app, request, state, error));
  app.scheduler.release(chargeState);
  const sent = preflight ? response : await chargeRejected(app, request, state, response);
  return withHeaders(sent, {
    ...commonHeaders(requestId),
    ...app.cors.headersFor(request.headers.get('origin')),
    ...app.rateLimiter.headersOf(chargeState),
  });
}

function createState(
  { readClient }: HttpContext,
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
  app: HttpContext,
  request: Request,
  state: RequestState,
  response: Response,
): Promise<Response> {
  const { chargeState, telemetry } = state;
  const error = await app.rateLimiter.chargeRejected(chargeState, telemetry.caller?.actor ?? ANONYMOUS);
  return error === null ? response : rejectRequest(app, request, state, error);
}

async function rejectRequest(
  { rateLimiter, reportError }: HttpContext,
  request: Request,
  { readClient, requestId, telemetry }: RequestState,
  error: unknown,
): Promise<Response> {
  const counted = await rateLimiter.countAuthFailure(readClient(), error);
  const rejected = errorResponse(counted, { requestId, reportError, telemetry }, responseTypeOf(request));
  return toFetchResponse(rejected);
}

/** Routes a request, and authenticates it where its endpoint needs a key. Throws for a request that is rejected. */
async function route(app: HttpContext, request: Request, state: RequestState): Promise<Response> {
  const { pathname: path } = new URL(request.url);
  const health = await healthResponse(path, app.isReady);
  if (health) return health;
  if (path === GRAPHQL_PATH && isOperation(request)) return runOperation(app, request, state);
  const found = findPath(path);
  if (found) {
    const { method, url, headers } = request;
    const sent = { ...state, method, url, headers, found, readBody: () => readBody(request) };
    return toFetchResponse(await handleRestRequest(app, sent));
  }
  if (!isUncharged(path) && !(findRoute(path)?.acceptsKey && carriesKey(request.headers)))
    app.rateLimiter.chargeKeyless(state.readClient());
  if (path === '/' && acceptsHtml(request))
    return redirectTo(app.dashboardPrefix === null ? GRAPHQL_PATH : DASHBOARD_PATH);
  const rejection = dryRunError(request.headers) ?? routeError(request.method, path);
  if (rejection) throw rejection;
  if (isDashboardPath(path)) return dashboard(app, request, path);
  const mcpServerId = mcpServerIdIn(path);
  if (mcpServerId !== null) return handleMcp(app, { id: mcpServerId, request, state });
  if (path === AUDIT_EXPORT_PATH) return handleAuditExport(app, request, state);
  if (path === LEAKED_KEYS_PATH) return handleLeakedKeys(app, request, state);
  if (path === LLMS_PATH) return llmsResponse();
  if (path.startsWith(GRAPHIQL_ASSETS_PATH)) return serveGraphiqlAsset(request, path);
  return serveGraphiql(request);
}

/** Whether a request to /graphql is one to the API. Browsers get GraphiQL. */
const isOperation = (request: Request) =>
  request.method === 'POST' || (request.method === 'GET' && !acceptsHtml(request));

async function runOperation(app: HttpContext, request: Request, state: RequestState): Promise<Response> {
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
  return toFetchResponse(await handleOperation(app, operation));
}

async function dashboard({ dashboardPrefix }: HttpContext, request: Request, path: string) {
  if (dashboardPrefix === null) throw notFound();
  return serveDashboard(request, path, dashboardPrefix);
}

/** Files of pages are not charged: a page load fetches about twenty, which cost neither a statement nor a lookup. */
const isUncharged = (path: string) =>
  path.startsWith(GRAPHIQL_ASSETS_PATH) || path.startsWith(DASHBOARD_ASSETS_PATH);

/** A relative location, which also works behind a proxy that serves this server below a path of its own. */
const redirectTo = (path: string) =>
  new Response(null, { status: 302, headers: { location: path.slice(1), vary: 'accept' } });

function acceptsHtml({ method, headers }: Request): boolean {
  return method === 'GET' && Boolean(headers.get('accept')?.includes('text/html'));
}
