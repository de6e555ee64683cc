import type { DB } from './generated/database.ts';

/** Whether somebody may read that column of what a statement wrote. Each one that a CTE returns takes PostgreSQL its time. */
export type ReadsColumn = (column: string) => boolean;

export const anyColumn: ReadsColumn = () => true;
export const noColumn: ReadsColumn = () => false;

const projectColumns = [
  'organization_id',
  'id',
  'name',
  'slug',
  'is_default',
  'created_at',
  'updated_at',
  'display_name',
  'logo_url',
  'is_2fa_enabled',
  'mask_secret_keys_in_connected_account',
  'log_visibility_setting',
  'require_mcp_api_key',
  'config_updated_at',
  'has_quota',
] as const satisfies readonly (keyof DB['project'])[];

const keyColumns = [
  'organization_id',
  'project_id',
  'id',
  'name',
  'prefix',
  'last4',
  'created_at',
  'scopes',
  'project_ids',
  'allowed_ips',
  'expires_at',
  'enabled',
  'rotated_at',
  'created_by_kind',
  'created_by_key_id',
] as const satisfies readonly (keyof DB['api_key'])[];

/** What is read of a project, by others and by the parts of the statement that record it and give it a key. */
export function projectColumnsOf(reads: ReadsColumn) {
  return projectColumns
    .filter((column) => column === 'organization_id' || column === 'id' || reads(column))
    .map((column) => `project.${column}` as const);
}

export function keyColumnsOf(reads: ReadsColumn) {
  return keyColumns
    .filter((column) => column === 'id' || reads(column))
    .map((column) => `api_key.${column}` as const);
}
