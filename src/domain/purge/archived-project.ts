import type { AuthorizedTransaction } from '../../postgres/database.ts';
import {
  type ArchivedProjectRow,
  deleteArchivedProject,
  lockDueProject,
  startProjectPurge,
} from '../../repositories/project/archive.ts';
import type { PurgeSubject } from '../../repositories/purge.ts';
import { recordAudit } from '../audit-log/record.ts';
import type { RequestContext } from '../core/request-context.ts';
import { emitEvent } from '../events/emit.ts';
import { projectEvent } from '../events/project.ts';

/** Starts the permanent deletion of an archived project, which the worker finishes. `project` was locked. */
export async function startPurgeOf(
  tx: AuthorizedTransaction,
  context: RequestContext,
  project: ArchivedProjectRow,
): Promise<void> {
  const { organizationId, id, name, slug, archivedAt } = project;
  await startProjectPurge(tx, project, context.now());
  await recordAudit(tx, context, {
    action: 'PROJECT_PURGE_STARTED',
    organizationId,
    projectId: id,
    targetId: id,
    changes: { name, slug, archivedAt },
  });
}

/** Starts the purge of an archived project that is due. False: none is. */
export async function startDuePurge(tx: AuthorizedTransaction, context: RequestContext): Promise<boolean> {
  const project = await lockDueProject(tx, context.now());
  if (project) await startPurgeOf(tx, context, project);
  return project !== undefined;
}

/** Deletes the row of an archived project of which nothing else is left, records it and emits its event. Does nothing for a
 *  project that was deleted without being archived. */
export async function finishProjectPurge(
  tx: AuthorizedTransaction,
  context: RequestContext,
  { organizationId, subjectId: projectId }: PurgeSubject,
): Promise<void> {
  const project = await deleteArchivedProject(tx, { organizationId, projectId });
  if (!project) return;
  const { id, name, slug, archivedAt } = project;
  const changes = { name, slug, archivedAt };
  await recordAudit(tx, context, {
    action: 'PROJECT_PURGED',
    organizationId,
    projectId: id,
    targetId: id,
    changes,
  });
  await emitEvent(tx, context, projectEvent('project.purged', project, { archivedAt }));
}
