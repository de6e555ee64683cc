import {
  countMcpServers,
  listMcpServers,
  mcpServerOfProject,
  plannedMcpServer,
  plannedMcpServers,
} from '../../../domain/mcp-server/find.ts';
import { builder } from '../../builder.ts';
import { asConnection } from '../../connection.ts';
import { planned } from '../../plan/planned-field.ts';
import { McpServerRef, ProjectRef } from '../../refs.ts';
import { McpServerEdge } from './type.ts';

builder.objectField(ProjectRef, 'mcpServer', (t) =>
  t.field({
    type: McpServerRef,
    scope: 'mcp:read',
    nullable: true,
    extensions: planned(plannedMcpServer),
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
      extensions: planned(plannedMcpServers),
      description: 'Lists the MCP servers of the project, newest first.',
      args: {
        search: t.arg.string({
          description:
            'Searches names for a substring of at most 100 characters, case-insensitive. Null or empty: all.',
        }),
      },
      resolve: async (project, args, { context }) =>
        asConnection(await listMcpServers(context, project, args), () =>
          countMcpServers(context, project, args),
        ),
    },
    { description: 'A page of the MCP servers of a project.' },
    McpServerEdge,
  ),
);
