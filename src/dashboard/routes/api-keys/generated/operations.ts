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

/** Input of `revokeApiKey`. */
export type RevokeApiKeyInput = {
  /** `DeletionPreview.fingerprint`: CHANGED_SINCE_PREVIEW if what the deletion removes has changed since. Absent or null: not compared. */
  expectedFingerprint?: string | null | undefined;
  /** The id of an active key of the organization or of one of its projects. */
  id: string | number;
};

/** Input of `rotateApiKey`: the key, and how long its previous secrets stay valid. */
export type RotateApiKeyInput = {
  /** The id of an active key of the organization or of one of its projects. */
  id: string | number;
  /** How long previous secrets stay valid, 0 to 604800 seconds (7 days). 0: they are rejected from the response on. */
  overlapSeconds: number;
};

/** What the objects of a scope belong to. */
export type ScopeLevel =
  /** The organization. For organization keys only. */
  | 'ORGANIZATION'
  /** Projects. For project keys, and for organization keys in the projects that they see. */
  | 'PROJECT';

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

export type ApiKeysPageQueryVariables = Exact<{
  id?: string | number | null | undefined;
  slug?: string | null | undefined;
  enabled?: boolean | null | undefined;
  unusedSince?: string | null | undefined;
  expiringBefore?: string | null | undefined;
  hasExpiry?: boolean | null | undefined;
  hasScopes?: boolean | null | undefined;
}>;


export type ApiKeysPageQuery = { __typename: 'Query', project: { __typename: 'Project', id: string, name: string, apiKeys: Array<(
      { __typename: 'ApiKey' }
      & ApiKeyRowFragment
    )> } };

export type ApiKeysOrganizationPageQueryVariables = Exact<{
  enabled?: boolean | null | undefined;
  unusedSince?: string | null | undefined;
  expiringBefore?: string | null | undefined;
  hasExpiry?: boolean | null | undefined;
  hasScopes?: boolean | null | undefined;
}>;


export type ApiKeysOrganizationPageQuery = { __typename: 'Query', organization: { __typename: 'Organization', id: string, apiKeys: Array<(
      { __typename: 'ApiKey' }
      & ApiKeyRowFragment
    )> } };

export type ApiKeysRegeneratePreviewQueryVariables = Exact<{
  id: string | number;
}>;


export type ApiKeysRegeneratePreviewQuery = { __typename: 'Query', project: { __typename: 'Project', id: string, apiKeys: Array<{ __typename: 'ApiKey', id: string, name: string, enabled: boolean, secrets: Array<{ __typename: 'ApiKeySecret', lastUsedAt: string | null }> }> } };

export type ApiKeysFindProjectsQueryVariables = Exact<{
  search: string;
}>;


export type ApiKeysFindProjectsQuery = { __typename: 'Query', organization: { __typename: 'Organization', id: string, projects: { __typename: 'OrganizationProjectsConnection', nodes: Array<{ __typename: 'Project', id: string, name: string, slug: string }>, pageInfo: { __typename: 'PageInfo', hasNextPage: boolean } } } };

export type ApiKeysScopesQueryVariables = Exact<{ [key: string]: never; }>;


export type ApiKeysScopesQuery = { __typename: 'Query', apiKeyScopes: Array<{ __typename: 'ApiKeyScope', value: string, description: string, level: ScopeLevel, isImplied: boolean }> };

export type ApiKeysRequiredScopesQueryVariables = Exact<{
  document: string;
}>;


export type ApiKeysRequiredScopesQuery = { __typename: 'Query', requiredScopes: Array<string> };

export type ApiKeyRowFragment = { __typename: 'ApiKey', id: string, name: string, prefix: string, last4: string, enabled: boolean, scopes: Array<string> | null, projectIds: Array<string> | null, allowedIps: Array<string> | null, createdAt: string, expiresAt: string | null, lastUsedAt: string | null, rateLimitPerMinute: number | null, createdBy: { __typename: 'AuditActor', kind: AuditActorKind, apiKeyId: string | null, apiKey: { __typename: 'ApiKey', id: string, name: string } | null } | null, secrets: Array<{ __typename: 'ApiKeySecret', last4: string, createdAt: string, expiresAt: string | null, lastUsedAt: string | null }> };

export type ApiKeyIssuedFragment = { __typename: 'IssuedApiKey', secret: string | null, apiKey: { __typename: 'ApiKey', id: string, name: string } };

