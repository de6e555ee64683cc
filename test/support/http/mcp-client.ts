import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import type { CallToolResult } from '@modelcontextprotocol/sdk/types.js';
import { type Credentials, run } from '../client.ts';
import type { ProjectWorld } from '../fixtures.ts';
import { UpdateProjectConfig } from '../operations/project.ts';
import type { TestServer } from '../server.ts';
import { JSON_TYPE, type RawAnswer, request } from './request.ts';

/** In the order in which they are listed. */
export const readTools = [
  'get_project',
  'get_project_config',
  'list_connected_accounts',
  'list_triggers',
  'list_sessions',
  'get_tool_call_logs',
] as const;

/** They need a key, whatever the settings say. */
export const writeTools = [
  'update_project_config',
  'create_session',
  'close_session',
  'set_trigger_enabled',
] as const;

/** Returns the value of the GraphQL enum `McpTool` for a tool name. */
export const enumOfTool = <Name extends string>(name: Name) => name.toUpperCase() as Uppercase<Name>;

/** A client of the SDK that has been introduced to the MCP server at an address. */
export async function connectMcp(url: string, headers: Credentials = {}): Promise<Client> {
  const client = new Client({ name: 'tests', version: '1' });
  // Its declaration does not know exactOptionalPropertyTypes.
  const transport: object = new StreamableHTTPClientTransport(new URL(url), { requestInit: { headers } });
  await client.connect(transport as Parameters<Client['connect']>[0]);
  return client;
}

export type ToolAnswer = {
  readonly isError: boolean;
  /** The text of the answer, which is JSON. */
  readonly found: unknown;
};

/** What a tool answers. Its structured content must be what its text says. */
function toolAnswer({ isError = false, content, structuredContent }: CallToolResult): ToolAnswer {
  const [part, ...others] = content;
  if (part?.type !== 'text' || others.length > 0) throw new Error('A tool answers with one text.');
  const found: unknown = JSON.parse(part.text);
  if (!isError && JSON.stringify(structuredContent) !== part.text) throw new Error(`${part.text} differs.`);
  return { isError, found };
}

/** Calls a tool by a client of the SDK. */
export async function callTool(client: Client, name: string, args: object = {}): Promise<ToolAnswer> {
  const result = await client.callTool({ name, arguments: { ...args } });
  return toolAnswer(result as CallToolResult);
}

type McpAnswer = RawAnswer & {
  /** The JSON-RPC message; undefined when there is none. */
  readonly message:
    | { readonly id: unknown; readonly result?: CallToolResult; readonly error?: { readonly code: number } }
    | undefined;
};

/** Sends one body to an MCP server, whatever it is. */
export async function postMcp(
  server: TestServer,
  id: string,
  body: string | object,
  headers: Credentials = {},
): Promise<McpAnswer> {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  const answer = await request(server, `/mcp/${id}`, {
    method: 'POST',
    headers: { ...JSON_TYPE, ...headers },
    body: new TextEncoder().encode(text),
  });
  const isMessage = answer.text.includes('"jsonrpc"');
  return { ...answer, message: isMessage ? JSON.parse(answer.text) : undefined };
}

export const rpc = (method: string, params?: object) => ({ jsonrpc: '2.0', id: 1, method, params });

export const toolCall = (name: string, args: object = {}) => rpc('tools/call', { name, arguments: args });

/** Calls a tool by a plain request. */
export async function postToolCall(
  server: TestServer,
  id: string,
  name: string,
  headers: Credentials = {},
  args: object = {},
): Promise<ToolAnswer> {
  const { message, text } = await postMcp(server, id, toolCall(name, args), headers);
  if (!message?.result) throw new Error(`No tool answered: ${text}`);
  return toolAnswer(message.result);
}

/** Whether the MCP servers of a project ask everybody for a key. */
export async function requireMcpApiKey(
  server: TestServer,
  { credentials }: ProjectWorld,
  required: boolean,
): Promise<void> {
  await run(server, UpdateProjectConfig, { input: { requireMcpApiKey: required } }, credentials);
}
