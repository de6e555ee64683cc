import { mcpServerIdIn } from '../domain/mcp-server/address.ts';
import { AUDIT_EXPORT_PATH } from './endpoints/audit-export.ts';
import { LIVENESS_PATH, READINESS_PATH } from './endpoints/health.ts';
import { LLMS_PATH } from './endpoints/llms.ts';
import { LEAKED_KEYS_PATH } from './endpoints/revoke-leaked-keys.ts';
import { HttpError } from './error-response.ts';
import { GRAPHIQL_ASSETS_PATH } from './graphql/graphiql.ts';

export const GRAPHQL_PATH = '/graphql';

/** What an endpoint takes: methods as the header `allow` lists them, and the advice for a request with another one. */
type AcceptedMethods = { readonly allow: string; readonly fix: string };

const READ: AcceptedMethods = { allow: 'GET, HEAD', fix: 'Send GET.' };
const MCP: AcceptedMethods = {
  allow: 'POST',
  fix: 'Send POST with a JSON-RPC message: there are no streams and no sessions.',
};
const taken: ReadonlyMap<string, AcceptedMethods> = new Map([
  [GRAPHQL_PATH, { allow: 'GET, POST', fix: 'Send POST with a JSON body.' }],
  [AUDIT_EXPORT_PATH, { allow: 'GET', fix: 'Send GET.' }],
  [LEAKED_KEYS_PATH, { allow: 'POST', fix: 'Send POST with a JSON body.' }],
  [LIVENESS_PATH, READ],
  [READINESS_PATH, READ],
  [LLMS_PATH, READ],
]);

/** Returns null for a path and a method that an endpoint takes, and otherwise the 404 or 405 to answer with. */
export function routeError(method: string, path: string): HttpError | null {
  const endpoint = taken.get(path) ?? takenBelow(path);
  if (!endpoint)
    return new HttpError(404, 'There is nothing at this address.', `The API is at ${GRAPHQL_PATH}.`);
  const { allow, fix } = endpoint;
  if (allow.split(', ').includes(method)) return null;
  return new HttpError(405, `${method} is not used here.`, fix, { allow });
}

function takenBelow(path: string): AcceptedMethods | null {
  if (path.startsWith(GRAPHIQL_ASSETS_PATH)) return READ;
  return mcpServerIdIn(path) === null ? null : MCP;
}
