import { MINUTE_MS } from '../../lib/duration.ts';
import type { AuthorizedTransaction } from '../../postgres/database.ts';
import { countAccountsOf } from '../../repositories/connected-account.ts';
import {
  deletePurge,
  hasPurgesWithin,
  type LockedPurge,
  lockNextPurge,
  type PurgeRow,
  postponePurge,
  purgeRows,
} from '../../repositories/purge.ts';
import { purgeOrganizationRows } from '../../repositories/purge-organization.ts';
import { idPrefix, type RequestContext } from '../core/request-context.ts';
import { finishProjectPurge, startDuePurge } from './archived-project.ts';
import { purgeAccountsOf, purgeTriggersOf, readAuthor } from './deletion.ts';

/** Maximum rows per table and step. */
export const ROWS_MAX = 500;

/** How long after the deletion of an organization rows of it can still appear: by requests in progress, and by what a process
 *  writes after its requests, such as when keys were used. */
const LATE_ROWS_MS = 2 * MINUTE_MS;

/** Deletes a batch of rows that belong to a deleted object, in a transaction of its own: a killed process has changed
 *  nothing. Any number of workers may run it concurrently. False: there is nothing to do at the moment. */
export async function purgeStep(context: RequestContext): Promise<boolean> {
  return context.db.transaction(async (tx) => {
    const purge = await lockNextPurge(tx);
    if (!purge) return startDuePurge(tx, context);
    const isLeft = await purgeBatch(tx, context, purge);
    const waitMs = isLeft ? 0 : lateRowsMs(purge);
    await (isLeft || waitMs > 0 ? postponePurge(tx, purge, waitMs) : deletePurge(tx, purge));
    return true;
  });
}

/** Returns whether any rows are left. */
async function purgeBatch(
  tx: AuthorizedTransaction,
  context: RequestContext,
  purge: PurgeRow,
): Promise<boolean> {
  const { subjectId: id, organizationId, projectId, deletedAt } = purge;
  const kind = idPrefix(id);
  if (kind === 'org') return purgeOrganizationRows(tx, purge, ROWS_MAX);
  if (kind === 'proj') return purgeProjectRows(tx, context, purge);
  if (kind === 'ws') return purgeRows(tx, kind, purge, ROWS_MAX);
  if (projectId === null) throw new Error(`Cannot purge the rows of ${id} without its project.`);
  const deletion = { organizationId, projectId, author: readAuthor(purge.deletedBy), deletedAt };
  if (kind === 'ca') return purgeTriggersOf(tx, context, deletion, id);
  if (kind !== 'ac') throw new Error(`Unknown kind of object to purge: ${id}.`);
  await purgeAccountsOf(tx, context, deletion, id);
  return (await countAccountsOf(tx, { organizationId, projectId, id }, 1)).count > 0;
}

/** The row of an archived project is deleted last, once nothing else is left. */
async function purgeProjectRows(
  tx: AuthorizedTransaction,
  context: RequestContext,
  purge: PurgeRow,
): Promise<boolean> {
  const isLeft = await purgeRows(tx, 'proj', purge, ROWS_MAX);
  if (isLeft || (await hasPurgesWithin(tx, purge))) return true;
  await finishProjectPurge(tx, context, purge);
  return false;
}

/** Returns how long rows of a deleted subject can still appear. Rows of a deleted project cannot: their writers lock it. */
const lateRowsMs = ({ subjectId, ageMs }: LockedPurge) =>
  idPrefix(subjectId) === 'org' ? LATE_ROWS_MS - ageMs : 0;
