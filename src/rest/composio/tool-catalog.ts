import { z } from 'zod';
import { type McpToolName, mcpToolNames, mcpTools } from '../../domain/mcp-server/tools.ts';
import { VERSION } from '../../lib/version.ts';

/** The only toolkit: the tools that MCP servers offer. */
export const TOOLKIT = { slug: 'bailiwick', name: 'Bailiwick', logo: '' } as const;

const PREFIX = 'BAILIWICK_';

const schemaObject = z.record(z.string(), z.unknown());

export const tool = z
  .object({
    slug: z.string(),
    name: z.string(),
    description: z.string(),
    toolkit: z.object({ slug: z.string(), name: z.string(), logo: z.string() }),
    input_parameters: schemaObject.meta({ description: 'A JSON Schema.' }),
    output_parameters: schemaObject.meta({ description: 'A JSON Schema.' }),
    no_auth: z.literal(false),
    available_versions: z.array(z.string()),
    version: z.string(),
    scopes: z.array(z.string()).meta({ description: 'The scope that a key limited to scopes needs.' }),
    scope_requirements: z.null(),
    tags: z.array(z.string()),
    is_deprecated: z.literal(false),
    deprecated: z.object({
      displayName: z.string(),
      version: z.string(),
      available_versions: z.array(z.string()),
      is_deprecated: z.literal(false),
      toolkit: z.object({ logo: z.string() }),
    }),
  })
  .meta({ id: 'Tool' });

export type CatalogTool = z.input<typeof tool>;

const slugOf = (name: McpToolName) => `${PREFIX}${name.toUpperCase()}`;

/** Loads the descriptions of the tools at the first request for them: the library that describes them is large. */
async function describe(name: McpToolName): Promise<CatalogTool> {
  const { describeTool } = await import('../../mcp/tools/tools.ts');
  const { title = name, description = '', inputSchema, outputSchema = {} } = describeTool(name);
  const { scope, isWrite } = mcpTools[name];
  const versions = { version: VERSION, available_versions: [VERSION] };
  return {
    slug: slugOf(name),
    name: title,
    description,
    toolkit: TOOLKIT,
    input_parameters: inputSchema,
    output_parameters: outputSchema,
    no_auth: false,
    ...versions,
    scopes: scope === null ? [] : [scope],
    scope_requirements: null,
    tags: [isWrite ? 'write' : 'readOnly'],
    is_deprecated: false,
    deprecated: { displayName: title, ...versions, is_deprecated: false, toolkit: { logo: '' } },
  };
}

/** Returns every tool, in the order of their declaration. */
export const allTools = async (): Promise<readonly CatalogTool[]> => Promise.all(mcpToolNames.map(describe));

export type ToolFilter = {
  readonly toolkitSlug?: string | undefined;
  readonly slugs?: readonly string[] | undefined;
  readonly tags?: readonly string[] | undefined;
  readonly scopes?: readonly string[] | undefined;
  readonly text?: string | undefined;
};

const isAnyOf = (wanted: readonly string[] | undefined, values: readonly string[]) =>
  wanted === undefined || values.some((value) => wanted.includes(value));

/** Returns the tools that match. Slugs override the other filters. */
export async function findTools({ toolkitSlug, slugs, tags, scopes, text }: ToolFilter) {
  const tools = await allTools();
  if (slugs) return tools.filter(({ slug }) => slugs.some((wanted) => wanted.toUpperCase() === slug));
  const words = text?.toLowerCase() ?? '';
  return tools.filter(
    (one) =>
      isAnyOf(toolkitSlug === undefined ? undefined : [toolkitSlug.toLowerCase()], [one.toolkit.slug]) &&
      isAnyOf(tags, one.tags) &&
      isAnyOf(scopes, one.scopes) &&
      `${one.slug} ${one.name} ${one.description}`.toLowerCase().includes(words),
  );
}
