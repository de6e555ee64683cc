import { mcpServerUrl } from '../../../domain/mcp-server/address.ts';
import { createMcpServer } from '../../../domain/mcp-server/create.ts';
import { deleteMcpServer } from '../../../domain/mcp-server/delete.ts';
import { mcpServerById } from '../../../domain/mcp-server/find.ts';
import { listedTools, mcpTools } from '../../../domain/mcp-server/tools.ts';
import { updateMcpServer } from '../../../domain/mcp-server/update.ts';
import { projectOf } from '../../../domain/project/find.ts';
import { builder } from '../../builder.ts';
import { edgeIn, McpServerEdge, newEdge } from '../../edges.ts';
import { NodeRef, registerNode } from '../../node.ts';
import { McpServerRef, ProjectRef } from '../../refs.ts';

registerNode('mcp', McpServerRef.name, mcpServerById, 'mcp:read');

/** The values are spelled as MCP clients spell them. */
const McpToolEnum = builder.enumType('McpTool', {
  description:
    'What an AI client can do in a project. Tools that change something need a key of the project.',
  values: mcpTools,
});

builder.objectType(McpServerRef, {
  description:
    'An address at which AI clients use a project by the Model Context Protocol. The setting `requireMcpApiKey` of the project tells whether all of them need a key, or only those that change something.',
  interfaces: [NodeRef],
  fields: (t) => ({
    name: t.exposeString('name', { description: 'What people call it, unique in the project.' }),
    allowedTools: t.field({
      type: [McpToolEnum],
      description: 'What it offers. Tools that came with a later version than it have to be allowed first.',
      resolve: listedTools,
    }),
    url: t.field({
      type: 'URL',
      description:
        'Where clients find it, by Streamable HTTP: below `PUBLIC_URL`, or below the address that the server listens on.',
      resolve: ({ id }, _args, { context }) => mcpServerUrl(context, id),
    }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When it was created.' }),
    updatedAt: t.expose('updatedAt', { type: 'DateTime', description: 'When a field last changed.' }),
  }),
});

const CreateMcpServerInputRef = builder.inputType('CreateMcpServerInput', {
  description: 'A new MCP server.',
  fields: (t) => ({
    name: t.string({ required: true, description: '1 to 100 characters. Unique in the project.' }),
    allowedTools: t.field({
      type: [McpToolEnum],
      description: 'At least one. Absent or null: all that there are at present.',
    }),
  }),
});

const CreateMcpServerPayload = builder.simpleObject(
  'CreateMcpServerPayload',
  {
    description: 'The new MCP server.',
    fields: (t) => ({ mcpServer: t.field({ type: McpServerRef, description: 'The MCP server.' }) }),
  },
  (t) => ({
    mcpServerEdge: t.field({
      type: McpServerEdge,
      description: edgeIn('Project.mcpServers'),
      resolve: ({ mcpServer }) => newEdge('mcpServers', mcpServer.projectId, mcpServer),
    }),
    project: t.field({
      type: ProjectRef,
      description: 'Its project.',
      resolve: ({ mcpServer }, _args, { context }) => projectOf(context, mcpServer),
    }),
  }),
);

builder.mutationField('createMcpServer', (t) =>
  t.field({
    type: CreateMcpServerPayload,
    auth: ['PROJECT'],
    audits: 'MCP_SERVER_CREATED',
    scope: 'mcp:write',
    description: 'Creates an MCP server in the project of the key. CONFLICT when the name is taken.',
    args: {
      input: t.arg({ type: CreateMcpServerInputRef, required: true, description: 'What to create.' }),
    },
    resolve: async (_root, { input }, { context }) => ({ mcpServer: await createMcpServer(context, input) }),
  }),
);

const UpdateMcpServerInputRef = builder.inputType('UpdateMcpServerInput', {
  description: 'What to change. What is absent stays as it is; nothing here can be null.',
  fields: (t) => ({
    id: t.id({ required: true, description: 'An MCP server of the project.' }),
    name: t.string({ description: 'As when it is created.' }),
    allowedTools: t.field({
      type: [McpToolEnum],
      description: 'All that it shall offer, at least one. Takes effect with the next request.',
    }),
  }),
});

const UpdateMcpServerPayload = builder.simpleObject('UpdateMcpServerPayload', {
  description: 'The MCP server as it is now.',
  fields: (t) => ({ mcpServer: t.field({ type: McpServerRef, description: 'The MCP server.' }) }),
});

builder.mutationField('updateMcpServer', (t) =>
  t.field({
    type: UpdateMcpServerPayload,
    auth: ['PROJECT'],
    audits: 'MCP_SERVER_UPDATED',
    scope: 'mcp:write',
    description: 'Renames an MCP server, or sets which tools it offers. Its address stays.',
    args: {
      input: t.arg({ type: UpdateMcpServerInputRef, required: true, description: 'What to change.' }),
    },
    resolve: async (_root, { input }, { context }) => ({ mcpServer: await updateMcpServer(context, input) }),
  }),
);

const DeleteMcpServerInputRef = builder.inputType('DeleteMcpServerInput', {
  description: 'What to delete.',
  fields: (t) => ({ id: t.id({ required: true, description: 'An MCP server of the project.' }) }),
});

const DeleteMcpServerPayload = builder.simpleObject('DeleteMcpServerPayload', {
  description: 'What is left.',
  fields: (t) => ({
    deletedMcpServerId: t.id({ description: 'The id of the MCP server that is gone.' }),
    project: t.field({ type: ProjectRef, description: 'Its project, without it.' }),
  }),
});

builder.mutationField('deleteMcpServer', (t) =>
  t.field({
    type: DeleteMcpServerPayload,
    auth: ['PROJECT'],
    audits: 'MCP_SERVER_DELETED',
    scope: 'mcp:write',
    description: 'Deletes an MCP server for good: its address answers nobody any more.',
    args: {
      input: t.arg({ type: DeleteMcpServerInputRef, required: true, description: 'What to delete.' }),
    },
    resolve: async (_root, { input }, { context }) => {
      const { project, mcpServer } = await deleteMcpServer(context, input);
      return { deletedMcpServerId: mcpServer.id, project };
    },
  }),
);
