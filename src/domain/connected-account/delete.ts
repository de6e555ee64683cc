import type { z } from 'zod';
import { deleteConnectedAccountRow } from '../../repositories/connected-account.ts';
import type { ProjectRow } from '../../repositories/project/project.ts';
import type { RequestContext } from '../core/request-context.ts';
import { parseInput } from '../core/validation.ts';
import { inProjectTransaction } from '../project/transaction.ts';
import { deletionByRequest, recordAccountDeletions } from '../purge/deletion.ts';
import type { ConnectedAccount } from './fields.ts';
import { lockAccountForUpdate, namedAccountInput } from './update.ts';

/** Deletes an account, its credentials and its triggers permanently: up to 500 triggers in the same transaction, the others
 *  by the worker. Throws NOT_FOUND, and FORBIDDEN for the wrong user. */
export async function deleteConnectedAccount(
  context: RequestContext,
  input: z.input<typeof namedAccountInput>,
): Promise<{ project: ProjectRow; account: ConnectedAccount }> {
  const reference = parseInput(namedAccountInput, input);
  return inProjectTransaction(context, async (tx, project) => {
    const account = await lockAccountForUpdate(tx, project, reference);
    await deleteConnectedAccountRow(tx, account);
    await recordAccountDeletions(tx, context, deletionByRequest(context, account), [account]);
    return { project, account };
  });
}
