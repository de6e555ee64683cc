import { z } from 'zod';
import { strictInput } from '../../domain/core/validation.ts';
import { type ProjectConfigInput, updateProjectConfig } from '../../domain/project/config.ts';
import { type Project, resolveProject } from '../../domain/project/find.ts';
import { ignored } from '../fields.ts';
import { defineRoute, type Route } from '../route.ts';

const visibilities = { show_all: 'SHOW_ALL', dont_store_data: 'DONT_STORE_DATA' } as const;

const logVisibility = z.enum(['show_all', 'dont_store_data']);

/** Settings of the other product that this server does not have, with the value that it shows. */
const absentSettings = {
  is_composio_link_enabled_for_managed_auth: false,
  signed_url_file_expiry_in_seconds: 3600,
} as const;

const settings = {
  display_name: z
    .string()
    .nullable()
    .optional()
    .meta({ description: '1 to 100 characters. Null clears it.' }),
  logo_url: z.string().nullable().optional().meta({ description: 'An https URL. Null clears it.' }),
  is_2FA_enabled: z
    .boolean()
    .optional()
    .meta({ description: 'Ownership check of connected accounts. Not two-factor authentication.' }),
  mask_secret_keys_in_connected_account: z.boolean().optional(),
  log_visibility_setting: logVisibility.optional(),
  require_mcp_api_key: z
    .boolean()
    .optional()
    .meta({ description: 'Whether every MCP request needs a key of the project.' }),
  is_composio_link_enabled_for_managed_auth: ignored('this server has no managed authentication.'),
  signed_url_file_expiry_in_seconds: ignored('this server stores no files.'),
};

export const configBody = strictInput(settings);

const configAnswer = z
  .object({
    display_name: z.string().nullable(),
    logo_url: z.string().nullable(),
    is_2FA_enabled: z.boolean(),
    mask_secret_keys_in_connected_account: z.boolean(),
    log_visibility_setting: logVisibility,
    require_mcp_api_key: z.boolean(),
    is_composio_link_enabled_for_managed_auth: z.literal(false),
    signed_url_file_expiry_in_seconds: z.literal(3600),
  })
  .meta({ id: 'ProjectConfig' });

/** An invalid URL is rejected by the domain. */
const asUrl = (text: string) => (URL.canParse(text) ? new URL(text) : text);

/** Returns settings as the domain names them. Absent ones stay absent. */
export function configInput(body: z.output<typeof configBody>): ProjectConfigInput {
  const { log_visibility_setting: visibility, logo_url: logoUrl } = body;
  return {
    displayName: body.display_name,
    logoUrl: logoUrl && asUrl(logoUrl),
    is2FAEnabled: body.is_2FA_enabled,
    maskSecretKeysInConnectedAccount: body.mask_secret_keys_in_connected_account,
    logVisibilitySetting: visibility && visibilities[visibility],
    requireMcpApiKey: body.require_mcp_api_key,
  };
}

const configOf = (project: Project): z.input<typeof configAnswer> => ({
  display_name: project.displayName,
  logo_url: project.logoUrl,
  is_2FA_enabled: project.is2FAEnabled,
  mask_secret_keys_in_connected_account: project.maskSecretKeysInConnectedAccount,
  log_visibility_setting: project.logVisibilitySetting === 'SHOW_ALL' ? 'show_all' : 'dont_store_data',
  require_mcp_api_key: project.requireMcpApiKey,
  ...absentSettings,
});

const facts = { path: '/org/project/config', tag: 'Project settings', auth: ['PROJECT'] } as const;

const getConfig = defineRoute({
  ...facts,
  method: 'GET',
  operationId: 'getProjectConfig',
  summary: 'Get the project settings',
  description: 'Returns the settings of the project of the key.',
  scope: 'config:read',
  twin: 'Project.config',
  isInProject: true,
  answer: configAnswer,
  run: async ({ context }) => configOf(await resolveProject(context, {})),
});

const patchConfig = defineRoute({
  ...facts,
  method: 'PATCH',
  operationId: 'updateProjectConfig',
  summary: 'Change the project settings',
  description: 'Changes the settings that are present. Repeating it changes nothing.',
  scope: 'config:write',
  twin: 'Mutation.updateProjectConfig',
  audits: 'PROJECT_CONFIG_UPDATED',
  isInProject: true,
  body: settings,
  answer: configAnswer,
  run: async ({ context, body }) => configOf(await updateProjectConfig(context, configInput(body))),
});

export const projectConfigRoutes: readonly Route[] = [getConfig, patchConfig];
