import { type SqlBool, sql } from 'kysely';
import { inputRows } from '../../postgres/query/batch-statement.ts';
import { type Argument, fragmentBuilder } from '../../postgres/query/statement.ts';
import { isActiveOrganization } from '../organization.ts';
import { sharedKeyLock } from './key-lock.ts';
import type { ApiKeyRow } from './read.ts';

/** The caller of a statement that verifies its caller's key itself: its arguments in the group `sender`. */
export type CallerArguments = {
  readonly organizationId: string;
  /** The project of the key. Null: an organization key. */
  readonly projectId: string | null;
  /** SHA-256 of the key's current secret. */
  readonly keyHash: Buffer;
  /** Whether the transaction of the statement already checked the restrictions of the key. If false, the key must have
   *  none. */
  readonly isAuthorized: boolean;
};

/** Restrictions of a key besides scopes, and their columns. Null: none. */
const restrictions = {
  projectIds: 'project_ids',
  allowedIps: 'allowed_ips',
  expiresAt: 'expires_at',
} as const;
const restrictionNames = Object.keys(restrictions) as (keyof typeof restrictions)[];

/** Whether `selectLiveKey` accepts a key without an earlier decision. */
export const isUnrestrictedKey = (key: ApiKeyRow): boolean =>
  key.enabled && restrictionNames.every((name) => key[name] === null);

const isUnrestricted = sql.join(
  Object.values(restrictions).map((column) => sql`${sql.ref(column)} is null`),
  sql` and `,
);

/** Fragment that selects the caller's key if it is live, its organization is not suspended, and it has no restrictions
 *  besides scopes, which never change. The key stays unchanged until the transaction ends: an update that was committed
 *  during the wait for its lock is seen. The name is the current one; the process may have cached a
 *  former one. */
export function selectLiveKey(argument: Argument<CallerArguments>, kind: 'organization' | 'any') {
  const organizationId = argument('organizationId', 'text');
  const projectId = kind === 'any' ? argument('projectId', 'text') : null;
  return fragmentBuilder()
    .selectFrom('api_key')
    .select('api_key.name')
    .where(sharedKeyLock(projectId ? sql`coalesce(${projectId}, ${organizationId})` : organizationId))
    .where('hash', '=', argument('keyHash', 'bytea'))
    .where('organization_id', '=', organizationId)
    .where(
      projectId
        ? sql<SqlBool>`project_id is not distinct from ${projectId}`
        : sql<SqlBool>`project_id is null`,
    )
    .where('enabled', '=', sql.lit(true))
    .where(isActiveOrganization(organizationId))
    .where(
      sql<SqlBool>`(${argument('isAuthorized', 'boolean')}
        or ${isUnrestricted})`,
    )
    .limit(sql.lit(1))
    .forShare();
}

/** Fragment of a batch statement that selects the input rows only with a live key of the organization, and adds the current
 *  name of the key. */
export const selectCaller = (argument: Argument<CallerArguments>) => sql<CallerColumns>`(
  select input.*, live_key.name as "senderName" from ${inputRows}, (${selectLiveKey(argument, 'organization')}) as live_key)`;

/** The columns of the CTE `sender` besides the arguments, which fragments that pass it on need not name. */
type CallerColumns = { readonly ordinality: string; readonly senderName: string };

/** The key name that `selectCaller` found. */
export const callerName = sql.ref<string>('senderName');
