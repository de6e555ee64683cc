import { z } from 'zod';
import { notServedHere } from '../failure.ts';
import { ignored, queryBoolean, queryList, queryText } from '../fields.ts';
import { defineRoute, type Route } from '../route.ts';
import { describePage, pageFields, pageQuery, requestedPage } from './page.ts';
import { pageOfRows } from './page-of-rows.ts';
import { allTools, findTools, TOOLKIT, tool } from './tool-catalog.ts';

const ROWS_MAX = 1_000;
const OWN_VERSION = 'a tool has the version of the server.';

const toolList = defineRoute({
  method: 'GET',
  path: '/tools',
  operationId: 'listTools',
  tag: 'Tools',
  summary: 'List tools',
  description:
    'Lists the tools of the only toolkit, `bailiwick`: those that MCP servers offer. They are called over MCP.',
  auth: ['PROJECT'],
  scope: null,
  twin: null,
  query: {
    ...pageQuery(ROWS_MAX),
    toolkit_slug: queryText.optional(),
    tool_slugs: queryList(z.string()).optional().meta({ description: 'Overrides the other filters.' }),
    tags: queryList(z.string()).optional(),
    scopes: queryList(z.string()).optional(),
    query: queryText.optional().meta({ description: 'Part of the slug, the name or the description.' }),
    search: queryText.optional().meta({ description: 'The former name of `query`.' }),
    important: ignored('no tool is marked.'),
    auth_config_ids: ignored('tools need a key of the project, and no auth config.'),
    include_deprecated: ignored('no tool is deprecated.'),
    toolkit_versions: ignored(OWN_VERSION),
  },
  answer: z.object({ items: z.array(tool), ...pageFields }),
  run: async ({ query, headers }) => {
    const { toolkit_slug: toolkitSlug, tool_slugs: slugs, tags, scopes, query: text = query.search } = query;
    const filter = { toolkitSlug, slugs, tags, scopes, text };
    const page = requestedPage(query, filter);
    const { rows, ...read } = pageOfRows(await findTools(filter), page);
    return { items: [...rows], ...describePage(page, read, headers) };
  },
});

const getTool = defineRoute({
  method: 'GET',
  path: '/tools/{tool_slug}',
  operationId: 'getTool',
  tag: 'Tools',
  summary: 'Get a tool',
  description: 'Returns a tool by its slug, such as `BAILIWICK_GET_PROJECT`.',
  auth: ['PROJECT'],
  scope: null,
  twin: null,
  params: { tool_slug: z.string() },
  query: { version: ignored(OWN_VERSION), toolkit_versions: ignored(OWN_VERSION) },
  answer: tool,
  run: async ({ params }) => {
    const [found] = await findTools({ slugs: [params.tool_slug] });
    if (!found) throw notServedHere('it has no such tool.');
    return found;
  },
});

const toolkit = z
  .object({
    slug: z.string(),
    name: z.string(),
    type: z.literal('native'),
    auth_schemes: z.array(z.string()),
    composio_managed_auth_schemes: z.array(z.string()),
    is_local_toolkit: z.literal(false),
    no_auth: z.literal(false),
    auth_guide_url: z.null(),
    deprecated: z.object({ toolkitId: z.string() }),
    meta: z.object({
      created_at: z.string(),
      updated_at: z.string(),
      description: z.string(),
      logo: z.string(),
      app_url: z.null(),
      categories: z.array(z.object({ id: z.string(), name: z.string() })),
      triggers_count: z.int(),
      tools_count: z.int(),
      version: z.string(),
    }),
  })
  .meta({ id: 'Toolkit' });

const RELEASED_AT = '2026-01-01T00:00:00.000Z';

async function onlyToolkit(): Promise<z.input<typeof toolkit>> {
  const tools = await allTools();
  return {
    slug: TOOLKIT.slug,
    name: TOOLKIT.name,
    type: 'native',
    auth_schemes: ['API_KEY'],
    composio_managed_auth_schemes: [],
    is_local_toolkit: false,
    no_auth: false,
    auth_guide_url: null,
    deprecated: { toolkitId: TOOLKIT.slug },
    meta: {
      created_at: RELEASED_AT,
      updated_at: RELEASED_AT,
      description: 'The tools of the MCP servers of this installation.',
      logo: TOOLKIT.logo,
      app_url: null,
      categories: [],
      triggers_count: 0,
      tools_count: tools.length,
      version: tools[0]?.version ?? '',
    },
  };
}

const toolkitList = defineRoute({
  method: 'GET',
  path: '/toolkits',
  operationId: 'listToolkits',
  tag: 'Tools',
  summary: 'List toolkits',
  description:
    'Lists the only toolkit, `bailiwick`. Auth configs can name any other one: it is not described here.',
  auth: ['PROJECT'],
  scope: null,
  twin: null,
  query: {
    ...pageQuery(ROWS_MAX),
    search: queryText.optional(),
    category: queryText.optional(),
    type: z.enum(['native', 'custom', 'all']).optional(),
    managed_by: ignored('there is one toolkit.'),
    sort_by: ignored('there is one toolkit.'),
    include_deprecated: queryBoolean.optional(),
  },
  answer: z.object({ items: z.array(toolkit), ...pageFields }),
  run: async ({ query: { limit, cursor, search = '', category, type }, headers }) => {
    const page = requestedPage({ limit, cursor }, { search, category, type });
    const isShown =
      category === undefined && type !== 'custom' && TOOLKIT.slug.includes(search.toLowerCase());
    const { rows, ...read } = pageOfRows(isShown ? [await onlyToolkit()] : [], page);
    return { items: [...rows], ...describePage(page, read, headers) };
  },
});

export const toolRoutes: readonly Route[] = [toolList, getTool, toolkitList];
