import { idPrefix, type RequestContext } from '../core/request-context.ts';

const PATH = '/mcp/';

/** Returns the public URL of an MCP server. */
export function mcpServerUrl({ publicUrl }: RequestContext, id: string): string {
  return `${publicUrl()}${PATH}${id}`;
}

/** Returns the id in a path of that form, whether or not the MCP server exists. Null: another path. */
export function mcpServerIdIn(path: string): string | null {
  const id = path.startsWith(PATH) ? path.slice(PATH.length) : '';
  return idPrefix(id) === 'mcp' ? id : null;
}
