import { type AuthorizedTransaction, type Reads, readsOf } from '../../postgres/database.ts';
import type { Owner, VisibleProjects } from '../../postgres/tenancy.ts';
import type { LockedKey } from '../../repositories/api-key/read.ts';
import { lockKey, selectOtherUnrestrictedKey } from '../../repositories/api-key/write.ts';
import { lockOwner } from '../../repositories/owner-lock.ts';
import { apiKeyNotFound, DomainError } from '../core/errors.ts';
import { keyHasScope } from '../core/permissions.ts';
import { idPrefix, type RequestContext } from '../core/request-context.ts';
import { visibleProjects } from '../core/tenancy.ts';
import { apiKeyById } from './find.ts';
import type { ApiKey } from './issue.ts';

/** Runs a transaction that changes one key, exclusive of all writes by keys of the same owner. Throws NOT_FOUND. */
export async function inKeyTransaction<Result>(
  context: RequestContext,
  id: string,
  work: (tx: AuthorizedTransaction, key: LockedKey) => Promise<Result>,
): Promise<Result> {
  const apiKey = idPrefix(id) === 'key' ? await apiKeyById(context, id) : null;
  if (!apiKey) throw apiKeyNotFound();
  const visible = visibleProjects(context.actor, apiKey.organizationId);
  return context.db.transaction(async (tx) => {
    const key = await lockOwnedKey(tx, apiKey, visible);
    if (!key) throw apiKeyNotFound();
    return work(tx, key);
  }, apiKey);
}

/** Locks a key for update, after its owner: organization keys are changed one at a time, so that one with access to the
 *  whole organization remains. Undefined: the key no longer exists. */
export async function lockOwnedKey(
  tx: AuthorizedTransaction,
  key: Owner & { readonly id: string },
  visible: VisibleProjects,
): Promise<LockedKey | undefined> {
  await lockOwner(tx, key, key.projectId === null ? 'exclusive' : 'shared');
  return lockKey(tx, visible, key.id);
}

const ISSUING = 'api_keys:write';

/** Throws CONFLICT for the only key that may issue keys for the whole organization. */
export async function requireNotLast(
  tx: AuthorizedTransaction,
  context: RequestContext,
  key: ApiKey,
): Promise<void> {
  const error = await lastKeyError(readsOf(tx), context, key);
  if (error) throw error;
}

/** Returns the error of `requireNotLast`. Null: another key may issue keys, or this one cannot. */
export async function lastKeyError(
  db: Reads,
  context: Pick<RequestContext, 'now'>,
  key: ApiKey,
): Promise<DomainError | null> {
  const { organizationId, id, projectId, projectIds, enabled, expiresAt } = key;
  const now = context.now();
  const isUnrestricted =
    projectId === null && projectIds === null && enabled && !(expiresAt && expiresAt <= now);
  if (!isUnrestricted || !keyHasScope(key, ISSUING)) return null;
  const [other] = await db.read(selectOtherUnrestrictedKey, { organizationId, id, scope: ISSUING, now });
  if (other) return null;
  return new DomainError({
    code: 'CONFLICT',
    reason: 'CANNOT_REVOKE_LAST_ORGANIZATION_KEY',
    message: 'No other key would have access to the whole organization.',
    suggestedFix: 'Create another key first: createApiKey(input: { name }). Or rotate this one.',
  });
}
