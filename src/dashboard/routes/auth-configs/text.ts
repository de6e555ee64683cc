/** The operation that creates the first auth config. */
const EXAMPLE = `mutation {
  createAuthConfig(
    input: {
      toolkitSlug: "github"
      name: "GitHub app"
      authScheme: OAUTH2
      credentials: { client_id: "Iv1.8a61", client_secret: "..." }
    }
  ) {
    authConfig {
      id
    }
  }
}`;

export const authConfigsText = {
  title: 'Auth configs',
  description:
    'An auth config says how the accounts of one toolkit authenticate, such as with which OAuth client.',
  caption: 'Auth configs of the project',
  search: 'Search auth configs',
  create: 'New auth config',
  empty: {
    title: 'No auth configs',
    hint: 'Create one for each toolkit that your users connect. Connected accounts refer to it.',
    example: EXAMPLE,
  },
  name: 'Name',
  toolkit: 'Toolkit',
  scheme: 'Scheme',
  managed: 'Managed',
  accounts: 'Accounts',
  accountsOf: (name: string) => `Connected accounts of ${name}`,
  changed: 'Changed',
  enabled: 'Enabled',
  statuses: { ENABLED: 'Enabled', DISABLED: 'Disabled' },
  enable: (name: string) => `Accept new accounts of ${name}`,
  createTitle: 'Create an auth config',
  createHint: 'The toolkit and the scheme cannot be changed later.',
  createSubmit: 'Create auth config',
  created: 'Created the auth config.',
  nameHint: 'Shown in lists. It need not be unique.',
  toolkitHint: 'Lower-case letters, digits, hyphens and underscores, such as github.',
  schemes: {
    OAUTH2: 'OAuth 2.0',
    OAUTH1: 'OAuth 1.0a',
    API_KEY: 'API key',
    BEARER_TOKEN: 'Bearer token',
    BASIC: 'User name and password',
    NO_AUTH: 'None',
  },
  credentials: 'Credentials (JSON)',
  credentialsHint: 'Texts by name, stored encrypted. Secrets are never shown again in full.',
  credentialsPlaceholder: '{"client_id": "…", "client_secret": "…"}',
  isManaged: 'Hide the credentials of its accounts',
  isManagedHint: 'No key can read them, whatever the settings of the project.',
  editTitle: 'Edit the auth config',
  storedCredentials: 'Stored credentials',
  noCredentials: 'None',
  changes: 'Credentials to change (JSON)',
  changesHint: 'Only the names that change. Null removes one.',
  saved: 'Saved the auth config.',
  removeTitle: (name: string) => `Delete ${name}?`,
  removeHint: 'This cannot be undone.',
  remove: 'Delete auth config',
  cascadeTitle: (name: string) => `${name} is in use`,
  cascadeHint: (count: string) =>
    `It has ${count} connected accounts, in any status. They are deleted with it, with their credentials and triggers. This cannot be undone.`,
  cascade: 'Delete with its accounts',
  removed: 'Deleted the auth config.',
} as const;
