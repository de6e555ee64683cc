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
import { purgeAccountsOf, purgeTriggersOf, readAuthor } from './deletion.ts';

/** Maximum rows per table and step. */
const ROWS_MAX = 500;

/** Deletes a batch of rows that belong to a deleted object, in a transaction of its own: a killed process has changed
 *  nothing. Any number of workers may run it concurrently. False: there is nothing to do at the moment. */
export async function purgeStep(context: RequestContext): Promise<boolean> {
  return context.db.transaction(async (tx) => {
    const purge = await lockNextPurge(tx);
    if (!purge) return false;
    const isLeft = await purgeBatch(tx, context, purge);
    await (isLeft ? postponePurge(tx, purge) : deletePurge(tx, purge));
    return true;
  });
}

/** Returns whether any rows are left. */
async function purgeBatch(
  tx: DecidedTransaction,
  context: RequestContext,
  purge: PurgeRow,
): Promise<boolean> {
  const { subjectId: id, organizationId, projectId, deletedAt } = purge;
  const kind = idPrefix(id);
  if (kind === 'proj' || kind === 'ws') return purgeRows(tx, kind, purge, ROWS_MAX);
  if (projectId === null) throw new Error(`Cannot purge the rows of ${id} without its project.`);
  const deletion = { organizationId, projectId, author: readAuthor(context, purge.deletedBy), deletedAt };
  if (kind === 'ca') return purgeTriggersOf(tx, context, deletion, id);
  if (kind !== 'ac') throw new Error(`Unknown kind of object to purge: ${id}.`);
  await purgeAccountsOf(tx, context, deletion, id);
  return (await countAccountsOf(tx, { organizationId, projectId, id }, 1)).count > 0;
}
