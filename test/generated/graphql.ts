/* eslint-disable */
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { DocumentTypeDecoration } from '@graphql-typed-document-node/core';
/** Why a key was rejected. When several reasons apply, the first one of this list is returned. */
export type ApiKeyVerificationCode =
  /** The key is disabled: `enabled` is false. */
  | 'DISABLED'
  /** The `expiresAt` of the key or secret has passed. */
  | 'EXPIRED'
  /** The key is valid, but lacks `missingScopes`. */
  | 'INSUFFICIENT_SCOPE'
  /** The key is not accepted from this address, or it is restricted to addresses and none was passed. */
  | 'IP_NOT_ALLOWED'
  /** The key is unknown in this organization, or mistyped. */
  | 'NOT_FOUND'
  /** The operator of this installation has suspended the organization. */
  | 'ORGANIZATION_SUSPENDED'
  /** The project of the key was archived. */
  | 'PROJECT_ARCHIVED'
  /** The key is valid, but has no access to this project. */
  | 'PROJECT_MISMATCH'
  /** The key is valid, but its rate limit, or that of its project, is exhausted for this minute. Each valid verification takes one point. */
  | 'RATE_LIMITED'
  /** The key was revoked, or the secret was rotated and its overlap has ended. */
  | 'REVOKED';

/** Audited actions. */
export type AuditAction =
  /** An additional key was issued. */
  | 'API_KEY_CREATED'
  /** Every key of a project was revoked, and a new one issued. */
  | 'API_KEY_REGENERATED'
  /** A key was revoked. `cause` is REQUESTED, or LEAKED for a leaked secret. */
  | 'API_KEY_REVOKED'
  /** A key got a new secret. Former secrets are accepted for `overlapSeconds`. */
  | 'API_KEY_ROTATED'
  /** The name, the allowed IP addresses or the enabled state of a key changed, or one of its former secrets leaked. */
  | 'API_KEY_UPDATED'
  /** An auth config was created. */
  | 'AUTH_CONFIG_CREATED'
  /** An auth config was deleted with its connected accounts. */
  | 'AUTH_CONFIG_DELETED'
  /** An auth config was enabled or disabled. */
  | 'AUTH_CONFIG_STATUS_SET'
  /** The name or credentials of an auth config changed. Of credentials, the entry has the names only. */
  | 'AUTH_CONFIG_UPDATED'
  /** A connected account was created. */
  | 'CONNECTED_ACCOUNT_CREATED'
  /** A connected account was deleted, by itself or with its auth config. */
  | 'CONNECTED_ACCOUNT_DELETED'
  /** A connected account was revoked permanently. */
  | 'CONNECTED_ACCOUNT_REVOKED'
  /** The status of a connected account was set. */
  | 'CONNECTED_ACCOUNT_STATUS_SET'
  /** A connected account changed. Of credentials, the entry has the names only. */
  | 'CONNECTED_ACCOUNT_UPDATED'
  /** An MCP server was created. */
  | 'MCP_SERVER_CREATED'
  /** An MCP server was deleted. */
  | 'MCP_SERVER_DELETED'
  /** The name or the tools of an MCP server changed. */
  | 'MCP_SERVER_UPDATED'
  /** The organization was created, with its default project and its first key. */
  | 'ORGANIZATION_CREATED'
  /** The operator deleted the organization with everything in it. Only the log of the operator keeps this entry. */
  | 'ORGANIZATION_DELETED'
  /** The operator resumed the organization: its keys are accepted again. */
  | 'ORGANIZATION_RESUMED'
  /** The operator suspended the organization: its keys are rejected. Also when the reason of a suspension changed. */
  | 'ORGANIZATION_SUSPENDED'
  /** The name of the organization changed. */
  | 'ORGANIZATION_UPDATED'
  /** A project was archived. It can be restored until `purgeAt`. */
  | 'PROJECT_ARCHIVED'
  /** Settings of a project changed. */
  | 'PROJECT_CONFIG_UPDATED'
  /** A project was created, with its first key where `apiKeyId` is not null. */
  | 'PROJECT_CREATED'
  /** A project was deleted permanently with everything in it. */
  | 'PROJECT_DELETED'
  /** The last row of an archived project was deleted. */
  | 'PROJECT_PURGED'
  /** The permanent deletion of an archived project was started, by a key or, when it was due, by the system. */
  | 'PROJECT_PURGE_STARTED'
  /** The quota of a project was set, changed or removed. */
  | 'PROJECT_QUOTA_SET'
  /** An archived project was restored, with its keys, webhook subscriptions and triggers off. */
  | 'PROJECT_RESTORED'
  /** The name or the slug of a project changed, or it became the default project. */
  | 'PROJECT_UPDATED'
  /** The rate limit or the guaranteed share of a project or a key was set, changed or removed. */
  | 'RATE_LIMIT_SET'
  /** A session was closed, with or without an error. */
  | 'SESSION_CLOSED'
  /** A session was created. */
  | 'SESSION_CREATED'
  /** Tool calls were recorded. The entry has the numbers of calls sent and of new ones. */
  | 'TOOL_CALLS_RECORDED'
  /** A trigger was created. */
  | 'TRIGGER_CREATED'
  /** A trigger was deleted, by itself or with its connected account. */
  | 'TRIGGER_DELETED'
  /** A trigger changed, or was enabled or disabled. */
  | 'TRIGGER_UPDATED'
  /** Failed deliveries of a webhook subscription were restarted. The entry has their number. */
  | 'WEBHOOKS_REDELIVERED'
  /** A webhook delivery was restarted. */
  | 'WEBHOOK_REDELIVERED'
  /** A webhook subscription got a new secret. */
  | 'WEBHOOK_SECRET_ROTATED'
  /** A webhook subscription was created. */
  | 'WEBHOOK_SUBSCRIPTION_CREATED'
  /** A webhook subscription was deleted with its deliveries. */
  | 'WEBHOOK_SUBSCRIPTION_DELETED'
  /** A webhook subscription changed, or was enabled or disabled. */
  | 'WEBHOOK_SUBSCRIPTION_UPDATED'
  /** A test event was sent to a webhook subscription. */
  | 'WEBHOOK_TEST_SENT';

/** Filters by actor. Both conditions must match. */
export type AuditActorFilter = {
  /** The id of a key, which may have been revoked. Null: any key. */
  apiKeyId?: string | number | null | undefined;
  /** Null: any kind of actor. */
  kind?: AuditActorKind | null | undefined;
};

/** Kinds of actors. */
export type AuditActorKind =
  /** A client without a key, which reported a leaked secret. */
  | 'ANONYMOUS'
  /** The operator of this installation. */
  | 'OPERATOR'
  /** A client with an organization key. */
  | 'ORGANIZATION'
  /** A client with a project key. */
  | 'PROJECT'
  /** The installation itself, such as when it purges an archived project that is due. */
  | 'SYSTEM';

/** Kinds of integrity violations in the chain of an audit log. */
export type AuditIntegrityViolationKind =
  /** The entry differs from what was sealed. */
  | 'ALTERED'
  /** The chain ends before a requested position: the position never existed, or the end of the chain was removed together with its head. */
  | 'BEYOND_HEAD'
  /** The entry was sealed and no longer exists. */
  | 'MISSING'
  /** The seal at this position is missing. `entryId` is the id of an entry without a seal, null if there is none. */
  | 'MISSING_SEAL'
  /** Retention removed every requested position: the chain begins after `prunedThrough`. */
  | 'PRUNED'
  /** The hash at this position differs from `expected`: the chain up to it was rewritten. */
  | 'REPLACED'
  /** The chain ends before its head: its last seals are missing, or the head belongs to another chain. */
  | 'TRUNCATED'
  /** The seal does not follow its predecessor: seals were replaced, exchanged or forged. */
  | 'UNLINKED'
  /** The entry is older than the newest seal but has none: it was inserted directly into the database. */
  | 'UNSEALED_INSERT';

/** Filters the audit log of an organization. All conditions must match. */
export type AuditLogFilter = {
  /** Matches any of these actions. Null: all. Empty: none. */
  actions?: Array<AuditAction> | null | undefined;
  /** Null: any actor. */
  actor?: AuditActorFilter | null | undefined;
  /** Start of the time range, inclusive. Null: the first entry. */
  from?: string | null | undefined;
  /** The id of a project, which may have been deleted. Null: all projects, and entries of the organization itself. */
  projectId?: string | number | null | undefined;
  /** Null: any result. */
  result?: AuditResult | null | undefined;
  /** The id of the object that the action was applied to. Null: any object. */
  targetId?: string | number | null | undefined;
  /** End of the time range, exclusive. Null: now. */
  to?: string | null | undefined;
};

/** Outcome of an audited action. */
export type AuditResult =
  /** The key was valid, but the action was forbidden. Nothing was changed. */
  | 'DENIED'
  /** The action was executed. */
  | 'SUCCESS';

/** Whether an auth config accepts new connected accounts. */
export type AuthConfigStatus =
  /** No new connected accounts, and none can become ACTIVE. Existing accounts keep their status. */
  | 'DISABLED'
  /** The auth config can be used to connect accounts. */
  | 'ENABLED';

/** How a toolkit authenticates its accounts. */
export type AuthScheme =
  /** An API key that each account provides. */
  | 'API_KEY'
  /** A user name and a password. */
  | 'BASIC'
  /** A token that each account provides, sent as `Authorization: Bearer`. */
  | 'BEARER_TOKEN'
  /** No authentication. */
  | 'NO_AUTH'
  /** OAuth 1.0a. */
  | 'OAUTH1'
  /** OAuth 2.0. */
  | 'OAUTH2';

/** Input of `closeSession`. */
export type CloseSessionInput = {
  /** The id of a session of the project. */
  id: string | number;
  /** CLOSED, or ERROR for a session that failed. Absent or null: CLOSED. */
  status?: SessionStatus | null | undefined;
};

/** Status of a connected account. `setConnectedAccountStatus` changes any status to any other, except to or from REVOKED. */
export type ConnectedAccountStatus =
  /** The account can be used. */
  | 'ACTIVE'
  /** A client set this status, or the account was ACTIVE and its `expiresAt` has passed. */
  | 'EXPIRED'
  /** The connection attempt failed. */
  | 'FAILED'
  /** A client deactivated the account temporarily. */
  | 'INACTIVE'
  /** The user has not completed the connection yet. */
  | 'INITIATED'
  /** The account was revoked permanently, and its credentials are erased. */
  | 'REVOKED';

/** Input of `createApiKey`. The new key cannot have more scopes or projects, a later expiry or more addresses than the key that creates it: FORBIDDEN. */
export type CreateApiKeyInput = {
  /** 1 to 100 IPv4 or IPv6 addresses or CIDR ranges, such as `10.0.0.0/8`. Behind a reverse proxy, the client address is known only if the server's `TRUST_PROXY` is set. Absent or null: any address. */
  allowedIps?: Array<string> | null | undefined;
  /** When the key expires; must be in the future. Absent or null: never. */
  expiresAt?: string | null | undefined;
  /** 1 to 100 characters. Unique among the keys of a project. */
  name: string;
  /** The organization of the new key. Required with the operator key. Otherwise it defaults to the organization of the key. */
  organizationId?: string | number | null | undefined;
  /** The project that the key gives access to. Absent or null: the key belongs to the organization. */
  projectId?: string | number | null | undefined;
  /** Organization keys only: 1 to 100 projects that the key is restricted to. Absent or null: all projects, and operations on the organization itself. */
  projectIds?: Array<string | number> | null | undefined;
  /** The permissions of the key. `requiredScopes` returns those that a document needs. Scopes of the organization are for organization keys only. Absent or null: not limited to scopes, which never includes those whose `isImplied` in `apiKeyScopes` is false. */
  scopes?: Array<string> | null | undefined;
};

/** Input of `createAuthConfig`. */
export type CreateAuthConfigInput = {
  /** How the accounts authenticate. Cannot be changed later. */
  authScheme: AuthScheme;
  /** Credentials by name, values are strings: at most 32 entries and 8 KiB. Stored encrypted. Example: `{"client_id": "Iv1.8a61", "client_secret": "..."}`. Absent or null: none. */
  credentials?: Record<string, unknown> | null | undefined;
  /** Whether the credentials of its accounts are hidden from all keys. Cannot be changed later. Absent or null: false. */
  isManaged?: boolean | null | undefined;
  /** 1 to 100 characters. Not unique. */
  name: string;
  /** 1 to 64 characters, `[a-z0-9_-]`; upper case is converted to lower case. */
  toolkitSlug: string;
};

/** Input of `createConnectedAccount`. */
export type CreateConnectedAccountInput = {
  /** 1 to 100 characters, unique among the accounts of the user with the toolkit. Absent or null: none. */
  alias?: string | null | undefined;
  /** The id of an ENABLED auth config of the project. */
  authConfigId: string | number;
  /** Credentials by name, values are strings: at most 32 entries and 8 KiB. Stored encrypted. Example: `{"access_token": "gho_..."}`. Absent or null: none. */
  credentials?: Record<string, unknown> | null | undefined;
  /** When the account becomes EXPIRED. Absent or null: never automatically. */
  expiresAt?: string | null | undefined;
  /** INITIATED or ACTIVE. Absent or null: INITIATED. */
  status?: ConnectedAccountStatus | null | undefined;
  /** Your own id of the end user that owns the account, 1 to 256 characters. Bailiwick does not manage users. */
  userId: string;
};

/** Input of `createMcpServer`. */
export type CreateMcpServerInput = {
  /** The tools to offer, at least one. Absent or null: all tools of this version. */
  allowedTools?: Array<McpTool> | null | undefined;
  /** 1 to 100 characters. Unique in the project. */
  name: string;
};

/** Input of `createOrganization`. */
export type CreateOrganizationInput = {
  /** 1 to 100 characters. Not unique. */
  name: string;
};

/** Input of `createProject`. */
export type CreateProjectInput = {
  /** Initial settings. Absent or null: the defaults. */
  config?: ProjectConfigInput | null | undefined;
  /** Whether the project is for production or for tests. Absent or null: LIVE. */
  environment?: ProjectEnvironment | null | undefined;
  /** 3 to 75 characters, `[a-zA-Z0-9_-]`. Unique in the organization. */
  name: string;
  /** Whether to issue an API key for the project. */
  shouldCreateApiKey?: boolean | null | undefined;
  /** 1 to 64 characters, `[a-z0-9_-]`. Unique in the organization; `default` is reserved. Absent or null: derived from the name. */
  slug?: string | null | undefined;
};

/** Input of `createProjects`. */
export type CreateProjectsInput = {
  /** True: all of them or none. When one is rejected, the others are not created and have the error reason BATCH_REJECTED. */
  atomic?: boolean | null | undefined;
  /** 1 to 100 projects. The request body cannot exceed 100 KiB in total. */
  projects: Array<CreateProjectInput>;
};

/** Input of `createSession`. */
export type CreateSessionInput = {
  /** At most 20 toolkit slugs of 1 to 64 characters, `[a-z0-9_-]`. Upper case is converted to lower case, duplicates are removed. Example: `["github", "slack"]`. */
  toolkitSlugs: Array<string>;
  /** Your own id of the end user, 1 to 256 characters. */
  userId: string;
};

/** Input of `createWebhookSubscription`. */
export type CreateWebhookSubscriptionInput = {
  /** A note of at most 200 characters. Absent or null: none. */
  description?: string | null | undefined;
  /** Whether events are sent. Absent or null: true. */
  enabled?: boolean | null | undefined;
  /** The event types to receive, at least one. PROJECT_CREATED and PROJECT_DELETED with an organization key only. */
  events: Array<WebhookEventType>;
  /** Additional headers, at most 10 with distinct names. Absent or null: none. */
  headers?: Array<WebhookHeaderInput> | null | undefined;
  /** The https URL of the endpoint, at most 2048 characters, without a password. It must resolve to a public address, unless the operator allows others. */
  url: string;
};

/** Input of `deleteAuthConfig`. */
export type DeleteAuthConfigInput = {
  /** Whether to delete its connected accounts too, in any status. Absent or null: false. */
  cascade?: boolean | null | undefined;
  /** `DeletionPreview.fingerprint`: CHANGED_SINCE_PREVIEW if what the deletion removes has changed since. Absent or null: not compared. */
  expectedFingerprint?: string | null | undefined;
  /** The id of an auth config of the project. */
  id: string | number;
};

/** Input of `deleteConnectedAccount`. */
export type DeleteConnectedAccountInput = {
  /** `DeletionPreview.fingerprint`: CHANGED_SINCE_PREVIEW if what the deletion removes has changed since. Absent or null: not compared. */
  expectedFingerprint?: string | null | undefined;
  /** The id of a connected account of the project. */
  id: string | number;
  /** The end user on whose behalf the request is made. With `is2FAEnabled` on, USER_MISMATCH unless this user owns the account. Absent or null: ownership is not checked. */
  userId?: string | null | undefined;
};

/** Input of `deleteMcpServer`. */
export type DeleteMcpServerInput = {
  /** The id of an MCP server of the project. */
  id: string | number;
};

/** Input of `deleteOrganization`. */
export type DeleteOrganizationInput = {
  /** The name of the organization, as a confirmation. BAD_USER_INPUT for any other text. */
  confirmName: string;
  /** The id of the organization. */
  id: string | number;
};

/** Input of `deleteProject`. */
export type DeleteProjectInput = {
  /** `DeletionPreview.fingerprint`: CHANGED_SINCE_PREVIEW if what the deletion removes has changed since. Absent or null: not compared. */
  expectedFingerprint?: string | null | undefined;
  /** The id of a project of the organization. */
  id: string | number;
  /** True: deletes the project with everything in it for good, which cannot be undone. Needs the scope `projects:purge`. */
  permanently?: boolean | null | undefined;
};

/** Input of `deleteTrigger`. */
export type DeleteTriggerInput = {
  /** The id of a trigger of the project. */
  id: string | number;
};

/** Input of `deleteWebhookSubscription`. */
export type DeleteWebhookSubscriptionInput = {
  /** `DeletionPreview.fingerprint`: CHANGED_SINCE_PREVIEW if what the deletion removes has changed since. Absent or null: not compared. */
  expectedFingerprint?: string | null | undefined;
  /** The id of a webhook subscription that the key manages. */
  id: string | number;
};

/** Machine-readable cause of an error, sent as `extensions.reason`. Its class, such as NOT_FOUND, is `extensions.code`. */
export type ErrorReason =
  /** The `expiresAt` of the connected account has passed. Set a later one first. */
  | 'ACCOUNT_EXPIRED'
  /** The operation needs a connected account that is ACTIVE. */
  | 'ACCOUNT_NOT_ACTIVE'
  /** The connected account was revoked, which is final: it can only be deleted. */
  | 'ACCOUNT_REVOKED'
  /** Another connected account of the user with this toolkit has this alias. */
  | 'ALIAS_TAKEN'
  /** The key named in the input does not exist, was revoked, or is not accessible to the key of the request. */
  | 'API_KEY_NOT_FOUND'
  /** The organization has no such archived project, or none that is accessible to the key: it was restored or purged, its purge has started, or it never was archived. */
  | 'ARCHIVED_PROJECT_NOT_FOUND'
  /** The organization has the maximum number of archived projects: 1,000. */
  | 'ARCHIVE_FULL'
  /** The auth config is disabled: no account of it can become active. */
  | 'AUTH_CONFIG_DISABLED'
  /** The auth config does not exist, was deleted, or belongs to another project. */
  | 'AUTH_CONFIG_NOT_FOUND'
  /** Another project of the same `createProjects` with `atomic: true` was rejected, so none was created. */
  | 'BATCH_REJECTED'
  /** The default project cannot be deleted while the organization has others. Make another project the default first. */
  | 'CANNOT_DELETE_DEFAULT'
  /** The only project of an organization cannot be deleted. */
  | 'CANNOT_DELETE_LAST_PROJECT'
  /** No other key would have access to the whole organization: every other one is disabled, expired or restricted to projects. */
  | 'CANNOT_REVOKE_LAST_ORGANIZATION_KEY'
  /** The object has changed since the client read it: its `updatedAt` is not the `expectedUpdatedAt` of the input. Nothing was changed. */
  | 'CHANGED_MEANWHILE'
  /** The object, or what its deletion removes, has changed since the preview whose `expectedFingerprint` was sent. Mere use is no change. Nothing was deleted. */
  | 'CHANGED_SINCE_PREVIEW'
  /** The request has two different keys. Send exactly one. */
  | 'CONFLICTING_CREDENTIALS'
  /** The connected account does not exist, was deleted, or belongs to another project. */
  | 'CONNECTED_ACCOUNT_NOT_FOUND'
  /** The document could return more than one request is allowed to: its cost exceeds `MAX_QUERY_COST` of the server. */
  | 'COST_TOO_HIGH'
  /** Too many requests wait for the database. Nothing was executed. `Retry-After` says when to retry. */
  | 'DATABASE_BUSY'
  /** The database is unreachable, or accepts no work at the moment. `Retry-After` says when to retry. The outcome of a mutation in progress is unknown. */
  | 'DATABASE_UNAVAILABLE'
  /** The server executes only the documents of its manifest, and this is not one of them: `PERSISTED_DOCUMENTS` is `only`. */
  | 'DOCUMENT_NOT_TRUSTED'
  /** The GraphQL document exceeds a limit for documents. The extension `limit` names it; `limitMax` is its maximum. */
  | 'DOCUMENT_TOO_LARGE'
  /** The request has the hash of a document without its text, and the server does not have the text. Send both. */
  | 'DOCUMENT_UNKNOWN'
  /** The first request with this `Idempotency-Key` is still in progress. */
  | 'IDEMPOTENCY_KEY_IN_USE'
  /** The `Idempotency-Key` was used before with another document, other variables or another `x-project-id`. */
  | 'IDEMPOTENCY_KEY_REUSED'
  /** The first request with this `Idempotency-Key` was interrupted, and whether its mutation was executed is unknown. It is not executed again. */
  | 'IDEMPOTENCY_OUTCOME_UNKNOWN'
  /** The first request with this `Idempotency-Key` was executed, but its response was not stored: it had more than 65,536 bytes, or dates from before an upgrade. The mutation is not executed again. */
  | 'IDEMPOTENCY_RESPONSE_NOT_STORED'
  /** The cursor is damaged, or belongs to another list or another order. */
  | 'INVALID_CURSOR'
  /** The GraphQL document has a syntax error or is invalid for the schema. */
  | 'INVALID_DOCUMENT'
  /** The HTTP request is invalid: its path, its method, a header or the form of its body. */
  | 'INVALID_REQUEST'
  /** An input value is invalid. The extension `field` names it. */
  | 'INVALID_VALUE'
  /** A variable is missing or does not match its type. */
  | 'INVALID_VARIABLES'
  /** The auth config still has connected accounts that are not revoked. */
  | 'IN_USE'
  /** The key is valid, but its `allowedIps` do not contain the IP address of the client. */
  | 'IP_NOT_ALLOWED'
  /** The key is disabled: `enabled` is false. */
  | 'KEY_DISABLED'
  /** A key cannot issue a key with wider access than its own: more scopes or projects, a later expiry or other IP addresses. */
  | 'KEY_EXCEEDS_OWN_PERMISSIONS'
  /** The `expiresAt` of the key has passed. */
  | 'KEY_EXPIRED'
  /** The header is for the other kind of key: send organization keys in `x-org-api-key`, project keys in `x-api-key` or `Authorization: Bearer`. */
  | 'KEY_IN_WRONG_HEADER'
  /** The project, or the organization itself, has the maximum number of keys: 100 for a project, 20 for an organization. */
  | 'KEY_LIMIT_REACHED'
  /** The value is not a well-formed key, or its checksum does not match, as after a typing error. */
  | 'KEY_MALFORMED'
  /** The request has no key. */
  | 'KEY_MISSING'
  /** The project of the key was archived. Restored, it has the key again, disabled. */
  | 'KEY_PROJECT_ARCHIVED'
  /** The key is valid, but is restricted to single projects, and the operation concerns the organization as a whole. */
  | 'KEY_RESTRICTED_TO_PROJECTS'
  /** The key was revoked. */
  | 'KEY_REVOKED'
  /** The key is well-formed but does not exist, or its project or organization was deleted. */
  | 'KEY_UNKNOWN'
  /** The MCP server does not exist, was deleted, or belongs to another project. */
  | 'MCP_SERVER_NOT_FOUND'
  /** The name is taken by another project of the organization, or by another MCP server or key of the project. */
  | 'NAME_TAKEN'
  /** The operation belongs to the REST API of another product, and this server does not have it. The message says why. */
  | 'NOT_SERVED_HERE'
  /** The organization does not exist, or the key has no access to it. */
  | 'ORGANIZATION_NOT_FOUND'
  /** The key is valid, but the operator of this installation has suspended its organization. Nothing was deleted. */
  | 'ORGANIZATION_SUSPENDED'
  /** The project does not exist, was archived or deleted, or is not accessible to the key. */
  | 'PROJECT_NOT_FOUND'
  /** A change in a project was requested with an organization key and without the header `x-project-id`. Writes do not fall back to the default project. */
  | 'PROJECT_REQUIRED'
  /** The project cannot be deleted permanently yet: the minimum retention of the server, `PROJECT_RETENTION_DAYS_MIN`, has not passed since it was archived. */
  | 'PROJECT_RETAINED'
  /** A rate limit budget of this minute is used up. The extension `budget` names it; `Retry-After` says when to retry. */
  | 'RATE_LIMIT_EXCEEDED'
  /** The request body is larger than the server accepts. */
  | 'REQUEST_TOO_LARGE'
  /** The response, or the rows that it needs, would exceed `RESPONSE_BYTES_MAX` of the server. Request less at once. */
  | 'RESPONSE_TOO_LARGE'
  /** The mutation was executed. Its field is null because the result exceeds `RESPONSE_BYTES_MAX` of the server. */
  | 'RESULT_TOO_LARGE'
  /** The key is valid, but lacks the scope that the message names. */
  | 'SCOPE_MISSING'
  /** The key has the maximum number of former secrets that are still accepted: 10. */
  | 'SECRET_LIMIT_REACHED'
  /** The session does not exist, or belongs to another project. */
  | 'SESSION_NOT_FOUND'
  /** The project has used up its quota of sessions for this month. The extension `resetAt` is the start of the next month. */
  | 'SESSION_QUOTA_EXCEEDED'
  /** The slug `default` is reserved for the project that is created with the organization. */
  | 'SLUG_RESERVED'
  /** Another project of the organization has this slug. */
  | 'SLUG_TAKEN'
  /** The database took longer than `STATEMENT_TIMEOUT_MS` of the server. The cancelled statement changed nothing. */
  | 'STATEMENT_TIMEOUT'
  /** The project has used up its quota of tool calls for this month. The extensions `recordedCount`, `duplicateCount` and `quotaExceededCount` describe the batch; `resetAt` is the start of the next month. */
  | 'TOOL_CALL_QUOTA_EXCEEDED'
  /** The MCP server does not offer this tool. */
  | 'TOOL_NOT_ALLOWED'
  /** The organization has the maximum number of requests, long reads or exports in progress and waiting. Wait for responses first. */
  | 'TOO_MANY_AT_ONCE'
  /** Too many requests with rejected keys came from this IP address within a minute. `Retry-After` says when to retry. */
  | 'TOO_MANY_FAILED_AUTHENTICATIONS'
  /** The trigger does not exist, was deleted, or belongs to another project. */
  | 'TRIGGER_NOT_FOUND'
  /** The project has `is2FAEnabled` on, and the named user does not own the connected account. */
  | 'USER_MISMATCH'
  /** No webhook subscription that the key manages has such a delivery. */
  | 'WEBHOOK_DELIVERY_NOT_FOUND'
  /** The webhook subscription is disabled: nothing is sent to it. */
  | 'WEBHOOK_DISABLED'
  /** The project, or the organization itself, has the maximum number of webhook subscriptions: 20. */
  | 'WEBHOOK_LIMIT_REACHED'
  /** The key manages no such webhook subscription: it does not exist, was deleted, or belongs to another project or to the organization. */
  | 'WEBHOOK_NOT_FOUND'
  /** The key is valid, but keys of its kind are not allowed to do this. */
  | 'WRONG_KEY_KIND'
  /** The key is valid, but has no access to the MCP server at this address: it belongs to another project, or does not exist. */
  | 'WRONG_PROJECT';

