import type { DecidedTransaction } from '../../postgres/database.ts';
import { type LockMode, lockProjectShared, type ProjectRow } from '../../repositories/project/project.ts';
import { projectNotFound } from '../core/errors.ts';
import type { RequestContext } from '../core/request-context.ts';
import { ownProject } from '../core/tenancy.ts';

/** A transaction that changes what lies in the actor's own project. Until it ends the project is there and keeps its
 *  settings. Throws FORBIDDEN for actors without a project, NOT_FOUND when it has just been deleted. */
export async function inProjectTransaction<Result>(
  context: RequestContext,
  work: (tx: DecidedTransaction, project: ProjectRow) => Promise<Result>,
  hold: LockMode = 'together',
): Promise<Result> {
  const own = ownProject(context.actor);
  return context.db.transaction(async (tx) => {
    const project = await lockProjectShared(tx, own, hold);
    if (!project) throw projectNotFound();
    return work(tx, project);
  });
}
