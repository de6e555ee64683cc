import type { DB } from '../../postgres/generated/database.ts';

/** The tables whose rows move to the archive and back: the project, and those with a foreign key to it. All other rows of the
 *  project stay in place and are unreadable without it. */
export const movedTables = {
  project: { archive: 'archived_project', projectId: 'id' },
  api_key: { archive: 'archived_key', projectId: 'project_id' },
  webhook_subscription: { archive: 'archived_webhook_subscription', projectId: 'project_id' },
  project_quota: { archive: 'archived_project_quota', projectId: 'project_id' },
} as const;

export type MovedTable = keyof typeof movedTables;

/** Every column that both tables have, without the organization. A new column that is missing here does not compile. */
type MovedColumns<Live extends MovedTable> = Readonly<
  Record<Exclude<keyof DB[Live] & keyof DB[(typeof movedTables)[Live]['archive']], 'organization_id'>, true>
>;

export const movedColumns: { readonly [Live in MovedTable]: MovedColumns<Live> } = {
  project: {
    id: true,
    name: true,
    slug: true,
    is_default: true,
    created_at: true,
    updated_at: true,
    display_name: true,
    logo_url: true,
    is_2fa_enabled: true,
    mask_secret_keys_in_connected_account: true,
    log_visibility_setting: true,
    require_mcp_api_key: true,
    config_updated_at: true,
    has_quota: true,
    environment: true,
  },
  api_key: {
    id: true,
    project_id: true,
    name: true,
    prefix: true,
    last4: true,
    hash: true,
    created_at: true,
    scopes: true,
    project_ids: true,
    allowed_ips: true,
    expires_at: true,
    enabled: true,
    rotated_at: true,
    created_by_kind: true,
    created_by_key_id: true,
    updated_at: true,
  },
  webhook_subscription: {
    id: true,
    project_id: true,
    url: true,
    events: true,
    description: true,
    enabled: true,
    disabled_reason: true,
    headers: true,
    header_names: true,
    secret: true,
    previous_secret: true,
    previous_secret_expires_at: true,
    created_at: true,
    updated_at: true,
  },
  project_quota: {
    project_id: true,
    mode: true,
    tool_calls_per_month: true,
    sessions_per_month: true,
    month: true,
    tool_calls_used: true,
    sessions_used: true,
    tool_calls_told: true,
    sessions_told: true,
    created_at: true,
    updated_at: true,
  },
};
