export const apiKeysText = {
  title: 'API keys',
  description: 'A key gives a program access to this project. Its secret is shown once, when it is issued.',
  caption: 'API keys of the project',
  name: 'Name',
  secret: 'Secret',
  lastUsed: 'Last used',
  expires: 'Expires',
  created: 'Created',
  emptyTitle: 'No API keys',
  emptyHint: 'Issue a key to call the API from a program, with x-api-key or as a bearer token.',
} as const;
