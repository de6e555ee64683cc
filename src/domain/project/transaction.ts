import type { DecidedTransaction } from '../../postgres/database.ts';
import { type LockMode, lockProjectShared, type ProjectRow } from '../../repositories/project/project.ts';
import { projectNotFound } from '../core/errors.ts';
import type { RequestContext } from '../core/request-context.ts';
import { ownProject } from '../core/tenancy.ts';

/** Runs a transaction that changes objects of the actor's own project. Until it ends the project exists and keeps its
 *  settings. Throws FORBIDDEN for actors without a project, NOT_FOUND when the project was deleted concurrently. */
export async function inProjectTransaction<Result>(
  context: RequestContext,
  work: (tx: DecidedTransaction, project: ProjectRow) => Promise<Result>,
  lockMode: LockMode = 'shared',
): Promise<Result> {
  const owner = ownProject(context.actor);
  return context.db.transaction(async (tx) => {
    const project = await lockProjectShared(tx, owner, lockMode);
    if (!project) throw projectNotFound();
    return work(tx, project);
  });
}
