/** The operation that connects the first account. */
const EXAMPLE = `mutation {
  createConnectedAccount(
    input: {
      authConfigId: "ac_..."
      userId: "user-42"
      credentials: { access_token: "gho_..." }
    }
  ) {
    connectedAccount {
      id
      status
    }
  }
}`;

export const connectedAccountsText = {
  title: 'Connected accounts',
  description: 'The accounts that your users have connected with toolkits. Credentials are stored encrypted.',
  caption: 'Connected accounts of the project',
  search: 'Search connected accounts',
  empty: {
    title: 'No connected accounts',
    hint: 'Your application connects an account when a user authorizes a toolkit. Create an auth config first.',
    example: EXAMPLE,
  },
  user: 'User',
  toolkit: 'Toolkit',
  alias: 'Alias',
  status: 'Status',
  authConfig: 'Auth config',
  hidden: 'Needs the scope auth_configs:read',
  expires: 'Expires',
  created: 'Created',
  changed: 'Changed',
  statuses: {
    INITIATED: 'Initiated',
    ACTIVE: 'Active',
    FAILED: 'Failed',
    EXPIRED: 'Expired',
    INACTIVE: 'Inactive',
    REVOKED: 'Revoked',
  },
  oneAuthConfig: 'Of one auth config',
  allAuthConfigs: 'Show all',
  view: 'View details',
  viewAccount: (user: string, toolkit: string) => `View the ${toolkit} account of ${user}`,
  detailTitle: 'Connected account',
  detailHint: 'Credentials are masked as the settings of the project say.',
  missing: 'The account was deleted.',
  id: 'Id',
  reason: 'Reason',
  credentials: 'Credentials',
  noCredentials: 'None stored',
  editTitle: 'Edit the account',
  aliasHint: 'Distinguishes several accounts of one user with one toolkit. Empty: none.',
  expiresAt: 'Expires',
  expiresHint: 'Your local time. Empty: no expiry is known.',
  saved: 'Saved the account.',
  setStatus: 'Set status',
  setStatusTitle: 'Set the status',
  setStatusHint: 'Active needs an enabled auth config and an expiry in the future.',
  reasonHint: 'Shown beside the status. Optional.',
  statusSet: 'Set the status.',
  settable: {
    ACTIVE: 'Active',
    INACTIVE: 'Inactive',
    INITIATED: 'Initiated',
    FAILED: 'Failed',
    EXPIRED: 'Expired',
  },
  revoke: 'Revoke',
  revokeTitle: 'Revoke the account?',
  revokeHint: (user: string, toolkit: string) =>
    `The stored credentials of ${user} for ${toolkit} are erased. The account can only be deleted afterwards.`,
  revokeSubmit: 'Revoke account',
  revoked: 'Revoked the account.',
  removeTitle: 'Delete the account?',
  removeHint: (user: string, toolkit: string) =>
    `The ${toolkit} account of ${user} is deleted with its credentials and triggers. This cannot be undone.`,
  remove: 'Delete account',
  removed: 'Deleted the account.',
  isRevoked: 'The account is revoked.',
} as const;