export type ApiKeysCreateMutationVariables = Exact<{
  input: CreateApiKeyInput;
}>;


export type ApiKeysCreateMutation = { __typename: 'Mutation', createApiKey: { __typename: 'CreateApiKeyPayload', issuedKey: (
      { __typename: 'IssuedApiKey' }
      & ApiKeyIssuedFragment
    ) } | null };

export type ApiKeysRotateMutationVariables = Exact<{
  input: RotateApiKeyInput;
}>;


export type ApiKeysRotateMutation = { __typename: 'Mutation', rotateApiKey: { __typename: 'RotateApiKeyPayload', issuedKey: (
      { __typename: 'IssuedApiKey' }
      & ApiKeyIssuedFragment
    ) } | null };

export type ApiKeysRegenerateMutationVariables = Exact<{
  input: RegenerateApiKeyInput;
}>;


export type ApiKeysRegenerateMutation = { __typename: 'Mutation', regenerateApiKey: { __typename: 'RegenerateApiKeyPayload', issuedKey: (
      { __typename: 'IssuedApiKey' }
      & ApiKeyIssuedFragment
    ) } | null };

export type ApiKeysUpdateMutationVariables = Exact<{
  input: UpdateApiKeyInput;
}>;


export type ApiKeysUpdateMutation = { __typename: 'Mutation', updateApiKey: { __typename: 'UpdateApiKeyPayload', apiKey: { __typename: 'ApiKey', id: string, name: string, enabled: boolean, allowedIps: Array<string> | null } } | null };

export type ApiKeysRevokeMutationVariables = Exact<{
  input: RevokeApiKeyInput;
}>;


export type ApiKeysRevokeMutation = { __typename: 'Mutation', revokeApiKey: { __typename: 'RevokeApiKeyPayload', revokedApiKeyId: string } | null };

export type ApiKeysLimitMutationVariables = Exact<{
  input: SetRateLimitInput;
}>;


export type ApiKeysLimitMutation = { __typename: 'Mutation', setRateLimit: { __typename: 'SetRateLimitPayload', apiKey: { __typename: 'ApiKey', id: string, rateLimitPerMinute: number | null } | null } | null };

export type ApiKeysDeletionPreviewQueryVariables = Exact<{
  id: string | number;
  withKeys: boolean;
}>;


