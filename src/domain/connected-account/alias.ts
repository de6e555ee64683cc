import type { AuthorizedTransaction } from '../../postgres/database.ts';
import { type AliasKey, deleteUnreachableAccount } from '../../repositories/connected-account.ts';
import { selectDeletedBy } from '../../repositories/purge.ts';
import type { RequestContext } from '../core/request-context.ts';
import { readAuthor, recordAccountDeletions } from '../purge/deletion.ts';

/** Frees the alias of an account that was deleted with its auth config and still awaits the worker, by deleting that
 *  account now. */
export async function releaseAlias(
  tx: AuthorizedTransaction,
  context: RequestContext,
  key: Omit<AliasKey, 'alias'> & { readonly alias: string | null | undefined },
): Promise<void> {
  const { alias, organizationId, projectId } = key;
  const account = typeof alias === 'string' && (await deleteUnreachableAccount(tx, { ...key, alias }));
  if (!account) return;
  const deletedBy = await selectDeletedBy(tx, { organizationId, subjectId: account.authConfigId });
  const deletion = {
    organizationId,
    projectId,
    author: readAuthor(deletedBy),
    deletedAt: context.now(),
  };
  await recordAccountDeletions(tx, context, deletion, [account]);
}
