import type { Plugin } from 'graphql-yoga';
import { carriesKey } from '../auth/authenticate.ts';
import { ANONYMOUS } from '../domain/core/actor.ts';
import type { ReportError } from '../domain/core/app-context.ts';
import { keyMissing } from '../domain/core/errors.ts';
import { plainPoints } from '../domain/core/rate-budget.ts';
import { mcpServerIdIn } from '../domain/mcp-server/address.ts';
import { createRequestTelemetry } from '../telemetry/request-record.ts';
import { type AuthenticateOptions, authenticateRequest } from './authenticate.ts';
import type { AuditExportEndpoint } from './endpoints/audit-export.ts';
import { healthResponse, type Readiness } from './endpoints/health.ts';
import { llmsResponse } from './endpoints/llms.ts';
import type { McpEndpoint } from './endpoints/mcp.ts';
import { errorResponse } from './error-response.ts';
import type { FairScheduler } from './fair-scheduler.ts';
import { serveGraphiql, serveGraphiqlAsset } from './graphql/graphiql.ts';
import { checkMediaTypes } from './request/content-negotiation.ts';
import { requestIdOf } from './request/request-id.ts';
import type { ListenerContext, RequestState } from './request-state.ts';
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

export type GatewayOptions = AuthenticateOptions & {
  readonly scheduler: FairScheduler;
  readonly readClient: ReadClient;
  readonly isReady: Readiness;
  /** Whether a GraphQL request without a key is executed, for the fields that need none. */
  readonly allowsAnonymous: boolean;
  readonly handleMcp: McpEndpoint;
  readonly handleAuditExport: AuditExportEndpoint;
  readonly handleLeakedKeys: (request: Request, state: RequestState) => Promise<Response>;
  readonly reportError: ReportError;
};

/** Yoga plugin for the steps around every request: request id, routing and authentication first, charges and response headers last. */
export function useGateway(options: GatewayOptions): Plugin<object, ListenerContext & RequestState> {
  const states = new WeakMap<Request, RequestState>();
  return {
    async onRequest({ request, url, serverContext, endResponse }) {
      serverContext.requestId = requestIdOf(request.headers.get('x-request-id'));
      serverContext.actor = ANONYMOUS;
      serverContext.client = options.readClient(request.headers, serverContext.req);
      serverContext.chargeState ??= {};
      serverContext.telemetry ??= createRequestTelemetry('none');
      serverContext.telemetry.caller = serverContext;
      serverContext.telemetry.chargeState = serverContext.chargeState;
      serverContext.idempotent = {};
      states.set(request, serverContext);
      const response = await routeNonGraphql(request, url.pathname, serverContext, options);
      if (response) endResponse(response);
    },
    async onResponse({ request, response, setResponse }) {
      const state = states.get(request);
      if (state) options.scheduler.release(state.chargeState);
      const requestId = state?.requestId ?? requestIdOf(request.headers.get('x-request-id'));
      const overLimit = state && (await chargeRejected(request, state, options));
      const sent = overLimit ? withHeaders(overLimit, headersWithoutLength(response)) : response;
      withHeaders(sent, {
        ...responseHeaders(requestId),
        ...(state && options.rateLimiter.headersOf(state.chargeState)),
      });
      if (overLimit) setResponse(overLimit);
    },
  };
}

/** Returns the headers that do not describe the body. */
function headersWithoutLength({ headers }: Response): Record<string, string> {
  const { 'content-length': _, ...others } = Object.fromEntries(headers);
  return others;
}

/** Sets the headers that the response does not have. */
export function withHeaders(response: Response, headers: Readonly<Record<string, string>>): Response {
  for (const [name, value] of Object.entries(headers)) {
    if (!response.headers.has(name)) response.headers.set(name, value);
  }
  return response;
}

/** Charges one point for a request that was rejected before execution. Returns an error response when that exceeds a limit. Null: the
 *  request was charged already, or the response is sent as it is. */
async function chargeRejected(
  request: Request,
  { actor, chargeState, requestId, telemetry }: RequestState,
  { rateLimiter, reportError }: GatewayOptions,
): Promise<Response | null> {
  if (chargeState.charge !== undefined) return null;
  try {
    await rateLimiter.charge(chargeState, actor, plainPoints(1));
    return null;
  } catch (error) {
    return errorResponse(request.headers, error, { requestId, reportError, telemetry });
  }
}

/** The headers of every response, unless the response sets them itself. */
export const responseHeaders = (requestId: string) => ({
  'x-request-id': requestId,
  'x-content-type-options': 'nosniff',
  // For a browser that is made to render the response.
  'x-frame-options': 'DENY',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'referrer-policy': 'no-referrer',
  'cache-control': 'no-store',
});

/** Routes and authenticates a request. Returns the response of every endpoint but GraphQL, and of a rejected request. Null: a GraphQL
 *  request to execute, with its actor set. */
async function routeNonGraphql(
  request: Request,
  path: string,
  state: RequestState,
  options: GatewayOptions,
): Promise<Response | null> {
  try {
    const health = await healthResponse(path, options.isReady);
    if (health) return health;
    if (!isUncharged(path) && !(findRoute(path)?.acceptsKey && carriesKey(request.headers)))
      options.rateLimiter.chargeKeyless(state.client);
    if (path === '/' && acceptsHtml(request)) return redirectToGraphiql();
    const rejection = routeError(request.method, path);
    if (rejection) throw rejection;
    const mcpServerId = mcpServerIdIn(path);
    if (mcpServerId !== null) return await options.handleMcp(mcpServerId, request, state);
    if (path === AUDIT_EXPORT_PATH) return await options.handleAuditExport(request, state);
    if (path === LEAKED_KEYS_PATH) return await options.handleLeakedKeys(request, state);
    if (path === LLMS_PATH) return await llmsResponse();
    if (path.startsWith(GRAPHIQL_ASSETS_PATH)) return await serveGraphiqlAsset(request, path);
    if (acceptsHtml(request)) return await serveGraphiql(request);
    state.actor = await authenticateRequest(request, state, options);
    if (state.actor.kind === 'anonymous' && !options.allowsAnonymous) throw keyMissing();
    checkMediaTypes(request);
    return null;
  } catch (error) {
    const clientError = await options.rateLimiter.countAuthFailure(state.client, error);
    const { requestId, telemetry } = state;
    return errorResponse(request.headers, clientError, {
      requestId,
      reportError: options.reportError,
      telemetry,
    });
  }
}

/** GraphiQL's files are not charged: a page load fetches about twenty, which cost neither a statement nor a lookup. */
const isUncharged = (path: string) => path.startsWith(GRAPHIQL_ASSETS_PATH);

/** A relative location, which also works behind a proxy that serves this server below a path of its own. */
const redirectToGraphiql = () =>
  new Response(null, { status: 302, headers: { location: GRAPHQL_PATH.slice(1), vary: 'accept' } });

function acceptsHtml({ method, headers }: Request): boolean {
  return method === 'GET' && Boolean(headers.get('accept')?.includes('text/html'));
}