export type ApiKeysDeletionPreviewQuery = { __typename: 'Query', node:
    | { __typename: 'ApiKey', id: string, deletionPreview: (
        { __typename: 'DeletionPreview' }
        & ApiKeysPreviewFragment
      ) }
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

export type ApiKeysPreviewFragment = { __typename: 'DeletionPreview', fingerprint: string, restorableDays: number, irreversible: Array<IrreversibleEffect>, withheld: Array<RemovedType>, blockers: Array<{ __typename: 'DeletionPreviewBlocker', reason: ErrorReason, suggestedFix: string }>, removes: Array<{ __typename: 'DeletionPreviewRemoval', type: RemovedType, count: number, isEstimate: boolean, examples: Array<{ __typename: 'DeletionPreviewExample', id: string, name: string }> }>, stops?: Array<{ __typename: 'DeletionPreviewKey', lastUsedAt: string | null, apiKey: { __typename: 'ApiKey', id: string, name: string } }> };

export const ApiKeyRowFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ApiKeyRow"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ApiKey"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"prefix"}},{"kind":"Field","name":{"kind":"Name","value":"last4"}},{"kind":"Field","name":{"kind":"Name","value":"enabled"}},{"kind":"Field","name":{"kind":"Name","value":"scopes"}},{"kind":"Field","name":{"kind":"Name","value":"projectIds"}},{"kind":"Field","name":{"kind":"Name","value":"allowedIps"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"createdBy"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"apiKeyId"}},{"kind":"Field","name":{"kind":"Name","value":"apiKey"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"expiresAt"}},{"kind":"Field","name":{"kind":"Name","value":"lastUsedAt"}},{"kind":"Field","name":{"kind":"Name","value":"rateLimitPerMinute"}},{"kind":"Field","name":{"kind":"Name","value":"secrets"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"last4"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"expiresAt"}},{"kind":"Field","name":{"kind":"Name","value":"lastUsedAt"}}]}}]}}]} as unknown as DocumentNode<ApiKeyRowFragment, unknown>;
export const ApiKeyIssuedFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ApiKeyIssued"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"IssuedApiKey"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"secret"}},{"kind":"Field","name":{"kind":"Name","value":"apiKey"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}}]} as unknown as DocumentNode<ApiKeyIssuedFragment, unknown>;
export const ApiKeysPreviewFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ApiKeysPreview"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"DeletionPreview"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"fingerprint"}},{"kind":"Field","name":{"kind":"Name","value":"restorableDays"}},{"kind":"Field","name":{"kind":"Name","value":"irreversible"}},{"kind":"Field","name":{"kind":"Name","value":"withheld"}},{"kind":"Field","name":{"kind":"Name","value":"blockers"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"reason"}},{"kind":"Field","name":{"kind":"Name","value":"suggestedFix"}}]}},{"kind":"Field","name":{"kind":"Name","value":"removes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"type"}},{"kind":"Field","name":{"kind":"Name","value":"count"}},{"kind":"Field","name":{"kind":"Name","value":"isEstimate"}},{"kind":"Field","name":{"kind":"Name","value":"examples"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"stops"},"directives":[{"kind":"Directive","name":{"kind":"Name","value":"include"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"if"},"value":{"kind":"Variable","name":{"kind":"Name","value":"withKeys"}}}]}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"lastUsedAt"}},{"kind":"Field","name":{"kind":"Name","value":"apiKey"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}}]}}]} as unknown as DocumentNode<ApiKeysPreviewFragment, unknown>;
export const ApiKeysPageDocument = {"__meta__":{"hash":"5369b2ba0a1c3654fd218889843c0f91957d6b874056d0c6256c2710ac2a8909"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"ApiKeysPage"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"slug"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"enabled"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"Boolean"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"unusedSince"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"DateTime"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"expiringBefore"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"DateTime"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"hasExpiry"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"Boolean"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"hasScopes"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"Boolean"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"project"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}},{"kind":"Argument","name":{"kind":"Name","value":"slug"},"value":{"kind":"Variable","name":{"kind":"Name","value":"slug"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"apiKeys"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"enabled"},"value":{"kind":"Variable","name":{"kind":"Name","value":"enabled"}}},{"kind":"Argument","name":{"kind":"Name","value":"unusedSince"},"value":{"kind":"Variable","name":{"kind":"Name","value":"unusedSince"}}},{"kind":"Argument","name":{"kind":"Name","value":"expiringBefore"},"value":{"kind":"Variable","name":{"kind":"Name","value":"expiringBefore"}}},{"kind":"Argument","name":{"kind":"Name","value":"hasExpiry"},"value":{"kind":"Variable","name":{"kind":"Name","value":"hasExpiry"}}},{"kind":"Argument","name":{"kind":"Name","value":"hasScopes"},"value":{"kind":"Variable","name":{"kind":"Name","value":"hasScopes"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"ApiKeyRow"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ApiKeyRow"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ApiKey"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"prefix"}},{"kind":"Field","name":{"kind":"Name","value":"last4"}},{"kind":"Field","name":{"kind":"Name","value":"enabled"}},{"kind":"Field","name":{"kind":"Name","value":"scopes"}},{"kind":"Field","name":{"kind":"Name","value":"projectIds"}},{"kind":"Field","name":{"kind":"Name","value":"allowedIps"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"createdBy"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"apiKeyId"}},{"kind":"Field","name":{"kind":"Name","value":"apiKey"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"expiresAt"}},{"kind":"Field","name":{"kind":"Name","value":"lastUsedAt"}},{"kind":"Field","name":{"kind":"Name","value":"rateLimitPerMinute"}},{"kind":"Field","name":{"kind":"Name","value":"secrets"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"last4"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"expiresAt"}},{"kind":"Field","name":{"kind":"Name","value":"lastUsedAt"}}]}}]}}]} as unknown as DocumentNode<ApiKeysPageQuery, ApiKeysPageQueryVariables>;
export const ApiKeysOrganizationPageDocument = {"__meta__":{"hash":"dc7e2675be5fa90890444ef48334b48f5336210f67652b603e7378952924ca7e"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"ApiKeysOrganizationPage"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"enabled"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"Boolean"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"unusedSince"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"DateTime"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"expiringBefore"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"DateTime"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"hasExpiry"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"Boolean"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"hasScopes"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"Boolean"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"organization"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"apiKeys"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"enabled"},"value":{"kind":"Variable","name":{"kind":"Name","value":"enabled"}}},{"kind":"Argument","name":{"kind":"Name","value":"unusedSince"},"value":{"kind":"Variable","name":{"kind":"Name","value":"unusedSince"}}},{"kind":"Argument","name":{"kind":"Name","value":"expiringBefore"},"value":{"kind":"Variable","name":{"kind":"Name","value":"expiringBefore"}}},{"kind":"Argument","name":{"kind":"Name","value":"hasExpiry"},"value":{"kind":"Variable","name":{"kind":"Name","value":"hasExpiry"}}},{"kind":"Argument","name":{"kind":"Name","value":"hasScopes"},"value":{"kind":"Variable","name":{"kind":"Name","value":"hasScopes"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"ApiKeyRow"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ApiKeyRow"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ApiKey"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"prefix"}},{"kind":"Field","name":{"kind":"Name","value":"last4"}},{"kind":"Field","name":{"kind":"Name","value":"enabled"}},{"kind":"Field","name":{"kind":"Name","value":"scopes"}},{"kind":"Field","name":{"kind":"Name","value":"projectIds"}},{"kind":"Field","name":{"kind":"Name","value":"allowedIps"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"createdBy"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"apiKeyId"}},{"kind":"Field","name":{"kind":"Name","value":"apiKey"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"expiresAt"}},{"kind":"Field","name":{"kind":"Name","value":"lastUsedAt"}},{"kind":"Field","name":{"kind":"Name","value":"rateLimitPerMinute"}},{"kind":"Field","name":{"kind":"Name","value":"secrets"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"last4"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"expiresAt"}},{"kind":"Field","name":{"kind":"Name","value":"lastUsedAt"}}]}}]}}]} as unknown as DocumentNode<ApiKeysOrganizationPageQuery, ApiKeysOrganizationPageQueryVariables>;
export const ApiKeysRegeneratePreviewDocument = {"__meta__":{"hash":"71c6b377b70ee6136e3b238aaaf296385630b78e008b26bd2ff49e6f10653c89"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"ApiKeysRegeneratePreview"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"project"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"apiKeys"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"enabled"}},{"kind":"Field","name":{"kind":"Name","value":"secrets"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"lastUsedAt"}}]}}]}}]}}]}}]} as unknown as DocumentNode<ApiKeysRegeneratePreviewQuery, ApiKeysRegeneratePreviewQueryVariables>;
export const ApiKeysFindProjectsDocument = {"__meta__":{"hash":"c1e2e3e34fa725eddb32f422a0b7ebea742cc64cc789298f1b347cbd6aed9efd"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"ApiKeysFindProjects"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"search"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"organization"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"projects"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"search"},"value":{"kind":"Variable","name":{"kind":"Name","value":"search"}}},{"kind":"Argument","name":{"kind":"Name","value":"orderBy"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"field"},"value":{"kind":"EnumValue","value":"NAME"}},{"kind":"ObjectField","name":{"kind":"Name","value":"direction"},"value":{"kind":"EnumValue","value":"ASC"}}]}},{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"20"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"slug"}}]}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}}]}}]}}]}}]}}]} as unknown as DocumentNode<ApiKeysFindProjectsQuery, ApiKeysFindProjectsQueryVariables>;
export const ApiKeysScopesDocument = {"__meta__":{"hash":"4b3859cc74ccbbb39e80a05f206610dc0c0364fe8504be13abdbff83abc4c6e4"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"ApiKeysScopes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"apiKeyScopes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"value"}},{"kind":"Field","name":{"kind":"Name","value":"description"}},{"kind":"Field","name":{"kind":"Name","value":"level"}},{"kind":"Field","name":{"kind":"Name","value":"isImplied"}}]}}]}}]} as unknown as DocumentNode<ApiKeysScopesQuery, ApiKeysScopesQueryVariables>;
export const ApiKeysRequiredScopesDocument = {"__meta__":{"hash":"f8785ba65f229bd5c58f0ed5b80b797c25b41670185b667995d39da72a3b89d7"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"ApiKeysRequiredScopes"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"document"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"requiredScopes"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"document"},"value":{"kind":"Variable","name":{"kind":"Name","value":"document"}}}]}]}}]} as unknown as DocumentNode<ApiKeysRequiredScopesQuery, ApiKeysRequiredScopesQueryVariables>;
export const ApiKeysCreateDocument = {"__meta__":{"hash":"9ce727fa82d3588215fccfd3fc37c01dd5e1d323e641ffec622d825b77aaa288"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"ApiKeysCreate"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"CreateApiKeyInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"createApiKey"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"issuedKey"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"ApiKeyIssued"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ApiKeyIssued"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"IssuedApiKey"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"secret"}},{"kind":"Field","name":{"kind":"Name","value":"apiKey"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}}]} as unknown as DocumentNode<ApiKeysCreateMutation, ApiKeysCreateMutationVariables>;
export const ApiKeysRotateDocument = {"__meta__":{"hash":"dd84230566c3963f3063a96f422610d442cbf0cac380f3cd73046800143c8b87"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"ApiKeysRotate"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"RotateApiKeyInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"rotateApiKey"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"issuedKey"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"ApiKeyIssued"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ApiKeyIssued"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"IssuedApiKey"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"secret"}},{"kind":"Field","name":{"kind":"Name","value":"apiKey"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}}]} as unknown as DocumentNode<ApiKeysRotateMutation, ApiKeysRotateMutationVariables>;
export const ApiKeysRegenerateDocument = {"__meta__":{"hash":"179877a7311e288cb4da063fc9e338534f7bb4cea4e07986c17a40a307a73192"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"ApiKeysRegenerate"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"RegenerateApiKeyInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"regenerateApiKey"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"issuedKey"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"ApiKeyIssued"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ApiKeyIssued"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"IssuedApiKey"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"secret"}},{"kind":"Field","name":{"kind":"Name","value":"apiKey"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}}]} as unknown as DocumentNode<ApiKeysRegenerateMutation, ApiKeysRegenerateMutationVariables>;
export const ApiKeysUpdateDocument = {"__meta__":{"hash":"114a3ca32a1ae8ee4a5728ab49f355c02c2f29b627308a7f1283ac9e0f797952"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"ApiKeysUpdate"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"UpdateApiKeyInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"updateApiKey"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"apiKey"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"enabled"}},{"kind":"Field","name":{"kind":"Name","value":"allowedIps"}}]}}]}}]}}]} as unknown as DocumentNode<ApiKeysUpdateMutation, ApiKeysUpdateMutationVariables>;
export const ApiKeysRevokeDocument = {"__meta__":{"hash":"cf2b33acc49cf0254921cad423ec57aeda805d15b988b0bd8c1c2e4a4ce03481"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"ApiKeysRevoke"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"RevokeApiKeyInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"revokeApiKey"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"revokedApiKeyId"}}]}}]}}]} as unknown as DocumentNode<ApiKeysRevokeMutation, ApiKeysRevokeMutationVariables>;
export const ApiKeysLimitDocument = {"__meta__":{"hash":"90f05a1ad217d90ae999a7445f0ab345ae281a2c0796eb004404464181af04f1"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"ApiKeysLimit"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"SetRateLimitInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"setRateLimit"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"apiKey"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"rateLimitPerMinute"}}]}}]}}]}}]} as unknown as DocumentNode<ApiKeysLimitMutation, ApiKeysLimitMutationVariables>;
export const ApiKeysDeletionPreviewDocument = {"__meta__":{"hash":"01106862fd969129ef51052178121b6b1c2464e2590b508938c48eb4f8e2b880"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"ApiKeysDeletionPreview"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"withKeys"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Boolean"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"node"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ApiKey"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"deletionPreview"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"ApiKeysPreview"}}]}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ApiKeysPreview"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"DeletionPreview"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"fingerprint"}},{"kind":"Field","name":{"kind":"Name","value":"restorableDays"}},{"kind":"Field","name":{"kind":"Name","value":"irreversible"}},{"kind":"Field","name":{"kind":"Name","value":"withheld"}},{"kind":"Field","name":{"kind":"Name","value":"blockers"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"reason"}},{"kind":"Field","name":{"kind":"Name","value":"suggestedFix"}}]}},{"kind":"Field","name":{"kind":"Name","value":"removes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"type"}},{"kind":"Field","name":{"kind":"Name","value":"count"}},{"kind":"Field","name":{"kind":"Name","value":"isEstimate"}},{"kind":"Field","name":{"kind":"Name","value":"examples"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"stops"},"directives":[{"kind":"Directive","name":{"kind":"Name","value":"include"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"if"},"value":{"kind":"Variable","name":{"kind":"Name","value":"withKeys"}}}]}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"lastUsedAt"}},{"kind":"Field","name":{"kind":"Name","value":"apiKey"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}}]}}]} as unknown as DocumentNode<ApiKeysDeletionPreviewQuery, ApiKeysDeletionPreviewQueryVariables>;