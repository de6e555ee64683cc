import { type AliasKey, takeUnreachableAccount } from '../../data/connected-account.ts';
import type { DecidedTransaction } from '../../data/database.ts';
import { selectDeletedBy } from '../../data/purge.ts';
import { loseAccounts, readAuthor } from '../purge/loss.ts';
import type { Scope } from '../scope.ts';

/** Frees an alias of an account that is deleted with its auth config and still waits for the worker: that one goes now. */
export async function freeAlias(
  tx: DecidedTransaction,
  scope: Scope,
  key: Omit<AliasKey, 'alias'> & { readonly alias: string | null | undefined },
): Promise<void> {
  const { alias, organizationId, projectId } = key;
  const account = typeof alias === 'string' && (await takeUnreachableAccount(tx, { ...key, alias }));
  if (!account) return;
  const deletedBy = await selectDeletedBy(tx, { organizationId, subjectId: account.authConfigId });
  const loss = {
    organizationId,
    projectId,
    author: readAuthor(scope, deletedBy),
    deletedAt: scope.now(),
  };
  await loseAccounts(tx, scope, loss, [account]);
}
