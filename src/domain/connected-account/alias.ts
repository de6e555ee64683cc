import type { DecidedTransaction } from '../../postgres/database.ts';
import { type AliasKey, takeUnreachableAccount } from '../../repositories/connected-account.ts';
import { selectDeletedBy } from '../../repositories/purge.ts';
import type { RequestContext } from '../core/request-context.ts';
import { readAuthor, recordAccountDeletions } from '../purge/loss.ts';

/** Frees an alias of an account that is deleted with its auth config and still waits for the worker: that one goes now. */
export async function freeAlias(
  tx: DecidedTransaction,
  context: RequestContext,
  key: Omit<AliasKey, 'alias'> & { readonly alias: string | null | undefined },
): Promise<void> {
  const { alias, organizationId, projectId } = key;
  const account = typeof alias === 'string' && (await takeUnreachableAccount(tx, { ...key, alias }));
  if (!account) return;
  const deletedBy = await selectDeletedBy(tx, { organizationId, subjectId: account.authConfigId });
  const loss = {
    organizationId,
    projectId,
    author: readAuthor(context, deletedBy),
    deletedAt: context.now(),
  };
  await recordAccountDeletions(tx, context, loss, [account]);
}
