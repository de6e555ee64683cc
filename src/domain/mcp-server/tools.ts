import type { AuditAction } from '../audit-log/record.ts';
import type { Actor } from '../core/actor.ts';
import { DomainError } from '../core/errors.ts';
import { hasScope, type KeyScope, requireScope } from '../core/permissions.ts';

type ToolFacts = (
  | { readonly changesSomething: false }
  /** Then it needs a key of the project, whatever the settings say, and leaves this in the audit log, also when it is refused. */
  | { readonly changesSomething: true; readonly audits: AuditAction }
) & {
  /** What a key that is limited to scopes needs for it. Null: nothing. */
  readonly scope: KeyScope | null;
  /** Read by people in the schema and by models in the list of tools. */
  readonly description: string;
};

/** Every tool that an MCP server can offer. */
export const mcpTools = {
  get_project: { changesSomething: false, scope: null, description: 'The project: its id, name and slug.' },
  get_project_config: {
    changesSomething: false,
    scope: 'config:read',
    description: 'The settings of the project, such as how credentials are shown and what is logged.',
  },
  list_connected_accounts: {
    changesSomething: false,
    scope: 'connected_accounts:read',
    description:
      "The users' accounts with toolkits, newest first, a page at a time. Credentials are always masked.",
  },
  list_triggers: {
    changesSomething: false,
    scope: 'triggers:read',
    description:
      'What the connected accounts are watched for, newest first, a page at a time. Without configs.',
  },
  list_sessions: {
    changesSomething: false,
    scope: 'sessions:read',
    description: 'The sessions of users, newest first, a page at a time, each with how many calls it made.',
  },
  get_tool_call_logs: {
    changesSomething: false,
    scope: 'tool_calls:read',
    description:
      'The recorded calls of tools, the last call first, a page at a time. With includeData also what was given and answered, as far as the project stores it.',
  },
  update_project_config: {
    changesSomething: true,
    audits: 'PROJECT_CONFIG_UPDATED',
    scope: 'config:write',
    description: 'Changes settings of the project. What is absent stays; null clears a name or a logo.',
  },
  create_session: {
    changesSomething: true,
    audits: 'SESSION_CREATED',
    scope: 'sessions:write',
    description: 'Opens a session: a user at work with the tools of some toolkits.',
  },
  close_session: {
    changesSomething: true,
    audits: 'SESSION_CLOSED',
    scope: 'sessions:write',
    description: 'Ends a session for good. One that has ended stays as it is.',
  },
  set_trigger_enabled: {
    changesSomething: true,
    audits: 'TRIGGER_UPDATED',
    scope: 'triggers:write',
    description: 'Has a trigger watch, or not. It can only watch an account that is ACTIVE.',
  },
} as const satisfies Readonly<Record<string, ToolFacts>>;

export type McpToolName = keyof typeof mcpTools;

export function isMcpTool(name: string): name is McpToolName {
  return Object.hasOwn(mcpTools, name);
}

/** In the order of the documentation. */
export const mcpToolNames: readonly McpToolName[] = Object.keys(mcpTools).filter(isMcpTool);

type Offer = { readonly allowedTools: readonly string[] };

/** What an MCP server allows, as far as this version has it. */
export function listedTools({ allowedTools }: Offer): readonly McpToolName[] {
  return mcpToolNames.filter((name) => allowedTools.includes(name));
}

/** What a caller can use of that: without a key only what changes nothing, with a limited one only what its scopes allow. */
export function allowedTools(actor: Actor, offer: Offer): readonly McpToolName[] {
  return listedTools(offer).filter((name) => {
    const { changesSomething, scope } = mcpTools[name];
    return (hasKey(actor) || !changesSomething) && (scope === null || hasScope(actor, scope));
  });
}

/** Throws FORBIDDEN for a tool that is not offered or beyond the scopes of the key, and UNAUTHENTICATED for one that needs a key when none was sent. */
export function assertToolAllowed(actor: Actor, offer: Offer, name: McpToolName): void {
  if (!listedTools(offer).includes(name)) {
    throw new DomainError({
      code: 'FORBIDDEN',
      reason: 'TOOL_NOT_ALLOWED',
      message: `This MCP server does not offer the tool ${name}.`,
      suggestedFix:
        'Use the tools that it lists, or have it allowed: updateMcpServer(input: { allowedTools }).',
    });
  }
  if (mcpTools[name].changesSomething && !hasKey(actor)) {
    throw new DomainError({
      code: 'UNAUTHENTICATED',
      reason: 'KEY_MISSING',
      message: `The tool ${name} changes something, and that needs a key.`,
      suggestedFix: 'Send a key of the project as x-api-key or as Authorization: Bearer.',
    });
  }
  const { scope } = mcpTools[name];
  if (scope !== null) requireScope(actor, scope);
}

const hasKey = ({ kind }: Actor) => kind === 'project';
