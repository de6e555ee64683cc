import { z } from 'zod';
import { violatedUniqueIndex } from '../../postgres/database.ts';
import { MCP_SERVER_NAME_INDEX, type McpServerRow } from '../../repositories/mcp-server.ts';
import { DomainError } from '../core/errors.ts';
import { label } from '../core/validation.ts';
import { mcpToolNames } from './tools.ts';

/** An address at which AI clients use a project. What it offers of its allowed tools `offeredTools` tells. */
export type McpServer = McpServerRow;

export const mcpServerName = label(100);

/** Twice the same counts once, and the order says nothing. */
export const mcpServerTools = z
  .array(z.enum(mcpToolNames), { error: 'cannot be null' })
  .min(1, 'must have at least one entry')
  .transform((wanted) => mcpToolNames.filter((name) => wanted.includes(name)));

/** Turns the refusal of a unique index into a CONFLICT that speaks to the caller; throws everything else on. */
export function explainConflict(error: unknown): never {
  if (violatedUniqueIndex(error) !== MCP_SERVER_NAME_INDEX) throw error;
  throw new DomainError({
    code: 'CONFLICT',
    reason: 'NAME_TAKEN',
    field: 'name',
    message: 'Another MCP server of the project has the name.',
    suggestedFix: 'Choose another name.',
  });
}
