/** The operation that creates the first session. */
const EXAMPLE = `mutation {
  createSession(input: { userId: "user-42", toolkitSlugs: ["github"] }) {
    session {
      id
    }
  }
}`;

export const sessionsText = {
  title: 'Sessions',
  description: 'A session is a conversation of one user with the tools of some toolkits.',
  caption: 'Sessions of the project',
  search: 'Exact user id',
  empty: {
    title: 'No sessions',
    hint: 'Your application, or an AI client through an MCP server, creates a session for each conversation.',
    example: EXAMPLE,
  },
  user: 'User',
  toolkits: 'Toolkits',
  status: 'Status',
  statuses: { ACTIVE: 'Active', CLOSED: 'Closed', ERROR: 'Closed with an error' },
  calls: 'Tool calls',
  created: 'Created',
  ended: 'Ended',
  notEnded: 'Not yet',
  id: 'Id',
  close: 'Close session',
  closeOf: (user: string) => `Close session of ${user}`,
  closed: 'Closed the session.',
  isClosed: 'The session is closed.',
  detailTitle: (user: string) => `Session of ${user}`,
  back: 'All sessions',
  missingTitle: 'Session not found',
  missing: 'It belongs to another project, or does not exist.',
  callsCaption: 'Tool calls of the session',
  noCallsTitle: 'No tool calls',
  noCalls: 'Calls appear here as soon as they are recorded with the id of the session.',
  needsCalls: 'Needs the scope tool_calls:read.',
  tool: 'Tool',
  toolkit: 'Toolkit',
  callStatuses: { SUCCESS: 'Success', ERROR: 'Error' },
  duration: 'Duration',
  milliseconds: (count: string) => `${count} ms`,
  called: 'Called',
} as const;
