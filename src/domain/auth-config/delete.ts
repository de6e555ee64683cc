import { z } from 'zod';
import { deleteAuthConfigRow } from '../../data/auth-config.ts';
import {
  type AccountWithoutCredentials,
  deleteAccountsOf,
  lockAccountsOf,
} from '../../data/connected-account.ts';
import type { ProjectRow } from '../../data/project.ts';
import { deleteTriggersOf } from '../../data/trigger.ts';
import { type AuditEvent, recordAudit } from '../audit-log.ts';
import { accountEvent } from '../connected-account-event.ts';
import { DomainError } from '../errors.ts';
import { parseInput } from '../input.ts';
import { changeInside } from '../project/change-inside.ts';
import type { Scope } from '../scope.ts';
import { triggerEvent, triggerLoss } from '../trigger-event.ts';
import { emitEvent } from '../webhook-event.ts';
import type { AuthConfig } from './fields.ts';
import { authConfigToChange } from './update.ts';

const deleteAuthConfigInput = z.object({ id: z.string(), cascade: z.boolean().nullish() });

/** Deletes an auth config for good, with its accounts. Throws NOT_FOUND, and CONFLICT while it has accounts that are not
 *  revoked, unless `cascade` is true. */
export async function deleteAuthConfig(
  scope: Scope,
  input: z.input<typeof deleteAuthConfigInput>,
): Promise<{ project: ProjectRow; authConfig: AuthConfig }> {
  const { id, cascade } = parseInput(deleteAuthConfigInput, input);
  return changeInside(scope, async (tx, project) => {
    const authConfig = await authConfigToChange(tx, project, id);
    const accounts = await lockAccountsOf(tx, authConfig);
    const liveCount = accounts.filter(({ storedStatus }) => storedStatus !== 'REVOKED').length;
    if (liveCount > 0 && !cascade) throw inUse(liveCount);
    const accountIds = accounts.map((account) => account.id);
    const triggers = await deleteTriggersOf(tx, project, accountIds);
    await deleteAccountsOf(tx, authConfig);
    await deleteAuthConfigRow(tx, authConfig);
    const { organizationId, projectId, toolkitSlug, name } = authConfig;
    const changes = { toolkitSlug, name, connectedAccountCount: accounts.length };
    const gone = { action: 'AUTH_CONFIG_DELETED' as const, organizationId, projectId, targetId: id, changes };
    await recordAudit(tx, scope, ...triggers.map(triggerLoss), ...accounts.map(lossOf), gone);
    await emitEvent(
      tx,
      scope,
      ...triggers.map((trigger) => triggerEvent('trigger.deleted', trigger)),
      ...accounts.map((account) => accountEvent('connected_account.deleted', account, scope.now())),
    );
    return { project, authConfig };
  });
}

function lossOf(account: AccountWithoutCredentials): AuditEvent {
  const { organizationId, projectId, id: targetId, authConfigId, toolkitSlug, userId, alias } = account;
  const changes = { authConfigId, toolkitSlug, userId, alias };
  return { action: 'CONNECTED_ACCOUNT_DELETED', organizationId, projectId, targetId, changes };
}

function inUse(liveCount: number): DomainError {
  const accounts = liveCount === 1 ? 'One connected account uses' : `${liveCount} connected accounts use`;
  return new DomainError({
    code: 'CONFLICT',
    reason: 'IN_USE',
    message: `${accounts} the auth config.`,
    suggestedFix: 'Revoke or delete them first, or set cascade to delete them along with it.',
  });
}
