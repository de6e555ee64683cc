import type { RequestContext } from '../../../domain/core/request-context.ts';
import { mcpServerUrl } from '../../../domain/mcp-server/address.ts';
import { createMcpServer } from '../../../domain/mcp-server/create.ts';
import { deleteMcpServer } from '../../../domain/mcp-server/delete.ts';
import { mcpServerById, plannedMcpServerNode } from '../../../domain/mcp-server/find.ts';
import { listedTools, type McpToolName, mcpToolNames, mcpTools } from '../../../domain/mcp-server/tools.ts';
import { updateMcpServer } from '../../../domain/mcp-server/update.ts';
import { projectOf } from '../../../domain/project/find.ts';
import { builder } from '../../builder.ts';
import { defineMutation } from '../../define-mutation.ts';
import { defineEdge, edgeIn, newEdge } from '../../edges.ts';
import { expectedUpdatedAtField } from '../../expected-updated-at.ts';
import { NodeRef, registerNode } from '../../node.ts';
import { planned } from '../../plan/planned-field.ts';
import { McpServerRef, ProjectRef } from '../../refs.ts';

export const McpServerEdge = defineEdge(McpServerRef, 'Project.mcpServers', 'An MCP server');

registerNode('mcp', McpServerRef.name, mcpServerById, plannedMcpServerNode);

/** The values are the tool names of the Model Context Protocol in upper case. */
const McpToolEnum = builder.enumType('McpTool', {
  description:
    'A tool that an MCP server can offer. MCP clients see its name in lower case, such as `get_project`. Tools that change data need a key of the project.',
  values: Object.fromEntries(
    mcpToolNames.map((name) => [
      name.toUpperCase() as Uppercase<McpToolName>,
      { value: name, description: mcpTools[name].description },
    ]),
  ) as {
    readonly [Name in McpToolName as Uppercase<Name>]: { readonly value: Name; readonly description: string };
  },
});

const urlOf = ({ id }: { readonly id: string }, context: RequestContext) => mcpServerUrl(context, id);

builder.objectType(McpServerRef, {
  description:
    'An endpoint at which AI clients access a project through the Model Context Protocol (MCP). The project setting `requireMcpApiKey` determines whether all of its tools require a key, or only those that change data.',
  interfaces: [NodeRef],
  fields: (t) => ({
    name: t.exposeString('name', { description: 'Display name, unique in the project.' }),
    allowedTools: t.field({
      type: [McpToolEnum],
      extensions: planned({ kind: 'computed', reads: { allowedTools: 'json' }, compute: listedTools }),
      description:
        'The tools that the server offers. Tools added by a later version of Bailiwick are not included until they are allowed.',
      resolve: listedTools,
    }),
    url: t.field({
      type: 'URL',
      extensions: planned({ kind: 'computed', reads: { id: 'json' }, compute: urlOf }),
      description:
        "The endpoint for MCP clients (Streamable HTTP), below the server's `PUBLIC_URL`, or below its own address if that is not set.",
      resolve: (mcpServer, _args, { context }) => urlOf(mcpServer, context),
    }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When the MCP server was created.' }),
    updatedAt: t.expose('updatedAt', { type: 'DateTime', description: 'When a field last changed.' }),
  }),
});

const CreateMcpServerPayload = builder.simpleObject(
  'CreateMcpServerPayload',
  {
    description: 'Result of `createMcpServer`.',
    fields: (t) => ({ mcpServer: t.field({ type: McpServerRef, description: 'The new MCP server.' }) }),
  },
  (t) => ({
    mcpServerEdge: t.field({
      type: McpServerEdge,
      description: edgeIn('Project.mcpServers'),
      resolve: ({ mcpServer }) => newEdge('mcpServers', mcpServer.projectId, mcpServer),
    }),
    project: t.field({
      type: ProjectRef,
      description: 'The project of the MCP server.',
      resolve: ({ mcpServer }, _args, { context }) => projectOf(context, mcpServer),
    }),
  }),
);

defineMutation('createMcpServer', {
  auth: ['ORGANIZATION', 'PROJECT'],
  scope: 'mcp:write',
  project: 'REQUIRED',
  audits: 'MCP_SERVER_CREATED',
  errors: ['NAME_TAKEN', 'PROJECT_NOT_FOUND'],
  description: 'Creates an MCP server in the project of the request. Not idempotent.',
  inputDescription: 'The MCP server to create.',
  input: (t) => ({
    name: t.string({ required: true, description: '1 to 100 characters. Unique in the project.' }),
    allowedTools: t.field({
      type: [McpToolEnum],
      description: 'The tools to offer, at least one. Absent or null: all tools of this version.',
    }),
  }),
  payload: CreateMcpServerPayload,
  resolve: async (_root, { input }, { context }) => ({ mcpServer: await createMcpServer(context, input) }),
});

const UpdateMcpServerPayload = builder.simpleObject('UpdateMcpServerPayload', {
  description: 'Result of `updateMcpServer`.',
  fields: (t) => ({
    mcpServer: t.field({ type: McpServerRef, description: 'The MCP server after the change.' }),
  }),
});

defineMutation('updateMcpServer', {
  auth: ['ORGANIZATION', 'PROJECT'],
  scope: 'mcp:write',
  project: 'REQUIRED',
  audits: 'MCP_SERVER_UPDATED',
  errors: ['CHANGED_MEANWHILE', 'MCP_SERVER_NOT_FOUND', 'NAME_TAKEN', 'PROJECT_NOT_FOUND'],
  description:
    'Renames an MCP server, or sets the tools that it offers. Its URL stays the same. Repeating it changes nothing.',
  inputDescription: 'The MCP server and the fields to change.',
  inputTypeDescription:
    'Input of `updateMcpServer`. Absent fields keep their value; no field to change can be null.',
  input: (t) => ({
    id: t.id({ required: true, description: 'The id of an MCP server of the project.' }),
    name: t.string({ description: '1 to 100 characters. Unique in the project.' }),
    allowedTools: t.field({
      type: [McpToolEnum],
      description: 'The complete list of tools to offer, at least one. Applied from the next MCP request on.',
    }),
    ...expectedUpdatedAtField(t),
  }),
  payload: UpdateMcpServerPayload,
  resolve: async (_root, { input }, { context }) => ({ mcpServer: await updateMcpServer(context, input) }),
});

const DeleteMcpServerPayload = builder.simpleObject('DeleteMcpServerPayload', {
  description: 'Result of `deleteMcpServer`.',
  fields: (t) => ({
    deletedMcpServerId: t.id({ description: 'The id of the deleted MCP server.' }),
    project: t.field({ type: ProjectRef, description: 'The project of the MCP server.' }),
  }),
});

defineMutation('deleteMcpServer', {
  auth: ['ORGANIZATION', 'PROJECT'],
  scope: 'mcp:write',
  project: 'REQUIRED',
  audits: 'MCP_SERVER_DELETED',
  errors: ['MCP_SERVER_NOT_FOUND', 'PROJECT_NOT_FOUND'],
  description: 'Deletes an MCP server permanently. Requests to its URL are rejected afterwards.',
  inputDescription: 'The MCP server to delete.',
  input: (t) => ({ id: t.id({ required: true, description: 'The id of an MCP server of the project.' }) }),
  payload: DeleteMcpServerPayload,
  resolve: async (_root, { input }, { context }) => {
    const { project, mcpServer } = await deleteMcpServer(context, input);
    return { deletedMcpServerId: mcpServer.id, project };
  },
});
