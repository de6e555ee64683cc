import { z } from 'zod';
import type { AuthorizedTransaction } from '../../postgres/database.ts';
import { lockConnectedAccount, lockConnectedAccountShared } from '../../repositories/connected-account.ts';
import type { ProjectRow } from '../../repositories/project/project.ts';
import { lockTrigger, selectAccountIdOf, updateTriggerRow } from '../../repositories/trigger.ts';
import type { ConnectedAccount } from '../connected-account/fields.ts';
import { changedAt } from '../core/concurrency.ts';
import { triggerNotFound } from '../core/errors.ts';
import { idPrefix, type RequestContext } from '../core/request-context.ts';
import { changedFields, parseInput } from '../core/validation.ts';
import { applyChange } from '../events/apply-change.ts';
import { triggerEvent } from '../events/trigger.ts';
import { inProjectTransaction } from '../project/transaction.ts';
import { requireActive, type Trigger } from './fields.ts';

const setTriggerEnabledInput = z.object({ id: z.string(), enabled: z.boolean() });

/** Enables or disables a trigger. Idempotent. Throws NOT_FOUND, and CONFLICT when it would be enabled while its account is
 *  not active. */
export async function setTriggerEnabled(
  context: RequestContext,
  input: z.input<typeof setTriggerEnabledInput>,
): Promise<Trigger> {
  const { id, enabled } = parseInput(setTriggerEnabledInput, input);
  return inProjectTransaction(context, async (tx, project) => {
    // Locked before the trigger, in the same order as the deletion of the account, to avoid deadlocks.
    const account = enabled ? await lockAccountOf(tx, project, id) : null;
    const before = await lockTriggerForUpdate(tx, project, id);
    if (before.enabled === enabled) return before;
    if (account) requireActive(context.now(), account);
    return applyChange(tx, context, {
      action: 'TRIGGER_UPDATED',
      before,
      changes: changedFields(before, { enabled }),
      update: () => updateTriggerRow(tx, before, { enabled, updatedAt: changedAt(context, before) }),
      event: (after) => triggerEvent('trigger.updated', after),
    });
  });
}

async function lockAccountOf(
  tx: AuthorizedTransaction,
  project: ProjectRow,
  id: string,
): Promise<ConnectedAccount> {
  const accountId = idPrefix(id) === 'ti' && (await selectAccountIdOf(tx, project, id));
  const account = accountId && (await lockConnectedAccount(tx, project, accountId));
  if (!account) throw triggerNotFound();
  return account;
}

/** Returns the trigger, locked until the transaction ends, its account before it. Throws NOT_FOUND. */
export async function lockTriggerForUpdate(
  tx: AuthorizedTransaction,
  project: ProjectRow,
  id: string,
): Promise<Trigger> {
  const accountId = idPrefix(id) === 'ti' && (await selectAccountIdOf(tx, project, id));
  const isAccountLocked = accountId && (await lockConnectedAccountShared(tx, project, accountId));
  const trigger = isAccountLocked && (await lockTrigger(tx, project, id));
  if (!trigger) throw triggerNotFound();
  return trigger;
}
