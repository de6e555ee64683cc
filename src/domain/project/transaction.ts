import type { AuthorizedTransaction } from '../../postgres/database.ts';
import { type LockMode, lockProjectShared, type ProjectRow } from '../../repositories/project/project.ts';
import { projectNotFound } from '../core/errors.ts';
import type { RequestContext } from '../core/request-context.ts';
import { actingProject } from '../core/tenancy.ts';

/** Runs a transaction that changes objects of the project that the request acts in. Until it ends the project exists and
 *  keeps its settings. Throws what `actingProject` throws, and NOT_FOUND for a project that does not exist. */
export async function inProjectTransaction<Result>(
  context: RequestContext,
  work: (tx: AuthorizedTransaction, project: ProjectRow) => Promise<Result>,
  lockMode: LockMode = 'shared',
): Promise<Result> {
  const owner = actingProject(context);
  return context.db.transaction(async (tx) => {
    const project = await lockProjectShared(tx, owner, lockMode);
    if (!project) throw projectNotFound();
    return work(tx, project);
  });
}
