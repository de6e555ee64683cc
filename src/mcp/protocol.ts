import { Server } from '@modelcontextprotocol/sdk/server/index.js';
import { WebStandardStreamableHTTPServerTransport } from '@modelcontextprotocol/sdk/server/webStandardStreamableHttp.js';
import {
  CallToolRequestSchema,
  type CallToolResult,
  ErrorCode,
  ListToolsRequestSchema,
  McpError,
} from '@modelcontextprotocol/sdk/types.js';
import { AjvJsonSchemaValidator } from '@modelcontextprotocol/sdk/validation/ajv';
import { auditAndRethrow } from '../domain/audit-log/record-denial.ts';
import { responseTooLarge } from '../domain/core/errors.ts';
import {
  allowedTools,
  assertToolAllowed,
  isMcpTool,
  type McpToolName,
  mcpTools,
} from '../domain/mcp-server/tools.ts';
import { jsonBytes } from '../lib/json-size.ts';
import { NAME, VERSION } from '../lib/version.ts';
import { errorResult } from './errors.ts';
import { MessageError, readMessage, refuseMessage } from './message.ts';
import type { McpRequest } from './request.ts';
import { describeTool, tools } from './tools/tools.ts';

/** Handles a message, including invalid ones. */
export async function respond(request: McpRequest): Promise<Response> {
  try {
    return await answer(request, readMessage(request.message));
  } catch (error) {
    if (!(error instanceof MessageError)) throw error;
    request.noteFailure({ code: 'BAD_USER_INPUT', reason: 'INVALID_REQUEST' });
    return refuseMessage(error);
  }
}

/** Without sessions, each message has its own server and connection. */
async function answer(request: McpRequest, message: object): Promise<Response> {
  const server = serverFor(request);
  const transport = new WebStandardStreamableHTTPServerTransport({ enableJsonResponse: true });
  await server.connect(transport);
  try {
    return await transport.handleRequest(toRequest(request), { parsedBody: message });
  } finally {
    await server.close();
  }
}

/** Unused, but each server would create an expensive one of its own. */
const jsonSchemaValidator = new AjvJsonSchemaValidator();

/** Uses the lower-level API of the SDK: the higher-level one words errors itself, without the codes of this API. */
function serverFor(request: McpRequest): Server {
  const { context, mcpServer } = request;
  const server = new Server(
    { name: NAME, title: mcpServer.name, version: VERSION },
    { capabilities: { tools: {} }, jsonSchemaValidator },
  );
  server.setRequestHandler(ListToolsRequestSchema, () => ({
    tools: allowedTools(context.actor, mcpServer).map(describeTool),
  }));
  server.setRequestHandler(CallToolRequestSchema, async ({ params }) => {
    const { name, arguments: input = {} } = params;
    if (!isMcpTool(name))
      throw new McpError(ErrorCode.InvalidParams, `Unknown tool: ${name}`, {
        suggestedFix: 'Call a tool that tools/list returns.',
      });
    request.noteTool(name);
    try {
      const data = await runTool(request, name, input);
      return resultOf(data, context.responseBytesMax);
    } catch (error) {
      return errorResult(error, request);
    }
  });
  return server;
}

/** The result contains the data twice, once as text. Throws RESPONSE_TOO_LARGE. */
function resultOf(data: Record<string, unknown>, bytesMax: number): CallToolResult {
  if (jsonBytes(data, bytesMax) > bytesMax) throw responseTooLarge();
  const result: CallToolResult = {
    content: [{ type: 'text', text: JSON.stringify(data) }],
    structuredContent: data,
  };
  if (jsonBytes(result, bytesMax) > bytesMax) throw responseTooLarge();
  return result;
}

/** Throws what the tool throws. */
async function runTool({ context, mcpServer }: McpRequest, name: McpToolName, input: unknown) {
  try {
    assertToolAllowed(context.actor, mcpServer, name);
    return await tools[name].run(context, input);
  } catch (error) {
    const facts = mcpTools[name];
    if (!facts.isWrite) throw error;
    return auditAndRethrow(context, { action: facts.audits, input, isInProject: true }, error);
  }
}

/** The gateway has already checked what the transport would check. */
function toRequest({ protocolVersion }: McpRequest): Request {
  const headers = new Headers({
    accept: 'application/json, text/event-stream',
    'content-type': 'application/json',
  });
  if (protocolVersion !== null) headers.set('mcp-protocol-version', protocolVersion);
  return new Request('http://localhost/mcp', { method: 'POST', headers });
}
