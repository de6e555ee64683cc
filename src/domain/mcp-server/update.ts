import { z } from 'zod';
import type { AuthorizedTransaction } from '../../postgres/database.ts';
import { lockMcpServer, type McpServerRow, updateMcpServerRow } from '../../repositories/mcp-server.ts';
import type { ProjectRow } from '../../repositories/project/project.ts';
import { changedAt, expectedUpdatedAt, requireUnchanged } from '../core/concurrency.ts';
import { mcpServerNotFound } from '../core/errors.ts';
import { idPrefix, type RequestContext } from '../core/request-context.ts';
import { changedFields, parseInput } from '../core/validation.ts';
import { applyChange } from '../events/apply-change.ts';
import { inProjectTransaction } from '../project/transaction.ts';
import { explainConflict, type McpServer, mcpServerName, mcpServerTools } from './fields.ts';

const updateMcpServerInput = z.object({
  id: z.string(),
  name: mcpServerName.optional(),
  allowedTools: mcpServerTools.optional(),
  expectedUpdatedAt,
});

export type UpdateMcpServerInput = { readonly id: string } & {
  readonly [Field in 'name' | 'allowedTools' | 'expectedUpdatedAt']?: unknown;
};

/** Updates the name or the tools of an MCP server, as of the next request. Its address stays. Recorded only when something
 *  changes. Throws NOT_FOUND, and CONFLICT when the name is taken. */
export async function updateMcpServer(
  context: RequestContext,
  input: UpdateMcpServerInput,
): Promise<McpServer> {
  const { id, expectedUpdatedAt: expected, ...updates } = parseInput(updateMcpServerInput, input);
  const update = inProjectTransaction(context, async (tx, project) => {
    const before = await lockMcpServerForUpdate(tx, project, id);
    requireUnchanged(before, expected);
    const changes = changedFields(before, updates);
    const write = () => updateMcpServerRow(tx, before, { ...updates, updatedAt: changedAt(context, before) });
    return applyChange(tx, context, { action: 'MCP_SERVER_UPDATED', before, changes, update: write });
  });
  return update.catch(explainConflict);
}

/** Returns the MCP server, locked until the transaction ends. Throws NOT_FOUND. */
export async function lockMcpServerForUpdate(
  tx: AuthorizedTransaction,
  project: ProjectRow,
  id: string,
): Promise<McpServerRow> {
  const mcpServer = idPrefix(id) === 'mcp' && (await lockMcpServer(tx, project, id));
  if (!mcpServer) throw mcpServerNotFound();
  return mcpServer;
}
