import { ToolSchema } from '@modelcontextprotocol/sdk/types.js';
import { z } from 'zod';
import { type McpToolName, mcpTools } from '../../domain/mcp-server/tools.ts';
import { listConnectedAccountsTool } from './connected-account.ts';
import { getProject } from './project.ts';
import { getProjectConfig, updateProjectConfigTool } from './project-config.ts';
import { closeSessionTool, createSessionTool, listSessionsTool } from './session.ts';
import type { Tool } from './tool.ts';
import { getToolCallLogs } from './tool-call-log.ts';
import { listTriggersTool, setTriggerEnabledTool } from './trigger.ts';

export const tools: Readonly<Record<McpToolName, Tool>> = {
  get_project: getProject,
  get_project_config: getProjectConfig,
  list_connected_accounts: listConnectedAccountsTool,
  list_triggers: listTriggersTool,
  list_sessions: listSessionsTool,
  get_tool_call_logs: getToolCallLogs,
  update_project_config: updateProjectConfigTool,
  create_session: createSessionTool,
  close_session: closeSessionTool,
  set_trigger_enabled: setTriggerEnabledTool,
};

type ToolDescription = z.output<typeof ToolSchema>;

/** Constant, and expensive to create. */
const descriptions = new Map<McpToolName, ToolDescription>();

/** Returns the protocol's description of a tool. */
export function describeTool(name: McpToolName): ToolDescription {
  const made = descriptions.get(name) ?? makeDescription(name);
  descriptions.set(name, made);
  return made;
}

function makeDescription(name: McpToolName): ToolDescription {
  const { title, input, output, hints } = tools[name];
  const { description, isWrite } = mcpTools[name];
  return ToolSchema.parse({
    name,
    title,
    description,
    inputSchema: z.toJSONSchema(input, { io: 'input' }),
    outputSchema: z.toJSONSchema(output, { io: 'output' }),
    annotations: {
      title,
      readOnlyHint: !isWrite,
      openWorldHint: false,
      ...hints,
    },
  });
}
