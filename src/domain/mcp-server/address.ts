import { idPrefix, type RequestContext } from '../core/request-context.ts';

const PATH = '/mcp/';

/** Where an MCP server answers, as clients reach it. */
export function mcpServerUrl({ publicUrl }: RequestContext, id: string): string {
  return `${publicUrl()}${PATH}${id}`;
}

/** The id that a path of that form names, whether or not there is such an MCP server. Null: another path. */
export function mcpServerIdIn(path: string): string | null {
  const id = path.startsWith(PATH) ? path.slice(PATH.length) : '';
  return idPrefix(id) === 'mcp' ? id : null;
}
