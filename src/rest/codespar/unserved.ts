import type { UnservedRoute } from '../family.ts';

const LATER = 'it follows in a later release. The GraphQL API has what it does.';
const NO_EXECUTION = 'it records tool calls, and does not execute tools.';

const collection = (path: string, methods: readonly UnservedRoute['method'][]): readonly UnservedRoute[] =>
  methods.map((method) => ({ method, path, why: LATER }));

/** The operations of the other product that this server does not have. */
export const unservedRoutes: readonly UnservedRoute[] = [
  ...collection('/api-keys', ['GET', 'POST']),
  ...collection('/api-keys/{id}', ['DELETE']),
  ...collection('/connections', ['GET']),
  ...collection('/connections/{id}', ['GET', 'DELETE']),
  ...collection('/triggers', ['GET', 'POST']),
  ...collection('/triggers/{id}', ['GET', 'PATCH', 'DELETE']),
  ...collection('/triggers/{id}/rotate-secret', ['POST']),
  ...collection('/servers', ['GET']),
  ...collection('/audit', ['GET']),
  { method: 'POST', path: '/sessions/{id}/execute', why: NO_EXECUTION },
];
