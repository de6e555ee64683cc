import type { Plugin } from 'graphql-yoga';
import { carriesKey } from '../auth/authenticate.ts';
import { ANONYMOUS } from '../domain/core/actor.ts';
import { keyMissing } from '../domain/core/errors.ts';
import { plainPoints } from '../domain/core/rate-budget.ts';
import { mcpServerIdIn } from '../domain/mcp-server/address.ts';
import type { ReportError } from '../graphql/errors.ts';
import { createRequestTelemetry } from '../telemetry/request-record.ts';
import { type AuthenticateOptions, authenticateRequest } from './authenticate.ts';
import { AUDIT_EXPORT_PATH, type AuditExportEndpoint } from './endpoints/audit-export.ts';
import { healthResponse, type Readiness } from './endpoints/health.ts';
import { LLMS_PATH, llmsResponse } from './endpoints/llms.ts';
import type { McpEndpoint } from './endpoints/mcp.ts';
import { LEAKED_KEYS_PATH } from './endpoints/revoke-leaked-keys.ts';
import { errorResponse } from './error-response.ts';
import type { FairScheduler } from './fair-scheduler.ts';
import { GRAPHIQL_ASSETS_PATH, serveGraphiql, serveGraphiqlAsset } from './graphql/graphiql.ts';
import { checkMediaTypes } from './request/content-negotiation.ts';
import { requestIdOf } from './request/request-id.ts';
import type { ListenerContext, RequestState } from './request-state.ts';
import { GRAPHQL_PATH, routeError } from './routes.ts';
import type { ReadClient } from './server/client-address.ts';

export type GatewayOptions = AuthenticateOptions & {
  readonly scheduler: FairScheduler;
  readonly readClient: ReadClient;
  readonly isReady: Readiness;
  /** Whether a request without a key goes on, to be answered where the schema asks for no key. */
  readonly allowsAnonymous: boolean;
  readonly handleMcp: McpEndpoint;
  readonly handleAuditExport: AuditExportEndpoint;
  readonly handleLeakedKeys: (request: Request, state: RequestState) => Promise<Response>;
  readonly reportError: ReportError;
};

/** The first things that happen to a request and the last ones to its answer: an id, a route, a key. */
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
      const early = await routeNonGraphql(request, url.pathname, serverContext, options);
      if (early) endResponse(early);
    },
    async onResponse({ request, response, setResponse }) {
      const state = states.get(request);
      if (state) options.scheduler.release(state.chargeState);
      const requestId = state?.requestId ?? requestIdOf(request.headers.get('x-request-id'));
      const late = state && (await chargeRejected(request, state, options));
      const answer = late ? withHeaders(late, headersBeside(response)) : response;
      withHeaders(answer, {
        ...responseHeaders(requestId),
        ...(state && options.rateLimiter.headersOf(state.chargeState)),
      });
      if (late) setResponse(late);
    },
  };
}

/** What an answer says of all but its own body. */
function headersBeside({ headers }: Response): Record<string, string> {
  const { 'content-length': _, ...others } = Object.fromEntries(headers);
  return others;
}

/** Adds what the answer does not say itself. */
export function withHeaders(answer: Response, headers: Readonly<Record<string, string>>): Response {
  for (const [name, value] of Object.entries(headers)) {
    if (!answer.headers.has(name)) answer.headers.set(name, value);
  }
  return answer;
}

/** Charges a request that was refused before it could run. Null: it has been charged, or may be answered as it was. */
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

/** What every answer says, unless it says otherwise. */
export const responseHeaders = (requestId: string) => ({
  'x-request-id': requestId,
  'x-content-type-options': 'nosniff',
  // For browsers that were made to show it.
  'x-frame-options': 'DENY',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'referrer-policy': 'no-referrer',
  'cache-control': 'no-store',
});

/** The answer to a request that no GraphQL document takes part in; null for one that goes on, with its actor known. */
async function routeNonGraphql(
  request: Request,
  path: string,
  state: RequestState,
  options: GatewayOptions,
): Promise<Response | null> {
  try {
    const health = await healthResponse(path, options.isReady);
    if (health) return health;
    if (!isUncharged(path) && !(acceptsKey(path) && carriesKey(request.headers)))
      options.rateLimiter.chargeKeyless(state.client);
    if (path === '/' && acceptsHtml(request)) return redirectToGraphiql();
    const fault = routeError(request.method, path);
    if (fault) throw fault;
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
    const told = await options.rateLimiter.countAuthFailure(state.client, error);
    const { requestId, telemetry } = state;
    return errorResponse(request.headers, told, { requestId, reportError: options.reportError, telemetry });
  }
}

/** Whether a key has a part in what is answered there. */
const acceptsKey = (path: string) =>
  path === GRAPHQL_PATH || path === AUDIT_EXPORT_PATH || mcpServerIdIn(path) !== null;

/** A page load fetches about twenty files, which cost neither a statement nor a lookup. */
const isUncharged = (path: string) => path.startsWith(GRAPHIQL_ASSETS_PATH);

/** Relative, so that it holds behind a proxy that serves this server below a path of its own. */
const redirectToGraphiql = () =>
  new Response(null, { status: 302, headers: { location: GRAPHQL_PATH.slice(1), vary: 'accept' } });

function acceptsHtml({ method, headers }: Request): boolean {
  return method === 'GET' && Boolean(headers.get('accept')?.includes('text/html'));
}
