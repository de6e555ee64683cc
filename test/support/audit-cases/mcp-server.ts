import { makeMcpServer } from '../fixtures/mcp-server.ts';
import { freshName } from '../fixtures.ts';
import { CreateMcpServer, DeleteMcpServer, UpdateMcpServer } from '../operations/mcp-server.ts';
import { type AuditCase, auditCase, inProject } from './audit-case.ts';

/** The mutations of MCP servers, as somebody may do them. */
export const mcpServerAuditCases: Readonly<Record<string, AuditCase>> = {
  createMcpServer: auditCase(
    'project',
    CreateMcpServer,
    () => ({ input: { name: freshName('MCP server'), allowedTools: ['GET_PROJECT' as const] } }),
    ({ createMcpServer: { mcpServer } }, world, { input: { name } }) =>
      inProject('MCP_SERVER_CREATED', world, mcpServer.id, { name, allowedTools: ['get_project'] }),
  ),
  updateMcpServer: auditCase(
    'project',
    UpdateMcpServer,
    async ({ project }, server) => {
      const { id } = await makeMcpServer(server, project, { name: 'before', allowedTools: ['GET_PROJECT'] });
      return { input: { id, name: 'after', allowedTools: ['GET_PROJECT_CONFIG' as const] } };
    },
    (_data, world, { input: { id } }) =>
      inProject('MCP_SERVER_UPDATED', world, id, {
        name: { before: 'before', after: 'after' },
        allowedTools: { before: ['get_project'], after: ['get_project_config'] },
      }),
  ),
  deleteMcpServer: auditCase(
    'project',
    DeleteMcpServer,
    async ({ project }, server) => {
      const { id } = await makeMcpServer(server, project, { name: 'doomed' });
      return { input: { id } };
    },
    (_data, world, { input: { id } }) => inProject('MCP_SERVER_DELETED', world, id, { name: 'doomed' }),
  ),
};
