import type { Database } from '../../postgres/database.ts';
import { selectMcpServerOfProject, selectOpenMcpServer } from '../../repositories/mcp-server.ts';
import type { Actor, McpReader, ProjectActor } from '../core/actor.ts';
import type { ErrorReason } from '../core/error-reasons.ts';
import { DomainError } from '../core/errors.ts';
import type { McpServer } from './fields.ts';

/** An MCP server, and as whom its caller acts. */
export type OpenMcpServer = { readonly actor: ProjectActor | McpReader; readonly mcpServer: McpServer };

/** Lets in whoever has a key of the project of an MCP server, and whoever has none where the project does not ask for
 *  one. Throws UNAUTHENTICATED for everybody else, in words that do not tell whether there is such an MCP server: the
 *  read finds only what is open to the caller. */
export async function openMcpServer(db: Database, caller: Actor, id: string): Promise<OpenMcpServer> {
  if (caller.kind === 'project') return openWithKey(db, caller, id);
  if (caller.kind === 'anonymous') return openWithoutKey(db, id);
  throw closed(
    'WRONG_KEY_KIND',
    'Only a key of its project opens an MCP server.',
    'Send a project key (ak_…).',
  );
}

async function openWithKey(db: Database, actor: ProjectActor, id: string): Promise<OpenMcpServer> {
  const { organizationId, projectId } = actor;
  const [found] = await db.read(selectMcpServerOfProject, { organizationId, projectId, id });
  if (found) return { actor, mcpServer: found };
  throw closed(
    'WRONG_PROJECT',
    'The key opens no MCP server at this address.',
    'Check the address, and that the key belongs to the project of the MCP server.',
  );
}

async function openWithoutKey(db: Database, id: string): Promise<OpenMcpServer> {
  const [found] = await db.read(selectOpenMcpServer, { id });
  if (!found) {
    throw closed(
      'KEY_MISSING',
      'Without a key there is no MCP server at this address.',
      'Send a key of its project as x-api-key or as Authorization: Bearer, and check the address.',
    );
  }
  const { organizationId, projectId } = found;
  return { actor: { kind: 'mcp', organizationId, projectId }, mcpServer: found };
}

function closed(reason: ErrorReason, message: string, suggestedFix: string): DomainError {
  return new DomainError({ code: 'UNAUTHENTICATED', reason, message, suggestedFix });
}