/** Effects of a deletion that no later operation reverses. */
export type IrreversibleEffect =
  /** Credentials of auth configs or connected accounts are erased. Users must connect again. */
  | 'CREDENTIALS_ERASED'
  /** Pending deliveries are not sent. */
  | 'DELIVERIES_NOT_SENT'
  /** Previous secrets of rotated keys that are still accepted expire. */
  | 'FORMER_SECRETS_EXPIRED'
  /** Recorded tool calls, deliveries and usage counts are erased. */
  | 'HISTORY_ERASED'
  /** The object and its configuration are removed. A new object has another id. */
  | 'OBJECT_REMOVED'
  /** Secrets that were returned once are rejected, and cannot be issued again: API keys and signing secrets of webhooks. */
  | 'SECRETS_INVALIDATED'
  /** Open sessions end. */
  | 'SESSIONS_CLOSED';

/** A position of the chain that was stored outside of this server, such as an earlier `head`. */
export type KeptAuditPlaceInput = {
  /** The hash at this position: 64 hexadecimal digits. */
  hash: string;
  /** The position, an integer of 1 or more. */
  sequence: number;
};

/** What a deletion keeps although it concerns the deleted object. */
export type KeptType =
  /** Everything that is removed, in the archive for `restorableDays`. `restoreProject` returns it, with its keys, webhook subscriptions and triggers disabled. */
  | 'ARCHIVED_OBJECTS'
  /** Audit entries of the object and of everything in it. */
  | 'AUDIT_ENTRIES'
  /** Everything in backups that were made before. */
  | 'BACKUPS'
  /** Keys that were issued with the key: they stay valid. */
  | 'ISSUED_KEYS'
  /** Deliveries of its events to webhook subscriptions of the organization itself. */
  | 'ORGANIZATION_DELIVERIES'
  /** Sessions of the users, or those that were created with the key. */
  | 'SESSIONS'
  /** Recorded tool calls that name the object or were recorded with it. */
  | 'TOOL_CALLS'
  /** Tokens of the connected accounts at the service of their toolkit, where nothing is revoked. */
  | 'UPSTREAM_TOKENS'
  /** Usage counts. */
  | 'USAGE';

/** The kind of an API key. */
export type KeyKind =
  /** Gives access to an organization and its projects. */
  | 'ORGANIZATION'
  /** Gives access to one project. */
  | 'PROJECT';

/** Which data of tool calls a project stores. */
export type LogVisibility =
  /** Stores only metadata such as time, duration and status: no arguments, response or error message. */
  | 'DONT_STORE_DATA'
  /** Stores everything, including arguments and responses. */
  | 'SHOW_ALL';

/** A tool that an MCP server can offer. MCP clients see its name in lower case, such as `get_project`. Tools that change data need a key of the project. */
export type McpTool =
  /** Closes a session permanently. A session that is already closed stays unchanged. */
  | 'CLOSE_SESSION'
  /** Creates a session of a user with the tools of some toolkits. */
  | 'CREATE_SESSION'
  /** Returns the id, name and slug of the project. */
  | 'GET_PROJECT'
  /** Returns the settings of the project, such as the masking of credentials and what is logged. */
  | 'GET_PROJECT_CONFIG'
  /** Lists the recorded tool calls, most recent first, in pages. With includeData also their arguments and responses, as far as the project stores them. */
  | 'GET_TOOL_CALL_LOGS'
  /** Lists the users' accounts with toolkits, newest first, in pages. Credentials are always masked. */
  | 'LIST_CONNECTED_ACCOUNTS'
  /** Lists the sessions of users, newest first, in pages, each with its number of tool calls. */
  | 'LIST_SESSIONS'
  /** Lists the triggers of connected accounts, newest first, in pages. Without their configs. */
  | 'LIST_TRIGGERS'
  /** Enables or disables a trigger. Enabling needs a connected account that is ACTIVE. */
  | 'SET_TRIGGER_ENABLED'
  /** Updates settings of the project. Absent settings stay unchanged; null clears the display name or the logo. */
  | 'UPDATE_PROJECT_CONFIG';

/** Filters the log of the operator. All conditions must match. */
export type OperatorLogFilter = {
  /** Matches any of these actions. Null: all. Empty: none. */
  actions?: Array<AuditAction> | null | undefined;
  /** Start of the time range, inclusive. Null: the first entry. */
  from?: string | null | undefined;
  /** The id of an organization, which may have been deleted. Null: all organizations. */
  organizationId?: string | number | null | undefined;
  /** End of the time range, exclusive. Null: now. */
  to?: string | null | undefined;
};

/** Sort direction. */
export type OrderDirection =
  /** Ascending: oldest first, or A to Z. */
  | 'ASC'
  /** Descending: newest first, or Z to A. */
  | 'DESC';

/** Filters the audit log of a project. All conditions must match. */
export type ProjectAuditLogFilter = {
  /** Matches any of these actions. Null: all. Empty: none. */
  actions?: Array<AuditAction> | null | undefined;
  /** Null: any actor. */
  actor?: AuditActorFilter | null | undefined;
  /** Start of the time range, inclusive. Null: the first entry. */
  from?: string | null | undefined;
  /** Null: any result. */
  result?: AuditResult | null | undefined;
  /** The id of the object that the action was applied to. Null: any object. */
  targetId?: string | number | null | undefined;
  /** End of the time range, exclusive. Null: now. */
  to?: string | null | undefined;
};

/** Settings of a new project. Absent fields get their default. */
export type ProjectConfigInput = {
  /** 1 to 128 characters. Absent or null: the project name is shown. */
  displayName?: string | null | undefined;
  /** Ownership check of connected accounts. Absent: true. Cannot be null. */
  is2FAEnabled?: boolean | null | undefined;
  /** Storage of tool call data. Absent: SHOW_ALL. Cannot be null. */
  logVisibilitySetting?: LogVisibility | null | undefined;
  /** An https URL of at most 2048 characters. Absent or null: none. */
  logoUrl?: string | null | undefined;
  /** Masking of credentials. Absent: true. Cannot be null. */
  maskSecretKeysInConnectedAccount?: boolean | null | undefined;
  /** Whether MCP requests need a key. Absent: true in organizations created on or after 2026-03-05 UTC, false in older ones. Cannot be null. */
  requireMcpApiKey?: boolean | null | undefined;
};

/** Whether a project is for production or for tests. A mark for clients, which changes no rule of the API. */
export type ProjectEnvironment =
  /** Production: its users and data are real. */
  | 'LIVE'
  /** Development and tests. */
  | 'TEST';

/** Sort order for a list of projects. */
export type ProjectOrder = {
  /** Absent or null: DESC for times, ASC for names. */
  direction?: OrderDirection | null | undefined;
  /** The sort key. */
  field: ProjectOrderField;
};

/** Sort keys for a list of projects. Projects with equal values are sorted by id. */
export type ProjectOrderField =
  /** Sorts by creation time. */
  | 'CREATED_AT'
  /** Sorts by name, in the collation of the database. */
  | 'NAME';

/** Input of `purgeProject`. */
export type PurgeProjectInput = {
  /** `DeletionPreview.fingerprint`: CHANGED_SINCE_PREVIEW if what the deletion removes has changed since. Absent or null: not compared. */
  expectedFingerprint?: string | null | undefined;
  /** The id of an archived project of the organization. */
  id: string | number;
};

/** Whether usage beyond a quota is rejected. */
export type QuotaMode =
  /** Usage beyond the quota is rejected with QUOTA_EXCEEDED. */
  | 'HARD'
  /** Usage beyond the quota is accepted. Webhooks and `Project.quota` report it. */
  | 'SOFT';

/** The budgets that requests are charged to, each counted separately. `extensions.budget` of a 429 response names the exhausted one; the headers `RateLimit` and `RateLimit-Policy` name budgets in lower case. */
export type RateLimitBudget =
  /** Requests without a key from one IP address: `KEYLESS_PER_MINUTE` of the server. */
  | 'ADDRESS'
  /** Requests without a key to the open MCP servers of a project: `ANONYMOUS_PER_MINUTE` of the server, per project. In addition, all requests without a key share a small part of the database connections. */
  | 'ANONYMOUS'
  /** Rejected keys, or reports of leaked keys, from one IP address: `AUTH_FAILURES_PER_MINUTE` of the server. */
  | 'AUTH_FAILURES'
  /** The part of `TRAFFIC` that `guaranteedPerMinute` reserves for the project or the key. Requests beyond it are charged to `TRAFFIC`. */
  | 'GUARANTEED'
  /** Requests of one key: its `rateLimitPerMinute`. */
  | 'KEY'
  /** Requests with organization keys other than `verifyApiKey`: `RATE_LIMIT_PER_MINUTE` of the server, per organization. */
  | 'MANAGEMENT'
  /** Requests of one project: its `rateLimitPerMinute`. */
  | 'PROJECT'
  /** Requests with project keys, minus the shares guaranteed to single projects and keys: `RATE_LIMIT_PER_MINUTE` of the server, per organization. */
  | 'TRAFFIC'
  /** One point per `verifyApiKey`: `VERIFICATIONS_PER_MINUTE` of the server, per calling key. Selections beyond the verified key and its project are charged to `MANAGEMENT`. */
  | 'VERIFICATION';

/** Input of `recordToolCalls`: a batch of tool calls. */
export type RecordToolCallsInput = {
  /** 1 to 500 calls. The request body cannot exceed 100 KiB in total. */
  calls: Array<ToolCallInput>;
};

/** Input of `redeliverWebhook`. */
export type RedeliverWebhookInput = {
  /** The id of a delivery of a webhook subscription that the key manages. */
  deliveryId: string | number;
};

/** Input of `redeliverWebhooks`. */
export type RedeliverWebhooksInput = {
  /** Only events that occurred at this time or later. Absent or null: all that are kept. */
  since?: string | null | undefined;
  /** The id of a webhook subscription that the key manages. */
  subscriptionId: string | number;
};

/** Input of `regenerateApiKey`. */
export type RegenerateApiKeyInput = {
  /** The id of a project of the organization. */
  projectId: string | number;
};

/** The types of rows that deletions remove. */
export type RemovedType =
  /** API keys of a project, enabled or not. A key that is limited to scopes needs `config:read`. */
  | 'API_KEY'
  /** Secrets of an API key: the current one, and previous ones that are still accepted. */
  | 'API_KEY_SECRET'
  /** Auth configs, with their credentials. A key that is limited to scopes needs `auth_configs:read`. */
  | 'AUTH_CONFIG'
  /** Connected accounts in any status, with their credentials. A key that is limited to scopes needs `connected_accounts:read`. */
  | 'CONNECTED_ACCOUNT'
  /** MCP servers. AI clients get 404 at their addresses. A key that is limited to scopes needs `mcp:read`. */
  | 'MCP_SERVER'
  /** The quota of a project. Without examples. A key that is limited to scopes needs `usage:read`. */
  | 'QUOTA'
  /** Rate limits and guaranteed shares of the object, and of the keys of a project. Without examples. A key that is limited to scopes needs `limits:read`. */
  | 'RATE_LIMIT'
  /** Sessions, open and closed. A key that is limited to scopes needs `sessions:read`. */
  | 'SESSION'
  /** Recorded tool calls, with their data. A key that is limited to scopes needs `tool_calls:read`. */
  | 'TOOL_CALL'
  /** Triggers. A key that is limited to scopes needs `triggers:read`. */
  | 'TRIGGER'
  /** Usage counts: stored rows of minutes, hours, days, weeks and months. Without examples. A key that is limited to scopes needs `usage:read`. */
  | 'USAGE'
  /** Deliveries of webhook subscriptions. Pending ones are not sent. A key that is limited to scopes needs `webhooks:read`. */
  | 'WEBHOOK_DELIVERY'
  /** Webhook subscriptions. A key that is limited to scopes needs `webhooks:read`. */
  | 'WEBHOOK_SUBSCRIPTION';

/** Input of `restoreProject`. */
export type RestoreProjectInput = {
  /** The id of an archived project of the organization. */
  id: string | number;
  /** Another name, if a project has taken the former one: 3 to 75 characters, `[a-zA-Z0-9_-]`. Absent or null: the former name. */
  name?: string | null | undefined;
  /** True: sends the webhook deliveries that were held when the project was archived, and enables the subscriptions that were enabled. False: they are kept with the status HELD. */
  resendHeld?: boolean | null | undefined;
  /** Another slug, if a project has taken the former one: 1 to 64 characters, `[a-z0-9_-]`. Absent or null: the former slug. */
  slug?: string | null | undefined;
};

/** Input of `resumeOrganization`. */
export type ResumeOrganizationInput = {
  /** The id of the organization. */
  id: string | number;
};

/** Input of `revokeApiKey`. */
export type RevokeApiKeyInput = {
  /** `DeletionPreview.fingerprint`: CHANGED_SINCE_PREVIEW if what the deletion removes has changed since. Absent or null: not compared. */
  expectedFingerprint?: string | null | undefined;
  /** The id of an active key of the organization or of one of its projects. */
  id: string | number;
};

/** Input of `revokeConnectedAccount`. */
export type RevokeConnectedAccountInput = {
  /** The id of a connected account of the project. */
  id: string | number;
  /** Free-text reason, 1 to 500 characters. Absent or null: none. */
  statusReason?: string | null | undefined;
  /** The end user on whose behalf the request is made. With `is2FAEnabled` on, USER_MISMATCH unless this user owns the account. Absent or null: ownership is not checked. */
  userId?: string | null | undefined;
};

/** Input of `rotateApiKey`: the key, and how long its previous secrets stay valid. */
export type RotateApiKeyInput = {
  /** The id of an active key of the organization or of one of its projects. */
  id: string | number;
  /** How long previous secrets stay valid, 0 to 604800 seconds (7 days). 0: they are rejected from the response on. */
  overlapSeconds: number;
};

/** Input of `rotateWebhookSecret`. */
export type RotateWebhookSecretInput = {
  /** The id of a webhook subscription that the key manages. */
  id: string | number;
  /** How long the previous secret signs beside the new one, 0 to 604800 seconds (7 days). 0: it stops immediately. */
  overlapSeconds: number;
};

/** What the objects of a scope belong to. */
export type ScopeLevel =
  /** The organization. For organization keys only. */
  | 'ORGANIZATION'
  /** Projects. For project keys, and for organization keys in the projects that they see. */
  | 'PROJECT';

/** Input of `sendTestWebhook`. */
export type SendTestWebhookInput = {
  /** The id of a webhook subscription that the key manages. */
  id: string | number;
};

/** Whether a session is in progress, and how it ended. */
export type SessionStatus =
  /** In progress. */
  | 'ACTIVE'
  /** Ended normally. */
  | 'CLOSED'
  /** Ended with an error. */
  | 'ERROR';

/** Input of `setAuthConfigStatus`. */
export type SetAuthConfigStatusInput = {
  /** The id of an auth config of the project. */
  id: string | number;
  /** The new status. */
  status: AuthConfigStatus;
};

/** Input of `setConnectedAccountStatus`. */
export type SetConnectedAccountStatusInput = {
  /** The id of a connected account of the project. */
  id: string | number;
  /** Any status except REVOKED: use `revokeConnectedAccount` for that. */
  status: ConnectedAccountStatus;
  /** Free-text reason, 1 to 500 characters. Absent or null: none, which removes the reason of the previous status. */
  statusReason?: string | null | undefined;
  /** The end user on whose behalf the request is made. With `is2FAEnabled` on, USER_MISMATCH unless this user owns the account. Absent or null: ownership is not checked. */
  userId?: string | null | undefined;
};

/** Input of `setProjectQuota`. Replaces the whole quota: absent limits are removed. */
export type SetProjectQuotaInput = {
  /** Whether usage beyond the quota is rejected. */
  mode: QuotaMode;
  /** The id of a project of the organization. */
  projectId: string | number;
  /** Created sessions per month. 0 to 9007199254740991. Absent or null: unlimited. */
  sessionsPerMonth?: number | string | null | undefined;
  /** Recorded tool calls per month. 0 to 9007199254740991. Absent or null: unlimited. */
  toolCallsPerMonth?: number | string | null | undefined;
};

/** Input of `setRateLimit`: exactly one of `projectId` and `apiKeyId`, and at least one of `perMinute` and `guaranteedPerMinute`. */
export type SetRateLimitInput = {
  /** The id of an active key of the organization or of one of its projects. */
  apiKeyId?: string | number | null | undefined;
  /** Points per minute, 1 to 1,000,000, of the organization's project traffic that other keys cannot use. For a project or a project key, at most its `perMinute`; the sum over the organization cannot exceed its limit. Null removes the guarantee. Absent: unchanged. */
  guaranteedPerMinute?: number | null | undefined;
  /** Rate limit in points per minute, 1 to 1,000,000. Null removes it. Absent: unchanged. */
  perMinute?: number | null | undefined;
  /** The id of a project of the organization. */
  projectId?: string | number | null | undefined;
};

/** Input of `setTriggerEnabled`. */
export type SetTriggerEnabledInput = {
  /** Whether the trigger is active. */
  enabled: boolean;
  /** The id of a trigger of the project. */
  id: string | number;
};

/** Input of `suspendOrganization`. */
export type SuspendOrganizationInput = {
  /** The id of the organization. */
  id: string | number;
  /** Why, 1 to 500 characters. The organization can read it in its audit log when it is resumed. */
  reason: string;
};

/** A tool call to record. */
export type ToolCallInput = {
  /** Arguments of the tool. A JSON object of at most 64 KiB, nested at most 64 levels deep. Absent or null: none. */
  arguments?: Record<string, unknown> | null | undefined;
  /** Time of the call, from 1970 to at most 5 minutes in the future. A call more than 24 hours ago is logged but does not count as usage. Absent or null: now. */
  calledAt?: string | null | undefined;
  /** The id of a connected account of the project, in any status. Absent or null: none. */
  connectedAccountId?: string | number | null | undefined;
  /** Duration in milliseconds, 0 or more. */
  durationMs: number;
  /** 1 to 64 characters, `[a-zA-Z0-9_.:-]`, such as `rate_limited`. Absent or null: none. */
  errorCode?: string | null | undefined;
  /** At most 10000 characters. Absent or null: none. */
  errorMessage?: string | null | undefined;
  /** 1 to 128 characters, chosen by the client, unique in the project. A call whose key was recorded before is skipped, so that a batch can be sent again. */
  idempotencyKey: string;
  /** Response of the tool. A JSON object of at most 64 KiB, nested at most 64 levels deep. Absent or null: none. */
  response?: Record<string, unknown> | null | undefined;
  /** The id of a session of the project, in any status. Absent or null: none. */
  sessionId?: string | number | null | undefined;
  /** How the call ended. */
  status: ToolCallStatus;
  /** 1 to 128 characters, `[a-z0-9_.-]`; upper case is converted to lower case. Example: `github_create_issue`. */
  toolSlug: string;
  /** 1 to 64 characters, `[a-z0-9_-]`; upper case is converted to lower case. Example: `github`. */
  toolkitSlug: string;
  /** Your own id of the end user, 1 to 256 characters. With `is2FAEnabled` on, USER_MISMATCH unless this user owns the connected account, if one is passed. Absent or null: the user of the session, otherwise the owner of the account. */
  userId?: string | null | undefined;
};

/** Outcome of a tool call. */
export type ToolCallStatus =
  /** The tool returned or raised an error. */
  | 'ERROR'
  /** The tool returned a result. */
  | 'SUCCESS';

/** Input of `updateApiKey`. Absent fields keep their value. */
export type UpdateApiKeyInput = {
  /** 1 to 100 IPv4 or IPv6 addresses or CIDR ranges, such as `10.0.0.0/8`. Behind a reverse proxy, the client address is known only if the server's `TRUST_PROXY` is set. Null: any address. */
  allowedIps?: Array<string> | null | undefined;
  /** False: requests with the key are rejected with KEY_DISABLED. Cannot be null. */
  enabled?: boolean | null | undefined;
  /** The `updatedAt` that the client read. CHANGED_MEANWHILE if it is another one by now. Absent or null: the update does not depend on it. */
  expectedUpdatedAt?: string | null | undefined;
  /** The id of an active key of the organization or of one of its projects. */
  id: string | number;
  /** 1 to 100 characters. Unique among the keys of a project. Cannot be null. */
  name?: string | null | undefined;
};

/** Input of `updateAuthConfig`. Absent fields keep their value. */
export type UpdateAuthConfigInput = {
  /** Credentials to set by name; null removes one, absent ones are kept. Cannot be null itself. */
  credentials?: Record<string, unknown> | null | undefined;
  /** The `updatedAt` that the client read. CHANGED_MEANWHILE if it is another one by now. Absent or null: the update does not depend on it. */
  expectedUpdatedAt?: string | null | undefined;
  /** The id of an auth config of the project. */
  id: string | number;
  /** 1 to 100 characters. Cannot be null. */
  name?: string | null | undefined;
};

/** Input of `updateConnectedAccount`. Absent fields keep their value. */
export type UpdateConnectedAccountInput = {
  /** 1 to 100 characters, unique among the accounts of the user with the toolkit. Null removes it. */
  alias?: string | null | undefined;
  /** Credentials to set by name; null removes one, absent ones are kept. Cannot be null itself. */
  credentials?: Record<string, unknown> | null | undefined;
  /** The `updatedAt` that the client read. CHANGED_MEANWHILE if it is another one by now. Absent or null: the update does not depend on it. */
  expectedUpdatedAt?: string | null | undefined;
  /** The new expiry. A later time, or null for none, reactivates an ACTIVE account that became EXPIRED by its `expiresAt`. */
  expiresAt?: string | null | undefined;
  /** The id of a connected account of the project. */
  id: string | number;
  /** The end user on whose behalf the request is made. With `is2FAEnabled` on, USER_MISMATCH unless this user owns the account. Absent or null: ownership is not checked. */
  userId?: string | null | undefined;
};

/** Input of `updateMcpServer`. Absent fields keep their value; no field to change can be null. */
export type UpdateMcpServerInput = {
  /** The complete list of tools to offer, at least one. Applied from the next MCP request on. */
  allowedTools?: Array<McpTool> | null | undefined;
  /** The `updatedAt` that the client read. CHANGED_MEANWHILE if it is another one by now. Absent or null: the update does not depend on it. */
  expectedUpdatedAt?: string | null | undefined;
  /** The id of an MCP server of the project. */
  id: string | number;
  /** 1 to 100 characters. Unique in the project. */
  name?: string | null | undefined;
};

/** Input of `updateOrganization`. Absent fields keep their value; the name cannot be null. */
export type UpdateOrganizationInput = {
  /** The `updatedAt` that the client read. CHANGED_MEANWHILE if it is another one by now. Absent or null: the update does not depend on it. */
  expectedUpdatedAt?: string | null | undefined;
  /** The id of the organization. Required with the operator key. Absent or null: the organization of the key, the only one that it can name. */
  id?: string | number | null | undefined;
  /** 1 to 100 characters. Not unique. */
  name?: string | null | undefined;
};

/** Input of `updateProjectConfig`. Absent fields keep their value. */
export type UpdateProjectConfigInput = {
  /** 1 to 128 characters. Null removes it: the project name is shown. */
  displayName?: string | null | undefined;
  /** The `ProjectConfig.updatedAt` that the client read. CHANGED_MEANWHILE if it is another one by now. Absent or null: the update does not depend on it. */
  expectedUpdatedAt?: string | null | undefined;
  /** Ownership check of connected accounts. Cannot be null. */
  is2FAEnabled?: boolean | null | undefined;
  /** Storage of tool call data. Cannot be null. */
  logVisibilitySetting?: LogVisibility | null | undefined;
  /** An https URL of at most 2048 characters. Null removes it. */
  logoUrl?: string | null | undefined;
  /** Masking of credentials. Cannot be null. */
  maskSecretKeysInConnectedAccount?: boolean | null | undefined;
  /** Whether MCP requests need a key, from the next request on. Cannot be null. */
  requireMcpApiKey?: boolean | null | undefined;
};

/** Input of `updateProject`. Absent fields keep their value; no field to change can be null. */
export type UpdateProjectInput = {
  /** Whether the project is for production or for tests. */
  environment?: ProjectEnvironment | null | undefined;
  /** The `updatedAt` that the client read. CHANGED_MEANWHILE if it is another one by now. Absent or null: the update does not depend on it. */
  expectedUpdatedAt?: string | null | undefined;
  /** The id of a project of the organization. */
  id: string | number;
  /** True makes this the default project in place of the current one. Cannot be false: make another project the default instead. */
  isDefault?: boolean | null | undefined;
  /** 3 to 75 characters, `[a-zA-Z0-9_-]`. Unique in the organization. The slug does not change with it. */
  name?: string | null | undefined;
  /** 1 to 64 characters, `[a-z0-9_-]`. Unique in the organization; `default` is reserved. */
  slug?: string | null | undefined;
};

/** Input of `updateWebhookSubscription`. Absent fields keep their value. */
export type UpdateWebhookSubscriptionInput = {
  /** A note of at most 200 characters. Null removes it. */
  description?: string | null | undefined;
  /** False: no events are sent, and deliveries that become due are abandoned. Cannot be null. */
  enabled?: boolean | null | undefined;
  /** The complete list of event types to receive. Cannot be null or empty. */
  events?: Array<WebhookEventType> | null | undefined;
  /** The `updatedAt` that the client read. CHANGED_MEANWHILE if it is another one by now. Absent or null: the update does not depend on it. */
  expectedUpdatedAt?: string | null | undefined;
  /** The complete list of additional headers. Null removes all. */
  headers?: Array<WebhookHeaderInput> | null | undefined;
  /** The id of a webhook subscription that the key manages. */
  id: string | number;
  /** The https URL of the endpoint, at most 2048 characters, as for `createWebhookSubscription`. Pending deliveries use it too. Cannot be null. */
  url?: string | null | undefined;
};

/** Input of `upsertTrigger`. No field of the trigger can be null. */
export type UpsertTriggerInput = {
  /** At most 16 KiB of JSON, nested at most 64 levels deep, without names such as `__proto__` or `constructor`. Replaces the whole config. Example: `{"repo": "acme/api"}`. Absent: empty, or unchanged for an existing trigger. */
  config?: Record<string, unknown> | null | undefined;
  /** The id of an ACTIVE connected account of the project. */
  connectedAccountId: string | number;
  /** Whether the trigger is active. Absent: true, or unchanged for an existing trigger. */
  enabled?: boolean | null | undefined;
  /** The `updatedAt` that the client read. CHANGED_MEANWHILE if it is another one by now. Absent or null: the update does not depend on it. */
  expectedUpdatedAt?: string | null | undefined;
  /** 1 to 128 characters, `[a-z0-9_.-]`; upper case is converted to lower case. Example: `github_commit`. */
  slug: string;
  /** Your own id of the end user, 1 to 256 characters. With `is2FAEnabled` on, USER_MISMATCH unless this user owns the account. Absent: the owner of the account, or unchanged for an existing trigger. */
  userId?: string | null | undefined;
};

/** The entity to count. */
export type UsageEntityType =
  /** Created sessions, in the minute of their creation, with their user, key and id. Sessions have no tool, toolkit or connected account. */
  | 'SESSION'
  /** Recorded tool calls, each counted once regardless of retries, in the minute of the call. A call recorded more than 24 hours later is logged but not counted. */
  | 'TOOL_CALL';

