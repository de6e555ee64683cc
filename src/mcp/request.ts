import type { RequestContext } from '../domain/core/request-context.ts';
import type { McpServer } from '../domain/mcp-server/fields.ts';
import type { McpToolName } from '../domain/mcp-server/tools.ts';

/** A message to an MCP server, from a caller whom it has let in. */
export type McpRequest = {
  /** Any JSON object. */
  readonly message: object;
  /** As the header `mcp-protocol-version` says it. Null: it was not sent. */
  readonly protocolVersion: string | null;
  readonly mcpServer: McpServer;
  readonly context: RequestContext;
  /** Told of errors that are ours. */
  readonly reportBug: (error: unknown) => void;
  /** Told of the tool that is called. */
  readonly noteTool: (name: McpToolName) => void;
  /** Told of what the client is told. */
  readonly noteFailure: (failure: { readonly code: string; readonly reason: string | null }) => void;
};
