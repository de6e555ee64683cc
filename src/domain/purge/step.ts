import type { DecidedTransaction } from '../../postgres/database.ts';
import { countAccountsOf } from '../../repositories/connected-account.ts';
import {
  deletePurge,
  lockNextPurge,
  type PurgeRow,
  postponePurge,
  purgeRows,
} from '../../repositories/purge.ts';
import { idPrefix, type RequestContext } from '../core/request-context.ts';
import { purgeAccountsOf, purgeTriggersOf, readAuthor } from './loss.ts';

/** Of each table. */
const ROWS_MAX = 1_000;

/** Deletes a batch of what belongs to something that was deleted, in a transaction of its own: a process that is killed has
 *  done nothing. Any number of workers may do so at once. False: there is nothing to do now. */
export async function purgeStep(context: RequestContext): Promise<boolean> {
  return context.db.transaction(async (tx) => {
    const purge = await lockNextPurge(tx);
    if (!purge) return false;
    const isLeft = await purgeBatch(tx, context, purge);
    await (isLeft ? postponePurge(tx, purge) : deletePurge(tx, purge));
    return true;
  });
}

/** Says whether anything is left. */
async function purgeBatch(
  tx: DecidedTransaction,
  context: RequestContext,
  purge: PurgeRow,
): Promise<boolean> {
  const { subjectId: id, organizationId, projectId, deletedAt } = purge;
  const kind = idPrefix(id);
  if (kind === 'proj' || kind === 'ws') return purgeRows(tx, kind, purge, ROWS_MAX);
  if (projectId === null) throw new Error(`Nothing is purged of ${id} without its project.`);
  const loss = { organizationId, projectId, author: readAuthor(context, purge.deletedBy), deletedAt };
  if (kind === 'ca') return purgeTriggersOf(tx, context, loss, id);
  if (kind !== 'ac') throw new Error(`Nothing is known to be purged of ${id}.`);
  await purgeAccountsOf(tx, context, loss, id);
  return (await countAccountsOf(tx, { organizationId, projectId, id }, 1)).count > 0;
}