/** Filters usage. A tool call or session must match every list that is set. */
export type UsageFilter = {
  /** Filters by API key. At most 100 values, any of which matches. Null: all, including entries without one. Empty: nothing. */
  apiKeyIds?: Array<string | number> | null | undefined;
  /** Filters by connected account. At most 100 values, any of which matches. Null: all, including entries without one. Empty: nothing. */
  connectedAccountIds?: Array<string | number> | null | undefined;
  /** Filters by project; available for an organization only. At most 100 values, any of which matches. Null: all, including entries without one. Empty: nothing. */
  projectIds?: Array<string | number> | null | undefined;
  /** Filters by session. At most 100 values, any of which matches. Null: all, including entries without one. Empty: nothing. */
  sessionIds?: Array<string | number> | null | undefined;
  /** Filters by tool slug. At most 100 values, any of which matches. Null: all, including entries without one. Empty: nothing. */
  toolSlugs?: Array<string> | null | undefined;
  /** Filters by toolkit slug. At most 100 values, any of which matches. Null: all, including entries without one. Empty: nothing. */
  toolkitSlugs?: Array<string> | null | undefined;
  /** Filters by user id. At most 100 values, any of which matches. Null: all, including entries without one. Empty: nothing. */
  userIds?: Array<string> | null | undefined;
};

/** The dimension to group usage by. */
export type UsageGrouping =
  /** By the API key that recorded or created it, including revoked ones. Group keys are ids. */
  | 'API_KEY'
  /** By connected account, including deleted ones. Group keys are ids. */
  | 'CONNECTED_ACCOUNT'
  /** By project. Group keys are ids. Available for an organization only. */
  | 'PROJECT'
  /** By session. Group keys are ids. */
  | 'SESSION'
  /** By tool. Group keys are slugs. */
  | 'TOOL'
  /** By toolkit of the tool. Group keys are slugs. */
  | 'TOOLKIT'
  /** By end user. Group keys are user ids. */
  | 'USER';

/** Step of a time series, in UTC. A series has at most 1500 steps. */
export type UsageInterval =
  /** Steps of a day. */
  | 'DAY'
  /** Steps of an hour. */
  | 'HOUR'
  /** Steps of a minute. Available for the current calendar month and the three before it. */
  | 'MINUTE';

/** Sort order of usage groups. */
export type UsageOrder =
  /** Smallest total first; ties by key, descending. */
  | 'TOTAL_ASC'
  /** Largest total first; ties by key, ascending. */
  | 'TOTAL_DESC';

/** The part of the chain to verify. A requested position outside of the chain is reported as a violation. */
export type VerifyAuditLogInput = {
  /** A position that the chain must contain with this hash: detects a truncated chain whose head was truncated as well. With `from` one position after it, the verification continues an earlier one. Absent or null: no position is expected. */
  expected?: KeptAuditPlaceInput | null | undefined;
  /** The first position to verify, an integer. Absent or null: the start of the chain. */
  from?: number | null | undefined;
  /** The last position to verify, an integer. Absent or null: the end of the chain. */
  to?: number | null | undefined;
};

/** Delivery state of a webhook event. */
export type WebhookDeliveryStatus =
  /** Abandoned: after the last attempt, after a 410 response, or because the subscription was disabled when the delivery was due. `redeliverWebhook` and `redeliverWebhooks` restart it. */
  | 'FAILED'
  /** Waited while the project was archived, and is not sent. `redeliverWebhook` sends it, and so does `restoreProject` with `resendHeld`. */
  | 'HELD'
  /** Waiting for the first attempt or a retry, due at `nextAttemptAt`. */
  | 'PENDING'
  /** The endpoint responded with a 2xx status. */
  | 'SUCCEEDED';

/** Why the system disabled a webhook subscription. */
export type WebhookDisabledReason =
  /** The endpoint responded with status 410. Enable the subscription with `updateWebhookSubscription(input: { id, enabled: true })`. */
  | 'GONE'
  /** The project was archived and restored. Enable the subscription in the same way. */
  | 'PROJECT_ARCHIVED';

/** Types of webhook events. Each description states the type and the data in the sent body. */
export type WebhookEventType =
  /** Sent as `api_key.created`. Its `data`: The key without its secret, with its restrictions. */
  | 'API_KEY_CREATED'
  /** Sent as `api_key.regenerated`. Its `data`: The new key without its secret. The older keys of the project were revoked. */
  | 'API_KEY_REGENERATED'
  /** Sent as `api_key.revoked`. Its `data`: The key before its revocation. `cause` is REQUESTED, or LEAKED when its secret was reported as leaked. */
  | 'API_KEY_REVOKED'
  /** Sent as `api_key.rotated`. Its `data`: The key with its new prefix and last characters, and until when former secrets are accepted: `formerSecretsExpireAt`. */
  | 'API_KEY_ROTATED'
  /** Sent as `api_key.updated`. Its `data`: The key after the update, with its restrictions. */
  | 'API_KEY_UPDATED'
  /** Sent as `connected_account.created`. Its `data`: The account without its credentials. */
  | 'CONNECTED_ACCOUNT_CREATED'
  /** Sent as `connected_account.deleted`. Its `data`: The account before its deletion, without its credentials. Also sent for each account that is deleted with its auth config. */
  | 'CONNECTED_ACCOUNT_DELETED'
  /** Sent as `connected_account.expired`. Its `data`: The account after the update, without its credentials. Sent when an update makes it EXPIRED, not when its `expiresAt` passes. */
  | 'CONNECTED_ACCOUNT_EXPIRED'
  /** Sent as `connected_account.revoked`. Its `data`: The account in its final state. Its credentials are erased. */
  | 'CONNECTED_ACCOUNT_REVOKED'
  /** Sent as `connected_account.updated`. Its `data`: The account after the update, without its credentials. Sent for every update except those with a type of their own below. */
  | 'CONNECTED_ACCOUNT_UPDATED'
  /** Sent as `project.archived`. Its `data`: The project before it was archived, with `archivedAt` and `purgeAt`. Sent to subscriptions of the organization only. */
  | 'PROJECT_ARCHIVED'
  /** Sent as `project.config.updated`. Its `data`: The settings after the update. */
  | 'PROJECT_CONFIG_UPDATED'
  /** Sent as `project.created`. Its `data`: The project. Sent to subscriptions of the organization only. */
  | 'PROJECT_CREATED'
  /** Sent as `project.deleted`. Its `data`: The project before its deletion. `archived` is true when it was archived and can be restored: in this release such an event is sent beside `project.archived`, later only for permanent deletions. No other events are sent for what was in it. Sent to subscriptions of the organization only. */
  | 'PROJECT_DELETED'
  /** Sent as `project.purged`. Its `data`: An archived project after the last of its rows was deleted. Sent to subscriptions of the organization only. */
  | 'PROJECT_PURGED'
  /** Sent as `project.restored`. Its `data`: The project after it was restored, with the numbers of its keys and webhook subscriptions. Sent to subscriptions of the organization only. */
  | 'PROJECT_RESTORED'
  /** Sent as `project.updated`. Its `data`: The project after the update: another name or slug, or it became or ceased to be the default project. */
  | 'PROJECT_UPDATED'
  /** Sent as `quota.exceeded`. Its `data`: The usage of a quota that has reached 100 percent, whether the quota is hard or soft. Sent once a month for tool calls, and once for sessions. */
  | 'QUOTA_EXCEEDED'
  /** Sent as `quota.warning`. Its `data`: The usage of a quota that has reached 80 percent. Sent once a month for tool calls, and once for sessions. */
  | 'QUOTA_WARNING'
  /** Sent as `session.closed`. Its `data`: The session in its final state. */
  | 'SESSION_CLOSED'
  /** Sent as `session.created`. Its `data`: The session. */
  | 'SESSION_CREATED'
  /** Sent as `trigger.created`. Its `data`: The trigger without its config. */
  | 'TRIGGER_CREATED'
  /** Sent as `trigger.deleted`. Its `data`: The trigger before its deletion, without its config. Also sent for each trigger that is deleted with its account. */
  | 'TRIGGER_DELETED'
  /** Sent as `trigger.updated`. Its `data`: The trigger after the update, without its config. Also sent when only the config changed. */
  | 'TRIGGER_UPDATED'
  /** Sent as `webhook.test`. Its `data`: The id of the subscription. Sent by `sendTestWebhook` only; subscriptions cannot name it. */
  | 'WEBHOOK_TEST';

/** An HTTP header sent with each request to the endpoint, such as a bearer token. */
export type WebhookHeaderInput = {
  /** At most 64 characters, case-insensitive. Not `host`, `user-agent` or a connection header, and no name beginning with `content-`, `proxy-`, `sec-`, `webhook-` or `x-forwarded-`. */
  name: string;
  /** 1 to 1024 visible ASCII characters, with spaces only in between. Stored encrypted and never returned. */
  value: string;
};

export type BudgetOfViewerQueryVariables = Exact<{ [key: string]: never; }>;


export type BudgetOfViewerQuery = { viewer: { rateLimit: { budget: RateLimitBudget } | null } };

export type CountProjectsQueryVariables = Exact<{ [key: string]: never; }>;


export type CountProjectsQuery = { organization: { id: string, projects: { totalCount: number } } };

export type ReadOrganizationKeysQueryVariables = Exact<{ [key: string]: never; }>;


export type ReadOrganizationKeysQuery = { organization: { apiKeys: Array<{ id: string }> } };

export type KeyOfViewerQueryVariables = Exact<{ [key: string]: never; }>;


export type KeyOfViewerQuery = { viewer: { apiKey: { id: string } } };

export type LogOfOrganizationQueryVariables = Exact<{ [key: string]: never; }>;


export type LogOfOrganizationQuery = { organization: { auditLog: { nodes: Array<{ projectId: string | null }> } } };

export type KeysOfOrganizationQueryVariables = Exact<{ [key: string]: never; }>;


export type KeysOfOrganizationQuery = { organization: { apiKeys: Array<{ id: string }> } };

export type KeysOfMyOrganizationQueryVariables = Exact<{ [key: string]: never; }>;


export type KeysOfMyOrganizationQuery = { viewer: { organization: { apiKeys: Array<{ id: string }> } } };

export type ConfigOfProjectQueryVariables = Exact<{ [key: string]: never; }>;


export type ConfigOfProjectQuery = { project: { id: string, config: { displayName: string | null } } };

export type TriggersOfProjectQueryVariables = Exact<{ [key: string]: never; }>;


export type TriggersOfProjectQuery = { project: { id: string, triggers: { nodes: Array<{ id: string }> } } };

export type ReadEntriesQueryVariables = Exact<{
  first?: number | null | undefined;
}>;


export type ReadEntriesQuery = { organization: { auditLog: { nodes: Array<{ id: string, action: AuditAction, targetId: string, projectId: string | null, changes: Record<string, unknown>, result: AuditResult, deniedReason: ErrorReason | null, ip: string | null, userAgent: string | null, requestId: string | null, createdAt: string, actor: { kind: AuditActorKind, apiKeyId: string | null, apiKeyName: string | null, apiKey: { id: string, last4: string } | null }, project: { id: string, name: string } | null }> } } };

export type ReadWhenQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type ReadWhenQuery = { organization: { auditLog: { edges: Array<{ node: { createdAt: string } }> } } };

export type ReadWhenAndHowManyQueryVariables = Exact<{ [key: string]: never; }>;


export type ReadWhenAndHowManyQuery = { organization: { auditLog: { totalCount: number, edges: Array<{ node: { createdAt: string } }> } } };

export type ReadWhenOfProjectQueryVariables = Exact<{
  id?: string | number | null | undefined;
  after?: string | null | undefined;
}>;


export type ReadWhenOfProjectQuery = { project: { auditLog: { edges: Array<{ node: { createdAt: string } }> } } };

export type OperatorReadsAuditLogMutationVariables = Exact<{ [key: string]: never; }>;


export type OperatorReadsAuditLogMutation = { createOrganization: { organization: { auditLog: { totalCount: number } } } | null };

export type ProjectReadsAuditLogOfOrganizationQueryVariables = Exact<{ [key: string]: never; }>;


export type ProjectReadsAuditLogOfOrganizationQuery = { viewer: { organization: { auditLog: { totalCount: number } } } };

export type ReadAccountsQueryVariables = Exact<{
  first?: number | null | undefined;
}>;


export type ReadAccountsQuery = { project: { connectedAccounts: { nodes: Array<{ id: string, credentials: Record<string, unknown> | null, authConfig: { id: string, connectedAccountCount: number } }> } } };

export type ReadAuthConfigsQueryVariables = Exact<{
  first?: number | null | undefined;
}>;


export type ReadAuthConfigsQuery = { project: { authConfigs: { totalCount: number, nodes: Array<{ id: string, credentials: Record<string, unknown> | null, connectedAccountCount: number }> } } };

export type ReadEverythingQueryVariables = Exact<{
  first?: number | null | undefined;
}>;


export type ReadEverythingQuery = { organization: { projects: { nodes: Array<{ authConfigs: { totalCount: number, nodes: Array<{ id: string, connectedAccountCount: number }> }, connectedAccounts: { totalCount: number, nodes: Array<{ credentials: Record<string, unknown> | null, authConfig: { id: string } }> } }> } } };

export type PayloadOfNewOrganizationMutationVariables = Exact<{
  input: CreateOrganizationInput;
}>;


export type PayloadOfNewOrganizationMutation = { createOrganization: { organization: { id: string, projects: { totalCount: number, nodes: Array<{ id: string, organization: { id: string }, apiKeys: Array<{ id: string }> }> }, project: { id: string } | null, apiKeys: Array<{ project: { id: string } | null }> } } | null };

export type WalkUpQueryVariables = Exact<{
  projects?: boolean | null | undefined;
  apiKeys?: boolean | null | undefined;
  defaultProject?: boolean | null | undefined;
  project?: boolean | null | undefined;
}>;


export type WalkUpQuery = { viewer: { organization: { id: string, name: string, projects?: { totalCount: number }, apiKeys?: Array<{ id: string }>, defaultProject?: { id: string }, project?: { id: string } | null } } };

export type WalkAcrossQueryVariables = Exact<{ [key: string]: never; }>;


export type WalkAcrossQuery = { project: { organization: { projects: { nodes: Array<{ id: string }> } } } };

export type PryIntoOrganizationQueryVariables = Exact<{
  id: string | number;
}>;


export type PryIntoOrganizationQuery = { organization: { projects: { nodes: Array<{ name: string, connectedAccounts: { nodes: Array<{ credentials: Record<string, unknown> | null }> } }> } } };

export type ReadProjectQueryVariables = Exact<{
  id?: string | number | null | undefined;
  slug?: string | null | undefined;
}>;


export type ReadProjectQuery = { project: { id: string, name: string, slug: string, environment: ProjectEnvironment, isDefault: boolean, createdAt: string, updatedAt: string, apiKeys: Array<{ id: string, prefix: string, last4: string }>, config: { displayName: string | null, logoUrl: string | null, is2FAEnabled: boolean, maskSecretKeysInConnectedAccount: boolean, logVisibilitySetting: LogVisibility, requireMcpApiKey: boolean, updatedAt: string } } };

export type ReadProjectsQueryVariables = Exact<{
  first?: number | null | undefined;
}>;


export type ReadProjectsQuery = { organization: { id: string, name: string, projects: { nodes: Array<{ id: string, name: string, slug: string, environment: ProjectEnvironment, isDefault: boolean, createdAt: string, updatedAt: string, organization: { id: string }, apiKeys: Array<{ id: string, prefix: string, last4: string }>, config: { displayName: string | null, logoUrl: string | null, is2FAEnabled: boolean, maskSecretKeysInConnectedAccount: boolean, logVisibilitySetting: LogVisibility, requireMcpApiKey: boolean, updatedAt: string } }> } } };

export type ReadPageQueryVariables = Exact<{ [key: string]: never; }>;


export type ReadPageQuery = { organization: { projects: { nodes: Array<{ id: string }> } } };

export type ReadPageAndCountQueryVariables = Exact<{ [key: string]: never; }>;


export type ReadPageAndCountQuery = { organization: { projects: { totalCount: number, nodes: Array<{ id: string }> } } };

export type ReadNodesQueryVariables = Exact<{
  ids: Array<string | number> | string | number;
}>;


export type ReadNodesQuery = { nodes: Array<
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { name: string, id: string, config: { displayName: string | null }, apiKeys: Array<{ id: string }> }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
   | null> };

export type ReadViewerQueryVariables = Exact<{ [key: string]: never; }>;


export type ReadViewerQuery = { viewer: { kind: KeyKind, apiKey: { id: string, name: string, prefix: string, last4: string, createdAt: string } } };

export type WriteProjectMutationVariables = Exact<{
  input: CreateProjectInput;
}>;


export type WriteProjectMutation = { createProject: { project: { id: string, name: string, slug: string, environment: ProjectEnvironment, isDefault: boolean, createdAt: string, updatedAt: string, config: { displayName: string | null, logoUrl: string | null, is2FAEnabled: boolean, maskSecretKeysInConnectedAccount: boolean, logVisibilitySetting: LogVisibility, requireMcpApiKey: boolean, updatedAt: string } }, projectEdge: { cursor: string }, issuedKey: { secret: string | null, apiKey: { id: string, prefix: string } } | null } | null };

export type WriteKeyMutationVariables = Exact<{
  projectId: string | number;
}>;


export type WriteKeyMutation = { regenerateApiKey: { project: { id: string, name: string }, issuedKey: { secret: string | null, apiKey: { id: string, prefix: string } } } | null };

export type ReadSessionsQueryVariables = Exact<{
  first?: number | null | undefined;
}>;


export type ReadSessionsQuery = { project: { sessions: { nodes: Array<{ id: string, toolCallCount: number }> } } };

export type ReadTriggersQueryVariables = Exact<{
  first?: number | null | undefined;
}>;


export type ReadTriggersQuery = { project: { triggers: { nodes: Array<{ id: string, config: Record<string, unknown>, connectedAccount: { id: string, status: ConnectedAccountStatus } }> } } };

export type ReadCallsQueryVariables = Exact<{
  first?: number | null | undefined;
}>;


export type ReadCallsQuery = { project: { toolCallLogs: { nodes: Array<{ id: string, arguments: Record<string, unknown> | null, response: Record<string, unknown> | null, errorMessage: string | null, session: { id: string, toolCallCount: number } | null, connectedAccount: { id: string } | null }> } } };

export type ReadAllProjectsQueryVariables = Exact<{
  first?: number | null | undefined;
}>;


export type ReadAllProjectsQuery = { organization: { projects: { nodes: Array<{ sessions: { totalCount: number, nodes: Array<{ toolCallCount: number }> }, triggers: { nodes: Array<{ connectedAccount: { id: string } }> }, toolCallLogs: { totalCount: number, nodes: Array<{ arguments: Record<string, unknown> | null, session: { id: string } | null }> } }> } } };

export type ReadAllWebhooksQueryVariables = Exact<{ [key: string]: never; }>;


export type ReadAllWebhooksQuery = { organization: { projects: { nodes: Array<{ webhookSubscriptions: Array<{ id: string, project: { id: string } | null, deliveries: { totalCount: number, nodes: Array<{ id: string, subscription: { id: string } }> } }> }> } } };

export type ImportProjectsMutationVariables = Exact<{
  projects: Array<CreateProjectInput> | CreateProjectInput;
}>;


export type ImportProjectsMutation = { createProjects: { results: Array<{ project: { id: string } | null, issuedKey: { secret: string | null } | null, error: { reason: ErrorReason, message: string } | null }> } | null };

export type ReplaceKeyMutationVariables = Exact<{
  projectId: string | number;
}>;


export type ReplaceKeyMutation = { regenerateApiKey: { issuedKey: { secret: string | null } } | null };

export type ApiKeyPartsFragment = { id: string, name: string, prefix: string, last4: string, createdAt: string, project: { id: string } | null };

export type RegenerateApiKeyMutationVariables = Exact<{
  input: RegenerateApiKeyInput;
}>;


export type RegenerateApiKeyMutation = { regenerateApiKey: { project: { id: string, apiKeys: Array<{ id: string }> }, issuedKey: { secret: string | null, apiKey: { id: string, name: string, prefix: string, last4: string, createdAt: string, project: { id: string } | null } } } | null };

export type ApiKeyDetailsFragment = { scopes: Array<string> | null, projectIds: Array<string> | null, allowedIps: Array<string> | null, expiresAt: string | null, enabled: boolean, id: string, name: string, prefix: string, last4: string, createdAt: string, createdBy: { kind: AuditActorKind, apiKeyId: string | null } | null, secrets: Array<{ last4: string, createdAt: string, expiresAt: string | null }>, project: { id: string } | null };

export type CreateApiKeyMutationVariables = Exact<{
  input: CreateApiKeyInput;
}>;


export type CreateApiKeyMutation = { createApiKey: { issuedKey: { secret: string | null, apiKey: { scopes: Array<string> | null, projectIds: Array<string> | null, allowedIps: Array<string> | null, expiresAt: string | null, enabled: boolean, id: string, name: string, prefix: string, last4: string, createdAt: string, createdBy: { kind: AuditActorKind, apiKeyId: string | null } | null, secrets: Array<{ last4: string, createdAt: string, expiresAt: string | null }>, project: { id: string } | null } } } | null };

export type UpdateApiKeyMutationVariables = Exact<{
  input: UpdateApiKeyInput;
}>;


export type UpdateApiKeyMutation = { updateApiKey: { apiKey: { scopes: Array<string> | null, projectIds: Array<string> | null, allowedIps: Array<string> | null, expiresAt: string | null, enabled: boolean, id: string, name: string, prefix: string, last4: string, createdAt: string, createdBy: { kind: AuditActorKind, apiKeyId: string | null } | null, secrets: Array<{ last4: string, createdAt: string, expiresAt: string | null }>, project: { id: string } | null } } | null };

export type RotateApiKeyMutationVariables = Exact<{
  input: RotateApiKeyInput;
}>;


export type RotateApiKeyMutation = { rotateApiKey: { issuedKey: { secret: string | null, apiKey: { scopes: Array<string> | null, projectIds: Array<string> | null, allowedIps: Array<string> | null, expiresAt: string | null, enabled: boolean, id: string, name: string, prefix: string, last4: string, createdAt: string, createdBy: { kind: AuditActorKind, apiKeyId: string | null } | null, secrets: Array<{ last4: string, createdAt: string, expiresAt: string | null }>, project: { id: string } | null } } } | null };

export type RevokeApiKeyMutationVariables = Exact<{
  input: RevokeApiKeyInput;
}>;


export type RevokeApiKeyMutation = { revokeApiKey: { revokedApiKeyId: string } | null };

export type VerifyApiKeyQueryVariables = Exact<{
  secret: string;
  scopes?: Array<string> | string | null | undefined;
  ip?: string | null | undefined;
  projectId?: string | number | null | undefined;
}>;


export type VerifyApiKeyQuery = { verifyApiKey: { isValid: boolean, code: ApiKeyVerificationCode | null, missingScopes: Array<string>, apiKey: { id: string } | null, project: { id: string, config: { requireMcpApiKey: boolean } } | null } };

export type ApiKeyScopesQueryVariables = Exact<{ [key: string]: never; }>;


export type ApiKeyScopesQuery = { apiKeyScopes: Array<{ value: string, level: ScopeLevel, isImplied: boolean, description: string, fields: Array<string> | null, nodeTypes: Array<string> | null }> };

export type RequiredScopesQueryVariables = Exact<{
  document: string;
}>;


export type RequiredScopesQuery = { requiredScopes: Array<string> };

export type LastUseQueryVariables = Exact<{
  id: string | number;
}>;


export type LastUseQuery = { node:
    | { lastUsedAt: string | null, secrets: Array<{ last4: string, lastUsedAt: string | null }> }
    | Record<PropertyKey, never>
   | null };

export type KeyUpdatedAtQueryVariables = Exact<{
  id: string | number;
}>;


export type KeyUpdatedAtQuery = { node:
    | { updatedAt: string }
    | Record<PropertyKey, never>
   | null };

export type ListFilteredKeysQueryVariables = Exact<{
  projectId: string | number;
  enabled?: boolean | null | undefined;
  unusedSince?: string | null | undefined;
  expiringBefore?: string | null | undefined;
  hasExpiry?: boolean | null | undefined;
  hasScopes?: boolean | null | undefined;
}>;


export type ListFilteredKeysQuery = { organization: { apiKeys: Array<{ id: string }>, project: { apiKeys: Array<{ id: string }> } | null } };

export type SecretsOfKeysQueryVariables = Exact<{
  projectId: string | number;
}>;


export type SecretsOfKeysQuery = { project: { apiKeys: Array<{ id: string, secrets: Array<{ last4: string, lastUsedAt: string | null }> }> } };

export type AuditEntryPartsFragment = { id: string, action: AuditAction, targetId: string, projectId: string | null, changes: Record<string, unknown>, result: AuditResult, deniedReason: ErrorReason | null, ip: string | null, userAgent: string | null, requestId: string | null, createdAt: string, actor: { kind: AuditActorKind, apiKeyId: string | null, apiKeyName: string | null, apiKey: { id: string, last4: string } | null }, project: { id: string, name: string } | null };

export type AuditPagePartsFragment = { totalCount: number, nodes: Array<{ id: string, action: AuditAction, targetId: string, projectId: string | null, changes: Record<string, unknown>, result: AuditResult, deniedReason: ErrorReason | null, ip: string | null, userAgent: string | null, requestId: string | null, createdAt: string, actor: { kind: AuditActorKind, apiKeyId: string | null, apiKeyName: string | null, apiKey: { id: string, last4: string } | null }, project: { id: string, name: string } | null }>, edges: Array<{ cursor: string, node: { id: string } }>, pageInfo: { hasNextPage: boolean, hasPreviousPage: boolean, startCursor: string | null, endCursor: string | null } };

export type ReadAuditLogQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
  last?: number | null | undefined;
  before?: string | null | undefined;
  filter?: AuditLogFilter | null | undefined;
}>;


export type ReadAuditLogQuery = { organization: { auditLog: { totalCount: number, nodes: Array<{ id: string, action: AuditAction, targetId: string, projectId: string | null, changes: Record<string, unknown>, result: AuditResult, deniedReason: ErrorReason | null, ip: string | null, userAgent: string | null, requestId: string | null, createdAt: string, actor: { kind: AuditActorKind, apiKeyId: string | null, apiKeyName: string | null, apiKey: { id: string, last4: string } | null }, project: { id: string, name: string } | null }>, edges: Array<{ cursor: string, node: { id: string } }>, pageInfo: { hasNextPage: boolean, hasPreviousPage: boolean, startCursor: string | null, endCursor: string | null } } } };

export type ReadProjectAuditLogQueryVariables = Exact<{
  id?: string | number | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
  last?: number | null | undefined;
  before?: string | null | undefined;
  filter?: ProjectAuditLogFilter | null | undefined;
}>;


export type ReadProjectAuditLogQuery = { project: { auditLog: { totalCount: number, nodes: Array<{ id: string, action: AuditAction, targetId: string, projectId: string | null, changes: Record<string, unknown>, result: AuditResult, deniedReason: ErrorReason | null, ip: string | null, userAgent: string | null, requestId: string | null, createdAt: string, actor: { kind: AuditActorKind, apiKeyId: string | null, apiKeyName: string | null, apiKey: { id: string, last4: string } | null }, project: { id: string, name: string } | null }>, edges: Array<{ cursor: string, node: { id: string } }>, pageInfo: { hasNextPage: boolean, hasPreviousPage: boolean, startCursor: string | null, endCursor: string | null } } } };

export type GetAuditEntriesQueryVariables = Exact<{
  ids: Array<string | number> | string | number;
}>;


