import { z } from 'zod';
import { insertMcpServer } from '../../repositories/mcp-server.ts';
import { recordAudit } from '../audit-log/record.ts';
import type { RequestContext } from '../core/request-context.ts';
import { parseInput } from '../core/validation.ts';
import { inProjectTransaction } from '../project/transaction.ts';
import { explainConflict, type McpServer, mcpServerName, mcpServerTools } from './fields.ts';
import { mcpToolNames } from './tools.ts';

const createMcpServerInput = z.object({ name: mcpServerName, allowedTools: mcpServerTools.nullish() });

export type CreateMcpServerInput = {
  readonly [Field in keyof z.input<typeof createMcpServerInput>]?: unknown;
};

/** Creates an MCP server in the actor's project. Without tools in the input it offers all tools of this version; tools of
 *  later versions must be allowed by an update. Not idempotent. Throws CONFLICT when the name is taken. */
export async function createMcpServer(
  context: RequestContext,
  input: CreateMcpServerInput,
): Promise<McpServer> {
  const { name, allowedTools: requestedTools } = parseInput(createMcpServerInput, input);
  const allowedTools = [...(requestedTools ?? mcpToolNames)];
  const creation = inProjectTransaction(context, async (tx, { organizationId, id: projectId }) => {
    const id = context.newId('mcp');
    await recordAudit(tx, context, {
      action: 'MCP_SERVER_CREATED',
      organizationId,
      projectId,
      targetId: id,
      changes: { name, allowedTools },
    });
    return insertMcpServer(tx, {
      id,
      organization_id: organizationId,
      project_id: projectId,
      name,
      allowed_tools: allowedTools,
      created_at: context.now(),
      updated_at: context.now(),
    });
  });
  return creation.catch(explainConflict);
}
