import { z } from 'zod';
import { deleteAuthConfigRow } from '../../data/auth-config.ts';
import { deleteAccountsOf, lockAccountsOf } from '../../data/connected-account.ts';
import type { ProjectRow } from '../../data/project.ts';
import { recordAudit } from '../audit-log.ts';
import { DomainError } from '../errors.ts';
import { parseInput } from '../input.ts';
import { changeInside } from '../project/change-inside.ts';
import type { Scope } from '../scope.ts';
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
    await deleteAccountsOf(tx, authConfig);
    await deleteAuthConfigRow(tx, authConfig);
    const { organizationId, projectId, toolkitSlug, name } = authConfig;
    const lost = accounts.map(({ id: targetId, storedStatus: _, ...account }) => ({
      action: 'CONNECTED_ACCOUNT_DELETED' as const,
      organizationId,
      projectId,
      targetId,
      changes: { authConfigId: id, ...account },
    }));
    const changes = { toolkitSlug, name, connectedAccountCount: accounts.length };
    const gone = { action: 'AUTH_CONFIG_DELETED' as const, organizationId, projectId, targetId: id, changes };
    await recordAudit(tx, scope, ...lost, gone);
    return { project, authConfig };
  });
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
