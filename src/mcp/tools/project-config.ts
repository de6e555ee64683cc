import { z } from 'zod';
import { strictInput } from '../../domain/core/validation.ts';
import { updateProjectConfig } from '../../domain/project/config.ts';
import { type Project, resolveProject } from '../../domain/project/find.ts';
import { defineTool, instant } from './tool.ts';

const logVisibility = z.enum(['SHOW_ALL', 'DONT_STORE_DATA']);

const projectConfig = z.object({
  displayName: z.string().nullable().describe('What people are shown in place of the name.'),
  logoUrl: z.string().nullable(),
  is2FAEnabled: z
    .boolean()
    .describe('Whether whoever uses a connected account must also name the user that owns it.'),
  maskSecretKeysInConnectedAccount: z.boolean(),
  logVisibilitySetting: logVisibility.describe('What is kept of tool calls.'),
  requireMcpApiKey: z.boolean().describe('Whether the MCP servers of the project ask everybody for a key.'),
  updatedAt: instant,
});

const configOf = ({ configUpdatedAt, ...project }: Project) => ({ ...project, updatedAt: configUpdatedAt });

export const getProjectConfig = defineTool({
  title: 'Project settings',
  input: strictInput({}),
  output: projectConfig,
  run: async (context) => configOf(await resolveProject(context, {})),
});

export const updateProjectConfigTool = defineTool({
  title: 'Change project settings',
  hints: { destructiveHint: true, idempotentHint: true },
  input: strictInput({
    displayName: z.string().nullable().optional().describe('1 to 100 characters. Null clears it.'),
    logoUrl: z.string().nullable().optional().describe('An https URL. Null clears it.'),
    is2FAEnabled: z.boolean().optional(),
    maskSecretKeysInConnectedAccount: z.boolean().optional(),
    logVisibilitySetting: logVisibility.optional(),
    requireMcpApiKey: z.boolean().optional(),
  }),
  output: projectConfig,
  run: async (context, { logoUrl, ...settings }) =>
    configOf(await updateProjectConfig(context, { ...settings, logoUrl: logoUrl && asUrl(logoUrl) })),
});

/** What is no URL is left to be refused. */
const asUrl = (text: string) => (URL.canParse(text) ? new URL(text) : text);
