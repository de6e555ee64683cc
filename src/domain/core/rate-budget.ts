/** Every budget that a request may take from, with its rule. The schema's enum `RateLimitBudget` is made from this; headers name the
 *  budgets in lower case. */
export const rateLimitBudgets = {
  MANAGEMENT:
    'What the organization keys ask for, other than `verifyApiKey`: `RATE_LIMIT_PER_MINUTE` of the server, for each organization.',
  TRAFFIC:
    'What the project keys ask for, minus what is guaranteed to single projects and keys: `RATE_LIMIT_PER_MINUTE` of the server, for each organization.',
  GUARANTEED:
    'The part of `TRAFFIC` that `guaranteedPerMinute` keeps for the project or the key. What exceeds it takes from `TRAFFIC`.',
  VERIFICATION:
    'One point for each `verifyApiKey`: `VERIFICATIONS_PER_MINUTE` of the server, for each calling key. What its selection returns beyond the key and its project is charged to `MANAGEMENT`.',
  ANONYMOUS:
    'What is asked of the open MCP servers of a project without a key: `ANONYMOUS_PER_MINUTE` of the server, for each project. Beside it, a small part of the database serves all requests without a key together.',
  PROJECT: 'The `rateLimitPerMinute` of the project.',
  KEY: 'The `rateLimitPerMinute` of the key.',
  ADDRESS: 'Requests without a key from one address: `KEYLESS_PER_MINUTE` of the server.',
  AUTH_FAILURES:
    'Refused keys, or reports of leaked keys, from one address: `AUTH_FAILURES_PER_MINUTE` of the server.',
} as const;

export type RateLimitBudget = keyof typeof rateLimitBudgets;

/** What a request costs, split by the budgets that pay for it. */
export type Points = {
  /** What `MAX_QUERY_COST` bounds. */
  readonly whole: number;
  /** Paid by VERIFICATION. */
  readonly verifications: number;
  /** Paid by the budget of the sender. 0: the request only verifies keys. */
  readonly rest: number;
};

/** The points of a request that verifies no key. */
export const plainPoints = (points: number): Points => ({ whole: points, verifications: 0, rest: points });
