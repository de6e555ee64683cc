export const settingsText = {
  title: 'Settings',
  tabs: { general: 'General', configuration: 'Project Configuration', danger: 'Danger' },
  tabsLabel: 'Settings',
  name: 'Name',
  nameHint: '3 to 75 letters, digits, hyphens and underscores.',
  slug: 'Slug',
  slugHint: 'The name in addresses. Addresses with the former slug stop working.',
  id: 'Id',
  created: 'Created',
  default: 'Default project',
  isDefault: 'Requests with an organization key that name no project use this one.',
  makeDefault: 'Make default',
  madeDefault: (name: string) => `${name} is the default project.`,
  environment: 'Environment',
  environments: { LIVE: 'Live', TEST: 'Test' },
} as const;

export const configText = {
  access: 'Access',
  requireMcpApiKey: 'Require API Key for MCP',
  requireMcpApiKeyHint:
    'MCP clients need a key of this project from the next request on. Off: the address of an MCP server is enough to use its tools.',
  maskSecretKeysInConnectedAccount: 'Mask credentials of connected accounts',
  maskSecretKeysInConnectedAccountHint: 'The API returns only the first characters of credentials.',
  is2FAEnabled: 'Check the owner of connected accounts',
  is2FAEnabledHint:
    'Operations that name a user and a connected account fail unless the account belongs to that user. This is not two-factor authentication.',
  logVisibilitySetting: 'Store data of tool calls',
  logVisibilitySettingHint:
    'Arguments, responses and error messages are stored with each call. Off: only time, duration and status are, for calls recorded from now on.',
  display: 'Display',
  displayName: 'Display name',
  displayNameHint: 'Shown to end users in place of the project name. Empty: the project name.',
  logoUrl: 'Logo',
  logoUrlHint: 'The https URL of an image that is shown to end users. The dashboard does not load it.',
  openLogo: 'Open the logo',
} as const;

export const dangerText = {
  isDefault: 'This is the default project. Make another project the default first.',
  archiveTitle: 'Archive the project',
  archiveHint:
    'Its keys, MCP servers, webhooks and triggers stop at once. The project can be restored for some days; its keys, webhooks and triggers come back disabled.',
  archive: 'Archive project',
  confirmArchive: (name: string) => `Archive ${name}?`,
  archived: (name: string) => `Archived the project ${name}.`,
  restored: (name: string) => `Restored the project ${name}.`,
  deleteTitle: 'Delete the project permanently',
  deleteHint: 'Everything in the project is deleted. It cannot be restored.',
  delete: 'Delete permanently',
  confirmDelete: (name: string) => `Delete ${name} permanently?`,
  deleted: (name: string) => `Deleted the project ${name}.`,
} as const;
