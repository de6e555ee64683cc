/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { TypedDocumentNode as DocumentNode } from '@graphql-typed-document-node/core';
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

/** Which data of tool calls a project stores. */
export type LogVisibility =
  /** Stores only metadata such as time, duration and status: no arguments, response or error message. */
  | 'DONT_STORE_DATA'
  /** Stores everything, including arguments and responses. */
  | 'SHOW_ALL';

/** Sort direction. */
export type OrderDirection =
  /** Ascending: oldest first, or A to Z. */
  | 'ASC'
  /** Descending: newest first, or Z to A. */
  | 'DESC';

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

export type ProjectsPageQueryVariables = Exact<{
  search: string;
  order: ProjectOrder;
  withKeys: boolean;
  withUsage: boolean;
  first?: number | null | undefined;
  last?: number | null | undefined;
  after?: string | null | undefined;
  before?: string | null | undefined;
}>;


export type ProjectsPageQuery = { __typename: 'Query', organization: { __typename: 'Organization', id: string, projects: { __typename: 'OrganizationProjectsConnection', totalCount: number, nodes: Array<(
        { __typename: 'Project' }
        & ProjectRowFragment
      )>, pageInfo: { __typename: 'PageInfo', hasNextPage: boolean, hasPreviousPage: boolean, startCursor: string | null, endCursor: string | null } } } };

export type ProjectRowFragment = { __typename: 'Project', id: string, name: string, slug: string, environment: ProjectEnvironment, isDefault: boolean, createdAt: string, apiKeys?: Array<{ __typename: 'ApiKey', id: string }>, usage?: { __typename: 'Usage', lastUsedAt: string | null } };

export type ProjectsCreateMutationVariables = Exact<{
  input: CreateProjectInput;
}>;


export type ProjectsCreateMutation = { __typename: 'Mutation', createProject: { __typename: 'CreateProjectPayload', project: { __typename: 'Project', id: string, name: string, slug: string }, issuedKey: { __typename: 'IssuedApiKey', secret: string | null, apiKey: { __typename: 'ApiKey', id: string, name: string } } | null } | null };

export type ProjectsArchivedPageQueryVariables = Exact<{
  first?: number | null | undefined;
  last?: number | null | undefined;
  after?: string | null | undefined;
  before?: string | null | undefined;
}>;


export type ProjectsArchivedPageQuery = { __typename: 'Query', organization: { __typename: 'Organization', id: string, archivedProjects: { __typename: 'OrganizationArchivedProjectsConnection', nodes: Array<(
        { __typename: 'ArchivedProject' }
        & ArchivedProjectRowFragment
      )>, pageInfo: { __typename: 'PageInfo', hasNextPage: boolean, hasPreviousPage: boolean, startCursor: string | null, endCursor: string | null } } } };

export type ArchivedProjectRowFragment = { __typename: 'ArchivedProject', id: string, name: string, slug: string, environment: ProjectEnvironment, archivedAt: string, purgeAt: string, archivedBy: { __typename: 'AuditActor', kind: AuditActorKind, apiKeyId: string | null, apiKeyName: string | null } };

export type ProjectsRestoreMutationVariables = Exact<{
  input: RestoreProjectInput;
}>;


export type ProjectsRestoreMutation = { __typename: 'Mutation', restoreProject: { __typename: 'RestoreProjectPayload', project: { __typename: 'Project', id: string, name: string, slug: string } } | null };

export type ProjectsPurgePreviewQueryVariables = Exact<{
  id: string | number;
  withKeys: boolean;
}>;


export type ProjectsPurgePreviewQuery = { __typename: 'Query', organization: { __typename: 'Organization', id: string, archivedProject: { __typename: 'ArchivedProject', id: string, deletionPreview: (
        { __typename: 'DeletionPreview' }
        & ProjectsPreviewFragment
      ) } | null } };

export type ProjectsPreviewFragment = { __typename: 'DeletionPreview', fingerprint: string, restorableDays: number, irreversible: Array<IrreversibleEffect>, withheld: Array<RemovedType>, blockers: Array<{ __typename: 'DeletionPreviewBlocker', reason: ErrorReason, suggestedFix: string }>, removes: Array<{ __typename: 'DeletionPreviewRemoval', type: RemovedType, count: number, isEstimate: boolean, examples: Array<{ __typename: 'DeletionPreviewExample', id: string, name: string }> }>, stops?: Array<{ __typename: 'DeletionPreviewKey', lastUsedAt: string | null, apiKey: { __typename: 'ApiKey', id: string, name: string } }> };

