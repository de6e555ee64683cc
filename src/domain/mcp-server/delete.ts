import { z } from 'zod';
import { deleteMcpServerRow } from '../../repositories/mcp-server.ts';
import type { ProjectRow } from '../../repositories/project/project.ts';
import { recordAudit } from '../audit-log/record.ts';
import type { RequestContext } from '../core/request-context.ts';
import { parseInput } from '../core/validation.ts';
import { inProjectTransaction } from '../project/transaction.ts';
import type { McpServer } from './fields.ts';
import { lockMcpServerForUpdate } from './update.ts';

const deleteMcpServerInput = z.object({ id: z.string() });

/** Deletes an MCP server permanently: requests to its address fail as of the response. Throws NOT_FOUND. */
export async function deleteMcpServer(
  context: RequestContext,
  input: z.input<typeof deleteMcpServerInput>,
): Promise<{ project: ProjectRow; mcpServer: McpServer }> {
  const { id } = parseInput(deleteMcpServerInput, input);
  return inProjectTransaction(context, async (tx, project) => {
    const mcpServer = await lockMcpServerForUpdate(tx, project, id);
    await deleteMcpServerRow(tx, mcpServer);
    await recordAudit(tx, context, {
      action: 'MCP_SERVER_DELETED',
      organizationId: mcpServer.organizationId,
      projectId: mcpServer.projectId,
      targetId: id,
      changes: { name: mcpServer.name },
    });
    return { project, mcpServer };
  });
}
