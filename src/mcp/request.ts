import type { RequestContext } from '../domain/core/request-context.ts';
import type { McpServer } from '../domain/mcp-server/fields.ts';
import type { McpToolName } from '../domain/mcp-server/tools.ts';

/** A message to an MCP server from a caller with access to it. */
export type McpRequest = {
  /** Any JSON object. */
  readonly message: object;
  /** The value of the header `mcp-protocol-version`. Null: not sent. */
  readonly protocolVersion: string | null;
  readonly mcpServer: McpServer;
  readonly context: RequestContext;
  /** Reports unexpected errors. */
  readonly reportBug: (error: unknown) => void;
  /** Called with the name of the tool that is called. */
  readonly noteTool: (name: McpToolName) => void;
  /** Called with the error that is returned to the client. */
  readonly noteFailure: (failure: { readonly code: string; readonly reason: string | null }) => void;
};
