import type { CreateMcpServerInput, McpServerPartsFragment } from '../generated/graphql.ts';
import { run } from './client.ts';
import { CreateMcpServer } from './operations/mcp-server.ts';
import type { TestServer } from './server.ts';
import { freshName, type ProjectWorld } from './world.ts';

export async function makeMcpServer(
  server: TestServer,
  { credentials }: Pick<ProjectWorld, 'credentials'>,
  input: Partial<CreateMcpServerInput> = {},
): Promise<McpServerPartsFragment> {
  const variables = { input: { name: freshName('MCP server'), ...input } };
  return (await run(server, CreateMcpServer, variables, credentials)).createMcpServer.mcpServer;
}
