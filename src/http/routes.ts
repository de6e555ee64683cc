import { mcpServerIdIn } from '../domain/mcp-server/address.ts';
import { allowedMethods, type FoundPath, findPath } from '../rest/router.ts';
import { type Endpoint, endpointRoutes } from '../telemetry/endpoints.ts';
import { HttpError } from './error-response.ts';

export const GRAPHQL_PATH = endpointRoutes.graphql;
export const GRAPHIQL_ASSETS_PATH = `${GRAPHQL_PATH}/assets/`;
export const DASHBOARD_PATH = endpointRoutes.dashboard;
export const DASHBOARD_ASSETS_PATH = `${DASHBOARD_PATH}/assets/`;
export const AUDIT_EXPORT_PATH = endpointRoutes.audit_export;
export const LEAKED_KEYS_PATH = endpointRoutes.keys_revoke;
export const LIVENESS_PATH = `${endpointRoutes.health}/live`;
export const LLMS_PATH = endpointRoutes.llms;
export const READINESS_PATH = `${endpointRoutes.health}/ready`;

/** A route of the server. */
export type Route = {
  readonly endpoint: Endpoint;
  /** The path in the access log and in traces, without an id. Null: the path of the request. */
  readonly path: string | null;
  /** Methods, as the header `allow` lists them. */
  readonly allow: string;
  /** The suggested fix for a request with another method. */
  readonly fix: string;
  /** Whether requests may be authenticated by an API key. */
  readonly acceptsKey: boolean;
};

const read = { allow: 'GET, HEAD', fix: 'Send GET.', acceptsKey: false } as const;

const exactRoutes: ReadonlyMap<string, Route> = new Map(
  (
    [
      {
        endpoint: 'graphql',
        path: GRAPHQL_PATH,
        allow: 'GET, POST',
        fix: 'Send POST with a JSON body.',
        acceptsKey: true,
      },
      {
        endpoint: 'audit_export',
        path: AUDIT_EXPORT_PATH,
        allow: 'GET',
        fix: 'Send GET.',
        acceptsKey: true,
      },
      {
        endpoint: 'keys_revoke',
        path: LEAKED_KEYS_PATH,
        allow: 'POST',
        fix: 'Send POST with a JSON body.',
        acceptsKey: false,
      },
      { endpoint: 'health', path: LIVENESS_PATH, ...read },
      { endpoint: 'health', path: READINESS_PATH, ...read },
      { endpoint: 'llms', path: LLMS_PATH, ...read },
    ] as const
  ).map((route) => [route.path, route]),
);

/** The id is left out of logs: where an MCP server needs no key, its id alone gives access to it. */
const mcpRoute: Route = {
  endpoint: 'mcp',
  path: endpointRoutes.mcp,
  allow: 'POST',
  fix: 'Send POST with a JSON-RPC message. Streams and sessions are not supported.',
  acceptsKey: true,
};
const assetsRoute: Route = { endpoint: 'none', path: null, ...read };
/** Paths of the dashboard have ids and slugs in them, and cost one entry of the access log a page load. */
const dashboardRoute: Route = { endpoint: 'dashboard', path: DASHBOARD_PATH, ...read };

/** Whether a path is one of the dashboard. */
export const isDashboardPath = (path: string) =>
  path === DASHBOARD_PATH || path.startsWith(`${DASHBOARD_PATH}/`);

const restRoute = ({ family, place }: FoundPath): Route => ({
  endpoint: `rest_${family.name}`,
  path: place?.template ?? null,
  allow: place ? allowedMethods(place) : '',
  fix: 'Send a method that the route has.',
  acceptsKey: true,
});

/** Returns the route of a path without its query. Null: there is none. */
export function findRoute(path: string): Route | null {
  const exact = exactRoutes.get(path);
  if (exact) return exact;
  if (path.startsWith(GRAPHIQL_ASSETS_PATH)) return assetsRoute;
  const found = findPath(path);
  if (found) return restRoute(found);
  if (isDashboardPath(path)) return dashboardRoute;
  return mcpServerIdIn(path) === null ? null : mcpRoute;
}

/** Returns null when a route accepts the method and the path, and otherwise the error: 404 or 405. */
export function routeError(method: string, path: string): HttpError | null {
  const route = findRoute(path);
  if (!route) return notFound();
  const { allow, fix } = route;
  if (allow.split(', ').includes(method)) return null;
  return new HttpError(405, `Method ${method} is not allowed.`, fix, { allow });
}

export const notFound = () =>
  new HttpError(404, 'No endpoint at this path.', `The API is at ${GRAPHQL_PATH}.`);
