import type { z } from 'zod';
import { deleteConnectedAccountRow } from '../../repositories/connected-account.ts';
import type { ProjectRow } from '../../repositories/project/project.ts';
import type { RequestContext } from '../core/request-context.ts';
import { parseInput } from '../core/validation.ts';
import { fingerprintInput } from '../deletion-preview/preview.ts';
import { inProjectTransaction } from '../project/transaction.ts';
import { deletionByRequest, recordAccountDeletions } from '../purge/deletion.ts';
import { connectedAccountDeletion } from './deletion-preview.ts';
import type { ConnectedAccount } from './fields.ts';
import { lockAccountForUpdate, namedAccountInput } from './update.ts';

const deleteAccountInput = namedAccountInput.extend({ expectedFingerprint: fingerprintInput });

/** Deletes an account, its credentials and its triggers permanently: up to 500 triggers in the same transaction, the others
 *  by the worker. Throws NOT_FOUND, FORBIDDEN for the wrong user, and CONFLICT for a preview that no longer holds. */
export async function deleteConnectedAccount(
  context: RequestContext,
  input: z.input<typeof deleteAccountInput>,
): Promise<{ project: ProjectRow; account: ConnectedAccount }> {
  const { expectedFingerprint, ...reference } = parseInput(deleteAccountInput, input);
  return inProjectTransaction(context, async (tx, project) => {
    const account = await lockAccountForUpdate(tx, project, reference);
    await connectedAccountDeletion.requireUnchanged(tx, context, account, expectedFingerprint);
    await deleteConnectedAccountRow(tx, account);
    await recordAccountDeletions(tx, context, deletionByRequest(context, account), [account]);
    return { project, account };
  });
}
