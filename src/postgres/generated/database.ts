import type { ColumnType } from "kysely";
export type Generated<T> = T extends ColumnType<infer S, infer I, infer U>
  ? ColumnType<S, I | undefined, U>
  : ColumnType<T, T | undefined, T>;
export type Timestamp = ColumnType<Date, Date | string, Date | string>;

export const LogVisibility = {
    SHOW_ALL: "SHOW_ALL",
    DONT_STORE_DATA: "DONT_STORE_DATA"
} as const;
export type LogVisibility = (typeof LogVisibility)[keyof typeof LogVisibility];
export const ProjectEnvironment = {
    LIVE: "LIVE",
    TEST: "TEST"
} as const;
export type ProjectEnvironment = (typeof ProjectEnvironment)[keyof typeof ProjectEnvironment];
export const AuthScheme = {
    OAUTH2: "OAUTH2",
    OAUTH1: "OAUTH1",
    API_KEY: "API_KEY",
    BEARER_TOKEN: "BEARER_TOKEN",
    BASIC: "BASIC",
    NO_AUTH: "NO_AUTH"
} as const;
export type AuthScheme = (typeof AuthScheme)[keyof typeof AuthScheme];
export const AuthConfigStatus = {
    ENABLED: "ENABLED",
    DISABLED: "DISABLED"
} as const;
export type AuthConfigStatus = (typeof AuthConfigStatus)[keyof typeof AuthConfigStatus];
export const ConnectedAccountStatus = {
    INITIATED: "INITIATED",
    ACTIVE: "ACTIVE",
    FAILED: "FAILED",
    EXPIRED: "EXPIRED",
    INACTIVE: "INACTIVE",
    REVOKED: "REVOKED"
} as const;
export type ConnectedAccountStatus = (typeof ConnectedAccountStatus)[keyof typeof ConnectedAccountStatus];
export const SessionStatus = {
    ACTIVE: "ACTIVE",
    CLOSED: "CLOSED",
    ERROR: "ERROR"
} as const;
export type SessionStatus = (typeof SessionStatus)[keyof typeof SessionStatus];
export const ToolCallStatus = {
    SUCCESS: "SUCCESS",
    ERROR: "ERROR"
} as const;
export type ToolCallStatus = (typeof ToolCallStatus)[keyof typeof ToolCallStatus];
export const WebhookDeliveryStatus = {
    PENDING: "PENDING",
    SUCCEEDED: "SUCCEEDED",
    FAILED: "FAILED",
    HELD: "HELD"
} as const;
export type WebhookDeliveryStatus = (typeof WebhookDeliveryStatus)[keyof typeof WebhookDeliveryStatus];
export const WebhookDisabledReason = {
    GONE: "GONE",
    PROJECT_ARCHIVED: "PROJECT_ARCHIVED"
} as const;
export type WebhookDisabledReason = (typeof WebhookDisabledReason)[keyof typeof WebhookDisabledReason];
export const UsageEntity = {
    TOOL_CALL: "TOOL_CALL",
    SESSION: "SESSION"
} as const;
export type UsageEntity = (typeof UsageEntity)[keyof typeof UsageEntity];
export const UsageRollup = {
    TOTAL: "TOTAL",
    TOOL: "TOOL",
    TOOLKIT: "TOOLKIT",
    CONNECTED_ACCOUNT: "CONNECTED_ACCOUNT",
    USER: "USER",
    SESSION: "SESSION",
    API_KEY: "API_KEY",
    ALL: "ALL"
} as const;
export type UsageRollup = (typeof UsageRollup)[keyof typeof UsageRollup];
export const QuotaMode = {
    HARD: "HARD",
    SOFT: "SOFT"
} as const;
export type QuotaMode = (typeof QuotaMode)[keyof typeof QuotaMode];
export type ApiKey = {
    id: string;
    organization_id: string;
    project_id: string | null;
    name: string;
    prefix: string;
    last4: string;
    /**
     * SHA-256 of the secret. The secret itself is never stored.
     */
    hash: Buffer;
    created_at: Timestamp;
    /**
     * When a field last changed or the secret was rotated. Processes of earlier releases do not set it.
     */
    updated_at: Generated<Timestamp>;
    /**
     * The scopes that it is limited to. They never change. Null: none of the explicit ones, and all others of its kind. @kyselyType(null | string)
     */
    scopes: null | string[];
    /**
     * Of an organization key: the projects that it is restricted to. Null: all. @kyselyType(null | string)
     */
    project_ids: null | string[];
    /**
     * IP addresses and ranges that it may be used from. Null: any. @kyselyType(null | string)
     */
    allowed_ips: null | string[];
    expires_at: Timestamp | null;
    enabled: Generated<boolean>;
    /**
     * When the current secret was issued, if it is not the first one of the key.
     */
    rotated_at: Timestamp | null;
    /**
     * The kind of an actor. Null: created before this was recorded.
     */
    created_by_kind: string | null;
    created_by_key_id: string | null;
};
export type ArchivedKey = {
    id: string;
    organization_id: string;
    project_id: string;
    name: string;
    prefix: string;
    last4: string;
    hash: Buffer;
    created_at: Timestamp;
    /**
     * @kyselyType(null | string)
     */
    scopes: null | string[];
    /**
     * @kyselyType(null | string)
     */
    project_ids: null | string[];
    /**
     * @kyselyType(null | string)
     */
    allowed_ips: null | string[];
    expires_at: Timestamp | null;
    enabled: Generated<boolean>;
    rotated_at: Timestamp | null;
    created_by_kind: string | null;
    created_by_key_id: string | null;
    updated_at: Generated<Timestamp>;
};
export type ArchivedProject = {
    id: string;
    organization_id: string;
    name: string;
    slug: string;
    is_default: boolean;
    created_at: Timestamp;
    updated_at: Timestamp;
    display_name: string | null;
    logo_url: string | null;
    is_2fa_enabled: boolean;
    mask_secret_keys_in_connected_account: boolean;
    log_visibility_setting: LogVisibility;
    require_mcp_api_key: boolean;
    config_updated_at: Timestamp;
    has_quota: Generated<boolean>;
    environment: Generated<ProjectEnvironment>;
    archived_at: Timestamp;
    /**
     * When the worker deletes it permanently.
     */
    purge_at: Timestamp;
    archived_by_kind: string;
    archived_by_key_id: string | null;
    archived_by_key_name: string | null;
    /**
     * Since when its rows are being deleted. Null: it can be restored.
     */
    purge_started_at: Timestamp | null;
};
export type ArchivedProjectQuota = {
    organization_id: string;
    project_id: string;
    mode: QuotaMode;
    tool_calls_per_month: string | null;
    sessions_per_month: string | null;
    month: Timestamp;
    tool_calls_used: string;
    sessions_used: string;
    tool_calls_told: number;
    sessions_told: number;
    created_at: Timestamp;
    updated_at: Timestamp;
};
export type ArchivedWebhookSubscription = {
    id: string;
    organization_id: string;
    project_id: string;
    url: string;
    events: string[];
    description: string | null;
    enabled: boolean;
    disabled_reason: WebhookDisabledReason | null;
    headers: Buffer | null;
    header_names: Generated<string[]>;
    secret: Buffer;
    previous_secret: Buffer | null;
    previous_secret_expires_at: Timestamp | null;
    created_at: Timestamp;
    updated_at: Timestamp;
};
export type AuditChain = {
    organization_id: string;
    /**
     * Sequence number of the last seal, with its hash. 0: none.
     */
    sequence: string;
    hash: Buffer;
    /**
     * Sequence number of the last seal that retention removed, with its hash. 0: none.
     */
    anchor_sequence: string;
    anchor_hash: Buffer;
};
export type AuditEntry = {
    id: string;
    organization_id: string;
    project_id: string | null;
    action: string;
    actor_kind: string;
    actor_key_id: string | null;
    target_id: string;
    changes: unknown;
    request_id: string | null;
    created_at: Timestamp;
    /**
     * The name of the key at the time.
     */
    actor_key_name: string | null;
    ip: string | null;
    /**
     * At most 512 characters.
     */
    user_agent: string | null;
    result: Generated<string>;
    denied_reason: string | null;
    /**
     * Assigned in the order of writing, which is not that of commits. The sealer finds new entries by it.
     */
    position: Generated<string>;
};
export type AuditSeal = {
    organization_id: string;
    /**
     * From 1, without gaps.
     */
    sequence: string;
    entry_id: string;
    previous_hash: Buffer;
    hash: Buffer;
    sealed_at: Timestamp;
};
export type AuditWatermark = {
    position: string;
};
export type AuthConfig = {
    id: string;
    organization_id: string;
    project_id: string;
    toolkit_slug: string;
    name: string;
    auth_scheme: AuthScheme;
    /**
     * Sealed by src/postgres/encryption/cipher.ts.
     */
    credentials: Buffer;
    is_managed: boolean;
    status: AuthConfigStatus;
    created_at: Timestamp;
    updated_at: Timestamp;
};
export type ConnectedAccount = {
    id: string;
    organization_id: string;
    project_id: string;
    auth_config_id: string;
    /**
     * Equals that of its auth config; neither changes.
     */
    toolkit_slug: string;
    user_id: string;
    alias: string | null;
    status: ConnectedAccountStatus;
    status_reason: string | null;
    /**
     * Sealed by src/postgres/encryption/cipher.ts.
     */
    credentials: Buffer;
    expires_at: Timestamp | null;
    created_at: Timestamp;
    updated_at: Timestamp;
};
export type EncryptionKey = {
    /**
     * The first bytes of its SHA-256: identifies the key without revealing it.
     */
    key_id: Buffer;
    created_at: Timestamp;
};
export type IdempotencyKey = {
    /**
     * Derived from the actor and the idempotency key.
     */
    id: string;
    /**
     * Empty: the operator.
     */
    organization_id: string;
    /**
     * Null: not sent with the key of a project.
     */
    project_id: string | null;
    /**
     * Hash of the document, its variables and the requested project.
     */
    request_hash: Buffer;
    /**
     * Status of the HTTP response. Null: there is none yet, or never will be.
     */
    status: number | null;
    /**
     * Sealed by src/postgres/encryption/cipher.ts, without secrets and credentials. Null with a status: it was too large
     * to be stored.
     */
    body: Buffer | null;
    created_at: Timestamp;
};
export type McpServer = {
    id: string;
    organization_id: string;
    project_id: string;
    name: string;
    allowed_tools: string[];
    created_at: Timestamp;
    updated_at: Timestamp;
};
export type McpServerRoute = {
    id: string;
    organization_id: string;
    project_id: string;
};
export type OperatorEntry = {
    id: string;
    action: string;
    /**
     * Of an organization that may have been deleted since.
     */
    organization_id: string;
    /**
     * The name of the organization at the time.
     */
    organization_name: string;
    /**
     * The object that the action was applied to.
     */
    target_id: string;
    changes: unknown;
    ip: string | null;
    /**
     * At most 512 characters.
     */
    user_agent: string | null;
    request_id: string | null;
    created_at: Timestamp;
};
export type Organization = {
    id: string;
    name: string;
    created_at: Timestamp;
    updated_at: Timestamp;
    /**
     * Since when its keys are rejected. Null: they are not.
     */
    suspended_at: Timestamp | null;
    /**
     * Null: it is not suspended.
     */
    suspension_reason: string | null;
};
export type Project = {
    id: string;
    organization_id: string;
    name: string;
    slug: string;
    is_default: boolean;
    created_at: Timestamp;
    updated_at: Timestamp;
    display_name: string | null;
    logo_url: string | null;
    is_2fa_enabled: boolean;
    mask_secret_keys_in_connected_account: boolean;
    log_visibility_setting: LogVisibility;
    require_mcp_api_key: boolean;
    config_updated_at: Timestamp;
    /**
     * Whether it has a row in project_quota, known without reading that table.
     */
    has_quota: Generated<boolean>;
    environment: Generated<ProjectEnvironment>;
};
export type ProjectQuota = {
    organization_id: string;
    project_id: string;
    mode: QuotaMode;
    /**
     * Null: no limit; the same for the next column.
     */
    tool_calls_per_month: string | null;
    sessions_per_month: string | null;
    /**
     * The UTC month of the following columns. A later month starts again at 0.
     */
    month: Timestamp;
    tool_calls_used: string;
    sessions_used: string;
    /**
     * The threshold in percent that was last reported by an event in this month: 0, 80 or 100. The column keeps its
     * former name, which processes of earlier releases write beside newer ones; the same for the next column.
     */
    tool_calls_told: number;
    sessions_told: number;
    created_at: Timestamp;
    updated_at: Timestamp;
};
export type Purge = {
    organization_id: string;
    /**
     * An organization, a project, an auth config, a connected account or a webhook subscription: determined by the prefix of
     * the id.
     */
    subject_id: string;
    /**
     * The project that contained it. Null: none.
     */
    project_id: string | null;
    /**
     * The actor that deleted it, in the form of audit entries. Null: no audit entries are written for its rows.
     * @kyselyType(object)
     */
    deleted_by: object | null;
    deleted_at: Timestamp;
    /**
     * When a batch of it was last deleted: those that waited longest come first.
     */
    stepped_at: Generated<Timestamp>;
};
export type RateCount = {
    key: string;
    points: number;
    ends_at: Timestamp;
};
export type RateLimit = {
    organization_id: string;
    /**
     * The id of the project or of the key.
     */
    subject_id: string;
    /**
     * Null: the limit was removed. The row is kept until every process has read the change.
     */
    per_minute: number | null;
    /**
     * Points reserved of the organization's project traffic. Null: none.
     */
    guaranteed_per_minute: number | null;
    /**
     * By the clock of PostgreSQL.
     */
    updated_at: Timestamp;
};
export type RevokedKey = {
    id: string;
    organization_id: string;
    project_id: string | null;
    name: string;
    prefix: string;
    last4: string;
    hash: Buffer;
    created_at: Timestamp;
    revoked_at: Timestamp;
};
export type RotatedSecret = {
    /**
     * SHA-256 of the secret.
     */
    hash: Buffer;
    organization_id: string;
    project_id: string | null;
    key_id: string;
    last4: string;
    created_at: Timestamp;
    expires_at: Timestamp;
};
export type SecretRoute = {
    /**
     * SHA-256 of the secret.
     */
    hash: Buffer;
    organization_id: string;
};
export type SecretUse = {
    organization_id: string;
    /**
     * SHA-256 of the secret.
     */
    hash: Buffer;
    last_used_at: Timestamp;
};
export type Session = {
    id: string;
    organization_id: string;
    project_id: string;
    user_id: string;
    toolkit_slugs: string[];
    status: SessionStatus;
    created_at: Timestamp;
    closed_at: Timestamp | null;
};
export type ToolCallLog = {
    id: string;
    organization_id: string;
    project_id: string;
    /**
     * Chosen by the client.
     */
    idempotency_key: string;
    tool_slug: string;
    toolkit_slug: string;
    session_id: string | null;
    connected_account_id: string | null;
    user_id: string | null;
    status: ToolCallStatus;
    duration_ms: number;
    error_code: string | null;
    /**
     * Also null if the project did not store data, like the next two columns. @kyselyType(object)
     */
    arguments: object | null;
    /**
     * @kyselyType(object)
     */
    response: object | null;
    error_message: string | null;
    called_at: Timestamp;
    created_at: Timestamp;
};
export type Trigger = {
    id: string;
    organization_id: string;
    project_id: string;
    slug: string;
    connected_account_id: string;
    user_id: string;
    /**
     * Not jsonb, which cannot hold every JSON text. @kyselyType(object)
     */
    config: object;
    enabled: boolean;
    created_at: Timestamp;
    updated_at: Timestamp;
};
export type UsageDay = {
    organization_id: string;
    project_id: string;
    entity: UsageEntity;
    cut: UsageRollup;
    bucket: Timestamp;
    tool_slug: string;
    toolkit_slug: string;
    connected_account_id: string;
    user_id: string;
    session_id: string;
    api_key_id: string;
    count: string;
    error_count: string;
    duration_ms: string;
};
export type UsageHour = {
    organization_id: string;
    project_id: string;
    entity: UsageEntity;
    cut: UsageRollup;
    bucket: Timestamp;
    tool_slug: string;
    toolkit_slug: string;
    connected_account_id: string;
    user_id: string;
    session_id: string;
    api_key_id: string;
    count: string;
    error_count: string;
    duration_ms: string;
};
export type UsageMinute = {
    organization_id: string;
    project_id: string;
    entity: UsageEntity;
    cut: UsageRollup;
    bucket: Timestamp;
    tool_slug: string;
    toolkit_slug: string;
    connected_account_id: string;
    user_id: string;
    session_id: string;
    api_key_id: string;
    count: string;
    error_count: string;
    duration_ms: string;
};
export type UsageMonth = {
    organization_id: string;
    project_id: string;
    entity: UsageEntity;
    cut: UsageRollup;
    /**
     * Start of the month.
     */
    month: Timestamp;
    /**
     * Sorted by bytes, independent of the database's collation. Empty: none, and in TOTAL all.
     */
    key: string;
    count: string;
    error_count: string;
    duration_ms: string;
};
export type UsagePending = {
    ordinal: Generated<string>;
    organization_id: string;
    project_id: string;
    entity: UsageEntity;
    minute: Timestamp;
    tool_slug: string;
    toolkit_slug: string;
    connected_account_id: string;
    user_id: string;
    session_id: string;
    api_key_id: string;
    count: string;
    error_count: string;
    duration_ms: string;
};
export type UsageWeek = {
    organization_id: string;
    project_id: string;
    entity: UsageEntity;
    cut: UsageRollup;
    bucket: Timestamp;
    tool_slug: string;
    toolkit_slug: string;
    connected_account_id: string;
    user_id: string;
    session_id: string;
    api_key_id: string;
    count: string;
    error_count: string;
    duration_ms: string;
};
export type WebhookDelivery = {
    id: string;
    organization_id: string;
    project_id: string | null;
    subscription_id: string;
    event_id: string;
    event_type: string;
    /**
     * The exact request body of every attempt.
     */
    payload: string;
    status: Generated<WebhookDeliveryStatus>;
    attempts: Generated<number>;
    response_status: number | null;
    error: string | null;
    last_attempt_at: Timestamp | null;
    /**
     * By the clock of PostgreSQL, like the job queue. Null: no further attempt.
     */
    next_attempt_at: Timestamp | null;
    created_at: Timestamp;
};
export type WebhookSubscription = {
    id: string;
    organization_id: string;
    project_id: string | null;
    url: string;
    /**
     * Event types in their wire format: text, so that a new one needs no migration.
     */
    events: string[];
    description: string | null;
    enabled: boolean;
    /**
     * Why the system disabled it. Null: it is enabled, or a client disabled it.
     */
    disabled_reason: WebhookDisabledReason | null;
    /**
     * Headers of each request: JSON by name, sealed by src/postgres/encryption/cipher.ts. Null: none.
     */
    headers: Buffer | null;
    header_names: Generated<string[]>;
    /**
     * Sealed by src/postgres/encryption/cipher.ts.
     */
    secret: Buffer;
    /**
     * The secret before the last rotation, sealed too. Signs requests in addition to the new one until it expires.
     */
    previous_secret: Buffer | null;
    previous_secret_expires_at: Timestamp | null;
    created_at: Timestamp;
    updated_at: Timestamp;
};
export type DB = {
    api_key: ApiKey;
    archived_key: ArchivedKey;
    archived_project: ArchivedProject;
    archived_project_quota: ArchivedProjectQuota;
    archived_webhook_subscription: ArchivedWebhookSubscription;
    audit_chain: AuditChain;
    audit_entry: AuditEntry;
    audit_seal: AuditSeal;
    audit_watermark: AuditWatermark;
    auth_config: AuthConfig;
    connected_account: ConnectedAccount;
    encryption_key: EncryptionKey;
    idempotency_key: IdempotencyKey;
    mcp_server: McpServer;
    mcp_server_route: McpServerRoute;
    operator_entry: OperatorEntry;
    organization: Organization;
    project: Project;
    project_quota: ProjectQuota;
    purge: Purge;
    rate_count: RateCount;
    rate_limit: RateLimit;
    revoked_key: RevokedKey;
    rotated_secret: RotatedSecret;
    secret_route: SecretRoute;
    secret_use: SecretUse;
    session: Session;
    tool_call_log: ToolCallLog;
    trigger: Trigger;
    usage_day: UsageDay;
    usage_hour: UsageHour;
    usage_minute: UsageMinute;
    usage_month: UsageMonth;
    usage_pending: UsagePending;
    usage_week: UsageWeek;
    webhook_delivery: WebhookDelivery;
    webhook_subscription: WebhookSubscription;
};
