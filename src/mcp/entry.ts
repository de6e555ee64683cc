import type { McpRequest } from './request.ts';

/** Handles an MCP message. Loads the protocol implementation on the first one: most servers never receive any. */
export async function handleMessage(request: McpRequest): Promise<Response> {
  const { respond } = await import('./protocol.ts');
  return respond(request);
}
