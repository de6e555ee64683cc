import type { z } from 'zod';
import { deleteConnectedAccountRow } from '../../repositories/connected-account.ts';
import type { ProjectRow } from '../../repositories/project/project.ts';
import type { Scope } from '../core/request-context.ts';
import { parseInput } from '../core/validation.ts';
import { changeInside } from '../project/transaction.ts';
import { loseAccounts, ownLoss } from '../purge/loss.ts';
import type { ConnectedAccount } from './fields.ts';
import { accountToChange, namedAccountInput } from './update.ts';

/** Deletes an account, its credentials and its triggers for good: the first hundreds of them at once, the others by the worker. Throws NOT_FOUND, and FORBIDDEN for the wrong user. */
export async function deleteConnectedAccount(
  scope: Scope,
  input: z.input<typeof namedAccountInput>,
): Promise<{ project: ProjectRow; account: ConnectedAccount }> {
  const named = parseInput(namedAccountInput, input);
  return changeInside(scope, async (tx, project) => {
    const account = await accountToChange(tx, project, named);
    await deleteConnectedAccountRow(tx, account);
    await loseAccounts(tx, scope, ownLoss(scope, account), [account]);
    return { project, account };
  });
}
