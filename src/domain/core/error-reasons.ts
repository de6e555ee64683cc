/** Every error reason with its description. The enum `ErrorReason` of the schema is built from this table. */
export const errorReasons = {
  KEY_MISSING: 'The request has no key.',
  KEY_MALFORMED:
    'The value is not a well-formed key, or its checksum does not match, as after a typing error.',
  KEY_IN_WRONG_HEADER:
    'The header is for the other kind of key: send organization keys in `x-org-api-key`, project keys in `x-api-key` or `Authorization: Bearer`.',
  CONFLICTING_CREDENTIALS: 'The request has two different keys. Send exactly one.',
  KEY_UNKNOWN: 'The key is well-formed but does not exist, or its project or organization was deleted.',
  KEY_REVOKED: 'The key was revoked.',
  KEY_PROJECT_ARCHIVED: 'The project of the key was archived. Restored, it has the key again, disabled.',
  KEY_EXPIRED: 'The `expiresAt` of the key has passed.',
  KEY_DISABLED: 'The key is disabled: `enabled` is false.',
  IP_NOT_ALLOWED: 'The key is valid, but its `allowedIps` do not contain the IP address of the client.',
  ORGANIZATION_SUSPENDED:
    'The key is valid, but the operator of this installation has suspended its organization. Nothing was deleted.',
  SCOPE_MISSING: 'The key is valid, but lacks the scope that the message names.',
  KEY_RESTRICTED_TO_PROJECTS:
    'The key is valid, but is restricted to single projects, and the operation concerns the organization as a whole.',
  KEY_EXCEEDS_OWN_PERMISSIONS:
    'A key cannot issue a key with wider access than its own: more scopes or projects, a later expiry or other IP addresses.',
  WRONG_KEY_KIND: 'The key is valid, but keys of its kind are not allowed to do this.',
  PROJECT_REQUIRED:
    'A change in a project was requested with an organization key and without the header `x-project-id`. Writes do not fall back to the default project.',
  ORGANIZATION_NOT_FOUND: 'The organization does not exist, or the key has no access to it.',
  PROJECT_NOT_FOUND: 'The project does not exist, was archived or deleted, or is not accessible to the key.',
  ARCHIVED_PROJECT_NOT_FOUND:
    'The organization has no such archived project, or none that is accessible to the key: it was restored or purged, its purge has started, or it never was archived.',
  ARCHIVE_FULL: 'The organization has the maximum number of archived projects: 1,000.',
  PROJECT_RETAINED:
    'The project cannot be deleted permanently yet: the minimum retention of the server, `PROJECT_RETENTION_DAYS_MIN`, has not passed since it was archived.',
  AUTH_CONFIG_NOT_FOUND: 'The auth config does not exist, was deleted, or belongs to another project.',
  CONNECTED_ACCOUNT_NOT_FOUND:
    'The connected account does not exist, was deleted, or belongs to another project.',
  TRIGGER_NOT_FOUND: 'The trigger does not exist, was deleted, or belongs to another project.',
  SESSION_NOT_FOUND: 'The session does not exist, or belongs to another project.',
  MCP_SERVER_NOT_FOUND: 'The MCP server does not exist, was deleted, or belongs to another project.',
  TOOL_NOT_ALLOWED: 'The MCP server does not offer this tool.',
  WRONG_PROJECT:
    'The key is valid, but has no access to the MCP server at this address: it belongs to another project, or does not exist.',
  USER_MISMATCH: 'The project has `is2FAEnabled` on, and the named user does not own the connected account.',
  WEBHOOK_NOT_FOUND:
    'The key manages no such webhook subscription: it does not exist, was deleted, or belongs to another project or to the organization.',
  WEBHOOK_DELIVERY_NOT_FOUND: 'No webhook subscription that the key manages has such a delivery.',
  WEBHOOK_LIMIT_REACHED:
    'The project, or the organization itself, has the maximum number of webhook subscriptions: 20.',
  WEBHOOK_DISABLED: 'The webhook subscription is disabled: nothing is sent to it.',
  API_KEY_NOT_FOUND:
    'The key named in the input does not exist, was revoked, or is not accessible to the key of the request.',
  KEY_LIMIT_REACHED:
    'The project, or the organization itself, has the maximum number of keys: 100 for a project, 20 for an organization.',
  SECRET_LIMIT_REACHED: 'The key has the maximum number of former secrets that are still accepted: 10.',
  CANNOT_REVOKE_LAST_ORGANIZATION_KEY:
    'No other key would have access to the whole organization: every other one is disabled, expired or restricted to projects.',
  NAME_TAKEN:
    'The name is taken by another project of the organization, or by another MCP server or key of the project.',
  SLUG_TAKEN: 'Another project of the organization has this slug.',
  SLUG_RESERVED: 'The slug `default` is reserved for the project that is created with the organization.',
  BATCH_REJECTED:
    'Another project of the same `createProjects` with `atomic: true` was rejected, so none was created.',
  CHANGED_MEANWHILE:
    'The object has changed since the client read it: its `updatedAt` is not the `expectedUpdatedAt` of the input. Nothing was changed.',
  ALIAS_TAKEN: 'Another connected account of the user with this toolkit has this alias.',
  AUTH_CONFIG_DISABLED: 'The auth config is disabled: no account of it can become active.',
  IN_USE: 'The auth config still has connected accounts that are not revoked.',
  ACCOUNT_REVOKED: 'The connected account was revoked, which is final: it can only be deleted.',
  ACCOUNT_EXPIRED: 'The `expiresAt` of the connected account has passed. Set a later one first.',
  ACCOUNT_NOT_ACTIVE: 'The operation needs a connected account that is ACTIVE.',
  CANNOT_DELETE_DEFAULT:
    'The default project cannot be deleted while the organization has others. Make another project the default first.',
  CANNOT_DELETE_LAST_PROJECT: 'The only project of an organization cannot be deleted.',
  CHANGED_SINCE_PREVIEW:
    'The object, or what its deletion removes, has changed since the preview whose `expectedFingerprint` was sent. Mere use is no change. Nothing was deleted.',
  TOOL_CALL_QUOTA_EXCEEDED:
    'The project has used up its quota of tool calls for this month. The extensions `recordedCount`, `duplicateCount` and `quotaExceededCount` describe the batch; `resetAt` is the start of the next month.',
  SESSION_QUOTA_EXCEEDED:
    'The project has used up its quota of sessions for this month. The extension `resetAt` is the start of the next month.',
  INVALID_VALUE: 'An input value is invalid. The extension `field` names it.',
  INVALID_CURSOR: 'The cursor is damaged, or belongs to another list or another order.',
  INVALID_DOCUMENT: 'The GraphQL document has a syntax error or is invalid for the schema.',
  DOCUMENT_TOO_LARGE:
    'The GraphQL document exceeds a limit for documents. The extension `limit` names it; `limitMax` is its maximum.',
  DOCUMENT_UNKNOWN:
    'The request has the hash of a document without its text, and the server does not have the text. Send both.',
  DOCUMENT_NOT_TRUSTED:
    'The server executes only the documents of its manifest, and this is not one of them: `PERSISTED_DOCUMENTS` is `only`.',
  INVALID_VARIABLES: 'A variable is missing or does not match its type.',
  INVALID_REQUEST: 'The HTTP request is invalid: its path, its method, a header or the form of its body.',
  NOT_SERVED_HERE:
    'The operation belongs to the REST API of another product, and this server does not have it. The message says why.',
  REQUEST_TOO_LARGE: 'The request body is larger than the server accepts.',
  RESPONSE_TOO_LARGE:
    'The response, or the rows that it needs, would exceed `RESPONSE_BYTES_MAX` of the server. Request less at once.',
  RESULT_TOO_LARGE:
    'The mutation was executed. Its field is null because the result exceeds `RESPONSE_BYTES_MAX` of the server.',
  COST_TOO_HIGH:
    'The document could return more than one request is allowed to: its cost exceeds `MAX_QUERY_COST` of the server.',
  TOO_MANY_AT_ONCE:
    'The organization has the maximum number of requests, long reads or exports in progress and waiting. Wait for responses first.',
  RATE_LIMIT_EXCEEDED:
    'A rate limit budget of this minute is used up. The extension `budget` names it; `Retry-After` says when to retry.',
  TOO_MANY_FAILED_AUTHENTICATIONS:
    'Too many requests with rejected keys came from this IP address within a minute. `Retry-After` says when to retry.',
  IDEMPOTENCY_KEY_REUSED:
    'The `Idempotency-Key` was used before with another document, other variables or another `x-project-id`.',
  IDEMPOTENCY_KEY_IN_USE: 'The first request with this `Idempotency-Key` is still in progress.',
  IDEMPOTENCY_OUTCOME_UNKNOWN:
    'The first request with this `Idempotency-Key` was interrupted, and whether its mutation was executed is unknown. It is not executed again.',
  IDEMPOTENCY_RESPONSE_NOT_STORED:
    'The first request with this `Idempotency-Key` was executed, but its response was not stored: it had more than 65,536 bytes, or dates from before an upgrade. The mutation is not executed again.',
  DATABASE_UNAVAILABLE:
    'The database is unreachable, or accepts no work at the moment. `Retry-After` says when to retry. The outcome of a mutation in progress is unknown.',
  DATABASE_BUSY:
    'Too many requests wait for the database. Nothing was executed. `Retry-After` says when to retry.',
  STATEMENT_TIMEOUT:
    'The database took longer than `STATEMENT_TIMEOUT_MS` of the server. The cancelled statement changed nothing.',
} as const;

export type ErrorReason = keyof typeof errorReasons;

/** Reasons in audit entries of earlier releases, which keep their text because it is hashed, and their present names. */
const renamedReasons: Readonly<Record<string, ErrorReason>> = {
  KEY_PINNED: 'KEY_RESTRICTED_TO_PROJECTS',
  KEY_TOO_WIDE: 'KEY_EXCEEDS_OWN_PERMISSIONS',
};

/** Returns the present name of a stored reason. */
export const currentReason = (stored: string): string => renamedReasons[stored] ?? stored;
