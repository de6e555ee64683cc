import { z } from 'zod';
import { label } from '../../lib/text.ts';
import { violatedUniqueIndex } from '../../postgres/database.ts';
import { MCP_SERVER_NAME_INDEX, type McpServerRow } from '../../repositories/mcp-server.ts';
import { DomainError } from '../core/errors.ts';
import { mcpToolNames } from './tools.ts';

/** An endpoint at which AI clients use a project. `allowedTools` returns what a caller may use of it. */
export type McpServer = McpServerRow;

export const mcpServerName = label(100);

/** A set of tools: duplicates and order are ignored. */
export const mcpServerTools = z
  .array(z.enum(mcpToolNames), { error: 'cannot be null' })
  .min(1, 'must have at least one entry')
  .transform((names) => mcpToolNames.filter((name) => names.includes(name)));

/** Converts the violation of the unique index on names to a CONFLICT; rethrows any other error. */
export function explainConflict(error: unknown): never {
  if (violatedUniqueIndex(error) !== MCP_SERVER_NAME_INDEX) throw error;
  throw new DomainError({
    code: 'CONFLICT',
    reason: 'NAME_TAKEN',
    field: 'name',
    message: 'Another MCP server of the project has this name.',
    suggestedFix: 'Choose another name.',
  });
}
