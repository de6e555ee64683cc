import { z } from 'zod';
import type { DecidedTransaction } from '../../postgres/database.ts';
import { holdConnectedAccount, lockConnectedAccount } from '../../repositories/connected-account.ts';
import type { ProjectRow } from '../../repositories/project/project.ts';
import { lockTrigger, selectAccountIdOf, updateTriggerRow } from '../../repositories/trigger.ts';
import { recordAudit } from '../audit-log/record.ts';
import type { ConnectedAccount } from '../connected-account/fields.ts';
import { triggerNotFound } from '../core/errors.ts';
import { idPrefix, type RequestContext } from '../core/request-context.ts';
import { changedFields, parseInput } from '../core/validation.ts';
import { emitEvent } from '../events/emit.ts';
import { triggerEvent } from '../events/trigger.ts';
import { inProjectTransaction } from '../project/transaction.ts';
import { requireActive, type Trigger } from './fields.ts';

const setTriggerEnabledInput = z.object({ id: z.string(), enabled: z.boolean() });

/** Idempotent. Throws NOT_FOUND, and CONFLICT for one that is to be enabled while its account is not active. */
export async function setTriggerEnabled(
  context: RequestContext,
  input: z.input<typeof setTriggerEnabledInput>,
): Promise<Trigger> {
  const { id, enabled } = parseInput(setTriggerEnabledInput, input);
  return inProjectTransaction(context, async (tx, project) => {
    // Before the trigger, as the deletion of the account does: whoever comes second waits here, not in a circle.
    const account = enabled ? await lockAccountOf(tx, project, id) : null;
    const before = await lockTriggerForUpdate(tx, project, id);
    if (before.enabled === enabled) return before;
    if (account) requireActive(context.now(), account);
    await recordAudit(tx, context, {
      action: 'TRIGGER_UPDATED',
      organizationId: before.organizationId,
      projectId: before.projectId,
      targetId: id,
      changes: changedFields(before, { enabled }),
    });
    const after = await updateTriggerRow(tx, before, { enabled, updated_at: context.now() });
    await emitEvent(tx, context, triggerEvent('trigger.updated', after));
    return after;
  });
}

async function lockAccountOf(
  tx: DecidedTransaction,
  project: ProjectRow,
  id: string,
): Promise<ConnectedAccount> {
  const accountId = idPrefix(id) === 'ti' && (await selectAccountIdOf(tx, project, id));
  const account = accountId && (await lockConnectedAccount(tx, project, accountId));
  if (!account) throw triggerNotFound();
  return account;
}

/** Locked until the transaction ends, with its account held before. Throws NOT_FOUND. */
export async function lockTriggerForUpdate(
  tx: DecidedTransaction,
  project: ProjectRow,
  id: string,
): Promise<Trigger> {
  const accountId = idPrefix(id) === 'ti' && (await selectAccountIdOf(tx, project, id));
  const isHeld = accountId && (await holdConnectedAccount(tx, project, accountId));
  const trigger = isHeld && (await lockTrigger(tx, project, id));
  if (!trigger) throw triggerNotFound();
  return trigger;
}
