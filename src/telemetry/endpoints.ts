/** The endpoints of the server: the value of the `endpoint` label of metrics, and the route (`http.route`) of traces. Null: a path
 *  that is no endpoint. src/http/routes.ts builds the paths and methods on it. */
export const endpointRoutes = {
  graphql: '/graphql',
  mcp: '/mcp/{id}',
  audit_export: '/audit/export',
  keys_revoke: '/keys/revoke',
  rest_composio: '/api/v3.1',
  rest_codespar: '/v1',
  health: '/health',
  llms: '/llms.txt',
  dashboard: '/dashboard',
  none: null,
} as const;

export type Endpoint = keyof typeof endpointRoutes;
