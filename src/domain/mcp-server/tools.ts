import type { AuditAction } from '../audit-log/record.ts';
import type { Actor } from '../core/actor.ts';
import { DomainError } from '../core/errors.ts';
import { hasScope, type KeyScope, requireScope } from '../core/permissions.ts';

type ToolInfo = (
  | { readonly isWrite: false }
  /** A write: needs a project key whatever the settings, and records this action in the audit log, also when denied. */
  | { readonly isWrite: true; readonly audits: AuditAction }
) & {
  /** The scope that a restricted key needs. Null: none. */
  readonly scope: KeyScope | null;
  /** Shown in the schema and, to models, in the list of tools. */
  readonly description: string;
};

/** Every tool that an MCP server can offer. */
export const mcpTools = {
  get_project: { isWrite: false, scope: null, description: 'Returns the id, name and slug of the project.' },
  get_project_config: {
    isWrite: false,
    scope: 'config:read',
    description:
      'Returns the settings of the project, such as the masking of credentials and what is logged.',
  },
  list_connected_accounts: {
    isWrite: false,
    scope: 'connected_accounts:read',
    description:
      "Lists the users' accounts with toolkits, newest first, in pages. Credentials are always masked.",
  },
  list_triggers: {
    isWrite: false,
    scope: 'triggers:read',
    description: 'Lists the triggers of connected accounts, newest first, in pages. Without their configs.',
  },
  list_sessions: {
    isWrite: false,
    scope: 'sessions:read',
    description: 'Lists the sessions of users, newest first, in pages, each with its number of tool calls.',
  },
  get_tool_call_logs: {
    isWrite: false,
    scope: 'tool_calls:read',
    description:
      'Lists the recorded tool calls, most recent first, in pages. With includeData also their arguments and responses, as far as the project stores them.',
  },
  update_project_config: {
    isWrite: true,
    audits: 'PROJECT_CONFIG_UPDATED',
    scope: 'config:write',
    description:
      'Updates settings of the project. Absent settings stay unchanged; null clears the display name or the logo.',
  },
  create_session: {
    isWrite: true,
    audits: 'SESSION_CREATED',
    scope: 'sessions:write',
    description: 'Creates a session of a user with the tools of some toolkits.',
  },
  close_session: {
    isWrite: true,
    audits: 'SESSION_CLOSED',
    scope: 'sessions:write',
    description: 'Closes a session permanently. A session that is already closed stays unchanged.',
  },
  set_trigger_enabled: {
    isWrite: true,
    audits: 'TRIGGER_UPDATED',
    scope: 'triggers:write',
    description: 'Enables or disables a trigger. Enabling needs a connected account that is ACTIVE.',
  },
} as const satisfies Readonly<Record<string, ToolInfo>>;

export type McpToolName = keyof typeof mcpTools;

export function isMcpTool(name: string): name is McpToolName {
  return Object.hasOwn(mcpTools, name);
}

/** In the order of the declarations above. */
export const mcpToolNames: readonly McpToolName[] = Object.keys(mcpTools).filter(isMcpTool);

type Offer = { readonly allowedTools: readonly string[] };

/** Returns the tools that an MCP server allows, as far as this version has them. */
export function listedTools({ allowedTools }: Offer): readonly McpToolName[] {
  return mcpToolNames.filter((name) => allowedTools.includes(name));
}

/** Returns the tools that a caller may use: without a key only those that do not write, with a restricted key only those
 *  within its scopes. */
export function allowedTools(actor: Actor, offer: Offer): readonly McpToolName[] {
  return listedTools(offer).filter((name) => {
    const { isWrite, scope } = mcpTools[name];
    return (hasKey(actor) || !isWrite) && (scope === null || hasScope(actor, scope));
  });
}

/** Throws FORBIDDEN for a tool that is not offered or beyond the scopes of the key, and UNAUTHENTICATED for a write without
 *  a key. */
export function assertToolAllowed(actor: Actor, offer: Offer, name: McpToolName): void {
  if (!listedTools(offer).includes(name)) {
    throw new DomainError({
      code: 'FORBIDDEN',
      reason: 'TOOL_NOT_ALLOWED',
      message: `This MCP server does not offer the tool ${name}.`,
      suggestedFix: 'Use a tool that it lists, or allow this one: updateMcpServer(input: { allowedTools }).',
    });
  }
  if (mcpTools[name].isWrite && !hasKey(actor)) {
    throw new DomainError({
      code: 'UNAUTHENTICATED',
      reason: 'KEY_MISSING',
      message: `The tool ${name} writes, which needs a key.`,
      suggestedFix: 'Send a key of the project as x-api-key or Authorization: Bearer.',
    });
  }
  const { scope } = mcpTools[name];
  if (scope !== null) requireScope(actor, scope);
}

const hasKey = ({ kind }: Actor) => kind === 'project';
