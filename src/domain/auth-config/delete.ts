import { z } from 'zod';
import { deleteAuthConfigRow } from '../../repositories/auth-config.ts';
import { countAccountsOf } from '../../repositories/connected-account.ts';
import type { ProjectRow } from '../../repositories/project/project.ts';
import { insertPurge } from '../../repositories/purge.ts';
import { recordAudit } from '../audit-log/record.ts';
import type { RequestContext } from '../core/request-context.ts';
import { parseInput } from '../core/validation.ts';
import { fingerprintInput } from '../deletion-preview/preview.ts';
import { inProjectTransaction } from '../project/transaction.ts';
import { deletionByRequest, purgeAccountsOf } from '../purge/deletion.ts';
import { authConfigDeletion, COUNT_MAX, inUse } from './deletion-preview.ts';
import type { AuthConfig } from './fields.ts';
import { lockAuthConfigForUpdate } from './update.ts';

const deleteAuthConfigInput = z.object({
  id: z.string(),
  cascade: z.boolean().nullish(),
  expectedFingerprint: fingerprintInput,
});

/** Deletes an auth config and its accounts permanently: as of the response none of them can be read or changed. The first
 *  hundred accounts are deleted in the same transaction, the others by the worker; each has an audit entry and an event.
 *  Throws NOT_FOUND, and CONFLICT for a preview that no longer holds, and while there are accounts that are not revoked,
 *  unless `cascade` is true. */
export async function deleteAuthConfig(
  context: RequestContext,
  input: z.input<typeof deleteAuthConfigInput>,
): Promise<{ project: ProjectRow; authConfig: AuthConfig }> {
  const { id, cascade, expectedFingerprint } = parseInput(deleteAuthConfigInput, input);
  return inProjectTransaction(context, async (tx, project) => {
    const authConfig = await lockAuthConfigForUpdate(tx, project, id);
    await authConfigDeletion.requireUnchanged(tx, context, authConfig, expectedFingerprint);
    const { organizationId, projectId, toolkitSlug, name } = authConfig;
    const { count, liveCount } = await countAccountsOf(tx, authConfig, COUNT_MAX + 1);
    if (liveCount > 0 && !cascade) throw inUse(liveCount);
    await deleteAuthConfigRow(tx, authConfig);
    await recordAudit(tx, context, {
      action: 'AUTH_CONFIG_DELETED',
      organizationId,
      projectId,
      targetId: id,
      changes: { toolkitSlug, name, ...accountCount(count) },
    });
    const deletion = deletionByRequest(context, authConfig);
    await purgeAccountsOf(tx, context, deletion, id);
    if ((await countAccountsOf(tx, authConfig, 1)).count > 0)
      await insertPurge(tx, { ...deletion, subjectId: id, deletedBy: deletion.author });
    return { project, authConfig };
  });
}

const accountCount = (count: number) =>
  count > COUNT_MAX ? { connectedAccountCountAtLeast: count } : { connectedAccountCount: count };
