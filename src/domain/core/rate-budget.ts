/** Every rate limit budget that pays for requests, with its rule. The enum `RateLimitBudget` of the schema is built from
 *  this table; HTTP headers name the budgets in lower case. */
export const rateLimitBudgets = {
  MANAGEMENT:
    'Requests with organization keys other than `verifyApiKey`: `RATE_LIMIT_PER_MINUTE` of the server, per organization.',
  TRAFFIC:
    'Requests with project keys, minus the shares guaranteed to single projects and keys: `RATE_LIMIT_PER_MINUTE` of the server, per organization.',
  GUARANTEED:
    'The part of `TRAFFIC` that `guaranteedPerMinute` reserves for the project or the key. Requests beyond it are charged to `TRAFFIC`.',
  VERIFICATION:
    'One point per `verifyApiKey`: `VERIFICATIONS_PER_MINUTE` of the server, per calling key. Selections beyond the verified key and its project are charged to `MANAGEMENT`.',
  ANONYMOUS:
    'Requests without a key to the open MCP servers of a project: `ANONYMOUS_PER_MINUTE` of the server, per project. In addition, all requests without a key share a small part of the database connections.',
  PROJECT: 'Requests of one project: its `rateLimitPerMinute`.',
  KEY: 'Requests of one key: its `rateLimitPerMinute`.',
  ADDRESS: 'Requests without a key from one IP address: `KEYLESS_PER_MINUTE` of the server.',
  AUTH_FAILURES:
    'Rejected keys, or reports of leaked keys, from one IP address: `AUTH_FAILURES_PER_MINUTE` of the server.',
} as const;

export type RateLimitBudget = keyof typeof rateLimitBudgets;

/** The cost of a request in points, split by the budgets that pay for it. */
export type Points = {
  /** Bounded by `MAX_QUERY_COST`. */
  readonly total: number;
  /** Charged to VERIFICATION. */
  readonly verifications: number;
  /** Charged to the budget of the caller. 0: the request only verifies keys. */
  readonly rest: number;
};

/** The points of a request that verifies no key. */
export const plainPoints = (points: number): Points => ({ total: points, verifications: 0, rest: points });