export type GetAuditEntriesQuery = { nodes: Array<
    | { __typename: 'ApiKey', id: string }
    | { __typename: 'AuditLogEntry', id: string, action: AuditAction, targetId: string, projectId: string | null, changes: Record<string, unknown>, result: AuditResult, deniedReason: ErrorReason | null, ip: string | null, userAgent: string | null, requestId: string | null, createdAt: string, actor: { kind: AuditActorKind, apiKeyId: string | null, apiKeyName: string | null, apiKey: { id: string, last4: string } | null }, project: { id: string, name: string } | null }
    | { __typename: 'AuthConfig', id: string }
    | { __typename: 'ConnectedAccount', id: string }
    | { __typename: 'McpServer', id: string }
    | { __typename: 'Organization', id: string }
    | { __typename: 'Project', id: string }
    | { __typename: 'ProjectConfig', id: string }
    | { __typename: 'ProjectQuota', id: string }
    | { __typename: 'Session', id: string }
    | { __typename: 'ToolCallLog', id: string }
    | { __typename: 'Trigger', id: string }
    | { __typename: 'WebhookDelivery', id: string }
    | { __typename: 'WebhookSubscription', id: string }
   | null> };

export type VerifyAuditLogQueryVariables = Exact<{
  input?: VerifyAuditLogInput | null | undefined;
}>;


export type VerifyAuditLogQuery = { verifyAuditLog: { isIntact: boolean, entryCount: number, head: { sequence: number, hash: string, sealedAt: string | null } | null, prunedThrough: { sequence: number, hash: string } | null, firstViolation: { kind: AuditIntegrityViolationKind, sequence: number | null, entryId: string | null } | null } };

export type AuthConfigPartsFragment = { id: string, toolkitSlug: string, name: string, authScheme: AuthScheme, credentials: Record<string, unknown> | null, isManaged: boolean, status: AuthConfigStatus, connectedAccountCount: number, createdAt: string, updatedAt: string };

export type CreateAuthConfigMutationVariables = Exact<{
  input: CreateAuthConfigInput;
}>;


export type CreateAuthConfigMutation = { createAuthConfig: { authConfig: { id: string, toolkitSlug: string, name: string, authScheme: AuthScheme, credentials: Record<string, unknown> | null, isManaged: boolean, status: AuthConfigStatus, connectedAccountCount: number, createdAt: string, updatedAt: string } } | null };

export type UpdateAuthConfigMutationVariables = Exact<{
  input: UpdateAuthConfigInput;
}>;


export type UpdateAuthConfigMutation = { updateAuthConfig: { authConfig: { id: string, toolkitSlug: string, name: string, authScheme: AuthScheme, credentials: Record<string, unknown> | null, isManaged: boolean, status: AuthConfigStatus, connectedAccountCount: number, createdAt: string, updatedAt: string } } | null };

export type SetAuthConfigStatusMutationVariables = Exact<{
  input: SetAuthConfigStatusInput;
}>;


export type SetAuthConfigStatusMutation = { setAuthConfigStatus: { authConfig: { id: string, toolkitSlug: string, name: string, authScheme: AuthScheme, credentials: Record<string, unknown> | null, isManaged: boolean, status: AuthConfigStatus, connectedAccountCount: number, createdAt: string, updatedAt: string } } | null };

export type DeleteAuthConfigMutationVariables = Exact<{
  input: DeleteAuthConfigInput;
}>;


export type DeleteAuthConfigMutation = { deleteAuthConfig: { deletedAuthConfigId: string, project: { id: string, authConfigs: { nodes: Array<{ id: string }> } } } | null };

export type GetAuthConfigQueryVariables = Exact<{
  projectId?: string | number | null | undefined;
  id: string | number;
}>;


export type GetAuthConfigQuery = { project: { authConfig: { id: string, toolkitSlug: string, name: string, authScheme: AuthScheme, credentials: Record<string, unknown> | null, isManaged: boolean, status: AuthConfigStatus, connectedAccountCount: number, createdAt: string, updatedAt: string } | null } };

export type ListAuthConfigsQueryVariables = Exact<{
  projectId?: string | number | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
  last?: number | null | undefined;
  before?: string | null | undefined;
  toolkitSlugs?: Array<string> | string | null | undefined;
  statuses?: Array<AuthConfigStatus> | AuthConfigStatus | null | undefined;
  search?: string | null | undefined;
}>;


export type ListAuthConfigsQuery = { project: { authConfigs: { totalCount: number, nodes: Array<{ id: string, toolkitSlug: string, name: string, authScheme: AuthScheme, credentials: Record<string, unknown> | null, isManaged: boolean, status: AuthConfigStatus, connectedAccountCount: number, createdAt: string, updatedAt: string }>, edges: Array<{ cursor: string, node: { id: string } }>, pageInfo: { hasNextPage: boolean, hasPreviousPage: boolean, startCursor: string | null, endCursor: string | null } } } };

export type NodeAuthConfigQueryVariables = Exact<{
  id: string | number;
}>;


export type NodeAuthConfigQuery = { node:
    | { id: string }
    | { id: string }
    | { id: string, toolkitSlug: string, name: string, authScheme: AuthScheme, credentials: Record<string, unknown> | null, isManaged: boolean, status: AuthConfigStatus, connectedAccountCount: number, createdAt: string, updatedAt: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
   | null };

export type ConnectedAccountPartsFragment = { id: string, toolkitSlug: string, userId: string, alias: string | null, status: ConnectedAccountStatus, statusReason: string | null, credentials: Record<string, unknown> | null, expiresAt: string | null, createdAt: string, updatedAt: string, authConfig: { id: string } };

export type CreateConnectedAccountMutationVariables = Exact<{
  input: CreateConnectedAccountInput;
}>;


export type CreateConnectedAccountMutation = { createConnectedAccount: { connectedAccount: { id: string, toolkitSlug: string, userId: string, alias: string | null, status: ConnectedAccountStatus, statusReason: string | null, credentials: Record<string, unknown> | null, expiresAt: string | null, createdAt: string, updatedAt: string, authConfig: { id: string } } } | null };

export type UpdateConnectedAccountMutationVariables = Exact<{
  input: UpdateConnectedAccountInput;
}>;


export type UpdateConnectedAccountMutation = { updateConnectedAccount: { connectedAccount: { id: string, toolkitSlug: string, userId: string, alias: string | null, status: ConnectedAccountStatus, statusReason: string | null, credentials: Record<string, unknown> | null, expiresAt: string | null, createdAt: string, updatedAt: string, authConfig: { id: string } } } | null };

export type SetConnectedAccountStatusMutationVariables = Exact<{
  input: SetConnectedAccountStatusInput;
}>;


export type SetConnectedAccountStatusMutation = { setConnectedAccountStatus: { connectedAccount: { id: string, toolkitSlug: string, userId: string, alias: string | null, status: ConnectedAccountStatus, statusReason: string | null, credentials: Record<string, unknown> | null, expiresAt: string | null, createdAt: string, updatedAt: string, authConfig: { id: string } } } | null };

export type RevokeConnectedAccountMutationVariables = Exact<{
  input: RevokeConnectedAccountInput;
}>;


export type RevokeConnectedAccountMutation = { revokeConnectedAccount: { connectedAccount: { id: string, toolkitSlug: string, userId: string, alias: string | null, status: ConnectedAccountStatus, statusReason: string | null, credentials: Record<string, unknown> | null, expiresAt: string | null, createdAt: string, updatedAt: string, authConfig: { id: string } } } | null };

export type DeleteConnectedAccountMutationVariables = Exact<{
  input: DeleteConnectedAccountInput;
}>;


export type DeleteConnectedAccountMutation = { deleteConnectedAccount: { deletedConnectedAccountId: string, project: { id: string, connectedAccounts: { nodes: Array<{ id: string }> } } } | null };

export type GetConnectedAccountQueryVariables = Exact<{
  projectId?: string | number | null | undefined;
  id: string | number;
}>;


export type GetConnectedAccountQuery = { project: { connectedAccount: { id: string, toolkitSlug: string, userId: string, alias: string | null, status: ConnectedAccountStatus, statusReason: string | null, credentials: Record<string, unknown> | null, expiresAt: string | null, createdAt: string, updatedAt: string, authConfig: { id: string } } | null } };

export type NodeConnectedAccountQueryVariables = Exact<{
  id: string | number;
}>;


export type NodeConnectedAccountQuery = { node:
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string, toolkitSlug: string, userId: string, alias: string | null, status: ConnectedAccountStatus, statusReason: string | null, credentials: Record<string, unknown> | null, expiresAt: string | null, createdAt: string, updatedAt: string, authConfig: { id: string } }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
   | null };

export type ListConnectedAccountsQueryVariables = Exact<{
  projectId?: string | number | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
  last?: number | null | undefined;
  before?: string | null | undefined;
  toolkitSlugs?: Array<string> | string | null | undefined;
  statuses?: Array<ConnectedAccountStatus> | ConnectedAccountStatus | null | undefined;
  userIds?: Array<string> | string | null | undefined;
  authConfigIds?: Array<string | number> | string | number | null | undefined;
  search?: string | null | undefined;
}>;


export type ListConnectedAccountsQuery = { project: { connectedAccounts: { totalCount: number, nodes: Array<{ id: string, toolkitSlug: string, userId: string, alias: string | null, status: ConnectedAccountStatus, statusReason: string | null, credentials: Record<string, unknown> | null, expiresAt: string | null, createdAt: string, updatedAt: string, authConfig: { id: string } }>, edges: Array<{ cursor: string, node: { id: string } }>, pageInfo: { hasNextPage: boolean, hasPreviousPage: boolean, startCursor: string | null, endCursor: string | null } } } };

export type PreviewPartsFragment = { withheld: Array<RemovedType>, keeps: Array<KeptType>, irreversible: Array<IrreversibleEffect>, restorableDays: number, fingerprint: string, estimatedPurgeSeconds: number, removes: Array<{ type: RemovedType, count: number, isEstimate: boolean, newest: string | null, examples: Array<{ id: string, name: string }> }>, blockers: Array<{ reason: ErrorReason, suggestedFix: string }> };

export type StopPartsFragment = { stops: Array<{ lastUsedAt: string | null, callsLast7Days: number | string | null, apiKey: { id: string, name: string } }> };

export type PreviewDeletionQueryVariables = Exact<{
  id: string | number;
}>;


export type PreviewDeletionQuery = { node:
    | { __typename: 'ApiKey', deletionPreview: { withheld: Array<RemovedType>, keeps: Array<KeptType>, irreversible: Array<IrreversibleEffect>, restorableDays: number, fingerprint: string, estimatedPurgeSeconds: number, removes: Array<{ type: RemovedType, count: number, isEstimate: boolean, newest: string | null, examples: Array<{ id: string, name: string }> }>, blockers: Array<{ reason: ErrorReason, suggestedFix: string }> } }
    | { __typename: 'AuditLogEntry' }
    | { __typename: 'AuthConfig', deletionPreview: { withheld: Array<RemovedType>, keeps: Array<KeptType>, irreversible: Array<IrreversibleEffect>, restorableDays: number, fingerprint: string, estimatedPurgeSeconds: number, removes: Array<{ type: RemovedType, count: number, isEstimate: boolean, newest: string | null, examples: Array<{ id: string, name: string }> }>, blockers: Array<{ reason: ErrorReason, suggestedFix: string }> } }
    | { __typename: 'ConnectedAccount', deletionPreview: { withheld: Array<RemovedType>, keeps: Array<KeptType>, irreversible: Array<IrreversibleEffect>, restorableDays: number, fingerprint: string, estimatedPurgeSeconds: number, removes: Array<{ type: RemovedType, count: number, isEstimate: boolean, newest: string | null, examples: Array<{ id: string, name: string }> }>, blockers: Array<{ reason: ErrorReason, suggestedFix: string }> } }
    | { __typename: 'McpServer' }
    | { __typename: 'Organization' }
    | { __typename: 'Project', deletionPreview: { withheld: Array<RemovedType>, keeps: Array<KeptType>, irreversible: Array<IrreversibleEffect>, restorableDays: number, fingerprint: string, estimatedPurgeSeconds: number, removes: Array<{ type: RemovedType, count: number, isEstimate: boolean, newest: string | null, examples: Array<{ id: string, name: string }> }>, blockers: Array<{ reason: ErrorReason, suggestedFix: string }> } }
    | { __typename: 'ProjectConfig' }
    | { __typename: 'ProjectQuota' }
    | { __typename: 'Session' }
    | { __typename: 'ToolCallLog' }
    | { __typename: 'Trigger' }
    | { __typename: 'WebhookDelivery' }
    | { __typename: 'WebhookSubscription', deletionPreview: { withheld: Array<RemovedType>, keeps: Array<KeptType>, irreversible: Array<IrreversibleEffect>, restorableDays: number, fingerprint: string, estimatedPurgeSeconds: number, removes: Array<{ type: RemovedType, count: number, isEstimate: boolean, newest: string | null, examples: Array<{ id: string, name: string }> }>, blockers: Array<{ reason: ErrorReason, suggestedFix: string }> } }
   | null };

export type PreviewPermanentDeletionQueryVariables = Exact<{
  id: string | number;
}>;


export type PreviewPermanentDeletionQuery = { node:
    | { deletionPreview: { withheld: Array<RemovedType>, keeps: Array<KeptType>, irreversible: Array<IrreversibleEffect>, restorableDays: number, fingerprint: string, estimatedPurgeSeconds: number, removes: Array<{ type: RemovedType, count: number, isEstimate: boolean, newest: string | null, examples: Array<{ id: string, name: string }> }>, blockers: Array<{ reason: ErrorReason, suggestedFix: string }> } }
    | Record<PropertyKey, never>
   | null };

export type PreviewPurgesQueryVariables = Exact<{ [key: string]: never; }>;


export type PreviewPurgesQuery = { organization: { archivedProjects: { nodes: Array<{ id: string, deletionPreview: { withheld: Array<RemovedType>, keeps: Array<KeptType>, irreversible: Array<IrreversibleEffect>, restorableDays: number, fingerprint: string, estimatedPurgeSeconds: number, removes: Array<{ type: RemovedType, count: number, isEstimate: boolean, newest: string | null, examples: Array<{ id: string, name: string }> }>, blockers: Array<{ reason: ErrorReason, suggestedFix: string }> } }> } } };

export type PreviewStopsQueryVariables = Exact<{
  id: string | number;
}>;


export type PreviewStopsQuery = { node:
    | { deletionPreview: { stops: Array<{ lastUsedAt: string | null, callsLast7Days: number | string | null, apiKey: { id: string, name: string } }> } }
    | { deletionPreview: { stops: Array<{ lastUsedAt: string | null, callsLast7Days: number | string | null, apiKey: { id: string, name: string } }> } }
    | { deletionPreview: { stops: Array<{ lastUsedAt: string | null, callsLast7Days: number | string | null, apiKey: { id: string, name: string } }> } }
    | Record<PropertyKey, never>
   | null };

export type PreviewExamplesQueryVariables = Exact<{
  id: string | number;
  first?: number | null | undefined;
}>;


export type PreviewExamplesQuery = { node:
    | { deletionPreview: { removes: Array<{ type: RemovedType, examples: Array<{ id: string }> }> } }
    | Record<PropertyKey, never>
   | null };

export type PreviewCostQueryVariables = Exact<{
  id: string | number;
}>;


export type PreviewCostQuery = { viewer: { rateLimit: { cost: number } | null }, node:
    | { deletionPreview: { withheld: Array<RemovedType>, keeps: Array<KeptType>, irreversible: Array<IrreversibleEffect>, restorableDays: number, fingerprint: string, estimatedPurgeSeconds: number, removes: Array<{ type: RemovedType, count: number, isEstimate: boolean, newest: string | null, examples: Array<{ id: string, name: string }> }>, blockers: Array<{ reason: ErrorReason, suggestedFix: string }> } }
    | Record<PropertyKey, never>
   | null };

export type PlannedKeyListsQueryVariables = Exact<{ [key: string]: never; }>;


export type PlannedKeyListsQuery = { organization: { apiKeys: Array<{ name: string, projectIds: Array<string> | null, allowedIps: Array<string> | null }> } };

export type PlannedProjectKeyListsQueryVariables = Exact<{ [key: string]: never; }>;


export type PlannedProjectKeyListsQuery = { project: { apiKeys: Array<{ projectIds: Array<string> | null, allowedIps: Array<string> | null }> } };

export type AllKeyListsQueryVariables = Exact<{
  id: string | number;
}>;


export type AllKeyListsQuery = { node:
    | { scopes: Array<string> | null, projectIds: Array<string> | null, allowedIps: Array<string> | null }
    | Record<PropertyKey, never>
   | null };

export type RegenerateWithListsMutationVariables = Exact<{
  input: RegenerateApiKeyInput;
}>;


export type RegenerateWithListsMutation = { regenerateApiKey: { issuedKey: { apiKey: { projectIds: Array<string> | null, allowedIps: Array<string> | null } } } | null };

export type ScopesOfViewerQueryVariables = Exact<{ [key: string]: never; }>;


export type ScopesOfViewerQuery = { viewer: { scopes: Array<string> } };

export type McpServerPartsFragment = { id: string, name: string, allowedTools: Array<McpTool>, url: string, createdAt: string, updatedAt: string };

export type CreateMcpServerMutationVariables = Exact<{
  input: CreateMcpServerInput;
}>;


export type CreateMcpServerMutation = { createMcpServer: { mcpServer: { id: string, name: string, allowedTools: Array<McpTool>, url: string, createdAt: string, updatedAt: string } } | null };

export type UpdateMcpServerMutationVariables = Exact<{
  input: UpdateMcpServerInput;
}>;


export type UpdateMcpServerMutation = { updateMcpServer: { mcpServer: { id: string, name: string, allowedTools: Array<McpTool>, url: string, createdAt: string, updatedAt: string } } | null };

export type DeleteMcpServerMutationVariables = Exact<{
  input: DeleteMcpServerInput;
}>;


export type DeleteMcpServerMutation = { deleteMcpServer: { deletedMcpServerId: string, project: { id: string, mcpServers: { nodes: Array<{ id: string }> } } } | null };

export type GetMcpServerQueryVariables = Exact<{
  projectId?: string | number | null | undefined;
  id: string | number;
}>;


export type GetMcpServerQuery = { project: { mcpServer: { id: string, name: string, allowedTools: Array<McpTool>, url: string, createdAt: string, updatedAt: string } | null } };

export type ListMcpServersQueryVariables = Exact<{
  projectId?: string | number | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
  last?: number | null | undefined;
  before?: string | null | undefined;
  search?: string | null | undefined;
}>;


export type ListMcpServersQuery = { project: { mcpServers: { totalCount: number, nodes: Array<{ id: string, name: string, allowedTools: Array<McpTool>, url: string, createdAt: string, updatedAt: string }>, edges: Array<{ cursor: string, node: { id: string } }>, pageInfo: { hasNextPage: boolean, hasPreviousPage: boolean, startCursor: string | null, endCursor: string | null } } } };

export type NodeMcpServerQueryVariables = Exact<{
  id: string | number;
}>;


export type NodeMcpServerQuery = { node:
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string, name: string, allowedTools: Array<McpTool>, url: string, createdAt: string, updatedAt: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
   | null };

export type GetNodeQueryVariables = Exact<{
  id: string | number;
}>;


export type GetNodeQuery = { node:
    | { __typename: 'ApiKey', id: string }
    | { __typename: 'AuditLogEntry', id: string }
    | { __typename: 'AuthConfig', id: string }
    | { __typename: 'ConnectedAccount', id: string }
    | { __typename: 'McpServer', id: string }
    | { __typename: 'Organization', id: string }
    | { __typename: 'Project', id: string }
    | { __typename: 'ProjectConfig', id: string }
    | { __typename: 'ProjectQuota', id: string }
    | { __typename: 'Session', id: string }
    | { __typename: 'ToolCallLog', id: string }
    | { __typename: 'Trigger', id: string }
    | { __typename: 'WebhookDelivery', id: string }
    | { __typename: 'WebhookSubscription', id: string }
   | null };

export type GetNodesQueryVariables = Exact<{
  ids: Array<string | number> | string | number;
}>;


export type GetNodesQuery = { nodes: Array<
    | { __typename: 'ApiKey', id: string }
    | { __typename: 'AuditLogEntry', id: string }
    | { __typename: 'AuthConfig', id: string }
    | { __typename: 'ConnectedAccount', id: string }
    | { __typename: 'McpServer', id: string }
    | { __typename: 'Organization', id: string }
    | { __typename: 'Project', id: string }
    | { __typename: 'ProjectConfig', id: string }
    | { __typename: 'ProjectQuota', id: string }
    | { __typename: 'Session', id: string }
    | { __typename: 'ToolCallLog', id: string }
    | { __typename: 'Trigger', id: string }
    | { __typename: 'WebhookDelivery', id: string }
    | { __typename: 'WebhookSubscription', id: string }
   | null> };

export type CreateOrganizationMutationVariables = Exact<{
  input: CreateOrganizationInput;
}>;


export type CreateOrganizationMutation = { createOrganization: { organization: { id: string, name: string, createdAt: string, defaultProject: { id: string, name: string, slug: string, environment: ProjectEnvironment, isDefault: boolean, createdAt: string, updatedAt: string, config: { displayName: string | null, logoUrl: string | null, is2FAEnabled: boolean, maskSecretKeysInConnectedAccount: boolean, logVisibilitySetting: LogVisibility, requireMcpApiKey: boolean, updatedAt: string } }, apiKeys: Array<{ id: string, name: string, prefix: string, last4: string, createdAt: string, project: { id: string } | null }> }, issuedKey: { secret: string | null, apiKey: { id: string, name: string, prefix: string, last4: string, createdAt: string, project: { id: string } | null } } } | null };

export type GetOrganizationQueryVariables = Exact<{ [key: string]: never; }>;


export type GetOrganizationQuery = { organization: { id: string, name: string, createdAt: string, updatedAt: string, defaultProject: { id: string }, apiKeys: Array<{ id: string, name: string, prefix: string, last4: string, createdAt: string, project: { id: string } | null }> } };

export type ManagedOrganizationPartsFragment = { id: string, name: string, createdAt: string, updatedAt: string, suspendedAt: string | null, suspensionReason: string | null };

export type ManagedOrganizationQueryVariables = Exact<{
  id?: string | number | null | undefined;
}>;


export type ManagedOrganizationQuery = { organization: { id: string, name: string, createdAt: string, updatedAt: string, suspendedAt: string | null, suspensionReason: string | null, counts: { projectCount: number, apiKeyCount: number, connectedAccountCount: number, triggerCount: number, mcpServerCount: number, webhookSubscriptionCount: number }, usageThisMonth: { total: number | string, entities: Array<{ entityType: UsageEntityType, total: number | string }> } } };

export type ListOrganizationsQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
  last?: number | null | undefined;
  before?: string | null | undefined;
  search?: string | null | undefined;
  isSuspended?: boolean | null | undefined;
}>;


export type ListOrganizationsQuery = { organizations: { totalCount: number, pageInfo: { hasNextPage: boolean, hasPreviousPage: boolean, startCursor: string | null, endCursor: string | null }, nodes: Array<{ id: string, name: string, createdAt: string, updatedAt: string, suspendedAt: string | null, suspensionReason: string | null }> } };

export type UpdateOrganizationMutationVariables = Exact<{
  input: UpdateOrganizationInput;
}>;


export type UpdateOrganizationMutation = { updateOrganization: { organization: { id: string, name: string, createdAt: string, updatedAt: string, suspendedAt: string | null, suspensionReason: string | null } } | null };

export type SuspendOrganizationMutationVariables = Exact<{
  input: SuspendOrganizationInput;
}>;


export type SuspendOrganizationMutation = { suspendOrganization: { organization: { id: string, name: string, createdAt: string, updatedAt: string, suspendedAt: string | null, suspensionReason: string | null } } | null };

export type ResumeOrganizationMutationVariables = Exact<{
  input: ResumeOrganizationInput;
}>;


export type ResumeOrganizationMutation = { resumeOrganization: { organization: { id: string, name: string, createdAt: string, updatedAt: string, suspendedAt: string | null, suspensionReason: string | null } } | null };

export type DeleteOrganizationMutationVariables = Exact<{
  input: DeleteOrganizationInput;
}>;


export type DeleteOrganizationMutation = { deleteOrganization: { deletedOrganizationId: string } | null };

export type ReadOperatorLogQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
  last?: number | null | undefined;
  before?: string | null | undefined;
  filter?: OperatorLogFilter | null | undefined;
}>;


export type ReadOperatorLogQuery = { operatorLog: { totalCount: number, pageInfo: { hasNextPage: boolean, hasPreviousPage: boolean, startCursor: string | null, endCursor: string | null }, nodes: Array<{ id: string, action: AuditAction, organizationId: string, organizationName: string, targetId: string, changes: Record<string, unknown>, ip: string | null, userAgent: string | null, requestId: string | null, createdAt: string }> } };

export type ArchiveProjectMutationVariables = Exact<{
  input: DeleteProjectInput;
}>;


export type ArchiveProjectMutation = { deleteProject: { deletedProjectId: string, archivedProject: { id: string, archivedAt: string, purgeAt: string } | null, organization: { id: string, projects: { nodes: Array<{ id: string }> } } } | null };

export type ArchivedProjectsQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
  last?: number | null | undefined;
  before?: string | null | undefined;
}>;


export type ArchivedProjectsQuery = { organization: { archivedProjects: { totalCount: number, pageInfo: { hasNextPage: boolean, hasPreviousPage: boolean, startCursor: string | null, endCursor: string | null }, nodes: Array<{ id: string, name: string, slug: string, createdAt: string, archivedAt: string, purgeAt: string, archivedBy: { kind: AuditActorKind, apiKeyId: string | null, apiKeyName: string | null }, counts: { apiKeyCount: number, webhookSubscriptionCount: number, authConfigCount: number, connectedAccountCount: number, triggerCount: number } | null }> } } };

export type ArchivedProjectQueryVariables = Exact<{
  id: string | number;
}>;


export type ArchivedProjectQuery = { organization: { archivedProject: { id: string, name: string, purgeAt: string } | null } };

export type RestoreProjectMutationVariables = Exact<{
  input: RestoreProjectInput;
}>;


export type RestoreProjectMutation = { restoreProject: { project: { id: string, name: string, slug: string, environment: ProjectEnvironment, isDefault: boolean, createdAt: string, updatedAt: string, config: { displayName: string | null, logoUrl: string | null, is2FAEnabled: boolean, maskSecretKeysInConnectedAccount: boolean, logVisibilitySetting: LogVisibility, requireMcpApiKey: boolean, updatedAt: string } }, projectEdge: { cursor: string, node: { id: string } }, organization: { id: string } } | null };

export type PurgeProjectMutationVariables = Exact<{
  input: PurgeProjectInput;
}>;


export type PurgeProjectMutation = { purgeProject: { purgedProjectId: string, organization: { id: string } } | null };

export type ProjectQuotaPartsFragment = { mode: QuotaMode, toolCalls: { limit: number | string, used: number | string, resetAt: string } | null, sessions: { limit: number | string, used: number | string, resetAt: string } | null };

export type SetProjectQuotaMutationVariables = Exact<{
  input: SetProjectQuotaInput;
}>;


export type SetProjectQuotaMutation = { setProjectQuota: { project: { id: string, quota: { mode: QuotaMode, toolCalls: { limit: number | string, used: number | string, resetAt: string } | null, sessions: { limit: number | string, used: number | string, resetAt: string } | null } | null } } | null };

export type GetProjectQuotaQueryVariables = Exact<{
  projectId?: string | number | null | undefined;
}>;


export type GetProjectQuotaQuery = { project: { quota: { mode: QuotaMode, toolCalls: { limit: number | string, used: number | string, resetAt: string } | null, sessions: { limit: number | string, used: number | string, resetAt: string } | null } | null } };

export type ListProjectQuotasQueryVariables = Exact<{ [key: string]: never; }>;


export type ListProjectQuotasQuery = { organization: { projects: { nodes: Array<{ id: string, quota: { mode: QuotaMode, toolCalls: { limit: number | string, used: number | string, resetAt: string } | null, sessions: { limit: number | string, used: number | string, resetAt: string } | null } | null }> } } };

