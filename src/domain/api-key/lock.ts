import type { DecidedTransaction } from '../../postgres/database.ts';
import type { Owner, VisibleProjects } from '../../postgres/tenancy.ts';
import type { LockedKey } from '../../repositories/api-key/read.ts';
import { hasOtherUnrestrictedKey, lockKey } from '../../repositories/api-key/write.ts';
import { lockOwner } from '../../repositories/owner-lock.ts';
import { apiKeyNotFound, DomainError } from '../core/errors.ts';
import { idPrefix, type RequestContext } from '../core/request-context.ts';
import { visibleProjects } from '../core/tenancy.ts';
import { apiKeyById } from './find.ts';
import type { ApiKey } from './issue.ts';

/** Changes one key in a transaction that no write by a key of the same owner crosses. Throws NOT_FOUND. */
export async function inKeyTransaction<Result>(
  context: RequestContext,
  id: string,
  work: (tx: DecidedTransaction, key: LockedKey) => Promise<Result>,
): Promise<Result> {
  const found = idPrefix(id) === 'key' ? await apiKeyById(context, id) : null;
  if (!found) throw apiKeyNotFound();
  const visible = visibleProjects(context.actor, found.organizationId);
  return context.db.transaction(async (tx) => {
    const key = await lockOwnedKey(tx, found, visible);
    if (!key) throw apiKeyNotFound();
    return work(tx, key);
  }, found);
}

/** Locks a key to change it. Its owner is held first: keys of an organization are changed one by one, so that one that opens it
 *  stays. Undefined: it is gone. */
export async function lockOwnedKey(
  tx: DecidedTransaction,
  key: Owner & { readonly id: string },
  visible: VisibleProjects,
): Promise<LockedKey | undefined> {
  await lockOwner(tx, key, key.projectId === null ? 'one by one' : 'together');
  return lockKey(tx, visible, key.id);
}

/** Throws CONFLICT for the only key that opens the whole organization. */
export async function requireNotLast(
  tx: DecidedTransaction,
  context: RequestContext,
  key: ApiKey,
): Promise<void> {
  const { projectId, projectIds, enabled, expiresAt } = key;
  const now = context.now();
  const isWhole = projectId === null && projectIds === null && enabled && !(expiresAt && expiresAt <= now);
  if (!isWhole || (await hasOtherUnrestrictedKey(tx, key, now))) return;
  throw new DomainError({
    code: 'CONFLICT',
    reason: 'CANNOT_REVOKE_LAST_ORGANIZATION_KEY',
    message: 'No other key would open the whole organization.',
    suggestedFix: 'Create another one first: createApiKey(input: { name }). Or rotate this one.',
  });
}
