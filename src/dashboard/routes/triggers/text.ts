/** The operation that creates the first trigger. */
const EXAMPLE = `mutation {
  upsertTrigger(
    input: {
      slug: "github_commit"
      connectedAccountId: "ca_..."
      config: { repo: "acme/api" }
    }
  ) {
    trigger {
      id
    }
  }
}`;

export const triggersText = {
  title: 'Triggers',
  description:
    'A trigger watches a connected account for one kind of event, such as commits in a repository.',
  caption: 'Triggers of the project',
  search: 'Search triggers',
  states: { enabled: 'Enabled', disabled: 'Disabled' },
  empty: {
    title: 'No triggers',
    hint: 'Your application creates a trigger for each kind of event that it wants to know of.',
    example: EXAMPLE,
  },
  kind: 'Event',
  user: 'User',
  account: 'Account',
  accountHidden: 'Needs the scope connected_accounts:read',
  changed: 'Changed',
  enabled: 'Enabled',
  enable: (slug: string, user: string) => `Watch ${slug} of ${user}`,
  editConfig: 'Edit config',
  editTitle: 'Edit the config',
  editHint: (slug: string) => `What ${slug} watches. It replaces the whole config.`,
  config: 'Config (JSON)',
  saved: 'Saved the config.',
  removeTitle: 'Delete the trigger?',
  removeHint: (slug: string, user: string) =>
    `${slug} of ${user} is not watched any more. This cannot be undone.`,
  remove: 'Delete trigger',
  removed: 'Deleted the trigger.',
} as const;