export type ProjectPartsFragment = { id: string, name: string, slug: string, environment: ProjectEnvironment, isDefault: boolean, createdAt: string, updatedAt: string, config: { displayName: string | null, logoUrl: string | null, is2FAEnabled: boolean, maskSecretKeysInConnectedAccount: boolean, logVisibilitySetting: LogVisibility, requireMcpApiKey: boolean, updatedAt: string } };

export type CreateProjectMutationVariables = Exact<{
  input: CreateProjectInput;
}>;


export type CreateProjectMutation = { createProject: { project: { id: string, name: string, slug: string, environment: ProjectEnvironment, isDefault: boolean, createdAt: string, updatedAt: string, apiKeys: Array<{ id: string, name: string, prefix: string, last4: string, createdAt: string, project: { id: string } | null }>, config: { displayName: string | null, logoUrl: string | null, is2FAEnabled: boolean, maskSecretKeysInConnectedAccount: boolean, logVisibilitySetting: LogVisibility, requireMcpApiKey: boolean, updatedAt: string } }, projectEdge: { cursor: string, node: { id: string } }, issuedKey: { secret: string | null, apiKey: { id: string, name: string, prefix: string, last4: string, createdAt: string, project: { id: string } | null } } | null } | null };

export type CreateProjectsMutationVariables = Exact<{
  input: CreateProjectsInput;
}>;


export type CreateProjectsMutation = { createProjects: { createdCount: number, organization: { id: string }, results: Array<{ project: { id: string, name: string, slug: string, environment: ProjectEnvironment, isDefault: boolean, createdAt: string, updatedAt: string, config: { displayName: string | null, logoUrl: string | null, is2FAEnabled: boolean, maskSecretKeysInConnectedAccount: boolean, logVisibilitySetting: LogVisibility, requireMcpApiKey: boolean, updatedAt: string } } | null, projectEdge: { cursor: string, node: { id: string } } | null, issuedKey: { secret: string | null, apiKey: { id: string, name: string, prefix: string, last4: string, createdAt: string, project: { id: string } | null } } | null, error: { code: string, reason: ErrorReason, message: string, field: string | null, suggestedFix: string | null } | null }> } | null };

export type UpdateProjectMutationVariables = Exact<{
  input: UpdateProjectInput;
}>;


export type UpdateProjectMutation = { updateProject: { project: { id: string, name: string, slug: string, environment: ProjectEnvironment, isDefault: boolean, createdAt: string, updatedAt: string, config: { displayName: string | null, logoUrl: string | null, is2FAEnabled: boolean, maskSecretKeysInConnectedAccount: boolean, logVisibilitySetting: LogVisibility, requireMcpApiKey: boolean, updatedAt: string } } } | null };

export type UpdateProjectConfigMutationVariables = Exact<{
  input: UpdateProjectConfigInput;
}>;


export type UpdateProjectConfigMutation = { updateProjectConfig: { project: { id: string, name: string, slug: string, environment: ProjectEnvironment, isDefault: boolean, createdAt: string, updatedAt: string, config: { displayName: string | null, logoUrl: string | null, is2FAEnabled: boolean, maskSecretKeysInConnectedAccount: boolean, logVisibilitySetting: LogVisibility, requireMcpApiKey: boolean, updatedAt: string } } } | null };

export type DeleteProjectMutationVariables = Exact<{
  input: DeleteProjectInput;
}>;


export type DeleteProjectMutation = { deleteProject: { deletedProjectId: string, organization: { id: string, projects: { nodes: Array<{ id: string }> } } } | null };

export type GetProjectQueryVariables = Exact<{
  id?: string | number | null | undefined;
  slug?: string | null | undefined;
}>;


export type GetProjectQuery = { project: { id: string, name: string, slug: string, environment: ProjectEnvironment, isDefault: boolean, createdAt: string, updatedAt: string, organization: { id: string }, apiKeys: Array<{ id: string, name: string, prefix: string, last4: string, createdAt: string, project: { id: string } | null }>, config: { displayName: string | null, logoUrl: string | null, is2FAEnabled: boolean, maskSecretKeysInConnectedAccount: boolean, logVisibilitySetting: LogVisibility, requireMcpApiKey: boolean, updatedAt: string } } };

export type FindProjectQueryVariables = Exact<{
  id?: string | number | null | undefined;
  slug?: string | null | undefined;
  name?: string | null | undefined;
}>;


export type FindProjectQuery = { organization: { project: { id: string, name: string, slug: string, environment: ProjectEnvironment, isDefault: boolean, createdAt: string, updatedAt: string, config: { displayName: string | null, logoUrl: string | null, is2FAEnabled: boolean, maskSecretKeysInConnectedAccount: boolean, logVisibilitySetting: LogVisibility, requireMcpApiKey: boolean, updatedAt: string } } | null } };

export type ListProjectsQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
  last?: number | null | undefined;
  before?: string | null | undefined;
  isDefault?: boolean | null | undefined;
  environment?: ProjectEnvironment | null | undefined;
  search?: string | null | undefined;
  orderBy?: ProjectOrder | null | undefined;
}>;


export type ListProjectsQuery = { organization: { projects: { totalCount: number, nodes: Array<{ id: string, name: string }>, edges: Array<{ cursor: string, node: { id: string } }>, pageInfo: { hasNextPage: boolean, hasPreviousPage: boolean, startCursor: string | null, endCursor: string | null } } } };

export type SetRateLimitMutationVariables = Exact<{
  input: SetRateLimitInput;
}>;


export type SetRateLimitMutation = { setRateLimit: { project: { id: string, rateLimitPerMinute: number | null, guaranteedPerMinute: number | null } | null, apiKey: { id: string, rateLimitPerMinute: number | null, guaranteedPerMinute: number | null } | null } | null };

export type GetRateLimitQueryVariables = Exact<{ [key: string]: never; }>;


export type GetRateLimitQuery = { viewer: { apiKey: { id: string, rateLimitPerMinute: number | null, guaranteedPerMinute: number | null }, rateLimit: { budget: RateLimitBudget, limit: number, remaining: number, resetAt: string, cost: number } | null } };

export type SessionPartsFragment = { id: string, userId: string, toolkitSlugs: Array<string>, status: SessionStatus, createdAt: string, closedAt: string | null, toolCallCount: number };

export type CreateSessionMutationVariables = Exact<{
  input: CreateSessionInput;
}>;


export type CreateSessionMutation = { createSession: { session: { id: string, userId: string, toolkitSlugs: Array<string>, status: SessionStatus, createdAt: string, closedAt: string | null, toolCallCount: number } } | null };

export type CloseSessionMutationVariables = Exact<{
  input: CloseSessionInput;
}>;


export type CloseSessionMutation = { closeSession: { session: { id: string, userId: string, toolkitSlugs: Array<string>, status: SessionStatus, createdAt: string, closedAt: string | null, toolCallCount: number } } | null };

export type GetSessionQueryVariables = Exact<{
  projectId?: string | number | null | undefined;
  id: string | number;
}>;


export type GetSessionQuery = { project: { session: { id: string, userId: string, toolkitSlugs: Array<string>, status: SessionStatus, createdAt: string, closedAt: string | null, toolCallCount: number } | null } };

export type ListSessionsQueryVariables = Exact<{
  projectId?: string | number | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
  last?: number | null | undefined;
  before?: string | null | undefined;
  statuses?: Array<SessionStatus> | SessionStatus | null | undefined;
  userIds?: Array<string> | string | null | undefined;
  toolkitSlugs?: Array<string> | string | null | undefined;
}>;


export type ListSessionsQuery = { project: { sessions: { totalCount: number, nodes: Array<{ id: string, userId: string, toolkitSlugs: Array<string>, status: SessionStatus, createdAt: string, closedAt: string | null, toolCallCount: number }>, pageInfo: { hasNextPage: boolean, hasPreviousPage: boolean, startCursor: string | null, endCursor: string | null } } } };

export type NodeSessionQueryVariables = Exact<{
  id: string | number;
}>;


export type NodeSessionQuery = { node:
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string, userId: string, toolkitSlugs: Array<string>, status: SessionStatus, createdAt: string, closedAt: string | null, toolCallCount: number }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
   | null };

export type ToolCallLogPartsFragment = { id: string, idempotencyKey: string, toolSlug: string, toolkitSlug: string, connectedAccountId: string | null, userId: string | null, status: ToolCallStatus, durationMs: number, errorCode: string | null, errorMessage: string | null, arguments: Record<string, unknown> | null, response: Record<string, unknown> | null, calledAt: string, createdAt: string, session: { id: string } | null, connectedAccount: { id: string } | null };

export type RecordToolCallsMutationVariables = Exact<{
  input: RecordToolCallsInput;
}>;


export type RecordToolCallsMutation = { recordToolCalls: { recordedCount: number, duplicateCount: number, toolCallLogs: Array<{ id: string, idempotencyKey: string, toolSlug: string, toolkitSlug: string, connectedAccountId: string | null, userId: string | null, status: ToolCallStatus, durationMs: number, errorCode: string | null, errorMessage: string | null, arguments: Record<string, unknown> | null, response: Record<string, unknown> | null, calledAt: string, createdAt: string, session: { id: string } | null, connectedAccount: { id: string } | null }> } | null };

export type RecordToolCallsBrieflyMutationVariables = Exact<{
  input: RecordToolCallsInput;
}>;


export type RecordToolCallsBrieflyMutation = { recordToolCalls: { recordedCount: number, duplicateCount: number, uncountedCount: number, overQuotaCount: number } | null };

export type GetToolCallLogQueryVariables = Exact<{
  projectId?: string | number | null | undefined;
  id: string | number;
}>;


export type GetToolCallLogQuery = { project: { toolCallLog: { id: string, idempotencyKey: string, toolSlug: string, toolkitSlug: string, connectedAccountId: string | null, userId: string | null, status: ToolCallStatus, durationMs: number, errorCode: string | null, errorMessage: string | null, arguments: Record<string, unknown> | null, response: Record<string, unknown> | null, calledAt: string, createdAt: string, session: { id: string } | null, connectedAccount: { id: string } | null } | null } };

export type ListToolCallLogsQueryVariables = Exact<{
  projectId?: string | number | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
  last?: number | null | undefined;
  before?: string | null | undefined;
  toolSlugs?: Array<string> | string | null | undefined;
  toolkitSlugs?: Array<string> | string | null | undefined;
  statuses?: Array<ToolCallStatus> | ToolCallStatus | null | undefined;
  sessionId?: string | number | null | undefined;
  connectedAccountId?: string | number | null | undefined;
  userIds?: Array<string> | string | null | undefined;
  from?: string | null | undefined;
  to?: string | null | undefined;
}>;


export type ListToolCallLogsQuery = { project: { toolCallLogs: { totalCount: number, nodes: Array<{ id: string, idempotencyKey: string, toolSlug: string, toolkitSlug: string, connectedAccountId: string | null, userId: string | null, status: ToolCallStatus, durationMs: number, errorCode: string | null, errorMessage: string | null, arguments: Record<string, unknown> | null, response: Record<string, unknown> | null, calledAt: string, createdAt: string, session: { id: string } | null, connectedAccount: { id: string } | null }>, pageInfo: { hasNextPage: boolean, hasPreviousPage: boolean, startCursor: string | null, endCursor: string | null } } } };

export type NodeToolCallLogQueryVariables = Exact<{
  id: string | number;
}>;


export type NodeToolCallLogQuery = { node:
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string, idempotencyKey: string, toolSlug: string, toolkitSlug: string, connectedAccountId: string | null, userId: string | null, status: ToolCallStatus, durationMs: number, errorCode: string | null, errorMessage: string | null, arguments: Record<string, unknown> | null, response: Record<string, unknown> | null, calledAt: string, createdAt: string, session: { id: string } | null, connectedAccount: { id: string } | null }
    | { id: string }
    | { id: string }
    | { id: string }
   | null };

export type TriggerPartsFragment = { id: string, slug: string, userId: string, config: Record<string, unknown>, enabled: boolean, createdAt: string, updatedAt: string, connectedAccount: { id: string } };

export type UpsertTriggerMutationVariables = Exact<{
  input: UpsertTriggerInput;
}>;


export type UpsertTriggerMutation = { upsertTrigger: { wasCreated: boolean, trigger: { id: string, slug: string, userId: string, config: Record<string, unknown>, enabled: boolean, createdAt: string, updatedAt: string, connectedAccount: { id: string } } } | null };

export type SetTriggerEnabledMutationVariables = Exact<{
  input: SetTriggerEnabledInput;
}>;


export type SetTriggerEnabledMutation = { setTriggerEnabled: { trigger: { id: string, slug: string, userId: string, config: Record<string, unknown>, enabled: boolean, createdAt: string, updatedAt: string, connectedAccount: { id: string } } } | null };

export type DeleteTriggerMutationVariables = Exact<{
  input: DeleteTriggerInput;
}>;


export type DeleteTriggerMutation = { deleteTrigger: { deletedTriggerId: string, project: { id: string, triggers: { nodes: Array<{ id: string }> } } } | null };

export type GetTriggerQueryVariables = Exact<{
  projectId?: string | number | null | undefined;
  id: string | number;
}>;


export type GetTriggerQuery = { project: { trigger: { id: string, slug: string, userId: string, config: Record<string, unknown>, enabled: boolean, createdAt: string, updatedAt: string, connectedAccount: { id: string } } | null } };

export type ListTriggersQueryVariables = Exact<{
  projectId?: string | number | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
  last?: number | null | undefined;
  before?: string | null | undefined;
  slugs?: Array<string> | string | null | undefined;
  connectedAccountIds?: Array<string | number> | string | number | null | undefined;
  userIds?: Array<string> | string | null | undefined;
  enabled?: boolean | null | undefined;
  search?: string | null | undefined;
}>;


export type ListTriggersQuery = { project: { triggers: { totalCount: number, nodes: Array<{ id: string, slug: string, userId: string, config: Record<string, unknown>, enabled: boolean, createdAt: string, updatedAt: string, connectedAccount: { id: string } }>, pageInfo: { hasNextPage: boolean, hasPreviousPage: boolean, startCursor: string | null, endCursor: string | null } } } };

export type NodeTriggerQueryVariables = Exact<{
  id: string | number;
}>;


export type NodeTriggerQuery = { node:
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string, slug: string, userId: string, config: Record<string, unknown>, enabled: boolean, createdAt: string, updatedAt: string, connectedAccount: { id: string } }
    | { id: string }
    | { id: string }
   | null };

export type ProjectUsageSummaryQueryVariables = Exact<{
  projectId?: string | number | null | undefined;
  from?: string | null | undefined;
  to?: string | null | undefined;
  entityTypes?: Array<UsageEntityType> | UsageEntityType | null | undefined;
  filter?: UsageFilter | null | undefined;
}>;


export type ProjectUsageSummaryQuery = { project: { usage: { summary: { from: string, to: string, total: number | string, entities: Array<{ entityType: UsageEntityType, total: number | string, errorCount: number | string, durationMs: number | string }> } } } };

export type ProjectUsageBreakdownQueryVariables = Exact<{
  projectId?: string | number | null | undefined;
  entityType: UsageEntityType;
  groupBy: UsageGrouping;
  from?: string | null | undefined;
  to?: string | null | undefined;
  orderBy?: UsageOrder | null | undefined;
  first?: number | null | undefined;
  filter?: UsageFilter | null | undefined;
}>;


export type ProjectUsageBreakdownQuery = { project: { usage: { breakdown: { total: number | string, otherTotal: number | string, groupCount: number | string, groups: Array<{ key: string | null, total: number | string, errorCount: number | string, durationMs: number | string }> } } } };

export type ProjectUsageGroupsQueryVariables = Exact<{
  groupBy: UsageGrouping;
  from?: string | null | undefined;
  first?: number | null | undefined;
  orderBy?: UsageOrder | null | undefined;
}>;


export type ProjectUsageGroupsQuery = { project: { usage: { breakdown: { total: number | string, groups: Array<{ key: string | null, total: number | string }> } } } };

export type ProjectUsageGroupCountsQueryVariables = Exact<{
  from?: string | null | undefined;
}>;


export type ProjectUsageGroupCountsQuery = { project: { usage: { aliased: { count: number | string }, included: { total: number | string } & { groupCount?: number | string }, named: { groupCount: number | string }, merged: { total: number | string, groupCount: number | string } } } };

export type CountOfGroupsFragment = { groupCount: number | string };

export type ProjectUsageTimeSeriesQueryVariables = Exact<{
  projectId?: string | number | null | undefined;
  entityType: UsageEntityType;
  interval: UsageInterval;
  from?: string | null | undefined;
  to?: string | null | undefined;
  filter?: UsageFilter | null | undefined;
}>;


export type ProjectUsageTimeSeriesQuery = { project: { usage: { timeSeries: { from: string, to: string, total: number | string, points: Array<{ at: string, total: number | string, errorCount: number | string, durationMs: number | string }> } } } };

export type OrganizationUsageQueryVariables = Exact<{
  from?: string | null | undefined;
  to?: string | null | undefined;
  groupBy: UsageGrouping;
  interval: UsageInterval;
  filter?: UsageFilter | null | undefined;
}>;


export type OrganizationUsageQuery = { organization: { usage: { summary: { total: number | string }, breakdown: { total: number | string, otherTotal: number | string, groupCount: number | string, groups: Array<{ key: string | null, total: number | string }> }, timeSeries: { total: number | string } } } };

export type LastUsedQueryVariables = Exact<{ [key: string]: never; }>;


export type LastUsedQuery = { organization: { usage: { lastUsedAt: string | null }, projects: { nodes: Array<{ id: string, usage: { lastUsedAt: string | null } }> } } };

export type ViewerQueryVariables = Exact<{ [key: string]: never; }>;


export type ViewerQuery = { viewer: { kind: KeyKind, apiKey: { id: string, name: string, prefix: string, last4: string, createdAt: string, project: { id: string } | null }, organization: { id: string, name: string }, project: { id: string } | null } };

export type WebhookSubscriptionPartsFragment = { id: string, url: string, events: Array<WebhookEventType>, description: string | null, enabled: boolean, disabledReason: WebhookDisabledReason | null, headerNames: Array<string>, previousSecretExpiresAt: string | null, createdAt: string, updatedAt: string, project: { id: string } | null };

export type WebhookDeliveryPartsFragment = { id: string, eventId: string, eventType: WebhookEventType, payload: string, status: WebhookDeliveryStatus, attemptCount: number, responseStatus: number | null, error: string | null, lastAttemptAt: string | null, nextAttemptAt: string | null, createdAt: string };

export type CreateWebhookSubscriptionMutationVariables = Exact<{
  input: CreateWebhookSubscriptionInput;
}>;


export type CreateWebhookSubscriptionMutation = { createWebhookSubscription: { secret: string | null, webhookSubscription: { id: string, url: string, events: Array<WebhookEventType>, description: string | null, enabled: boolean, disabledReason: WebhookDisabledReason | null, headerNames: Array<string>, previousSecretExpiresAt: string | null, createdAt: string, updatedAt: string, project: { id: string } | null } } | null };

export type UpdateWebhookSubscriptionMutationVariables = Exact<{
  input: UpdateWebhookSubscriptionInput;
}>;


export type UpdateWebhookSubscriptionMutation = { updateWebhookSubscription: { webhookSubscription: { id: string, url: string, events: Array<WebhookEventType>, description: string | null, enabled: boolean, disabledReason: WebhookDisabledReason | null, headerNames: Array<string>, previousSecretExpiresAt: string | null, createdAt: string, updatedAt: string, project: { id: string } | null } } | null };

export type RotateWebhookSecretMutationVariables = Exact<{
  input: RotateWebhookSecretInput;
}>;


export type RotateWebhookSecretMutation = { rotateWebhookSecret: { secret: string | null, webhookSubscription: { id: string, url: string, events: Array<WebhookEventType>, description: string | null, enabled: boolean, disabledReason: WebhookDisabledReason | null, headerNames: Array<string>, previousSecretExpiresAt: string | null, createdAt: string, updatedAt: string, project: { id: string } | null } } | null };

export type DeleteWebhookSubscriptionMutationVariables = Exact<{
  input: DeleteWebhookSubscriptionInput;
}>;


export type DeleteWebhookSubscriptionMutation = { deleteWebhookSubscription: { deletedWebhookSubscriptionId: string } | null };

export type RedeliverWebhookMutationVariables = Exact<{
  input: RedeliverWebhookInput;
}>;


export type RedeliverWebhookMutation = { redeliverWebhook: { delivery: { id: string, eventId: string, eventType: WebhookEventType, payload: string, status: WebhookDeliveryStatus, attemptCount: number, responseStatus: number | null, error: string | null, lastAttemptAt: string | null, nextAttemptAt: string | null, createdAt: string } } | null };

export type RedeliverWebhooksMutationVariables = Exact<{
  input: RedeliverWebhooksInput;
}>;


export type RedeliverWebhooksMutation = { redeliverWebhooks: { redeliveredCount: number, webhookSubscription: { id: string } } | null };

export type SendTestWebhookMutationVariables = Exact<{
  input: SendTestWebhookInput;
}>;


export type SendTestWebhookMutation = { sendTestWebhook: { delivery: { id: string, eventId: string, eventType: WebhookEventType, payload: string, status: WebhookDeliveryStatus, attemptCount: number, responseStatus: number | null, error: string | null, lastAttemptAt: string | null, nextAttemptAt: string | null, createdAt: string, subscription: { id: string } } } | null };

export type ListProjectWebhooksQueryVariables = Exact<{
  projectId?: string | number | null | undefined;
  search?: string | null | undefined;
}>;


export type ListProjectWebhooksQuery = { project: { webhookSubscriptions: Array<{ id: string, url: string, events: Array<WebhookEventType>, description: string | null, enabled: boolean, disabledReason: WebhookDisabledReason | null, headerNames: Array<string>, previousSecretExpiresAt: string | null, createdAt: string, updatedAt: string, project: { id: string } | null }> } };

export type ListOrganizationWebhooksQueryVariables = Exact<{
  search?: string | null | undefined;
}>;


export type ListOrganizationWebhooksQuery = { organization: { webhookSubscriptions: Array<{ id: string, url: string, events: Array<WebhookEventType>, description: string | null, enabled: boolean, disabledReason: WebhookDisabledReason | null, headerNames: Array<string>, previousSecretExpiresAt: string | null, createdAt: string, updatedAt: string, project: { id: string } | null }> } };

export type ListWebhookDeliveriesQueryVariables = Exact<{
  id: string | number;
  status?: WebhookDeliveryStatus | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
  last?: number | null | undefined;
  before?: string | null | undefined;
}>;


export type ListWebhookDeliveriesQuery = { node:
    | { id: string, deliveries: { totalCount: number, nodes: Array<{ id: string, eventId: string, eventType: WebhookEventType, payload: string, status: WebhookDeliveryStatus, attemptCount: number, responseStatus: number | null, error: string | null, lastAttemptAt: string | null, nextAttemptAt: string | null, createdAt: string }>, pageInfo: { hasNextPage: boolean, hasPreviousPage: boolean, startCursor: string | null, endCursor: string | null } } }
    | Record<PropertyKey, never>
   | null };

export class TypedDocumentString<TResult, TVariables>
  extends String
  implements DocumentTypeDecoration<TResult, TVariables>
{
  __apiType?: NonNullable<DocumentTypeDecoration<TResult, TVariables>['__apiType']>;
  private value: string;
  public __meta__?: Record<string, any> | undefined;

  constructor(value: string, __meta__?: Record<string, any> | undefined) {
    super(value);
    this.value = value;
    this.__meta__ = __meta__;
  }

  override toString(): string & DocumentTypeDecoration<TResult, TVariables> {
    return this.value;
  }
}
export const ApiKeyPartsFragmentDoc = new TypedDocumentString(`
    fragment ApiKeyParts on ApiKey {
  id
  name
  prefix
  last4
  createdAt
  project {
    id
  }
}
    `, {"fragmentName":"ApiKeyParts"}) as unknown as TypedDocumentString<ApiKeyPartsFragment, unknown>;
export const ApiKeyDetailsFragmentDoc = new TypedDocumentString(`
    fragment ApiKeyDetails on ApiKey {
  ...ApiKeyParts
  scopes
  projectIds
  allowedIps
  expiresAt
  enabled
  createdBy {
    kind
    apiKeyId
  }
  secrets {
    last4
    createdAt
    expiresAt
  }
}
    fragment ApiKeyParts on ApiKey {
  id
  name
  prefix
  last4
  createdAt
  project {
    id
  }
}`, {"fragmentName":"ApiKeyDetails"}) as unknown as TypedDocumentString<ApiKeyDetailsFragment, unknown>;
export const AuditEntryPartsFragmentDoc = new TypedDocumentString(`
    fragment AuditEntryParts on AuditLogEntry {
  id
  action
  actor {
    kind
    apiKeyId
    apiKeyName
    apiKey {
      id
      last4
    }
  }
  targetId
  projectId
  project {
    id
    name
  }
  changes
  result
  deniedReason
  ip
  userAgent
  requestId
  createdAt
}
    `, {"fragmentName":"AuditEntryParts"}) as unknown as TypedDocumentString<AuditEntryPartsFragment, unknown>;
export const AuditPagePartsFragmentDoc = new TypedDocumentString(`
    fragment AuditPageParts on AuditLogConnection {
  totalCount
  nodes {
    ...AuditEntryParts
  }
  edges {
    cursor
    node {
      id
    }
  }
  pageInfo {
    hasNextPage
    hasPreviousPage
    startCursor
    endCursor
  }
}
    fragment AuditEntryParts on AuditLogEntry {
  id
  action
  actor {
    kind
    apiKeyId
    apiKeyName
    apiKey {
      id
      last4
    }
  }
  targetId
  projectId
  project {
    id
    name
  }
  changes
  result
  deniedReason
  ip
  userAgent
  requestId
  createdAt
}`, {"fragmentName":"AuditPageParts"}) as unknown as TypedDocumentString<AuditPagePartsFragment, unknown>;
export const AuthConfigPartsFragmentDoc = new TypedDocumentString(`
    fragment AuthConfigParts on AuthConfig {
  id
  toolkitSlug
  name
  authScheme
  credentials
  isManaged
  status
  connectedAccountCount
  createdAt
  updatedAt
}
    `, {"fragmentName":"AuthConfigParts"}) as unknown as TypedDocumentString<AuthConfigPartsFragment, unknown>;
export const ConnectedAccountPartsFragmentDoc = new TypedDocumentString(`
    fragment ConnectedAccountParts on ConnectedAccount {
  id
  authConfig {
    id
  }
  toolkitSlug
  userId
  alias
  status
  statusReason
  credentials
  expiresAt
  createdAt
  updatedAt
}
    `, {"fragmentName":"ConnectedAccountParts"}) as unknown as TypedDocumentString<ConnectedAccountPartsFragment, unknown>;
export const PreviewPartsFragmentDoc = new TypedDocumentString(`
    fragment PreviewParts on DeletionPreview {
  removes {
    type
    count
    isEstimate
    newest
    examples {
      id
      name
    }
  }
  withheld
  keeps
  irreversible
  restorableDays
  blockers {
    reason
    suggestedFix
  }
  fingerprint
  estimatedPurgeSeconds
}
    `, {"fragmentName":"PreviewParts"}) as unknown as TypedDocumentString<PreviewPartsFragment, unknown>;
export const StopPartsFragmentDoc = new TypedDocumentString(`
    fragment StopParts on DeletionPreview {
  stops {
    apiKey {
      id
      name
    }
    lastUsedAt
    callsLast7Days
  }
}
    `, {"fragmentName":"StopParts"}) as unknown as TypedDocumentString<StopPartsFragment, unknown>;
export const McpServerPartsFragmentDoc = new TypedDocumentString(`
    fragment McpServerParts on McpServer {
  id
  name
  allowedTools
  url
  createdAt
  updatedAt
}
    `, {"fragmentName":"McpServerParts"}) as unknown as TypedDocumentString<McpServerPartsFragment, unknown>;
