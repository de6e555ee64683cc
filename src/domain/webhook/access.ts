import type { AuthorizedTransaction } from '../../postgres/database.ts';
import type { Owner } from '../../postgres/tenancy.ts';
import { lockOwner } from '../../repositories/owner-lock.ts';
import type { LockMode } from '../../repositories/project/project.ts';
import { lockSubscription } from '../../repositories/webhook/subscription.ts';
import { DomainError, projectNotFound } from '../core/errors.ts';
import { idPrefix, type RequestContext } from '../core/request-context.ts';
import { entireOrganization, namedProject } from '../core/tenancy.ts';

/** Returns the owner whose subscriptions a request manages: the project that it acts in, or else the organization itself.
 *  Throws FORBIDDEN for the latter with a key that is restricted to projects. */
function managedOwner(context: RequestContext): Owner {
  return namedProject(context) ?? { ...entireOrganization(context.actor), projectId: null };
}

/** Runs a transaction that changes subscriptions of the request's owner, or their deliveries. Throws NOT_FOUND for a project
 *  that does not exist. */
export async function inOwnerTransaction<Result>(
  context: RequestContext,
  work: (tx: AuthorizedTransaction, owner: Owner) => Promise<Result>,
  lockMode: LockMode = 'shared',
): Promise<Result> {
  const owner = managedOwner(context);
  return context.db.transaction(async (tx) => {
    if (!(await lockOwner(tx, owner, lockMode))) throw projectNotFound();
    return work(tx, owner);
  });
}

/** Returns the subscription, locked until the transaction ends. Throws NOT_FOUND. */
export async function lockSubscriptionForUpdate(tx: AuthorizedTransaction, owner: Owner, id: string) {
  const subscription = idPrefix(id) === 'ws' && (await lockSubscription(tx, owner, id));
  if (!subscription) throw webhookNotFound();
  return subscription;
}

export function webhookNotFound(): DomainError {
  return new DomainError({
    code: 'NOT_FOUND',
    reason: 'WEBHOOK_NOT_FOUND',
    message: 'No such webhook subscription.',
    suggestedFix:
      'Check the id, the key and the header: subscriptions of a project need a key of that project, or an organization key with x-project-id; those of the organization itself an organization key without the header.',
  });
}

export function webhookDisabled(): DomainError {
  return new DomainError({
    code: 'CONFLICT',
    reason: 'WEBHOOK_DISABLED',
    message: 'The webhook subscription is disabled.',
    suggestedFix: 'Enable it first: updateWebhookSubscription(input: { id, enabled: true }).',
  });
}
