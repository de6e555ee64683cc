import type { z } from 'zod';
import { deleteConnectedAccountRow } from '../../data/connected-account.ts';
import type { ProjectRow } from '../../data/project.ts';
import { deleteTriggersOf } from '../../data/trigger.ts';
import { recordAudit } from '../audit-log.ts';
import { accountEvent } from '../connected-account-event.ts';
import { parseInput } from '../input.ts';
import { changeInside } from '../project/change-inside.ts';
import type { Scope } from '../scope.ts';
import { triggerEvent, triggerLoss } from '../trigger-event.ts';
import { emitEvent } from '../webhook-event.ts';
import type { ConnectedAccount } from './fields.ts';
import { accountToChange, namedAccountInput } from './update.ts';

/** Deletes an account, its credentials and its triggers for good. Throws NOT_FOUND, and FORBIDDEN for the wrong user. */
export async function deleteConnectedAccount(
  scope: Scope,
  input: z.input<typeof namedAccountInput>,
): Promise<{ project: ProjectRow; account: ConnectedAccount }> {
  const named = parseInput(namedAccountInput, input);
  return changeInside(scope, async (tx, project) => {
    const account = await accountToChange(tx, project, named);
    const triggers = await deleteTriggersOf(tx, project, [account.id]);
    await deleteConnectedAccountRow(tx, account);
    const { organizationId, projectId, authConfigId, toolkitSlug, userId, alias } = account;
    await recordAudit(tx, scope, ...triggers.map(triggerLoss), {
      action: 'CONNECTED_ACCOUNT_DELETED',
      organizationId,
      projectId,
      targetId: account.id,
      changes: { authConfigId, toolkitSlug, userId, alias },
    });
    const lost = triggers.map((trigger) => triggerEvent('trigger.deleted', trigger));
    const gone = accountEvent('connected_account.deleted', account, scope.now());
    await emitEvent(tx, scope, ...lost, gone);
    return { project, account };
  });
}
