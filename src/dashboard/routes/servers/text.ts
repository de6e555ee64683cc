/** The operation that creates the first MCP server. */
const EXAMPLE = `mutation {
  createMcpServer(
    input: { name: "Assistant", allowedTools: [GET_PROJECT, LIST_SESSIONS] }
  ) {
    mcpServer {
      url
    }
  }
}`;

export const serversText = {
  title: 'MCP servers',
  description:
    'An MCP server is an address at which AI clients use tools of this project, through the Model Context Protocol.',
  caption: 'MCP servers of the project',
  search: 'Search MCP servers',
  create: 'New MCP server',
  empty: {
    title: 'No MCP servers',
    hint: 'Create one, choose its tools, and give its address and a project key to an AI client.',
    example: EXAMPLE,
  },
  keyRequired: 'Every tool of every server needs a project key.',
  keyOptional:
    'Tools that only read need no key: every client that knows an address can use them. Tools that change data always need one.',
  keySetting: 'The setting "Require API Key for MCP" of the project decides this.',
  name: 'Name',
  tools: 'Tools',
  toolCount: (count: number) => (count === 1 ? '1 tool' : `${count} tools`),
  url: 'Address',
  copyUrl: 'Copy address',
  changed: 'Changed',
  connect: 'Connect',
  connectTo: (name: string) => `Connect ${name}`,
  connectTitle: (name: string) => `Connect to ${name}`,
  connectHint:
    'Replace the key in these examples by a key of this project. Keep it out of files that you share.',
  clients: { claude: 'Claude Code', cursor: 'Cursor', vscode: 'VS Code', curl: 'curl' },
  client: 'Client',
  placed: {
    claude: 'Run in a terminal.',
    cursor: 'Add to .cursor/mcp.json or ~/.cursor/mcp.json.',
    vscode: 'Add to .vscode/mcp.json.',
    curl: 'Run in a terminal: lists the tools.',
  },
  createTitle: 'Create an MCP server',
  createHint: 'Clients see only the tools that you choose.',
  createSubmit: 'Create MCP server',
  created: 'Created the MCP server.',
  editTitle: 'Edit the MCP server',
  editHint: 'Applied from the next request on. The address stays the same.',
  saved: 'Saved the MCP server.',
  nameHint: 'Unique in the project.',
  toolsHint: 'Choose at least one.',
  removeTitle: (name: string) => `Delete ${name}?`,
  removeHint: 'Clients that use its address are rejected from then on. This cannot be undone.',
  remove: 'Delete MCP server',
  removed: 'Deleted the MCP server.',
} as const;