export const ManagedOrganizationPartsFragmentDoc = new TypedDocumentString(`
    fragment ManagedOrganizationParts on Organization {
  id
  name
  createdAt
  updatedAt
  suspendedAt
  suspensionReason
}
    `, {"fragmentName":"ManagedOrganizationParts"}) as unknown as TypedDocumentString<ManagedOrganizationPartsFragment, unknown>;
export const ProjectQuotaPartsFragmentDoc = new TypedDocumentString(`
    fragment ProjectQuotaParts on ProjectQuota {
  mode
  toolCalls {
    limit
    used
    resetAt
  }
  sessions {
    limit
    used
    resetAt
  }
}
    `, {"fragmentName":"ProjectQuotaParts"}) as unknown as TypedDocumentString<ProjectQuotaPartsFragment, unknown>;
export const ProjectPartsFragmentDoc = new TypedDocumentString(`
    fragment ProjectParts on Project {
  id
  name
  slug
  environment
  isDefault
  createdAt
  updatedAt
  config {
    displayName
    logoUrl
    is2FAEnabled
    maskSecretKeysInConnectedAccount
    logVisibilitySetting
    requireMcpApiKey
    updatedAt
  }
}
    `, {"fragmentName":"ProjectParts"}) as unknown as TypedDocumentString<ProjectPartsFragment, unknown>;
export const SessionPartsFragmentDoc = new TypedDocumentString(`
    fragment SessionParts on Session {
  id
  userId
  toolkitSlugs
  status
  createdAt
  closedAt
  toolCallCount
}
    `, {"fragmentName":"SessionParts"}) as unknown as TypedDocumentString<SessionPartsFragment, unknown>;
export const ToolCallLogPartsFragmentDoc = new TypedDocumentString(`
    fragment ToolCallLogParts on ToolCallLog {
  id
  idempotencyKey
  toolSlug
  toolkitSlug
  session {
    id
  }
  connectedAccount {
    id
  }
  connectedAccountId
  userId
  status
  durationMs
  errorCode
  errorMessage
  arguments
  response
  calledAt
  createdAt
}
    `, {"fragmentName":"ToolCallLogParts"}) as unknown as TypedDocumentString<ToolCallLogPartsFragment, unknown>;
export const TriggerPartsFragmentDoc = new TypedDocumentString(`
    fragment TriggerParts on Trigger {
  id
  slug
  connectedAccount {
    id
  }
  userId
  config
  enabled
  createdAt
  updatedAt
}
    `, {"fragmentName":"TriggerParts"}) as unknown as TypedDocumentString<TriggerPartsFragment, unknown>;
export const CountOfGroupsFragmentDoc = new TypedDocumentString(`
    fragment CountOfGroups on UsageBreakdown {
  groupCount
}
    `, {"fragmentName":"CountOfGroups"}) as unknown as TypedDocumentString<CountOfGroupsFragment, unknown>;
export const WebhookSubscriptionPartsFragmentDoc = new TypedDocumentString(`
    fragment WebhookSubscriptionParts on WebhookSubscription {
  id
  url
  events
  description
  enabled
  disabledReason
  headerNames
  previousSecretExpiresAt
  createdAt
  updatedAt
  project {
    id
  }
}
    `, {"fragmentName":"WebhookSubscriptionParts"}) as unknown as TypedDocumentString<WebhookSubscriptionPartsFragment, unknown>;
export const WebhookDeliveryPartsFragmentDoc = new TypedDocumentString(`
    fragment WebhookDeliveryParts on WebhookDelivery {
  id
  eventId
  eventType
  payload
  status
  attemptCount
  responseStatus
  error
  lastAttemptAt
  nextAttemptAt
  createdAt
}
    `, {"fragmentName":"WebhookDeliveryParts"}) as unknown as TypedDocumentString<WebhookDeliveryPartsFragment, unknown>;
export const BudgetOfViewerDocument = new TypedDocumentString(`
    query BudgetOfViewer {
  viewer {
    rateLimit {
      budget
    }
  }
}
    `) as unknown as TypedDocumentString<BudgetOfViewerQuery, BudgetOfViewerQueryVariables>;
export const CountProjectsDocument = new TypedDocumentString(`
    query CountProjects {
  organization {
    id
    projects {
      totalCount
    }
  }
}
    `) as unknown as TypedDocumentString<CountProjectsQuery, CountProjectsQueryVariables>;
export const ReadOrganizationKeysDocument = new TypedDocumentString(`
    query ReadOrganizationKeys {
  organization {
    apiKeys {
      id
    }
  }
}
    `) as unknown as TypedDocumentString<ReadOrganizationKeysQuery, ReadOrganizationKeysQueryVariables>;
export const KeyOfViewerDocument = new TypedDocumentString(`
    query KeyOfViewer {
  viewer {
    apiKey {
      id
    }
  }
}
    `) as unknown as TypedDocumentString<KeyOfViewerQuery, KeyOfViewerQueryVariables>;
export const LogOfOrganizationDocument = new TypedDocumentString(`
    query LogOfOrganization {
  organization {
    auditLog(first: 100) {
      nodes {
        projectId
      }
    }
  }
}
    `) as unknown as TypedDocumentString<LogOfOrganizationQuery, LogOfOrganizationQueryVariables>;
export const KeysOfOrganizationDocument = new TypedDocumentString(`
    query KeysOfOrganization {
  organization {
    apiKeys {
      id
    }
  }
}
    `) as unknown as TypedDocumentString<KeysOfOrganizationQuery, KeysOfOrganizationQueryVariables>;
export const KeysOfMyOrganizationDocument = new TypedDocumentString(`
    query KeysOfMyOrganization {
  viewer {
    organization {
      apiKeys {
        id
      }
    }
  }
}
    `) as unknown as TypedDocumentString<KeysOfMyOrganizationQuery, KeysOfMyOrganizationQueryVariables>;
export const ConfigOfProjectDocument = new TypedDocumentString(`
    query ConfigOfProject {
  project {
    id
    config {
      displayName
    }
  }
}
    `) as unknown as TypedDocumentString<ConfigOfProjectQuery, ConfigOfProjectQueryVariables>;
export const TriggersOfProjectDocument = new TypedDocumentString(`
    query TriggersOfProject {
  project {
    id
    triggers {
      nodes {
        id
      }
    }
  }
}
    `) as unknown as TypedDocumentString<TriggersOfProjectQuery, TriggersOfProjectQueryVariables>;
export const ReadEntriesDocument = new TypedDocumentString(`
    query ReadEntries($first: Int) {
  organization {
    auditLog(first: $first) {
      nodes {
        ...AuditEntryParts
      }
    }
  }
}
    fragment AuditEntryParts on AuditLogEntry {
  id
  action
  actor {
    kind
    apiKeyId
    apiKeyName
    apiKey {
      id
      last4
    }
  }
  targetId
  projectId
  project {
    id
    name
  }
  changes
  result
  deniedReason
  ip
  userAgent
  requestId
  createdAt
}`) as unknown as TypedDocumentString<ReadEntriesQuery, ReadEntriesQueryVariables>;
export const ReadWhenDocument = new TypedDocumentString(`
    query ReadWhen($first: Int, $after: String) {
  organization {
    auditLog(first: $first, after: $after) {
      edges {
        node {
          createdAt
        }
      }
    }
  }
}
    `) as unknown as TypedDocumentString<ReadWhenQuery, ReadWhenQueryVariables>;
export const ReadWhenAndHowManyDocument = new TypedDocumentString(`
    query ReadWhenAndHowMany {
  organization {
    auditLog {
      totalCount
      edges {
        node {
          createdAt
        }
      }
    }
  }
}
    `) as unknown as TypedDocumentString<ReadWhenAndHowManyQuery, ReadWhenAndHowManyQueryVariables>;
export const ReadWhenOfProjectDocument = new TypedDocumentString(`
    query ReadWhenOfProject($id: ID, $after: String) {
  project(id: $id) {
    auditLog(after: $after) {
      edges {
        node {
          createdAt
        }
      }
    }
  }
}
    `) as unknown as TypedDocumentString<ReadWhenOfProjectQuery, ReadWhenOfProjectQueryVariables>;
export const OperatorReadsAuditLogDocument = new TypedDocumentString(`
    mutation OperatorReadsAuditLog {
  createOrganization(input: {name: "Watched"}) {
    organization {
      auditLog {
        totalCount
      }
    }
  }
}
    `) as unknown as TypedDocumentString<OperatorReadsAuditLogMutation, OperatorReadsAuditLogMutationVariables>;
export const ProjectReadsAuditLogOfOrganizationDocument = new TypedDocumentString(`
    query ProjectReadsAuditLogOfOrganization {
  viewer {
    organization {
      auditLog {
        totalCount
      }
    }
  }
}
    `) as unknown as TypedDocumentString<ProjectReadsAuditLogOfOrganizationQuery, ProjectReadsAuditLogOfOrganizationQueryVariables>;
export const ReadAccountsDocument = new TypedDocumentString(`
    query ReadAccounts($first: Int) {
  project {
    connectedAccounts(first: $first) {
      nodes {
        id
        credentials
        authConfig {
          id
          connectedAccountCount
        }
      }
    }
  }
}
    `) as unknown as TypedDocumentString<ReadAccountsQuery, ReadAccountsQueryVariables>;
export const ReadAuthConfigsDocument = new TypedDocumentString(`
    query ReadAuthConfigs($first: Int) {
  project {
    authConfigs(first: $first) {
      totalCount
      nodes {
        id
        credentials
        connectedAccountCount
      }
    }
  }
}
    `) as unknown as TypedDocumentString<ReadAuthConfigsQuery, ReadAuthConfigsQueryVariables>;
export const ReadEverythingDocument = new TypedDocumentString(`
    query ReadEverything($first: Int) {
  organization {
    projects(first: $first) {
      nodes {
        authConfigs(first: 2) {
          totalCount
          nodes {
            id
            connectedAccountCount
          }
        }
        connectedAccounts(statuses: [ACTIVE]) {
          totalCount
          nodes {
            credentials
            authConfig {
              id
            }
          }
        }
      }
    }
  }
}
    `) as unknown as TypedDocumentString<ReadEverythingQuery, ReadEverythingQueryVariables>;
export const PayloadOfNewOrganizationDocument = new TypedDocumentString(`
    mutation PayloadOfNewOrganization($input: CreateOrganizationInput!) {
  createOrganization(input: $input) {
    organization {
      id
      projects {
        totalCount
        nodes {
          id
          organization {
            id
          }
          apiKeys {
            id
          }
        }
      }
      project(name: "default") {
        id
      }
      apiKeys {
        project {
          id
        }
      }
    }
  }
}
    `) as unknown as TypedDocumentString<PayloadOfNewOrganizationMutation, PayloadOfNewOrganizationMutationVariables>;
export const WalkUpDocument = new TypedDocumentString(`
    query WalkUp($projects: Boolean = false, $apiKeys: Boolean = false, $defaultProject: Boolean = false, $project: Boolean = false) {
  viewer {
    organization {
      id
      name
      projects @include(if: $projects) {
        totalCount
      }
      apiKeys @include(if: $apiKeys) {
        id
      }
      defaultProject @include(if: $defaultProject) {
        id
      }
      project(slug: "own") @include(if: $project) {
        id
      }
    }
  }
}
    `) as unknown as TypedDocumentString<WalkUpQuery, WalkUpQueryVariables>;
export const WalkAcrossDocument = new TypedDocumentString(`
    query WalkAcross {
  project {
    organization {
      projects {
        nodes {
          id
        }
      }
    }
  }
}
    `) as unknown as TypedDocumentString<WalkAcrossQuery, WalkAcrossQueryVariables>;
export const PryIntoOrganizationDocument = new TypedDocumentString(`
    query PryIntoOrganization($id: ID!) {
  organization(id: $id) {
    projects {
      nodes {
        name
        connectedAccounts {
          nodes {
            credentials
          }
        }
      }
    }
  }
}
    `) as unknown as TypedDocumentString<PryIntoOrganizationQuery, PryIntoOrganizationQueryVariables>;
export const ReadProjectDocument = new TypedDocumentString(`
    query ReadProject($id: ID, $slug: String) {
  project(id: $id, slug: $slug) {
    ...ProjectParts
    apiKeys {
      id
      prefix
      last4
    }
  }
}
    fragment ProjectParts on Project {
  id
  name
  slug
  environment
  isDefault
  createdAt
  updatedAt
  config {
    displayName
    logoUrl
    is2FAEnabled
    maskSecretKeysInConnectedAccount
    logVisibilitySetting
    requireMcpApiKey
    updatedAt
  }
}`) as unknown as TypedDocumentString<ReadProjectQuery, ReadProjectQueryVariables>;
export const ReadProjectsDocument = new TypedDocumentString(`
    query ReadProjects($first: Int) {
  organization {
    id
    name
    projects(first: $first) {
      nodes {
        ...ProjectParts
        organization {
          id
        }
        apiKeys {
          id
          prefix
          last4
        }
      }
    }
  }
}
    fragment ProjectParts on Project {
  id
  name
  slug
  environment
  isDefault
  createdAt
  updatedAt
  config {
    displayName
    logoUrl
    is2FAEnabled
    maskSecretKeysInConnectedAccount
    logVisibilitySetting
    requireMcpApiKey
    updatedAt
  }
}`) as unknown as TypedDocumentString<ReadProjectsQuery, ReadProjectsQueryVariables>;
export const ReadPageDocument = new TypedDocumentString(`
    query ReadPage {
  organization {
    projects {
      nodes {
        id
      }
    }
  }
}
    `) as unknown as TypedDocumentString<ReadPageQuery, ReadPageQueryVariables>;
export const ReadPageAndCountDocument = new TypedDocumentString(`
    query ReadPageAndCount {
  organization {
    projects {
      totalCount
      nodes {
        id
      }
    }
  }
}
    `) as unknown as TypedDocumentString<ReadPageAndCountQuery, ReadPageAndCountQueryVariables>;
export const ReadNodesDocument = new TypedDocumentString(`
    query ReadNodes($ids: [ID!]!) {
  nodes(ids: $ids) {
    id
    ... on Project {
      name
      config {
        displayName
      }
      apiKeys {
        id
      }
    }
  }
}
    `) as unknown as TypedDocumentString<ReadNodesQuery, ReadNodesQueryVariables>;
export const ReadViewerDocument = new TypedDocumentString(`
    query ReadViewer {
  viewer {
    kind
    apiKey {
      id
      name
      prefix
      last4
      createdAt
    }
  }
}
    `) as unknown as TypedDocumentString<ReadViewerQuery, ReadViewerQueryVariables>;
export const WriteProjectDocument = new TypedDocumentString(`
    mutation WriteProject($input: CreateProjectInput!) {
  createProject(input: $input) {
    project {
      ...ProjectParts
    }
    projectEdge {
      cursor
    }
    issuedKey {
      secret
      apiKey {
        id
        prefix
      }
    }
  }
}
    fragment ProjectParts on Project {
  id
  name
  slug
  environment
  isDefault
  createdAt
  updatedAt
  config {
    displayName
    logoUrl
    is2FAEnabled
    maskSecretKeysInConnectedAccount
    logVisibilitySetting
    requireMcpApiKey
    updatedAt
  }
}`) as unknown as TypedDocumentString<WriteProjectMutation, WriteProjectMutationVariables>;
export const WriteKeyDocument = new TypedDocumentString(`
    mutation WriteKey($projectId: ID!) {
  regenerateApiKey(input: {projectId: $projectId}) {
    project {
      id
      name
    }
    issuedKey {
      secret
      apiKey {
        id
        prefix
      }
    }
  }
}
    `) as unknown as TypedDocumentString<WriteKeyMutation, WriteKeyMutationVariables>;
export const ReadSessionsDocument = new TypedDocumentString(`
    query ReadSessions($first: Int) {
  project {
    sessions(first: $first) {
      nodes {
        id
        toolCallCount
      }
    }
  }
}
    `) as unknown as TypedDocumentString<ReadSessionsQuery, ReadSessionsQueryVariables>;
export const ReadTriggersDocument = new TypedDocumentString(`
    query ReadTriggers($first: Int) {
  project {
    triggers(first: $first) {
      nodes {
        id
        config
        connectedAccount {
          id
          status
        }
      }
    }
  }
}
    `) as unknown as TypedDocumentString<ReadTriggersQuery, ReadTriggersQueryVariables>;
export const ReadCallsDocument = new TypedDocumentString(`
    query ReadCalls($first: Int) {
  project {
    toolCallLogs(first: $first) {
      nodes {
        id
        arguments
        response
        errorMessage
        session {
          id
          toolCallCount
        }
        connectedAccount {
          id
        }
      }
    }
  }
}
    `) as unknown as TypedDocumentString<ReadCallsQuery, ReadCallsQueryVariables>;
export const ReadAllProjectsDocument = new TypedDocumentString(`
    query ReadAllProjects($first: Int) {
  organization {
    projects(first: $first) {
      nodes {
        sessions {
          totalCount
          nodes {
            toolCallCount
          }
        }
        triggers(enabled: true) {
          nodes {
            connectedAccount {
              id
            }
          }
        }
        toolCallLogs(statuses: [SUCCESS]) {
          totalCount
          nodes {
            arguments
            session {
              id
            }
          }
        }
      }
    }
  }
}
    `) as unknown as TypedDocumentString<ReadAllProjectsQuery, ReadAllProjectsQueryVariables>;
export const ReadAllWebhooksDocument = new TypedDocumentString(`
    query ReadAllWebhooks {
  organization {
    projects(first: 10) {
      nodes {
        webhookSubscriptions {
          id
          project {
            id
          }
          deliveries(first: 2) {
            totalCount
            nodes {
              id
              subscription {
                id
              }
            }
          }
        }
      }
    }
  }
}
    `) as unknown as TypedDocumentString<ReadAllWebhooksQuery, ReadAllWebhooksQueryVariables>;
export const ImportProjectsDocument = new TypedDocumentString(`
    mutation ImportProjects($projects: [CreateProjectInput!]!) {
  createProjects(input: {projects: $projects}) {
    results {
      project {
        id
      }
      issuedKey {
        secret
      }
      error {
        reason
        message
      }
    }
  }
}
    `) as unknown as TypedDocumentString<ImportProjectsMutation, ImportProjectsMutationVariables>;
export const ReplaceKeyDocument = new TypedDocumentString(`
    mutation ReplaceKey($projectId: ID!) {
  regenerateApiKey(input: {projectId: $projectId}) {
    issuedKey {
      secret
    }
  }
}
    `) as unknown as TypedDocumentString<ReplaceKeyMutation, ReplaceKeyMutationVariables>;
export const RegenerateApiKeyDocument = new TypedDocumentString(`
    mutation RegenerateApiKey($input: RegenerateApiKeyInput!) {
  regenerateApiKey(input: $input) {
    project {
      id
      apiKeys {
        id
      }
    }
    issuedKey {
      secret
      apiKey {
        ...ApiKeyParts
      }
    }
  }
}
    fragment ApiKeyParts on ApiKey {
  id
  name
  prefix
  last4
  createdAt
  project {
    id
  }
}`) as unknown as TypedDocumentString<RegenerateApiKeyMutation, RegenerateApiKeyMutationVariables>;
export const CreateApiKeyDocument = new TypedDocumentString(`
    mutation CreateApiKey($input: CreateApiKeyInput!) {
  createApiKey(input: $input) {
    issuedKey {
      secret
      apiKey {
        ...ApiKeyDetails
      }
    }
  }
}
    fragment ApiKeyParts on ApiKey {
  id
  name
  prefix
  last4
  createdAt
  project {
    id
  }
}
fragment ApiKeyDetails on ApiKey {
  ...ApiKeyParts
  scopes
  projectIds
  allowedIps
  expiresAt
  enabled
  createdBy {
    kind
    apiKeyId
  }
  secrets {
    last4
    createdAt
    expiresAt
  }
}`) as unknown as TypedDocumentString<CreateApiKeyMutation, CreateApiKeyMutationVariables>;
export const UpdateApiKeyDocument = new TypedDocumentString(`
    mutation UpdateApiKey($input: UpdateApiKeyInput!) {
  updateApiKey(input: $input) {
    apiKey {
      ...ApiKeyDetails
    }
  }
}
    fragment ApiKeyParts on ApiKey {
  id
  name
  prefix
  last4
  createdAt
  project {
    id
  }
}
fragment ApiKeyDetails on ApiKey {
  ...ApiKeyParts
  scopes
  projectIds
  allowedIps
  expiresAt
  enabled
  createdBy {
    kind
    apiKeyId
  }
  secrets {
    last4
    createdAt
    expiresAt
  }
}`) as unknown as TypedDocumentString<UpdateApiKeyMutation, UpdateApiKeyMutationVariables>;
export const RotateApiKeyDocument = new TypedDocumentString(`
    mutation RotateApiKey($input: RotateApiKeyInput!) {
  rotateApiKey(input: $input) {
    issuedKey {
      secret
      apiKey {
        ...ApiKeyDetails
      }
    }
  }
}
    fragment ApiKeyParts on ApiKey {
  id
  name
  prefix
  last4
  createdAt
  project {
    id
  }
}
fragment ApiKeyDetails on ApiKey {
  ...ApiKeyParts
  scopes
  projectIds
  allowedIps
  expiresAt
  enabled
  createdBy {
    kind
    apiKeyId
  }
  secrets {
    last4
    createdAt
    expiresAt
  }
}`) as unknown as TypedDocumentString<RotateApiKeyMutation, RotateApiKeyMutationVariables>;
export const RevokeApiKeyDocument = new TypedDocumentString(`
    mutation RevokeApiKey($input: RevokeApiKeyInput!) {
  revokeApiKey(input: $input) {
    revokedApiKeyId
  }
}
    `) as unknown as TypedDocumentString<RevokeApiKeyMutation, RevokeApiKeyMutationVariables>;
export const VerifyApiKeyDocument = new TypedDocumentString(`
    query VerifyApiKey($secret: String!, $scopes: [Scope!], $ip: String, $projectId: ID) {
  verifyApiKey(secret: $secret, scopes: $scopes, ip: $ip, projectId: $projectId) {
    isValid
    code
    missingScopes
    apiKey {
      id
    }
    project {
      id
      config {
        requireMcpApiKey
      }
    }
  }
}
    `) as unknown as TypedDocumentString<VerifyApiKeyQuery, VerifyApiKeyQueryVariables>;
export const ApiKeyScopesDocument = new TypedDocumentString(`
    query ApiKeyScopes {
  apiKeyScopes {
    value
    level
    isImplied
    description
    fields
    nodeTypes
  }
}
    `) as unknown as TypedDocumentString<ApiKeyScopesQuery, ApiKeyScopesQueryVariables>;
export const RequiredScopesDocument = new TypedDocumentString(`
    query RequiredScopes($document: String!) {
  requiredScopes(document: $document)
}
    `) as unknown as TypedDocumentString<RequiredScopesQuery, RequiredScopesQueryVariables>;
export const LastUseDocument = new TypedDocumentString(`
    query LastUse($id: ID!) {
  node(id: $id) {
    ... on ApiKey {
      lastUsedAt
      secrets {
        last4
        lastUsedAt
      }
    }
  }
}
    `) as unknown as TypedDocumentString<LastUseQuery, LastUseQueryVariables>;
export const KeyUpdatedAtDocument = new TypedDocumentString(`
    query KeyUpdatedAt($id: ID!) {
  node(id: $id) {
    ... on ApiKey {
      updatedAt
    }
  }
}
    `) as unknown as TypedDocumentString<KeyUpdatedAtQuery, KeyUpdatedAtQueryVariables>;
export const ListFilteredKeysDocument = new TypedDocumentString(`
    query ListFilteredKeys($projectId: ID!, $enabled: Boolean, $unusedSince: DateTime, $expiringBefore: DateTime, $hasExpiry: Boolean, $hasScopes: Boolean) {
  organization {
    apiKeys(
      enabled: $enabled
      unusedSince: $unusedSince
      expiringBefore: $expiringBefore
      hasExpiry: $hasExpiry
      hasScopes: $hasScopes
    ) {
      id
    }
    project(id: $projectId) {
      apiKeys(
        enabled: $enabled
        unusedSince: $unusedSince
        expiringBefore: $expiringBefore
        hasExpiry: $hasExpiry
        hasScopes: $hasScopes
      ) {
        id
      }
    }
  }
}
    `) as unknown as TypedDocumentString<ListFilteredKeysQuery, ListFilteredKeysQueryVariables>;
export const SecretsOfKeysDocument = new TypedDocumentString(`
    query SecretsOfKeys($projectId: ID!) {
  project(id: $projectId) {
    apiKeys {
      id
      secrets {
        last4
        lastUsedAt
      }
    }
  }
}
    `) as unknown as TypedDocumentString<SecretsOfKeysQuery, SecretsOfKeysQueryVariables>;
export const ReadAuditLogDocument = new TypedDocumentString(`
    query ReadAuditLog($first: Int, $after: String, $last: Int, $before: String, $filter: AuditLogFilter) {
  organization {
    auditLog(
      first: $first
      after: $after
      last: $last
      before: $before
      filter: $filter
    ) {
      ...AuditPageParts
    }
  }
}
    fragment AuditEntryParts on AuditLogEntry {
  id
  action
  actor {
    kind
    apiKeyId
    apiKeyName
    apiKey {
      id
      last4
    }
  }
  targetId
  projectId
  project {
    id
    name
  }
  changes
  result
  deniedReason
  ip
  userAgent
  requestId
  createdAt
}
fragment AuditPageParts on AuditLogConnection {
  totalCount
  nodes {
    ...AuditEntryParts
  }
  edges {
    cursor
    node {
      id
    }
  }
  pageInfo {
    hasNextPage
    hasPreviousPage
    startCursor
    endCursor
  }
}`) as unknown as TypedDocumentString<ReadAuditLogQuery, ReadAuditLogQueryVariables>;
export const ReadProjectAuditLogDocument = new TypedDocumentString(`
    query ReadProjectAuditLog($id: ID, $first: Int, $after: String, $last: Int, $before: String, $filter: ProjectAuditLogFilter) {
  project(id: $id) {
    auditLog(
      first: $first
      after: $after
      last: $last
      before: $before
      filter: $filter
    ) {
      ...AuditPageParts
    }
  }
}
    fragment AuditEntryParts on AuditLogEntry {
  id
  action
  actor {
    kind
    apiKeyId
    apiKeyName
    apiKey {
      id
      last4
    }
  }
  targetId
  projectId
  project {
    id
    name
  }
  changes
  result
  deniedReason
  ip
  userAgent
  requestId
  createdAt
}
fragment AuditPageParts on AuditLogConnection {
  totalCount
  nodes {
    ...AuditEntryParts
  }
  edges {
    cursor
    node {
      id
    }
  }
  pageInfo {
    hasNextPage
    hasPreviousPage
    startCursor
    endCursor
  }
}`) as unknown as TypedDocumentString<ReadProjectAuditLogQuery, ReadProjectAuditLogQueryVariables>;
export const GetAuditEntriesDocument = new TypedDocumentString(`
    query GetAuditEntries($ids: [ID!]!) {
  nodes(ids: $ids) {
    __typename
    id
    ...AuditEntryParts
  }
}
    fragment AuditEntryParts on AuditLogEntry {
  id
  action
  actor {
    kind
    apiKeyId
    apiKeyName
    apiKey {
      id
      last4
    }
  }
  targetId
  projectId
  project {
    id
    name
  }
  changes
  result
  deniedReason
  ip
  userAgent
  requestId
  createdAt
}`) as unknown as TypedDocumentString<GetAuditEntriesQuery, GetAuditEntriesQueryVariables>;
export const VerifyAuditLogDocument = new TypedDocumentString(`
    query VerifyAuditLog($input: VerifyAuditLogInput) {
  verifyAuditLog(input: $input) {
    isIntact
    entryCount
    head {
      sequence
      hash
      sealedAt
    }
    prunedThrough {
      sequence
      hash
    }
    firstViolation {
      kind
      sequence
      entryId
    }
  }
}
    `) as unknown as TypedDocumentString<VerifyAuditLogQuery, VerifyAuditLogQueryVariables>;
