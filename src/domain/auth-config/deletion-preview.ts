import { selectAccountCounts } from '../../repositories/connected-account.ts';
import { deletedWithAuthConfig } from '../../repositories/deletion-preview/rows.ts';
import { authConfigNotFound, DomainError } from '../core/errors.ts';
import { hasScope } from '../core/permissions.ts';
import { defineDeletion } from '../deletion-preview/preview.ts';
import { ACCOUNTS_MAX } from '../purge/deletion.ts';
import type { AuthConfig } from './fields.ts';

/** Maximum number of accounts that a deletion counts. */
export const COUNT_MAX = 1_000;

export const authConfigDeletion = defineDeletion({
  rows: deletedWithAuthConfig,
  projectIdOf: ({ projectId }: AuthConfig) => projectId,
  keeps: ['AUDIT_ENTRIES', 'SESSIONS', 'TOOL_CALLS', 'USAGE', 'UPSTREAM_TOKENS', 'BACKUPS'],
  irreversible: ['OBJECT_REMOVED', 'CREDENTIALS_ERASED'],
  blockers: async ({ actor, db }, { organizationId, projectId, id }) => {
    // That there is an account is for keys that may read accounts.
    if (!hasScope(actor, 'connected_accounts:read')) return [];
    const [found] = await db.read(selectAccountCounts, { organizationId, projectId, id, max: COUNT_MAX + 1 });
    return found && found.liveCount > 0 ? [inUse(found.liveCount)] : [];
  },
  keys: async () => [],
  rowsPerStep: { CONNECTED_ACCOUNT: ACCOUNTS_MAX },
  notFound: authConfigNotFound,
});

/** The error of a deletion without `cascade`. */
export function inUse(liveCount: number): DomainError {
  const count = liveCount > COUNT_MAX ? `More than ${COUNT_MAX}` : `${liveCount}`;
  const accounts = liveCount === 1 ? 'One connected account uses' : `${count} connected accounts use`;
  return new DomainError({
    code: 'CONFLICT',
    reason: 'IN_USE',
    message: `${accounts} the auth config.`,
    suggestedFix: 'Revoke or delete them first, or set cascade to delete them with it.',
  });
}
