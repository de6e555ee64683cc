import { makeMcpServer } from '../fixtures/mcp-server.ts';
import { freshName, type World } from '../fixtures.ts';
import * as operations from '../operations/mcp-server.ts';
import type { TestServer } from '../server.ts';
import { type Refusal, refusal } from './refusal.ts';

const idOfOne = async ({ project }: World, server: TestServer) => (await makeMcpServer(server, project)).id;

/** The root fields of MCP servers. */
export const mcpServerRefusals: Readonly<Record<string, Refusal>> = {
  'Mutation.createMcpServer': refusal(['ORGANIZATION', 'PROJECT'], 'own', operations.CreateMcpServer, () => ({
    input: { name: freshName('MCP server') },
  })),
  'Mutation.updateMcpServer': refusal(
    ['ORGANIZATION', 'PROJECT'],
    'not found',
    operations.UpdateMcpServer,
    async (world, server) => ({
      input: { id: await idOfOne(world, server), allowedTools: ['GET_PROJECT' as const] },
    }),
  ),
  'Mutation.deleteMcpServer': refusal(
    ['ORGANIZATION', 'PROJECT'],
    'not found',
    operations.DeleteMcpServer,
    async (world, server) => ({ input: { id: await idOfOne(world, server) } }),
  ),
};