export const CreateAuthConfigDocument = new TypedDocumentString(`
    mutation CreateAuthConfig($input: CreateAuthConfigInput!) {
  createAuthConfig(input: $input) {
    authConfig {
      ...AuthConfigParts
    }
  }
}
    fragment AuthConfigParts on AuthConfig {
  id
  toolkitSlug
  name
  authScheme
  credentials
  isManaged
  status
  connectedAccountCount
  createdAt
  updatedAt
}`) as unknown as TypedDocumentString<CreateAuthConfigMutation, CreateAuthConfigMutationVariables>;
export const UpdateAuthConfigDocument = new TypedDocumentString(`
    mutation UpdateAuthConfig($input: UpdateAuthConfigInput!) {
  updateAuthConfig(input: $input) {
    authConfig {
      ...AuthConfigParts
    }
  }
}
    fragment AuthConfigParts on AuthConfig {
  id
  toolkitSlug
  name
  authScheme
  credentials
  isManaged
  status
  connectedAccountCount
  createdAt
  updatedAt
}`) as unknown as TypedDocumentString<UpdateAuthConfigMutation, UpdateAuthConfigMutationVariables>;
export const SetAuthConfigStatusDocument = new TypedDocumentString(`
    mutation SetAuthConfigStatus($input: SetAuthConfigStatusInput!) {
  setAuthConfigStatus(input: $input) {
    authConfig {
      ...AuthConfigParts
    }
  }
}
    fragment AuthConfigParts on AuthConfig {
  id
  toolkitSlug
  name
  authScheme
  credentials
  isManaged
  status
  connectedAccountCount
  createdAt
  updatedAt
}`) as unknown as TypedDocumentString<SetAuthConfigStatusMutation, SetAuthConfigStatusMutationVariables>;
export const DeleteAuthConfigDocument = new TypedDocumentString(`
    mutation DeleteAuthConfig($input: DeleteAuthConfigInput!) {
  deleteAuthConfig(input: $input) {
    deletedAuthConfigId
    project {
      id
      authConfigs {
        nodes {
          id
        }
      }
    }
  }
}
    `) as unknown as TypedDocumentString<DeleteAuthConfigMutation, DeleteAuthConfigMutationVariables>;
export const GetAuthConfigDocument = new TypedDocumentString(`
    query GetAuthConfig($projectId: ID, $id: ID!) {
  project(id: $projectId) {
    authConfig(id: $id) {
      ...AuthConfigParts
    }
  }
}
    fragment AuthConfigParts on AuthConfig {
  id
  toolkitSlug
  name
  authScheme
  credentials
  isManaged
  status
  connectedAccountCount
  createdAt
  updatedAt
}`) as unknown as TypedDocumentString<GetAuthConfigQuery, GetAuthConfigQueryVariables>;
export const ListAuthConfigsDocument = new TypedDocumentString(`
    query ListAuthConfigs($projectId: ID, $first: Int, $after: String, $last: Int, $before: String, $toolkitSlugs: [String!], $statuses: [AuthConfigStatus!], $search: String) {
  project(id: $projectId) {
    authConfigs(
      first: $first
      after: $after
      last: $last
      before: $before
      toolkitSlugs: $toolkitSlugs
      statuses: $statuses
      search: $search
    ) {
      totalCount
      nodes {
        ...AuthConfigParts
      }
      edges {
        cursor
        node {
          id
        }
      }
      pageInfo {
        hasNextPage
        hasPreviousPage
        startCursor
        endCursor
      }
    }
  }
}
    fragment AuthConfigParts on AuthConfig {
  id
  toolkitSlug
  name
  authScheme
  credentials
  isManaged
  status
  connectedAccountCount
  createdAt
  updatedAt
}`) as unknown as TypedDocumentString<ListAuthConfigsQuery, ListAuthConfigsQueryVariables>;
export const NodeAuthConfigDocument = new TypedDocumentString(`
    query NodeAuthConfig($id: ID!) {
  node(id: $id) {
    id
    ...AuthConfigParts
  }
}
    fragment AuthConfigParts on AuthConfig {
  id
  toolkitSlug
  name
  authScheme
  credentials
  isManaged
  status
  connectedAccountCount
  createdAt
  updatedAt
}`) as unknown as TypedDocumentString<NodeAuthConfigQuery, NodeAuthConfigQueryVariables>;
export const CreateConnectedAccountDocument = new TypedDocumentString(`
    mutation CreateConnectedAccount($input: CreateConnectedAccountInput!) {
  createConnectedAccount(input: $input) {
    connectedAccount {
      ...ConnectedAccountParts
    }
  }
}
    fragment ConnectedAccountParts on ConnectedAccount {
  id
  authConfig {
    id
  }
  toolkitSlug
  userId
  alias
  status
  statusReason
  credentials
  expiresAt
  createdAt
  updatedAt
}`) as unknown as TypedDocumentString<CreateConnectedAccountMutation, CreateConnectedAccountMutationVariables>;
export const UpdateConnectedAccountDocument = new TypedDocumentString(`
    mutation UpdateConnectedAccount($input: UpdateConnectedAccountInput!) {
  updateConnectedAccount(input: $input) {
    connectedAccount {
      ...ConnectedAccountParts
    }
  }
}
    fragment ConnectedAccountParts on ConnectedAccount {
  id
  authConfig {
    id
  }
  toolkitSlug
  userId
  alias
  status
  statusReason
  credentials
  expiresAt
  createdAt
  updatedAt
}`) as unknown as TypedDocumentString<UpdateConnectedAccountMutation, UpdateConnectedAccountMutationVariables>;
export const SetConnectedAccountStatusDocument = new TypedDocumentString(`
    mutation SetConnectedAccountStatus($input: SetConnectedAccountStatusInput!) {
  setConnectedAccountStatus(input: $input) {
    connectedAccount {
      ...ConnectedAccountParts
    }
  }
}
    fragment ConnectedAccountParts on ConnectedAccount {
  id
  authConfig {
    id
  }
  toolkitSlug
  userId
  alias
  status
  statusReason
  credentials
  expiresAt
  createdAt
  updatedAt
}`) as unknown as TypedDocumentString<SetConnectedAccountStatusMutation, SetConnectedAccountStatusMutationVariables>;
export const RevokeConnectedAccountDocument = new TypedDocumentString(`
    mutation RevokeConnectedAccount($input: RevokeConnectedAccountInput!) {
  revokeConnectedAccount(input: $input) {
    connectedAccount {
      ...ConnectedAccountParts
    }
  }
}
    fragment ConnectedAccountParts on ConnectedAccount {
  id
  authConfig {
    id
  }
  toolkitSlug
  userId
  alias
  status
  statusReason
  credentials
  expiresAt
  createdAt
  updatedAt
}`) as unknown as TypedDocumentString<RevokeConnectedAccountMutation, RevokeConnectedAccountMutationVariables>;
export const DeleteConnectedAccountDocument = new TypedDocumentString(`
    mutation DeleteConnectedAccount($input: DeleteConnectedAccountInput!) {
  deleteConnectedAccount(input: $input) {
    deletedConnectedAccountId
    project {
      id
      connectedAccounts {
        nodes {
          id
        }
      }
    }
  }
}
    `) as unknown as TypedDocumentString<DeleteConnectedAccountMutation, DeleteConnectedAccountMutationVariables>;
export const GetConnectedAccountDocument = new TypedDocumentString(`
    query GetConnectedAccount($projectId: ID, $id: ID!) {
  project(id: $projectId) {
    connectedAccount(id: $id) {
      ...ConnectedAccountParts
    }
  }
}
    fragment ConnectedAccountParts on ConnectedAccount {
  id
  authConfig {
    id
  }
  toolkitSlug
  userId
  alias
  status
  statusReason
  credentials
  expiresAt
  createdAt
  updatedAt
}`) as unknown as TypedDocumentString<GetConnectedAccountQuery, GetConnectedAccountQueryVariables>;
export const NodeConnectedAccountDocument = new TypedDocumentString(`
    query NodeConnectedAccount($id: ID!) {
  node(id: $id) {
    id
    ...ConnectedAccountParts
  }
}
    fragment ConnectedAccountParts on ConnectedAccount {
  id
  authConfig {
    id
  }
  toolkitSlug
  userId
  alias
  status
  statusReason
  credentials
  expiresAt
  createdAt
  updatedAt
}`) as unknown as TypedDocumentString<NodeConnectedAccountQuery, NodeConnectedAccountQueryVariables>;
export const ListConnectedAccountsDocument = new TypedDocumentString(`
    query ListConnectedAccounts($projectId: ID, $first: Int, $after: String, $last: Int, $before: String, $toolkitSlugs: [String!], $statuses: [ConnectedAccountStatus!], $userIds: [String!], $authConfigIds: [ID!], $search: String) {
  project(id: $projectId) {
    connectedAccounts(
      first: $first
      after: $after
      last: $last
      before: $before
      toolkitSlugs: $toolkitSlugs
      statuses: $statuses
      userIds: $userIds
      authConfigIds: $authConfigIds
      search: $search
    ) {
      totalCount
      nodes {
        ...ConnectedAccountParts
      }
      edges {
        cursor
        node {
          id
        }
      }
      pageInfo {
        hasNextPage
        hasPreviousPage
        startCursor
        endCursor
      }
    }
  }
}
    fragment ConnectedAccountParts on ConnectedAccount {
  id
  authConfig {
    id
  }
  toolkitSlug
  userId
  alias
  status
  statusReason
  credentials
  expiresAt
  createdAt
  updatedAt
}`) as unknown as TypedDocumentString<ListConnectedAccountsQuery, ListConnectedAccountsQueryVariables>;
export const PreviewDeletionDocument = new TypedDocumentString(`
    query PreviewDeletion($id: ID!) {
  node(id: $id) {
    __typename
    ... on Project {
      deletionPreview {
        ...PreviewParts
      }
    }
    ... on ApiKey {
      deletionPreview {
        ...PreviewParts
      }
    }
    ... on AuthConfig {
      deletionPreview {
        ...PreviewParts
      }
    }
    ... on ConnectedAccount {
      deletionPreview {
        ...PreviewParts
      }
    }
    ... on WebhookSubscription {
      deletionPreview {
        ...PreviewParts
      }
    }
  }
}
    fragment PreviewParts on DeletionPreview {
  removes {
    type
    count
    isEstimate
    newest
    examples {
      id
      name
    }
  }
  withheld
  keeps
  irreversible
  restorableDays
  blockers {
    reason
    suggestedFix
  }
  fingerprint
  estimatedPurgeSeconds
}`) as unknown as TypedDocumentString<PreviewDeletionQuery, PreviewDeletionQueryVariables>;
export const PreviewPermanentDeletionDocument = new TypedDocumentString(`
    query PreviewPermanentDeletion($id: ID!) {
  node(id: $id) {
    ... on Project {
      deletionPreview(permanently: true) {
        ...PreviewParts
      }
    }
  }
}
    fragment PreviewParts on DeletionPreview {
  removes {
    type
    count
    isEstimate
    newest
    examples {
      id
      name
    }
  }
  withheld
  keeps
  irreversible
  restorableDays
  blockers {
    reason
    suggestedFix
  }
  fingerprint
  estimatedPurgeSeconds
}`) as unknown as TypedDocumentString<PreviewPermanentDeletionQuery, PreviewPermanentDeletionQueryVariables>;
export const PreviewPurgesDocument = new TypedDocumentString(`
    query PreviewPurges {
  organization {
    archivedProjects {
      nodes {
        id
        deletionPreview {
          ...PreviewParts
        }
      }
    }
  }
}
    fragment PreviewParts on DeletionPreview {
  removes {
    type
    count
    isEstimate
    newest
    examples {
      id
      name
    }
  }
  withheld
  keeps
  irreversible
  restorableDays
  blockers {
    reason
    suggestedFix
  }
  fingerprint
  estimatedPurgeSeconds
}`) as unknown as TypedDocumentString<PreviewPurgesQuery, PreviewPurgesQueryVariables>;
export const PreviewStopsDocument = new TypedDocumentString(`
    query PreviewStops($id: ID!) {
  node(id: $id) {
    ... on Project {
      deletionPreview {
        ...StopParts
      }
    }
    ... on ApiKey {
      deletionPreview {
        ...StopParts
      }
    }
    ... on AuthConfig {
      deletionPreview {
        ...StopParts
      }
    }
  }
}
    fragment StopParts on DeletionPreview {
  stops {
    apiKey {
      id
      name
    }
    lastUsedAt
    callsLast7Days
  }
}`) as unknown as TypedDocumentString<PreviewStopsQuery, PreviewStopsQueryVariables>;
export const PreviewExamplesDocument = new TypedDocumentString(`
    query PreviewExamples($id: ID!, $first: Int) {
  node(id: $id) {
    ... on Project {
      deletionPreview {
        removes {
          type
          examples(first: $first) {
            id
          }
        }
      }
    }
  }
}
    `) as unknown as TypedDocumentString<PreviewExamplesQuery, PreviewExamplesQueryVariables>;
export const PreviewCostDocument = new TypedDocumentString(`
    query PreviewCost($id: ID!) {
  viewer {
    rateLimit {
      cost
    }
  }
  node(id: $id) {
    ... on Project {
      deletionPreview {
        ...PreviewParts
      }
    }
  }
}
    fragment PreviewParts on DeletionPreview {
  removes {
    type
    count
    isEstimate
    newest
    examples {
      id
      name
    }
  }
  withheld
  keeps
  irreversible
  restorableDays
  blockers {
    reason
    suggestedFix
  }
  fingerprint
  estimatedPurgeSeconds
}`) as unknown as TypedDocumentString<PreviewCostQuery, PreviewCostQueryVariables>;
export const PlannedKeyListsDocument = new TypedDocumentString(`
    query PlannedKeyLists {
  organization {
    apiKeys {
      name
      projectIds
      allowedIps
    }
  }
}
    `) as unknown as TypedDocumentString<PlannedKeyListsQuery, PlannedKeyListsQueryVariables>;
export const PlannedProjectKeyListsDocument = new TypedDocumentString(`
    query PlannedProjectKeyLists {
  project {
    apiKeys {
      projectIds
      allowedIps
    }
  }
}
    `) as unknown as TypedDocumentString<PlannedProjectKeyListsQuery, PlannedProjectKeyListsQueryVariables>;
export const AllKeyListsDocument = new TypedDocumentString(`
    query AllKeyLists($id: ID!) {
  node(id: $id) {
    ... on ApiKey {
      scopes
      projectIds
      allowedIps
    }
  }
}
    `) as unknown as TypedDocumentString<AllKeyListsQuery, AllKeyListsQueryVariables>;
export const RegenerateWithListsDocument = new TypedDocumentString(`
    mutation RegenerateWithLists($input: RegenerateApiKeyInput!) {
  regenerateApiKey(input: $input) {
    issuedKey {
      apiKey {
        projectIds
        allowedIps
      }
    }
  }
}
    `) as unknown as TypedDocumentString<RegenerateWithListsMutation, RegenerateWithListsMutationVariables>;
export const ScopesOfViewerDocument = new TypedDocumentString(`
    query ScopesOfViewer {
  viewer {
    scopes
  }
}
    `) as unknown as TypedDocumentString<ScopesOfViewerQuery, ScopesOfViewerQueryVariables>;
export const CreateMcpServerDocument = new TypedDocumentString(`
    mutation CreateMcpServer($input: CreateMcpServerInput!) {
  createMcpServer(input: $input) {
    mcpServer {
      ...McpServerParts
    }
  }
}
    fragment McpServerParts on McpServer {
  id
  name
  allowedTools
  url
  createdAt
  updatedAt
}`) as unknown as TypedDocumentString<CreateMcpServerMutation, CreateMcpServerMutationVariables>;
export const UpdateMcpServerDocument = new TypedDocumentString(`
    mutation UpdateMcpServer($input: UpdateMcpServerInput!) {
  updateMcpServer(input: $input) {
    mcpServer {
      ...McpServerParts
    }
  }
}
    fragment McpServerParts on McpServer {
  id
  name
  allowedTools
  url
  createdAt
  updatedAt
}`) as unknown as TypedDocumentString<UpdateMcpServerMutation, UpdateMcpServerMutationVariables>;
export const DeleteMcpServerDocument = new TypedDocumentString(`
    mutation DeleteMcpServer($input: DeleteMcpServerInput!) {
  deleteMcpServer(input: $input) {
    deletedMcpServerId
    project {
      id
      mcpServers {
        nodes {
          id
        }
      }
    }
  }
}
    `) as unknown as TypedDocumentString<DeleteMcpServerMutation, DeleteMcpServerMutationVariables>;
export const GetMcpServerDocument = new TypedDocumentString(`
    query GetMcpServer($projectId: ID, $id: ID!) {
  project(id: $projectId) {
    mcpServer(id: $id) {
      ...McpServerParts
    }
  }
}
    fragment McpServerParts on McpServer {
  id
  name
  allowedTools
  url
  createdAt
  updatedAt
}`) as unknown as TypedDocumentString<GetMcpServerQuery, GetMcpServerQueryVariables>;
export const ListMcpServersDocument = new TypedDocumentString(`
    query ListMcpServers($projectId: ID, $first: Int, $after: String, $last: Int, $before: String, $search: String) {
  project(id: $projectId) {
    mcpServers(
      first: $first
      after: $after
      last: $last
      before: $before
      search: $search
    ) {
      totalCount
      nodes {
        ...McpServerParts
      }
      edges {
        cursor
        node {
          id
        }
      }
      pageInfo {
        hasNextPage
        hasPreviousPage
        startCursor
        endCursor
      }
    }
  }
}
    fragment McpServerParts on McpServer {
  id
  name
  allowedTools
  url
  createdAt
  updatedAt
}`) as unknown as TypedDocumentString<ListMcpServersQuery, ListMcpServersQueryVariables>;
export const NodeMcpServerDocument = new TypedDocumentString(`
    query NodeMcpServer($id: ID!) {
  node(id: $id) {
    id
    ...McpServerParts
  }
}
    fragment McpServerParts on McpServer {
  id
  name
  allowedTools
  url
  createdAt
  updatedAt
}`) as unknown as TypedDocumentString<NodeMcpServerQuery, NodeMcpServerQueryVariables>;
export const GetNodeDocument = new TypedDocumentString(`
    query GetNode($id: ID!) {
  node(id: $id) {
    __typename
    id
  }
}
    `) as unknown as TypedDocumentString<GetNodeQuery, GetNodeQueryVariables>;
export const GetNodesDocument = new TypedDocumentString(`
    query GetNodes($ids: [ID!]!) {
  nodes(ids: $ids) {
    __typename
    id
  }
}
    `) as unknown as TypedDocumentString<GetNodesQuery, GetNodesQueryVariables>;
export const CreateOrganizationDocument = new TypedDocumentString(`
    mutation CreateOrganization($input: CreateOrganizationInput!) {
  createOrganization(input: $input) {
    organization {
      id
      name
      createdAt
      defaultProject {
        ...ProjectParts
      }
      apiKeys {
        ...ApiKeyParts
      }
    }
    issuedKey {
      secret
      apiKey {
        ...ApiKeyParts
      }
    }
  }
}
    fragment ApiKeyParts on ApiKey {
  id
  name
  prefix
  last4
  createdAt
  project {
    id
  }
}
fragment ProjectParts on Project {
  id
  name
  slug
  environment
  isDefault
  createdAt
  updatedAt
  config {
    displayName
    logoUrl
    is2FAEnabled
    maskSecretKeysInConnectedAccount
    logVisibilitySetting
    requireMcpApiKey
    updatedAt
  }
}`) as unknown as TypedDocumentString<CreateOrganizationMutation, CreateOrganizationMutationVariables>;
export const GetOrganizationDocument = new TypedDocumentString(`
    query GetOrganization {
  organization {
    id
    name
    createdAt
    updatedAt
    defaultProject {
      id
    }
    apiKeys {
      ...ApiKeyParts
    }
  }
}
    fragment ApiKeyParts on ApiKey {
  id
  name
  prefix
  last4
  createdAt
  project {
    id
  }
}`) as unknown as TypedDocumentString<GetOrganizationQuery, GetOrganizationQueryVariables>;
export const ManagedOrganizationDocument = new TypedDocumentString(`
    query ManagedOrganization($id: ID) {
  organization(id: $id) {
    ...ManagedOrganizationParts
    counts {
      projectCount
      apiKeyCount
      connectedAccountCount
      triggerCount
      mcpServerCount
      webhookSubscriptionCount
    }
    usageThisMonth {
      total
      entities {
        entityType
        total
      }
    }
  }
}
    fragment ManagedOrganizationParts on Organization {
  id
  name
  createdAt
  updatedAt
  suspendedAt
  suspensionReason
}`) as unknown as TypedDocumentString<ManagedOrganizationQuery, ManagedOrganizationQueryVariables>;
export const ListOrganizationsDocument = new TypedDocumentString(`
    query ListOrganizations($first: Int, $after: String, $last: Int, $before: String, $search: String, $isSuspended: Boolean) {
  organizations(
    first: $first
    after: $after
    last: $last
    before: $before
    search: $search
    isSuspended: $isSuspended
  ) {
    totalCount
    pageInfo {
      hasNextPage
      hasPreviousPage
      startCursor
      endCursor
    }
    nodes {
      ...ManagedOrganizationParts
    }
  }
}
    fragment ManagedOrganizationParts on Organization {
  id
  name
  createdAt
  updatedAt
  suspendedAt
  suspensionReason
}`) as unknown as TypedDocumentString<ListOrganizationsQuery, ListOrganizationsQueryVariables>;
export const UpdateOrganizationDocument = new TypedDocumentString(`
    mutation UpdateOrganization($input: UpdateOrganizationInput!) {
  updateOrganization(input: $input) {
    organization {
      ...ManagedOrganizationParts
    }
  }
}
    fragment ManagedOrganizationParts on Organization {
  id
  name
  createdAt
  updatedAt
  suspendedAt
  suspensionReason
}`) as unknown as TypedDocumentString<UpdateOrganizationMutation, UpdateOrganizationMutationVariables>;
export const SuspendOrganizationDocument = new TypedDocumentString(`
    mutation SuspendOrganization($input: SuspendOrganizationInput!) {
  suspendOrganization(input: $input) {
    organization {
      ...ManagedOrganizationParts
    }
  }
}
    fragment ManagedOrganizationParts on Organization {
  id
  name
  createdAt
  updatedAt
  suspendedAt
  suspensionReason
}`) as unknown as TypedDocumentString<SuspendOrganizationMutation, SuspendOrganizationMutationVariables>;
export const ResumeOrganizationDocument = new TypedDocumentString(`
    mutation ResumeOrganization($input: ResumeOrganizationInput!) {
  resumeOrganization(input: $input) {
    organization {
      ...ManagedOrganizationParts
    }
  }
}
    fragment ManagedOrganizationParts on Organization {
  id
  name
  createdAt
  updatedAt
  suspendedAt
  suspensionReason
}`) as unknown as TypedDocumentString<ResumeOrganizationMutation, ResumeOrganizationMutationVariables>;
export const DeleteOrganizationDocument = new TypedDocumentString(`
    mutation DeleteOrganization($input: DeleteOrganizationInput!) {
  deleteOrganization(input: $input) {
    deletedOrganizationId
  }
}
    `) as unknown as TypedDocumentString<DeleteOrganizationMutation, DeleteOrganizationMutationVariables>;
export const ReadOperatorLogDocument = new TypedDocumentString(`
    query ReadOperatorLog($first: Int, $after: String, $last: Int, $before: String, $filter: OperatorLogFilter) {
  operatorLog(
    first: $first
    after: $after
    last: $last
    before: $before
    filter: $filter
  ) {
    totalCount
    pageInfo {
      hasNextPage
      hasPreviousPage
      startCursor
      endCursor
    }
    nodes {
      id
      action
      organizationId
      organizationName
      targetId
      changes
      ip
      userAgent
      requestId
      createdAt
    }
  }
}
    `) as unknown as TypedDocumentString<ReadOperatorLogQuery, ReadOperatorLogQueryVariables>;
export const ArchiveProjectDocument = new TypedDocumentString(`
    mutation ArchiveProject($input: DeleteProjectInput!) {
  deleteProject(input: $input) {
    deletedProjectId
    archivedProject {
      id
      archivedAt
      purgeAt
    }
    organization {
      id
      projects {
        nodes {
          id
        }
      }
    }
  }
}
    `) as unknown as TypedDocumentString<ArchiveProjectMutation, ArchiveProjectMutationVariables>;
export const ArchivedProjectsDocument = new TypedDocumentString(`
    query ArchivedProjects($first: Int, $after: String, $last: Int, $before: String) {
  organization {
    archivedProjects(first: $first, after: $after, last: $last, before: $before) {
      totalCount
      pageInfo {
        hasNextPage
        hasPreviousPage
        startCursor
        endCursor
      }
      nodes {
        id
        name
        slug
        createdAt
        archivedAt
        purgeAt
        archivedBy {
          kind
          apiKeyId
          apiKeyName
        }
        counts {
          apiKeyCount
          webhookSubscriptionCount
          authConfigCount
          connectedAccountCount
          triggerCount
        }
      }
    }
  }
}
    `) as unknown as TypedDocumentString<ArchivedProjectsQuery, ArchivedProjectsQueryVariables>;
export const ArchivedProjectDocument = new TypedDocumentString(`
    query ArchivedProject($id: ID!) {
  organization {
    archivedProject(id: $id) {
      id
      name
      purgeAt
    }
  }
}
    `) as unknown as TypedDocumentString<ArchivedProjectQuery, ArchivedProjectQueryVariables>;
export const RestoreProjectDocument = new TypedDocumentString(`
    mutation RestoreProject($input: RestoreProjectInput!) {
  restoreProject(input: $input) {
    project {
      ...ProjectParts
    }
    projectEdge {
      cursor
      node {
        id
      }
    }
    organization {
      id
    }
  }
}
    fragment ProjectParts on Project {
  id
  name
  slug
  environment
  isDefault
  createdAt
  updatedAt
  config {
    displayName
    logoUrl
    is2FAEnabled
    maskSecretKeysInConnectedAccount
    logVisibilitySetting
    requireMcpApiKey
    updatedAt
  }
}`) as unknown as TypedDocumentString<RestoreProjectMutation, RestoreProjectMutationVariables>;
export const PurgeProjectDocument = new TypedDocumentString(`
    mutation PurgeProject($input: PurgeProjectInput!) {
  purgeProject(input: $input) {
    purgedProjectId
    organization {
      id
    }
  }
}
    `) as unknown as TypedDocumentString<PurgeProjectMutation, PurgeProjectMutationVariables>;
