import { countMcpServers, listMcpServers, mcpServerOfProject } from '../../../domain/mcp-server/find.ts';
import { builder } from '../../builder.ts';
import { asConnection } from '../../connection.ts';
import { McpServerRef, ProjectRef } from '../../refs.ts';
import { McpServerEdge } from './type.ts';

builder.objectField(ProjectRef, 'mcpServer', (t) =>
  t.field({
    type: McpServerRef,
    scope: 'mcp:read',
    nullable: true,
    description: 'Returns an MCP server of the project. Null: no such MCP server in it.',
    args: { id: t.arg.id({ required: true, description: 'The id of the MCP server, prefix `mcp_`.' }) },
    resolve: (project, { id }, { context }) => mcpServerOfProject(context, project, id),
  }),
);

builder.objectField(ProjectRef, 'mcpServers', (t) =>
  t.connection(
    {
      type: McpServerRef,
      scope: 'mcp:read',
      description: 'Lists the MCP servers of the project, newest first.',
      resolve: async (project, args, { context }) =>
        asConnection(await listMcpServers(context, project, args), () => countMcpServers(context, project)),
    },
    { description: 'A page of the MCP servers of a project.' },
    McpServerEdge,
  ),
);
