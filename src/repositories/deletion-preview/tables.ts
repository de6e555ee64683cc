import { type RawBuilder, sql } from 'kysely';

/** What rows of a table are counted and compared by, as expressions on its columns. */
export type CountedColumns = {
  /** When a row was created. */
  readonly created: RawBuilder<unknown>;
  readonly id: RawBuilder<unknown>;
  /** What examples are called. */
  readonly name: RawBuilder<unknown>;
  /** What clients configure, as text. Null: rows that mere use creates, which fingerprints leave out. */
  readonly configuration: RawBuilder<unknown> | null;
};

const NO_TEXT = sql`null::text`;
const NO_INSTANT = sql`null::timestamptz`;

/** As text that does not depend on the time zone of the session. */
const instant = (column: string) => sql`extract(epoch from ${sql.ref(column)})`;
const configured = (...values: readonly (string | RawBuilder<unknown>)[]) =>
  sql`json_build_array(${sql.join(values.map((value) => (typeof value === 'string' ? sql.ref(value) : value)))})::text`;

const columns = (
  name: RawBuilder<unknown>,
  configuration: RawBuilder<unknown> | null,
  created = 'created_at',
): CountedColumns => ({ created: sql.ref(created), id: sql.ref('id'), name, configuration });

/** Rows without an id of their own. */
const anonymous = (
  configuration: RawBuilder<unknown> | null,
  created: RawBuilder<unknown> = NO_INSTANT,
): CountedColumns => ({ created, id: NO_TEXT, name: NO_TEXT, configuration });

/** The tables whose rows deletions remove. Columns that mere use writes are in no configuration: when something was last
 *  used, what was counted, and of connected accounts their credentials, their expiry and the statuses that a connection
 *  passes through. */
export const countedTables = {
  project: columns(
    sql.ref('name'),
    configured(
      'name',
      'slug',
      'is_default',
      'environment',
      'display_name',
      'logo_url',
      'is_2fa_enabled',
      'mask_secret_keys_in_connected_account',
      'log_visibility_setting',
      'require_mcp_api_key',
    ),
  ),
  auth_config: columns(sql.ref('name'), configured('id', 'name', 'status', instant('updated_at'))),
  connected_account: columns(
    sql`coalesce(alias, user_id)`,
    configured('id', 'alias', sql`case when status in ('INACTIVE', 'REVOKED') then status end`),
  ),
  trigger: columns(sql.ref('slug'), configured('id', 'user_id', 'enabled', instant('updated_at'))),
  session: columns(sql.ref('user_id'), null),
  tool_call_log: columns(sql.ref('tool_slug'), null, 'called_at'),
  api_key: columns(
    sql.ref('name'),
    configured('id', 'name', 'enabled', 'allowed_ips', instant('expires_at'), instant('rotated_at')),
  ),
  mcp_server: columns(sql.ref('name'), configured('id', 'name', 'allowed_tools', instant('updated_at'))),
  webhook_subscription: columns(
    sql.ref('url'),
    configured('id', 'url', 'events', 'enabled', instant('updated_at')),
  ),
  webhook_delivery: columns(sql.ref('event_type'), null),
  project_quota: anonymous(configured('mode', 'tool_calls_per_month', 'sessions_per_month')),
  rate_limit: anonymous(configured('subject_id', 'per_minute', 'guaranteed_per_minute')),
  secret: anonymous(null, sql.ref('created_at')),
  usage: anonymous(null),
} as const satisfies Record<string, CountedColumns>;
