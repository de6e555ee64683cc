import { unservedRoutesOf } from '../unserved.ts';

export const unservedRoutes = unservedRoutesOf({
  'keys are in the GraphQL API only.': ['GET /api-keys', 'POST /api-keys', 'DELETE /api-keys/{id}'],
  'connected accounts are in the GraphQL API only.': [
    'GET /connections',
    'GET /connections/{id}',
    'DELETE /connections/{id}',
  ],
  'webhook subscriptions are in the GraphQL API only.': [
    'GET /triggers',
    'POST /triggers',
    'GET /triggers/{id}',
    'PATCH /triggers/{id}',
    'DELETE /triggers/{id}',
    'POST /triggers/{id}/rotate-secret',
  ],
  'MCP servers are in the GraphQL API only.': ['GET /servers'],
  'the audit log is in the GraphQL API only.': ['GET /audit'],
  'a session records tool calls. It neither finds nor executes tools.': ['POST /sessions/{id}/execute'],
});