export const SetProjectQuotaDocument = new TypedDocumentString(`
    mutation SetProjectQuota($input: SetProjectQuotaInput!) {
  setProjectQuota(input: $input) {
    project {
      id
      quota {
        ...ProjectQuotaParts
      }
    }
  }
}
    fragment ProjectQuotaParts on ProjectQuota {
  mode
  toolCalls {
    limit
    used
    resetAt
  }
  sessions {
    limit
    used
    resetAt
  }
}`) as unknown as TypedDocumentString<SetProjectQuotaMutation, SetProjectQuotaMutationVariables>;
export const GetProjectQuotaDocument = new TypedDocumentString(`
    query GetProjectQuota($projectId: ID) {
  project(id: $projectId) {
    quota {
      ...ProjectQuotaParts
    }
  }
}
    fragment ProjectQuotaParts on ProjectQuota {
  mode
  toolCalls {
    limit
    used
    resetAt
  }
  sessions {
    limit
    used
    resetAt
  }
}`) as unknown as TypedDocumentString<GetProjectQuotaQuery, GetProjectQuotaQueryVariables>;
export const ListProjectQuotasDocument = new TypedDocumentString(`
    query ListProjectQuotas {
  organization {
    projects {
      nodes {
        id
        quota {
          ...ProjectQuotaParts
        }
      }
    }
  }
}
    fragment ProjectQuotaParts on ProjectQuota {
  mode
  toolCalls {
    limit
    used
    resetAt
  }
  sessions {
    limit
    used
    resetAt
  }
}`) as unknown as TypedDocumentString<ListProjectQuotasQuery, ListProjectQuotasQueryVariables>;
export const CreateProjectDocument = new TypedDocumentString(`
    mutation CreateProject($input: CreateProjectInput!) {
  createProject(input: $input) {
    project {
      ...ProjectParts
      apiKeys {
        ...ApiKeyParts
      }
    }
    projectEdge {
      cursor
      node {
        id
      }
    }
    issuedKey {
      secret
      apiKey {
        ...ApiKeyParts
      }
    }
  }
}
    fragment ApiKeyParts on ApiKey {
  id
  name
  prefix
  last4
  createdAt
  project {
    id
  }
}
fragment ProjectParts on Project {
  id
  name
  slug
  environment
  isDefault
  createdAt
  updatedAt
  config {
    displayName
    logoUrl
    is2FAEnabled
    maskSecretKeysInConnectedAccount
    logVisibilitySetting
    requireMcpApiKey
    updatedAt
  }
}`) as unknown as TypedDocumentString<CreateProjectMutation, CreateProjectMutationVariables>;
export const CreateProjectsDocument = new TypedDocumentString(`
    mutation CreateProjects($input: CreateProjectsInput!) {
  createProjects(input: $input) {
    createdCount
    organization {
      id
    }
    results {
      project {
        ...ProjectParts
      }
      projectEdge {
        cursor
        node {
          id
        }
      }
      issuedKey {
        secret
        apiKey {
          ...ApiKeyParts
        }
      }
      error {
        code
        reason
        message
        field
        suggestedFix
      }
    }
  }
}
    fragment ApiKeyParts on ApiKey {
  id
  name
  prefix
  last4
  createdAt
  project {
    id
  }
}
fragment ProjectParts on Project {
  id
  name
  slug
  environment
  isDefault
  createdAt
  updatedAt
  config {
    displayName
    logoUrl
    is2FAEnabled
    maskSecretKeysInConnectedAccount
    logVisibilitySetting
    requireMcpApiKey
    updatedAt
  }
}`) as unknown as TypedDocumentString<CreateProjectsMutation, CreateProjectsMutationVariables>;
export const UpdateProjectDocument = new TypedDocumentString(`
    mutation UpdateProject($input: UpdateProjectInput!) {
  updateProject(input: $input) {
    project {
      ...ProjectParts
    }
  }
}
    fragment ProjectParts on Project {
  id
  name
  slug
  environment
  isDefault
  createdAt
  updatedAt
  config {
    displayName
    logoUrl
    is2FAEnabled
    maskSecretKeysInConnectedAccount
    logVisibilitySetting
    requireMcpApiKey
    updatedAt
  }
}`) as unknown as TypedDocumentString<UpdateProjectMutation, UpdateProjectMutationVariables>;
export const UpdateProjectConfigDocument = new TypedDocumentString(`
    mutation UpdateProjectConfig($input: UpdateProjectConfigInput!) {
  updateProjectConfig(input: $input) {
    project {
      ...ProjectParts
    }
  }
}
    fragment ProjectParts on Project {
  id
  name
  slug
  environment
  isDefault
  createdAt
  updatedAt
  config {
    displayName
    logoUrl
    is2FAEnabled
    maskSecretKeysInConnectedAccount
    logVisibilitySetting
    requireMcpApiKey
    updatedAt
  }
}`) as unknown as TypedDocumentString<UpdateProjectConfigMutation, UpdateProjectConfigMutationVariables>;
export const DeleteProjectDocument = new TypedDocumentString(`
    mutation DeleteProject($input: DeleteProjectInput!) {
  deleteProject(input: $input) {
    deletedProjectId
    organization {
      id
      projects {
        nodes {
          id
        }
      }
    }
  }
}
    `) as unknown as TypedDocumentString<DeleteProjectMutation, DeleteProjectMutationVariables>;
export const GetProjectDocument = new TypedDocumentString(`
    query GetProject($id: ID, $slug: String) {
  project(id: $id, slug: $slug) {
    ...ProjectParts
    organization {
      id
    }
    apiKeys {
      ...ApiKeyParts
    }
  }
}
    fragment ApiKeyParts on ApiKey {
  id
  name
  prefix
  last4
  createdAt
  project {
    id
  }
}
fragment ProjectParts on Project {
  id
  name
  slug
  environment
  isDefault
  createdAt
  updatedAt
  config {
    displayName
    logoUrl
    is2FAEnabled
    maskSecretKeysInConnectedAccount
    logVisibilitySetting
    requireMcpApiKey
    updatedAt
  }
}`) as unknown as TypedDocumentString<GetProjectQuery, GetProjectQueryVariables>;
export const FindProjectDocument = new TypedDocumentString(`
    query FindProject($id: ID, $slug: String, $name: String) {
  organization {
    project(id: $id, slug: $slug, name: $name) {
      ...ProjectParts
    }
  }
}
    fragment ProjectParts on Project {
  id
  name
  slug
  environment
  isDefault
  createdAt
  updatedAt
  config {
    displayName
    logoUrl
    is2FAEnabled
    maskSecretKeysInConnectedAccount
    logVisibilitySetting
    requireMcpApiKey
    updatedAt
  }
}`) as unknown as TypedDocumentString<FindProjectQuery, FindProjectQueryVariables>;
export const ListProjectsDocument = new TypedDocumentString(`
    query ListProjects($first: Int, $after: String, $last: Int, $before: String, $isDefault: Boolean, $environment: ProjectEnvironment, $search: String, $orderBy: ProjectOrder) {
  organization {
    projects(
      first: $first
      after: $after
      last: $last
      before: $before
      isDefault: $isDefault
      environment: $environment
      search: $search
      orderBy: $orderBy
    ) {
      totalCount
      nodes {
        id
        name
      }
      edges {
        cursor
        node {
          id
        }
      }
      pageInfo {
        hasNextPage
        hasPreviousPage
        startCursor
        endCursor
      }
    }
  }
}
    `) as unknown as TypedDocumentString<ListProjectsQuery, ListProjectsQueryVariables>;
export const SetRateLimitDocument = new TypedDocumentString(`
    mutation SetRateLimit($input: SetRateLimitInput!) {
  setRateLimit(input: $input) {
    project {
      id
      rateLimitPerMinute
      guaranteedPerMinute
    }
    apiKey {
      id
      rateLimitPerMinute
      guaranteedPerMinute
    }
  }
}
    `) as unknown as TypedDocumentString<SetRateLimitMutation, SetRateLimitMutationVariables>;
export const GetRateLimitDocument = new TypedDocumentString(`
    query GetRateLimit {
  viewer {
    apiKey {
      id
      rateLimitPerMinute
      guaranteedPerMinute
    }
    rateLimit {
      budget
      limit
      remaining
      resetAt
      cost
    }
  }
}
    `) as unknown as TypedDocumentString<GetRateLimitQuery, GetRateLimitQueryVariables>;
export const CreateSessionDocument = new TypedDocumentString(`
    mutation CreateSession($input: CreateSessionInput!) {
  createSession(input: $input) {
    session {
      ...SessionParts
    }
  }
}
    fragment SessionParts on Session {
  id
  userId
  toolkitSlugs
  status
  createdAt
  closedAt
  toolCallCount
}`) as unknown as TypedDocumentString<CreateSessionMutation, CreateSessionMutationVariables>;
export const CloseSessionDocument = new TypedDocumentString(`
    mutation CloseSession($input: CloseSessionInput!) {
  closeSession(input: $input) {
    session {
      ...SessionParts
    }
  }
}
    fragment SessionParts on Session {
  id
  userId
  toolkitSlugs
  status
  createdAt
  closedAt
  toolCallCount
}`) as unknown as TypedDocumentString<CloseSessionMutation, CloseSessionMutationVariables>;
export const GetSessionDocument = new TypedDocumentString(`
    query GetSession($projectId: ID, $id: ID!) {
  project(id: $projectId) {
    session(id: $id) {
      ...SessionParts
    }
  }
}
    fragment SessionParts on Session {
  id
  userId
  toolkitSlugs
  status
  createdAt
  closedAt
  toolCallCount
}`) as unknown as TypedDocumentString<GetSessionQuery, GetSessionQueryVariables>;
export const ListSessionsDocument = new TypedDocumentString(`
    query ListSessions($projectId: ID, $first: Int, $after: String, $last: Int, $before: String, $statuses: [SessionStatus!], $userIds: [String!], $toolkitSlugs: [String!]) {
  project(id: $projectId) {
    sessions(
      first: $first
      after: $after
      last: $last
      before: $before
      statuses: $statuses
      userIds: $userIds
      toolkitSlugs: $toolkitSlugs
    ) {
      totalCount
      nodes {
        ...SessionParts
      }
      pageInfo {
        hasNextPage
        hasPreviousPage
        startCursor
        endCursor
      }
    }
  }
}
    fragment SessionParts on Session {
  id
  userId
  toolkitSlugs
  status
  createdAt
  closedAt
  toolCallCount
}`) as unknown as TypedDocumentString<ListSessionsQuery, ListSessionsQueryVariables>;
export const NodeSessionDocument = new TypedDocumentString(`
    query NodeSession($id: ID!) {
  node(id: $id) {
    id
    ...SessionParts
  }
}
    fragment SessionParts on Session {
  id
  userId
  toolkitSlugs
  status
  createdAt
  closedAt
  toolCallCount
}`) as unknown as TypedDocumentString<NodeSessionQuery, NodeSessionQueryVariables>;
export const RecordToolCallsDocument = new TypedDocumentString(`
    mutation RecordToolCalls($input: RecordToolCallsInput!) {
  recordToolCalls(input: $input) {
    recordedCount
    duplicateCount
    toolCallLogs {
      ...ToolCallLogParts
    }
  }
}
    fragment ToolCallLogParts on ToolCallLog {
  id
  idempotencyKey
  toolSlug
  toolkitSlug
  session {
    id
  }
  connectedAccount {
    id
  }
  connectedAccountId
  userId
  status
  durationMs
  errorCode
  errorMessage
  arguments
  response
  calledAt
  createdAt
}`) as unknown as TypedDocumentString<RecordToolCallsMutation, RecordToolCallsMutationVariables>;
export const RecordToolCallsBrieflyDocument = new TypedDocumentString(`
    mutation RecordToolCallsBriefly($input: RecordToolCallsInput!) {
  recordToolCalls(input: $input) {
    recordedCount
    duplicateCount
    uncountedCount
    overQuotaCount
  }
}
    `) as unknown as TypedDocumentString<RecordToolCallsBrieflyMutation, RecordToolCallsBrieflyMutationVariables>;
export const GetToolCallLogDocument = new TypedDocumentString(`
    query GetToolCallLog($projectId: ID, $id: ID!) {
  project(id: $projectId) {
    toolCallLog(id: $id) {
      ...ToolCallLogParts
    }
  }
}
    fragment ToolCallLogParts on ToolCallLog {
  id
  idempotencyKey
  toolSlug
  toolkitSlug
  session {
    id
  }
  connectedAccount {
    id
  }
  connectedAccountId
  userId
  status
  durationMs
  errorCode
  errorMessage
  arguments
  response
  calledAt
  createdAt
}`) as unknown as TypedDocumentString<GetToolCallLogQuery, GetToolCallLogQueryVariables>;
export const ListToolCallLogsDocument = new TypedDocumentString(`
    query ListToolCallLogs($projectId: ID, $first: Int, $after: String, $last: Int, $before: String, $toolSlugs: [String!], $toolkitSlugs: [String!], $statuses: [ToolCallStatus!], $sessionId: ID, $connectedAccountId: ID, $userIds: [String!], $from: DateTime, $to: DateTime) {
  project(id: $projectId) {
    toolCallLogs(
      first: $first
      after: $after
      last: $last
      before: $before
      toolSlugs: $toolSlugs
      toolkitSlugs: $toolkitSlugs
      statuses: $statuses
      sessionId: $sessionId
      connectedAccountId: $connectedAccountId
      userIds: $userIds
      from: $from
      to: $to
    ) {
      totalCount
      nodes {
        ...ToolCallLogParts
      }
      pageInfo {
        hasNextPage
        hasPreviousPage
        startCursor
        endCursor
      }
    }
  }
}
    fragment ToolCallLogParts on ToolCallLog {
  id
  idempotencyKey
  toolSlug
  toolkitSlug
  session {
    id
  }
  connectedAccount {
    id
  }
  connectedAccountId
  userId
  status
  durationMs
  errorCode
  errorMessage
  arguments
  response
  calledAt
  createdAt
}`) as unknown as TypedDocumentString<ListToolCallLogsQuery, ListToolCallLogsQueryVariables>;
export const NodeToolCallLogDocument = new TypedDocumentString(`
    query NodeToolCallLog($id: ID!) {
  node(id: $id) {
    id
    ...ToolCallLogParts
  }
}
    fragment ToolCallLogParts on ToolCallLog {
  id
  idempotencyKey
  toolSlug
  toolkitSlug
  session {
    id
  }
  connectedAccount {
    id
  }
  connectedAccountId
  userId
  status
  durationMs
  errorCode
  errorMessage
  arguments
  response
  calledAt
  createdAt
}`) as unknown as TypedDocumentString<NodeToolCallLogQuery, NodeToolCallLogQueryVariables>;
export const UpsertTriggerDocument = new TypedDocumentString(`
    mutation UpsertTrigger($input: UpsertTriggerInput!) {
  upsertTrigger(input: $input) {
    wasCreated
    trigger {
      ...TriggerParts
    }
  }
}
    fragment TriggerParts on Trigger {
  id
  slug
  connectedAccount {
    id
  }
  userId
  config
  enabled
  createdAt
  updatedAt
}`) as unknown as TypedDocumentString<UpsertTriggerMutation, UpsertTriggerMutationVariables>;
export const SetTriggerEnabledDocument = new TypedDocumentString(`
    mutation SetTriggerEnabled($input: SetTriggerEnabledInput!) {
  setTriggerEnabled(input: $input) {
    trigger {
      ...TriggerParts
    }
  }
}
    fragment TriggerParts on Trigger {
  id
  slug
  connectedAccount {
    id
  }
  userId
  config
  enabled
  createdAt
  updatedAt
}`) as unknown as TypedDocumentString<SetTriggerEnabledMutation, SetTriggerEnabledMutationVariables>;
export const DeleteTriggerDocument = new TypedDocumentString(`
    mutation DeleteTrigger($input: DeleteTriggerInput!) {
  deleteTrigger(input: $input) {
    deletedTriggerId
    project {
      id
      triggers {
        nodes {
          id
        }
      }
    }
  }
}
    `) as unknown as TypedDocumentString<DeleteTriggerMutation, DeleteTriggerMutationVariables>;
export const GetTriggerDocument = new TypedDocumentString(`
    query GetTrigger($projectId: ID, $id: ID!) {
  project(id: $projectId) {
    trigger(id: $id) {
      ...TriggerParts
    }
  }
}
    fragment TriggerParts on Trigger {
  id
  slug
  connectedAccount {
    id
  }
  userId
  config
  enabled
  createdAt
  updatedAt
}`) as unknown as TypedDocumentString<GetTriggerQuery, GetTriggerQueryVariables>;
export const ListTriggersDocument = new TypedDocumentString(`
    query ListTriggers($projectId: ID, $first: Int, $after: String, $last: Int, $before: String, $slugs: [String!], $connectedAccountIds: [ID!], $userIds: [String!], $enabled: Boolean, $search: String) {
  project(id: $projectId) {
    triggers(
      first: $first
      after: $after
      last: $last
      before: $before
      slugs: $slugs
      connectedAccountIds: $connectedAccountIds
      userIds: $userIds
      enabled: $enabled
      search: $search
    ) {
      totalCount
      nodes {
        ...TriggerParts
      }
      pageInfo {
        hasNextPage
        hasPreviousPage
        startCursor
        endCursor
      }
    }
  }
}
    fragment TriggerParts on Trigger {
  id
  slug
  connectedAccount {
    id
  }
  userId
  config
  enabled
  createdAt
  updatedAt
}`) as unknown as TypedDocumentString<ListTriggersQuery, ListTriggersQueryVariables>;
export const NodeTriggerDocument = new TypedDocumentString(`
    query NodeTrigger($id: ID!) {
  node(id: $id) {
    id
    ...TriggerParts
  }
}
    fragment TriggerParts on Trigger {
  id
  slug
  connectedAccount {
    id
  }
  userId
  config
  enabled
  createdAt
  updatedAt
}`) as unknown as TypedDocumentString<NodeTriggerQuery, NodeTriggerQueryVariables>;
export const ProjectUsageSummaryDocument = new TypedDocumentString(`
    query ProjectUsageSummary($projectId: ID, $from: DateTime, $to: DateTime, $entityTypes: [UsageEntityType!], $filter: UsageFilter) {
  project(id: $projectId) {
    usage {
      summary(from: $from, to: $to, entityTypes: $entityTypes, filter: $filter) {
        from
        to
        total
        entities {
          entityType
          total
          errorCount
          durationMs
        }
      }
    }
  }
}
    `) as unknown as TypedDocumentString<ProjectUsageSummaryQuery, ProjectUsageSummaryQueryVariables>;
export const ProjectUsageBreakdownDocument = new TypedDocumentString(`
    query ProjectUsageBreakdown($projectId: ID, $entityType: UsageEntityType!, $groupBy: UsageGrouping!, $from: DateTime, $to: DateTime, $orderBy: UsageOrder, $first: Int, $filter: UsageFilter) {
  project(id: $projectId) {
    usage {
      breakdown(
        entityType: $entityType
        groupBy: $groupBy
        from: $from
        to: $to
        orderBy: $orderBy
        first: $first
        filter: $filter
      ) {
        total
        otherTotal
        groupCount
        groups {
          key
          total
          errorCount
          durationMs
        }
      }
    }
  }
}
    `) as unknown as TypedDocumentString<ProjectUsageBreakdownQuery, ProjectUsageBreakdownQueryVariables>;
export const ProjectUsageGroupsDocument = new TypedDocumentString(`
    query ProjectUsageGroups($groupBy: UsageGrouping!, $from: DateTime, $first: Int, $orderBy: UsageOrder) {
  project {
    usage {
      breakdown(
        entityType: TOOL_CALL
        groupBy: $groupBy
        from: $from
        first: $first
        orderBy: $orderBy
      ) {
        total
        groups {
          key
          total
        }
      }
    }
  }
}
    `) as unknown as TypedDocumentString<ProjectUsageGroupsQuery, ProjectUsageGroupsQueryVariables>;
export const ProjectUsageGroupCountsDocument = new TypedDocumentString(`
    query ProjectUsageGroupCounts($from: DateTime) {
  project {
    usage {
      aliased: breakdown(entityType: TOOL_CALL, groupBy: USER, from: $from) {
        count: groupCount
      }
      included: breakdown(entityType: TOOL_CALL, groupBy: USER, from: $from) {
        total
        ... @include(if: true) {
          groupCount
        }
      }
      named: breakdown(entityType: TOOL_CALL, groupBy: USER, from: $from) {
        ...CountOfGroups
      }
      merged: breakdown(entityType: TOOL_CALL, groupBy: USER, from: $from) {
        total
      }
      merged: breakdown(entityType: TOOL_CALL, groupBy: USER, from: $from) {
        groupCount
      }
    }
  }
}
    fragment CountOfGroups on UsageBreakdown {
  groupCount
}`) as unknown as TypedDocumentString<ProjectUsageGroupCountsQuery, ProjectUsageGroupCountsQueryVariables>;
export const ProjectUsageTimeSeriesDocument = new TypedDocumentString(`
    query ProjectUsageTimeSeries($projectId: ID, $entityType: UsageEntityType!, $interval: UsageInterval!, $from: DateTime, $to: DateTime, $filter: UsageFilter) {
  project(id: $projectId) {
    usage {
      timeSeries(
        entityType: $entityType
        interval: $interval
        from: $from
        to: $to
        filter: $filter
      ) {
        from
        to
        total
        points {
          at
          total
          errorCount
          durationMs
        }
      }
    }
  }
}
    `) as unknown as TypedDocumentString<ProjectUsageTimeSeriesQuery, ProjectUsageTimeSeriesQueryVariables>;
export const OrganizationUsageDocument = new TypedDocumentString(`
    query OrganizationUsage($from: DateTime, $to: DateTime, $groupBy: UsageGrouping!, $interval: UsageInterval!, $filter: UsageFilter) {
  organization {
    usage {
      summary(from: $from, to: $to, filter: $filter) {
        total
      }
      breakdown(
        entityType: TOOL_CALL
        groupBy: $groupBy
        from: $from
        to: $to
        filter: $filter
      ) {
        total
        otherTotal
        groupCount
        groups {
          key
          total
        }
      }
      timeSeries(
        entityType: TOOL_CALL
        interval: $interval
        from: $from
        to: $to
        filter: $filter
      ) {
        total
      }
    }
  }
}
    `) as unknown as TypedDocumentString<OrganizationUsageQuery, OrganizationUsageQueryVariables>;
export const LastUsedDocument = new TypedDocumentString(`
    query LastUsed {
  organization {
    usage {
      lastUsedAt
    }
    projects {
      nodes {
        id
        usage {
          lastUsedAt
        }
      }
    }
  }
}
    `) as unknown as TypedDocumentString<LastUsedQuery, LastUsedQueryVariables>;
export const ViewerDocument = new TypedDocumentString(`
    query Viewer {
  viewer {
    kind
    apiKey {
      ...ApiKeyParts
    }
    organization {
      id
      name
    }
    project {
      id
    }
  }
}
    fragment ApiKeyParts on ApiKey {
  id
  name
  prefix
  last4
  createdAt
  project {
    id
  }
}`) as unknown as TypedDocumentString<ViewerQuery, ViewerQueryVariables>;
export const CreateWebhookSubscriptionDocument = new TypedDocumentString(`
    mutation CreateWebhookSubscription($input: CreateWebhookSubscriptionInput!) {
  createWebhookSubscription(input: $input) {
    webhookSubscription {
      ...WebhookSubscriptionParts
    }
    secret
  }
}
    fragment WebhookSubscriptionParts on WebhookSubscription {
  id
  url
  events
  description
  enabled
  disabledReason
  headerNames
  previousSecretExpiresAt
  createdAt
  updatedAt
  project {
    id
  }
}`) as unknown as TypedDocumentString<CreateWebhookSubscriptionMutation, CreateWebhookSubscriptionMutationVariables>;
export const UpdateWebhookSubscriptionDocument = new TypedDocumentString(`
    mutation UpdateWebhookSubscription($input: UpdateWebhookSubscriptionInput!) {
  updateWebhookSubscription(input: $input) {
    webhookSubscription {
      ...WebhookSubscriptionParts
    }
  }
}
    fragment WebhookSubscriptionParts on WebhookSubscription {
  id
  url
  events
  description
  enabled
  disabledReason
  headerNames
  previousSecretExpiresAt
  createdAt
  updatedAt
  project {
    id
  }
}`) as unknown as TypedDocumentString<UpdateWebhookSubscriptionMutation, UpdateWebhookSubscriptionMutationVariables>;
export const RotateWebhookSecretDocument = new TypedDocumentString(`
    mutation RotateWebhookSecret($input: RotateWebhookSecretInput!) {
  rotateWebhookSecret(input: $input) {
    webhookSubscription {
      ...WebhookSubscriptionParts
    }
    secret
  }
}
    fragment WebhookSubscriptionParts on WebhookSubscription {
  id
  url
  events
  description
  enabled
  disabledReason
  headerNames
  previousSecretExpiresAt
  createdAt
  updatedAt
  project {
    id
  }
}`) as unknown as TypedDocumentString<RotateWebhookSecretMutation, RotateWebhookSecretMutationVariables>;
export const DeleteWebhookSubscriptionDocument = new TypedDocumentString(`
    mutation DeleteWebhookSubscription($input: DeleteWebhookSubscriptionInput!) {
  deleteWebhookSubscription(input: $input) {
    deletedWebhookSubscriptionId
  }
}
    `) as unknown as TypedDocumentString<DeleteWebhookSubscriptionMutation, DeleteWebhookSubscriptionMutationVariables>;
export const RedeliverWebhookDocument = new TypedDocumentString(`
    mutation RedeliverWebhook($input: RedeliverWebhookInput!) {
  redeliverWebhook(input: $input) {
    delivery {
      ...WebhookDeliveryParts
    }
  }
}
    fragment WebhookDeliveryParts on WebhookDelivery {
  id
  eventId
  eventType
  payload
  status
  attemptCount
  responseStatus
  error
  lastAttemptAt
  nextAttemptAt
  createdAt
}`) as unknown as TypedDocumentString<RedeliverWebhookMutation, RedeliverWebhookMutationVariables>;
export const RedeliverWebhooksDocument = new TypedDocumentString(`
    mutation RedeliverWebhooks($input: RedeliverWebhooksInput!) {
  redeliverWebhooks(input: $input) {
    redeliveredCount
    webhookSubscription {
      id
    }
  }
}
    `) as unknown as TypedDocumentString<RedeliverWebhooksMutation, RedeliverWebhooksMutationVariables>;
export const SendTestWebhookDocument = new TypedDocumentString(`
    mutation SendTestWebhook($input: SendTestWebhookInput!) {
  sendTestWebhook(input: $input) {
    delivery {
      ...WebhookDeliveryParts
      subscription {
        id
      }
    }
  }
}
    fragment WebhookDeliveryParts on WebhookDelivery {
  id
  eventId
  eventType
  payload
  status
  attemptCount
  responseStatus
  error
  lastAttemptAt
  nextAttemptAt
  createdAt
}`) as unknown as TypedDocumentString<SendTestWebhookMutation, SendTestWebhookMutationVariables>;
export const ListProjectWebhooksDocument = new TypedDocumentString(`
    query ListProjectWebhooks($projectId: ID, $search: String) {
  project(id: $projectId) {
    webhookSubscriptions(search: $search) {
      ...WebhookSubscriptionParts
    }
  }
}
    fragment WebhookSubscriptionParts on WebhookSubscription {
  id
  url
  events
  description
  enabled
  disabledReason
  headerNames
  previousSecretExpiresAt
  createdAt
  updatedAt
  project {
    id
  }
}`) as unknown as TypedDocumentString<ListProjectWebhooksQuery, ListProjectWebhooksQueryVariables>;
export const ListOrganizationWebhooksDocument = new TypedDocumentString(`
    query ListOrganizationWebhooks($search: String) {
  organization {
    webhookSubscriptions(search: $search) {
      ...WebhookSubscriptionParts
    }
  }
}
    fragment WebhookSubscriptionParts on WebhookSubscription {
  id
  url
  events
  description
  enabled
  disabledReason
  headerNames
  previousSecretExpiresAt
  createdAt
  updatedAt
  project {
    id
  }
}`) as unknown as TypedDocumentString<ListOrganizationWebhooksQuery, ListOrganizationWebhooksQueryVariables>;
export const ListWebhookDeliveriesDocument = new TypedDocumentString(`
    query ListWebhookDeliveries($id: ID!, $status: WebhookDeliveryStatus, $first: Int, $after: String, $last: Int, $before: String) {
  node(id: $id) {
    ... on WebhookSubscription {
      id
      deliveries(
        status: $status
        first: $first
        after: $after
        last: $last
        before: $before
      ) {
        totalCount
        nodes {
          ...WebhookDeliveryParts
        }
        pageInfo {
          hasNextPage
          hasPreviousPage
          startCursor
          endCursor
        }
      }
    }
  }
}
    fragment WebhookDeliveryParts on WebhookDelivery {
  id
  eventId
  eventType
  payload
  status
  attemptCount
  responseStatus
  error
  lastAttemptAt
  nextAttemptAt
  createdAt
}`) as unknown as TypedDocumentString<ListWebhookDeliveriesQuery, ListWebhookDeliveriesQueryVariables>;