import type { ProjectRow } from '../../repositories/project/project.ts';
import { type ListPage, newestFirst, readPage } from '../core/list.ts';
import type { PageInput } from '../core/pagination.ts';
import { idPrefix, type RequestContext } from '../core/request-context.ts';
import { visibleProjects } from '../core/tenancy.ts';
import type { McpServer } from './fields.ts';

/** Null: unknown, or of another tenant. */
export async function mcpServerById(context: RequestContext, id: string): Promise<McpServer | null> {
  return context.loaders(visibleProjects(context.actor)).mcpServer.load({ id, projectId: null });
}

/** Null: unknown, or of another project. */
export async function mcpServerOfProject(
  context: RequestContext,
  { organizationId, id: projectId }: ProjectRow,
  id: string,
): Promise<McpServer | null> {
  if (idPrefix(id) !== 'mcp') return null;
  return context.loaders(visibleProjects(context.actor, organizationId)).mcpServer.load({ id, projectId });
}

/** Returns a page of the MCP servers of a project, newest first. Throws BAD_USER_INPUT for an invalid size or cursor. */
export async function listMcpServers(
  context: RequestContext,
  { organizationId, id }: ProjectRow,
  input: PageInput,
): Promise<ListPage<McpServer>> {
  return readPage({
    loader: context.loaders(visibleProjects(context.actor, organizationId)).mcpServers,
    name: 'mcpServers',
    ownerId: id,
    order: newestFirst,
    filter: {},
    input,
  });
}

export async function countMcpServers(
  context: RequestContext,
  { organizationId, id }: ProjectRow,
): Promise<number> {
  return context.loaders(visibleProjects(context.actor, organizationId)).mcpServers.count(id, {});
}
