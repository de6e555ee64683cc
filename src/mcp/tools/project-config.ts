import { z } from 'zod';
import { strictInput } from '../../domain/core/validation.ts';
import { updateProjectConfig } from '../../domain/project/config.ts';
import { type Project, resolveProject } from '../../domain/project/find.ts';
import { defineTool, instant } from './tool.ts';

const logVisibility = z.enum(['SHOW_ALL', 'DONT_STORE_DATA']);

const projectConfig = z.object({
  displayName: z
    .string()
    .nullable()
    .describe('Name shown to end users in place of the project name. Null: the project name.'),
  logoUrl: z.string().nullable(),
  is2FAEnabled: z
    .boolean()
    .describe(
      'Ownership check: requests that pass a user and a connected account fail unless the user owns the account.',
    ),
  maskSecretKeysInConnectedAccount: z.boolean(),
  logVisibilitySetting: logVisibility.describe('Which data of tool calls is stored.'),
  requireMcpApiKey: z
    .boolean()
    .describe('Whether the MCP servers of the project require a key for every request.'),
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
    displayName: z.string().nullable().optional().describe('1 to 100 characters. Null removes it.'),
    logoUrl: z.string().nullable().optional().describe('An https URL. Null removes it.'),
    is2FAEnabled: z.boolean().optional(),
    maskSecretKeysInConnectedAccount: z.boolean().optional(),
    logVisibilitySetting: logVisibility.optional(),
    requireMcpApiKey: z.boolean().optional(),
  }),
  output: projectConfig,
  run: async (context, { logoUrl, ...settings }) =>
    configOf(await updateProjectConfig(context, { ...settings, logoUrl: logoUrl && asUrl(logoUrl) })),
});

/** An invalid URL is rejected by the domain. */
const asUrl = (text: string) => (URL.canParse(text) ? new URL(text) : text);
