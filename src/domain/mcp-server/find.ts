import type { ProjectRow } from '../../repositories/project/project.ts';
import { type ListPage, newestFirst, readPage } from '../core/list.ts';
import type { PageInput } from '../core/pagination.ts';
import { idPrefix, type RequestContext } from '../core/request-context.ts';
import { visibleProjects } from '../core/tenancy.ts';
import type { McpServer } from './fields.ts';

/** Null: unknown, or of somebody else. */
export async function mcpServerById(scope: RequestContext, id: string): Promise<McpServer | null> {
  return scope.loaders(visibleProjects(scope.actor)).mcpServer.load({ id, projectId: null });
}

/** Null: unknown, or not of this project. */
export async function mcpServerOfProject(
  scope: RequestContext,
  { organizationId, id: projectId }: ProjectRow,
  id: string,
): Promise<McpServer | null> {
  if (idPrefix(id) !== 'mcp') return null;
  return scope.loaders(visibleProjects(scope.actor, organizationId)).mcpServer.load({ id, projectId });
}

/** A page of the MCP servers of a project, newest first. Throws BAD_USER_INPUT for a bad size or cursor. */
export async function listMcpServers(
  scope: RequestContext,
  { organizationId, id }: ProjectRow,
  input: PageInput,
): Promise<ListPage<McpServer>> {
  return readPage({
    loader: scope.loaders(visibleProjects(scope.actor, organizationId)).mcpServers,
    name: 'mcpServers',
    ownerId: id,
    order: newestFirst,
    filter: {},
    input,
  });
}

export async function countMcpServers(
  scope: RequestContext,
  { organizationId, id }: ProjectRow,
): Promise<number> {
  return scope.loaders(visibleProjects(scope.actor, organizationId)).mcpServers.count(id, {});
}
