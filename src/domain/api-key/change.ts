import { hasOtherWholeKey, type LockedKey, lockKey } from '../../data/api-key-change.ts';
import type { DatabaseTransaction } from '../../data/database.ts';
import { lockOrganization } from '../../data/organization.ts';
import { holdProject } from '../../data/project.ts';
import { apiKeyNotFound, DomainError } from '../errors.ts';
import { idPrefix, type Scope } from '../scope.ts';
import { visibleProjects } from '../visibility.ts';
import { apiKeyById } from './find.ts';
import type { ApiKey } from './issue.ts';

/** A transaction that changes one key. Its owner is held first, as by whoever deletes it. Throws NOT_FOUND. */
export async function changeKey<Result>(
  scope: Scope,
  id: string,
  work: (tx: DatabaseTransaction, key: LockedKey) => Promise<Result>,
): Promise<Result> {
  const found = idPrefix(id) === 'key' ? await apiKeyById(scope, id) : null;
  if (!found) throw apiKeyNotFound();
  const { organizationId, projectId } = found;
  return scope.db.transaction(async (tx) => {
    if (projectId === null) await lockOrganization(tx, { organizationId });
    else await holdProject(tx, { organizationId, projectId }, 'together');
    const key = await lockKey(tx, visibleProjects(scope.actor, organizationId), id);
    if (!key) throw apiKeyNotFound();
    return work(tx, key);
  });
}

/** Throws CONFLICT for the only key that opens the whole organization. */
export async function requireNotLast(tx: DatabaseTransaction, scope: Scope, key: ApiKey): Promise<void> {
  const { projectId, projectIds, enabled, expiresAt } = key;
  const now = scope.now();
  const isWhole = projectId === null && projectIds === null && enabled && !(expiresAt && expiresAt <= now);
  if (!isWhole || (await hasOtherWholeKey(tx, key, now))) return;
  throw new DomainError({
    code: 'CONFLICT',
    reason: 'CANNOT_REVOKE_LAST_ORGANIZATION_KEY',
    message: 'No other key would open the whole organization.',
    suggestedFix: 'Create another one first: createApiKey(input: { name }). Or rotate this one.',
  });
}