export type ProjectsPurgeMutationVariables = Exact<{
  input: PurgeProjectInput;
}>;


export type ProjectsPurgeMutation = { __typename: 'Mutation', purgeProject: { __typename: 'PurgeProjectPayload' } | null };

export const ProjectRowFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ProjectRow"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Project"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"slug"}},{"kind":"Field","name":{"kind":"Name","value":"environment"}},{"kind":"Field","name":{"kind":"Name","value":"isDefault"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"apiKeys"},"directives":[{"kind":"Directive","name":{"kind":"Name","value":"include"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"if"},"value":{"kind":"Variable","name":{"kind":"Name","value":"withKeys"}}}]}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}}]}},{"kind":"Field","name":{"kind":"Name","value":"usage"},"directives":[{"kind":"Directive","name":{"kind":"Name","value":"include"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"if"},"value":{"kind":"Variable","name":{"kind":"Name","value":"withUsage"}}}]}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"lastUsedAt"}}]}}]}}]} as unknown as DocumentNode<ProjectRowFragment, unknown>;
export const ArchivedProjectRowFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ArchivedProjectRow"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ArchivedProject"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"slug"}},{"kind":"Field","name":{"kind":"Name","value":"environment"}},{"kind":"Field","name":{"kind":"Name","value":"archivedAt"}},{"kind":"Field","name":{"kind":"Name","value":"purgeAt"}},{"kind":"Field","name":{"kind":"Name","value":"archivedBy"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"apiKeyId"}},{"kind":"Field","name":{"kind":"Name","value":"apiKeyName"}}]}}]}}]} as unknown as DocumentNode<ArchivedProjectRowFragment, unknown>;
export const ProjectsPreviewFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ProjectsPreview"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"DeletionPreview"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"fingerprint"}},{"kind":"Field","name":{"kind":"Name","value":"restorableDays"}},{"kind":"Field","name":{"kind":"Name","value":"irreversible"}},{"kind":"Field","name":{"kind":"Name","value":"withheld"}},{"kind":"Field","name":{"kind":"Name","value":"blockers"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"reason"}},{"kind":"Field","name":{"kind":"Name","value":"suggestedFix"}}]}},{"kind":"Field","name":{"kind":"Name","value":"removes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"type"}},{"kind":"Field","name":{"kind":"Name","value":"count"}},{"kind":"Field","name":{"kind":"Name","value":"isEstimate"}},{"kind":"Field","name":{"kind":"Name","value":"examples"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"stops"},"directives":[{"kind":"Directive","name":{"kind":"Name","value":"include"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"if"},"value":{"kind":"Variable","name":{"kind":"Name","value":"withKeys"}}}]}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"lastUsedAt"}},{"kind":"Field","name":{"kind":"Name","value":"apiKey"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}}]}}]} as unknown as DocumentNode<ProjectsPreviewFragment, unknown>;
export const ProjectsPageDocument = {"__meta__":{"hash":"807b7acebe5e40d935a33f25b33ca1553d753c65d2ff50df6a7377dc4fa35d5c"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"ProjectsPage"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"search"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"order"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ProjectOrder"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"withKeys"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Boolean"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"withUsage"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Boolean"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"first"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"last"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"before"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"organization"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"projects"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"search"},"value":{"kind":"Variable","name":{"kind":"Name","value":"search"}}},{"kind":"Argument","name":{"kind":"Name","value":"orderBy"},"value":{"kind":"Variable","name":{"kind":"Name","value":"order"}}},{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}},{"kind":"Argument","name":{"kind":"Name","value":"last"},"value":{"kind":"Variable","name":{"kind":"Name","value":"last"}}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}},{"kind":"Argument","name":{"kind":"Name","value":"before"},"value":{"kind":"Variable","name":{"kind":"Name","value":"before"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"ProjectRow"}}]}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"hasPreviousPage"}},{"kind":"Field","name":{"kind":"Name","value":"startCursor"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}}]}},{"kind":"Field","name":{"kind":"Name","value":"totalCount"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ProjectRow"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Project"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"slug"}},{"kind":"Field","name":{"kind":"Name","value":"environment"}},{"kind":"Field","name":{"kind":"Name","value":"isDefault"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"apiKeys"},"directives":[{"kind":"Directive","name":{"kind":"Name","value":"include"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"if"},"value":{"kind":"Variable","name":{"kind":"Name","value":"withKeys"}}}]}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}}]}},{"kind":"Field","name":{"kind":"Name","value":"usage"},"directives":[{"kind":"Directive","name":{"kind":"Name","value":"include"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"if"},"value":{"kind":"Variable","name":{"kind":"Name","value":"withUsage"}}}]}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"lastUsedAt"}}]}}]}}]} as unknown as DocumentNode<ProjectsPageQuery, ProjectsPageQueryVariables>;
export const ProjectsCreateDocument = {"__meta__":{"hash":"0744fa08fd3c014fe1cc4a1f076882feeed2a8895a515520674366de67b8e220"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"ProjectsCreate"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"CreateProjectInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"createProject"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"project"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"slug"}}]}},{"kind":"Field","name":{"kind":"Name","value":"issuedKey"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"secret"}},{"kind":"Field","name":{"kind":"Name","value":"apiKey"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}}]}}]}}]} as unknown as DocumentNode<ProjectsCreateMutation, ProjectsCreateMutationVariables>;
export const ProjectsArchivedPageDocument = {"__meta__":{"hash":"40f5de77b4f0a4e3dd1aa63881ff9fd01aabc5c27b593136919f84eba3788578"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"ProjectsArchivedPage"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"first"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"last"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"before"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"organization"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"archivedProjects"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}},{"kind":"Argument","name":{"kind":"Name","value":"last"},"value":{"kind":"Variable","name":{"kind":"Name","value":"last"}}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}},{"kind":"Argument","name":{"kind":"Name","value":"before"},"value":{"kind":"Variable","name":{"kind":"Name","value":"before"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"ArchivedProjectRow"}}]}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"hasPreviousPage"}},{"kind":"Field","name":{"kind":"Name","value":"startCursor"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}}]}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ArchivedProjectRow"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ArchivedProject"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"slug"}},{"kind":"Field","name":{"kind":"Name","value":"environment"}},{"kind":"Field","name":{"kind":"Name","value":"archivedAt"}},{"kind":"Field","name":{"kind":"Name","value":"purgeAt"}},{"kind":"Field","name":{"kind":"Name","value":"archivedBy"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"apiKeyId"}},{"kind":"Field","name":{"kind":"Name","value":"apiKeyName"}}]}}]}}]} as unknown as DocumentNode<ProjectsArchivedPageQuery, ProjectsArchivedPageQueryVariables>;
export const ProjectsRestoreDocument = {"__meta__":{"hash":"18a4a9f489afd64ab73af278a1416d9946771174af8d7e466d9ac33c44ec60a3"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"ProjectsRestore"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"RestoreProjectInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"restoreProject"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"project"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"slug"}}]}}]}}]}}]} as unknown as DocumentNode<ProjectsRestoreMutation, ProjectsRestoreMutationVariables>;
export const ProjectsPurgePreviewDocument = {"__meta__":{"hash":"85e7e161679f5d30f35b5f620d5a250fa8a5bf4321995a84235d90eb46e32264"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"ProjectsPurgePreview"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"withKeys"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Boolean"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"organization"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"archivedProject"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"deletionPreview"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"ProjectsPreview"}}]}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ProjectsPreview"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"DeletionPreview"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"fingerprint"}},{"kind":"Field","name":{"kind":"Name","value":"restorableDays"}},{"kind":"Field","name":{"kind":"Name","value":"irreversible"}},{"kind":"Field","name":{"kind":"Name","value":"withheld"}},{"kind":"Field","name":{"kind":"Name","value":"blockers"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"reason"}},{"kind":"Field","name":{"kind":"Name","value":"suggestedFix"}}]}},{"kind":"Field","name":{"kind":"Name","value":"removes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"type"}},{"kind":"Field","name":{"kind":"Name","value":"count"}},{"kind":"Field","name":{"kind":"Name","value":"isEstimate"}},{"kind":"Field","name":{"kind":"Name","value":"examples"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"stops"},"directives":[{"kind":"Directive","name":{"kind":"Name","value":"include"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"if"},"value":{"kind":"Variable","name":{"kind":"Name","value":"withKeys"}}}]}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"lastUsedAt"}},{"kind":"Field","name":{"kind":"Name","value":"apiKey"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}}]}}]} as unknown as DocumentNode<ProjectsPurgePreviewQuery, ProjectsPurgePreviewQueryVariables>;
export const ProjectsPurgeDocument = {"__meta__":{"hash":"802d3b86d44aa0cd6c1382f0619977972d303fa417b6306af31a31972f78bd3f"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"ProjectsPurge"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"PurgeProjectInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"purgeProject"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]}}]} as unknown as DocumentNode<ProjectsPurgeMutation, ProjectsPurgeMutationVariables>;