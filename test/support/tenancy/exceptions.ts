type StatementException = {
  /** Its name, or a part of its text where it has none. */
  readonly statement: string | RegExp;
  readonly reason: string;
};

/** Statements that may name no organization, and why. Routes need no exception: their tables have no tenant. */
export const statementExceptions: readonly StatementException[] = [
  { statement: 'rate_limits', reason: 'a process reads the limits of all organizations when it starts' },
  { statement: 'rate_limits_recent', reason: 'a process reads the limits of all organizations that changed' },
  { statement: 'secret_uses', reason: 'a process writes the uses of all organizations, once a second' },
  { statement: /^SELECT '|^SELECT CASE WHEN octet_length/, reason: 'planned reads' },
  { statement: /webhook_tell|enqueue_webhook_delivery/, reason: 'events' },
];
