/** Every reason, with what it tells a client. The schema's enum `ErrorReason` is made from this. */
export const errorReasons = {
  KEY_MISSING: 'No key was sent.',
  KEY_MALFORMED:
    'What was sent does not have the form of a key, or has a typing error: its checksum does not fit.',
  KEY_IN_WRONG_HEADER:
    'The header is for another kind of key: organization keys go into `x-org-api-key`, project keys into `x-api-key` or `Authorization: Bearer`.',
  KEYS_DISAGREE: 'Two different keys came with one request, and only one of them can be meant.',
  KEY_UNKNOWN: 'The key has the right form, but nobody was given it, or its project is gone.',
  KEY_REVOKED: 'The key was good once and has been revoked.',
  KEY_EXPIRED: 'The key was good until its `expiresAt`.',
  KEY_DISABLED: 'The key is switched off: `enabled` is false.',
  IP_NOT_ALLOWED: 'The key is good, but not from this address: `allowedIps` does not contain it.',
  SCOPE_MISSING: 'The key is good, but its scopes do not contain the one that the message names.',
  KEY_PINNED: 'The key is good, but it is pinned to projects, and this concerns the organization as a whole.',
  KEY_TOO_WIDE: 'A key cannot make one that opens more, for longer or from elsewhere than itself.',
  WRONG_KEY_KIND: 'The key is good, but its kind may not do this.',
  ORGANIZATION_NOT_FOUND: 'No such organization for this key.',
  PROJECT_NOT_FOUND: 'No such project for this key: unknown, deleted, or of somebody else.',
  AUTH_CONFIG_NOT_FOUND: 'No such auth config for this key: unknown, deleted, or of another project.',
  CONNECTED_ACCOUNT_NOT_FOUND:
    'No such connected account for this key: unknown, deleted, or of another project.',
  TRIGGER_NOT_FOUND: 'No such trigger for this key: unknown, deleted, or of another project.',
  SESSION_NOT_FOUND: 'No such session for this key: unknown, or of another project.',
  MCP_SERVER_NOT_FOUND: 'No such MCP server for this key: unknown, deleted, or of another project.',
  TOOL_NOT_ALLOWED: 'The MCP server does not offer this tool.',
  WRONG_PROJECT:
    'The key is good, but it does not open what is at this address: that belongs to another project, or there is nothing.',
  USER_MISMATCH:
    'The project has is2FAEnabled on, and the user that was named does not own the connected account.',
  WEBHOOK_NOT_FOUND:
    'No webhook subscription that this key manages: unknown, deleted, of another project, or of the organization.',
  WEBHOOK_DELIVERY_NOT_FOUND: 'No delivery of a webhook subscription that this key manages.',
  WEBHOOK_LIMIT_REACHED:
    'The project, or the organization itself, has as many webhook subscriptions as it may.',
  WEBHOOK_DISABLED: 'A disabled webhook subscription is sent nothing.',
  API_KEY_NOT_FOUND: 'No such key for this key: unknown, revoked, or of somebody else.',
  KEY_LIMIT_REACHED: 'The project, or the organization itself, has as many keys as it may.',
  SECRET_LIMIT_REACHED: 'The key has as many former secrets that still open it as it may.',
  CANNOT_REVOKE_LAST_ORGANIZATION_KEY:
    'No other key would open the whole organization: none that is enabled, has time left and is not pinned.',
  NAME_TAKEN:
    'Another one has this name: another project of the organization, another MCP server or another key of the project.',
  SLUG_TAKEN: 'Another project of the organization has this slug.',
  SLUG_RESERVED: 'The slug `default` belongs to the project that an organization is born with.',
  ALIAS_TAKEN: 'Another connected account of the user in this toolkit has this alias.',
  AUTH_CONFIG_DISABLED: 'The auth config is disabled: it lets no account become active.',
  IN_USE: 'Something else still needs it.',
  ACCOUNT_REVOKED: 'The connected account was revoked, which is final: it can only be deleted.',
  ACCOUNT_EXPIRED: 'The time of `expiresAt` has passed: a later one comes first.',
  ACCOUNT_NOT_ACTIVE: 'The connected account is not ACTIVE, and what needs it would not work.',
  CANNOT_DELETE_DEFAULT:
    'The default project cannot be deleted while the organization has others: make another one the default first.',
  CANNOT_DELETE_LAST_PROJECT: 'An organization always has a project.',
  TOOL_CALL_QUOTA_EXCEEDED:
    'The project has recorded as many tool calls in this month as its quota lets in. `recordedCount`, `duplicateCount` and `quotaExceededCount` beside this tell of the batch, `resetAt` of the next month.',
  SESSION_QUOTA_EXCEEDED:
    'The project has created as many sessions in this month as its quota lets in. `resetAt` beside this tells of the next month.',
  INVALID_VALUE: 'A value breaks a rule; `field` names it.',
  INVALID_CURSOR: 'The cursor is damaged, or comes from another list or another order.',
  INVALID_DOCUMENT: 'The GraphQL document does not parse, or does not fit the schema.',
  DOCUMENT_TOO_LARGE:
    'The GraphQL document has more of something than one may have. `limit` beside this names it, `limitMax` says how much.',
  DOCUMENT_UNKNOWN:
    'The hash of a document came without its text, and the text never came before. Send both.',
  DOCUMENT_NOT_TRUSTED:
    'The server answers the documents of its manifest only: `PERSISTED_DOCUMENTS` is `only`.',
  INVALID_VARIABLES: 'A variable is missing or does not fit its type.',
  INVALID_REQUEST: 'The HTTP request is not one that GraphQL over HTTP knows.',
  REQUEST_TOO_LARGE: 'The body of the request is larger than this server reads.',
  ANSWER_TOO_LARGE:
    'The answer, or what would have to be read for it, is larger than `ANSWER_BYTES_MAX` of the server. Ask for less at once.',
  RESULT_TOO_LARGE:
    'The mutation was done, and its field is null because its result is larger than `ANSWER_BYTES_MAX` of the server lets through.',
  COST_TOO_HIGH: 'The document may return more than one request may ask for: `MAX_QUERY_COST` of the server.',
  TOO_MANY_AT_ONCE:
    'The organization has as many requests, long reads or exports under way and waiting as it may. Wait for answers first.',
  RATE_LIMIT_EXCEEDED:
    'A budget of this minute is used up: `budget` beside this names it. `Retry-After` says when it goes on.',
  TOO_MANY_REFUSED_KEYS:
    'Too many refused keys came from this address within a minute. `Retry-After` says when it goes on.',
  IDEMPOTENCY_KEY_REUSED:
    'The `Idempotency-Key` came before with another document, other variables or another `x-project-id`.',
  IDEMPOTENCY_KEY_IN_USE: 'The first request with this `Idempotency-Key` is not answered yet.',
  IDEMPOTENCY_OUTCOME_UNKNOWN:
    'The first request with this `Idempotency-Key` was cut off, and nobody knows whether it was done. It is not done again.',
  IDEMPOTENCY_ANSWER_NOT_KEPT:
    'The first request with this `Idempotency-Key` was answered, and the answer was not kept: it had more than 65,536 bytes, or came before an upgrade. It is not done again.',
  DATABASE_UNAVAILABLE:
    'The database is not there, or can take nothing at the moment. `Retry-After` says when to ask again. Whether a mutation under way was done is not known.',
  DATABASE_BUSY:
    'Too many requests wait for the database. Nothing was done. `Retry-After` says when to ask again.',
  STATEMENT_TIMEOUT:
    'The database took longer than it may: `STATEMENT_TIMEOUT_MS` of the server. Nothing was changed by what was cut off.',
} as const;

export type ErrorReason = keyof typeof errorReasons;
