// What a project has that is in use: 2,000 connected accounts with a trigger each, sessions, tool calls, and deliveries of a
// webhook subscription.
import { BUSY, organizationId, projectId } from './shape.mjs';

const FIRST = '0000000000000001';
const NUMBERED = `(SELECT n, lpad(n::text, 16, '0') AS id, $3::timestamptz + n * interval '1 second' AS at
  FROM generate_series(1, $4::int) n) row`;

/** Statements on the organization, the project, an instant and the number of rows. Their sealed columns are never read. */
const statements = [
  `INSERT INTO auth_config (id, organization_id, project_id, toolkit_slug, name, auth_scheme, credentials, is_managed, status,
     created_at, updated_at)
   SELECT 'ac_' || row.id, $1, $2, 'github', 'GitHub', 'OAUTH2', '', false, 'ENABLED', at, at FROM ${NUMBERED} WHERE n = 1`,
  `INSERT INTO connected_account (id, organization_id, project_id, auth_config_id, toolkit_slug, user_id, alias, status,
     credentials, created_at, updated_at)
   SELECT 'ca_' || row.id, $1, $2, 'ac_${FIRST}', 'github', 'user-' || n, 'alias-' || n, 'ACTIVE', '', at, at
   FROM ${NUMBERED}`,
  `INSERT INTO trigger (id, organization_id, project_id, slug, connected_account_id, user_id, config, enabled, created_at, updated_at)
   SELECT 'ti_' || row.id, $1, $2, 'github_commit', 'ca_' || row.id, 'user-' || n,
     json_build_object('repo', 'acme/api-' || n, 'branch', 'main'), true, at, at FROM ${NUMBERED}`,
  `INSERT INTO session (id, organization_id, project_id, user_id, toolkit_slugs, status, created_at)
   SELECT 'ses_' || row.id, $1, $2, 'user-' || n, '{github,slack}', 'ACTIVE', at FROM ${NUMBERED}`,
  `INSERT INTO tool_call_log (id, organization_id, project_id, idempotency_key, tool_slug, toolkit_slug, user_id, status,
     duration_ms, arguments, called_at, created_at)
   SELECT 'log_' || row.id, $1, $2, 'call-' || n, 'github_create_issue', 'github', 'user-' || n, 'SUCCESS', 100 + n,
     json_build_object('repo', 'acme/api', 'title', 'Issue ' || n), at, at FROM ${NUMBERED}`,
  `INSERT INTO webhook_subscription (id, organization_id, project_id, url, events, enabled, secret, created_at, updated_at)
   SELECT 'wh_' || row.id, $1, $2, 'https://hooks.example.com/1', '{trigger.created}', false, '', at, at
   FROM ${NUMBERED} WHERE n = 1`,
  `INSERT INTO webhook_delivery (id, organization_id, project_id, subscription_id, event_id, event_type, payload, status, attempts,
     response_status, last_attempt_at, created_at)
   SELECT 'whd_' || row.id, $1, $2, 'wh_${FIRST}', 'evt_' || row.id, 'trigger.created', '{}', 'SUCCEEDED', 1,
     200, at, at FROM ${NUMBERED}`,
];

export async function seedBusyProject(pool) {
  const { organization, project, rows } = BUSY;
  // Recent, as deliveries are deleted after a while.
  const from = new Date(Date.now() - rows * 1000);
  const values = [organizationId(organization), projectId(organization, project), from, rows];
  for (const text of statements) await pool.query({ text, values });
}
