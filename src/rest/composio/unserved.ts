import type { UnservedRoute } from '../family.ts';
import type { Method } from '../route.ts';

/** Operations of the other product that this server does not have, by the reason, which completes the sentence of the error. */
const unserved: Readonly<Record<string, readonly `${Method} ${string}`[]>> = {
  'auth configs are in the GraphQL API only.': [
    'GET /auth_configs',
    'POST /auth_configs',
    'DELETE /auth_configs/{nanoid}',
    'GET /auth_configs/{nanoid}',
    'PATCH /auth_configs/{nanoid}',
    'PATCH /auth_configs/{nanoid}/{status}',
  ],
  'an account is connected where its user signs in, and its credentials are sent here.': [
    'POST /connected_accounts/link',
  ],
  'connected accounts are in the GraphQL API only.': [
    'GET /connected_accounts',
    'POST /connected_accounts',
    'PATCH /connected_accounts/{nanoId}/status',
    'DELETE /connected_accounts/{nanoid}',
    'GET /connected_accounts/{nanoid}',
    'PATCH /connected_accounts/{nanoid}',
    'POST /connected_accounts/{nanoid}/refresh',
    'POST /connected_accounts/{nanoid}/revoke',
  ],
  'triggers are in the GraphQL API only.': [
    'GET /trigger_instances/active',
    'DELETE /trigger_instances/manage/{triggerId}',
    'PATCH /trigger_instances/manage/{triggerId}',
    'POST /trigger_instances/{slug}/upsert',
  ],
  'webhook subscriptions are in the GraphQL API only.': [
    'GET /webhook_subscriptions',
    'POST /webhook_subscriptions',
    'GET /webhook_subscriptions/event_types',
    'DELETE /webhook_subscriptions/{id}',
    'GET /webhook_subscriptions/{id}',
    'PATCH /webhook_subscriptions/{id}',
    'POST /webhook_subscriptions/{id}/rotate_secret',
  ],
  'an MCP server has no instances and no apps: it belongs to a project.': [
    'GET /mcp/app/{appKey}',
    'GET /mcp/servers/{serverId}/instances',
    'POST /mcp/servers/{serverId}/instances',
    'DELETE /mcp/servers/{serverId}/instances/{instanceId}',
  ],
  'MCP servers are in the GraphQL API only.': [
    'GET /mcp/servers',
    'POST /mcp/servers',
    'POST /mcp/servers/custom',
    'POST /mcp/servers/generate',
    'DELETE /mcp/{id}',
    'GET /mcp/{id}',
    'PATCH /mcp/{id}',
  ],
  'triggers leave no log here; webhook deliveries are in the GraphQL API.': [
    'GET /internal/trigger/log/{id}',
    'POST /internal/trigger/logs',
  ],
  'the log of tool calls is in the GraphQL API only.': [
    'GET /internal/action_execution/fields',
    'GET /internal/action_execution/log/{id}',
    'POST /internal/action_execution/logs',
    'POST /logs/tool_execution',
    'GET /logs/tool_execution/{id}',
  ],
  'sessions are in the GraphQL API only.': [
    'POST /tool_router/session',
    'DELETE /tool_router/session/{session_id}',
    'GET /tool_router/session/{session_id}',
  ],
  'a session records tool calls. It neither finds nor executes tools.': [
    'PATCH /tool_router/session/{session_id}',
    'POST /tool_router/session/{session_id}/attach',
    'GET /tool_router/session/{session_id}/config_history',
    'POST /tool_router/session/{session_id}/execute',
    'POST /tool_router/session/{session_id}/execute_meta',
    'POST /tool_router/session/{session_id}/link',
    'POST /tool_router/session/{session_id}/mounts/{mount_id}/delete',
    'POST /tool_router/session/{session_id}/mounts/{mount_id}/download_url',
    'GET /tool_router/session/{session_id}/mounts/{mount_id}/items',
    'POST /tool_router/session/{session_id}/mounts/{mount_id}/upload_url',
    'POST /tool_router/session/{session_id}/proxy_execute',
    'POST /tool_router/session/{session_id}/search',
    'GET /tool_router/session/{session_id}/toolkits',
    'GET /tool_router/session/{session_id}/tools',
  ],
  'tools are executed by the client or over MCP, and described by the toolkit that has them.': [
    'GET /toolkits/categories',
    'GET /toolkits/changelog',
    'POST /toolkits/multi',
    'GET /toolkits/{slug}',
    'GET /tools/enum',
    'POST /tools/execute/proxy',
    'POST /tools/execute/{tool_slug}',
    'POST /tools/execute/{tool_slug}/input',
    'POST /tools/scopes/required',
  ],
  'the kinds of triggers are described by the toolkit that has them.': [
    'GET /triggers_types',
    'GET /triggers_types/list/enum',
    'GET /triggers_types/{slug}',
  ],
  'it stores no files.': ['GET /files/list', 'POST /files/upload/request'],
  'events arrive at the toolkit that has them, not here.': [
    'GET /webhook_endpoints',
    'POST /webhook_endpoints',
    'GET /webhook_endpoints/{nano_id}',
    'PATCH /webhook_endpoints/{nano_id}',
    'POST /webhook_endpoints/{nano_id}',
  ],
  'it has no keys of users.': ['GET /org/list', 'GET /org/project/list'],
  'it concerns the service of the vendor.': [
    'POST /cli/codact_failures',
    'POST /cli/create-session',
    'GET /cli/get-session',
    'POST /cli/realtime/auth',
    'GET /cli/realtime/credentials',
    'POST /org/clanker/create_claim',
    'GET /org/consumer/connected_toolkits',
    'POST /org/consumer/project/resolve',
  ],
};

const parse = (operation: string) => operation.split(' ') as [Method, string];

export const unservedRoutes: readonly UnservedRoute[] = Object.entries(unserved).flatMap(
  ([why, operations]) =>
    operations.map((operation) => {
      const [method, path] = parse(operation);
      return { method, path, why };
    }),
);
