import type { Database } from '../../postgres/database.ts';
import {
  selectMcpServerOfProject,
  selectMcpServerRoute,
  selectOpenMcpServer,
} from '../../repositories/mcp-server.ts';
import type { Actor, McpReader, ProjectActor } from '../core/actor.ts';
import type { ErrorReason } from '../core/error-reasons.ts';
import { DomainError } from '../core/errors.ts';
import type { SharedContext } from '../core/request-context.ts';
import type { McpServer } from './fields.ts';

/** An MCP server, and the actor of its caller. */
export type OpenMcpServer = { readonly actor: ProjectActor | McpReader; readonly mcpServer: McpServer };

type Search = Pick<SharedContext, 'db' | 'routes'>;

/** Authorizes callers with a key of the MCP server's project, and callers without a key where the project requires none.
 *  Throws UNAUTHENTICATED for every other caller, with an error that does not reveal whether the MCP server exists: the
 *  query finds only what the caller may use. */
export async function openMcpServer(shared: Search, caller: Actor, id: string): Promise<OpenMcpServer> {
  if (caller.kind === 'project') return openWithKey(shared.db, caller, id);
  if (caller.kind === 'anonymous') return openWithoutKey(shared, id);
  throw accessDenied(
    'WRONG_KEY_KIND',
    'An MCP server needs a key of its project.',
    'Send a project key (ak_…).',
  );
}

async function openWithKey(db: Database, actor: ProjectActor, id: string): Promise<OpenMcpServer> {
  const { organizationId, projectId } = actor;
  const [mcpServer] = await db.read(selectMcpServerOfProject, { organizationId, projectId, id });
  if (mcpServer) return { actor, mcpServer };
  throw accessDenied(
    'WRONG_PROJECT',
    'The key has no access to an MCP server at this address.',
    'Check the address, and that the key belongs to the project of the MCP server.',
  );
}

/** Searched for a server without a route, so that the cost does not reveal whether a closed one exists. */
const NO_PROJECT = { organizationId: '', projectId: '' };

async function openWithoutKey({ db, routes }: Search, id: string): Promise<OpenMcpServer> {
  const mcpServer = await routes.mcpServers.follow(
    id,
    async () => (await db.read(selectMcpServerRoute, { id }))[0] ?? NO_PROJECT,
    async (project) => (await db.read(selectOpenMcpServer, { ...project, id }))[0] ?? null,
  );
  if (!mcpServer) {
    throw accessDenied(
      'KEY_MISSING',
      'No MCP server at this address is open without a key.',
      'Send a key of its project as x-api-key or Authorization: Bearer, and check the address.',
    );
  }
  const { organizationId, projectId } = mcpServer;
  return { actor: { kind: 'mcp', organizationId, projectId }, mcpServer };
}

function accessDenied(reason: ErrorReason, message: string, suggestedFix: string): DomainError {
  return new DomainError({ code: 'UNAUTHENTICATED', reason, message, suggestedFix });
}
