import { z } from 'zod';
import { DAY_MS } from '../../lib/duration.ts';
import { type AuthorizedTransaction, readsOf } from '../../postgres/database.ts';
import { expireFormerSecrets } from '../../repositories/api-key/write.ts';
import { lockOrganization } from '../../repositories/organization.ts';
import { type Archival, archiveProjectRow } from '../../repositories/project/archive.ts';
import { deleteProjectRow, lockProject, type ProjectRow } from '../../repositories/project/project.ts';
import { purgeFirstRows } from '../../repositories/purge.ts';
import { holdDeliveries } from '../../repositories/webhook/attempt.ts';
import { authorOf, recordAudit } from '../audit-log/record.ts';
import { projectNotFound } from '../core/errors.ts';
import { requireScope } from '../core/permissions.ts';
import { idPrefix, type RequestContext } from '../core/request-context.ts';
import { visibleProjects } from '../core/tenancy.ts';
import { parseInput } from '../core/validation.ts';
import { fingerprintInput } from '../deletion-preview/preview.ts';
import { emitEvent } from '../events/emit.ts';
import { projectEvent } from '../events/project.ts';
import type { ArchivedProject } from './archived.ts';
import { archiveFullError, defaultProjectError, isArchival, projectDeletion } from './deletion-preview.ts';
import { retentionError } from './retention.ts';

const deleteProjectInput = z.object({
  id: z.string(),
  permanently: z.boolean().nullish(),
  expectedFingerprint: fingerprintInput,
});

/** A project that was deleted. */
export type DeletedProject = {
  readonly id: string;
  /** Null: it was deleted permanently. */
  readonly archivedProject: ArchivedProject | null;
};

/** Archives a project, or deletes it permanently: as of the response nothing of it can be read and its keys are rejected. The
 *  cost does not depend on the number of its rows. Throws NOT_FOUND, CONFLICT for a preview that no longer holds and
 *  for the last and the default project, and FORBIDDEN for a permanent deletion without the scope `projects:purge`. */
export async function deleteProject(
  context: RequestContext,
  input: z.input<typeof deleteProjectInput>,
): Promise<DeletedProject> {
  const { id, permanently, expectedFingerprint } = parseInput(deleteProjectInput, input);
  const visible = visibleProjects(context.actor);
  if (permanently && context.projectRetention.days > 0) requireScope(context.actor, 'projects:purge');
  if (idPrefix(id) !== 'proj') throw projectNotFound();
  const remove = async (tx: AuthorizedTransaction): Promise<DeletedProject> => {
    // Archives of an organization are counted one at a time.
    await lockOrganization(tx, visible);
    const project = await lockProject(tx, visible, id);
    if (!project) throw projectNotFound();
    await projectDeletion.requireUnchanged(tx, context, project, expectedFingerprint);
    const error = await defaultProjectError(readsOf(tx), project);
    if (error) throw error;
    if (isArchival(context, permanently)) return { id, archivedProject: await archive(tx, context, project) };
    const retained = permanently ? retentionError(context, context.now()) : null;
    if (retained) throw retained;
    await deletePermanently(tx, context, project);
    return { id, archivedProject: null };
  };
  return context.db.transaction(remove, { organizationId: visible.organizationId, projectId: id });
}

async function archive(
  tx: AuthorizedTransaction,
  context: RequestContext,
  project: ProjectRow,
): Promise<ArchivedProject> {
  const { organizationId, id: projectId, name, slug } = project;
  const error = await archiveFullError(readsOf(tx), project);
  if (error) throw error;
  const archival = archivalOf(context);
  const { archivedAt, purgeAt } = archival;
  await expireFormerSecrets(tx, { organizationId, projectId }, archivedAt);
  // Beyond a batch they are held by maintenance.
  await holdDeliveries(tx, { organizationId, projectId });
  await archiveProjectRow(tx, project, archival);
  const changes = { name, slug, purgeAt };
  await recordAudit(tx, context, {
    action: 'PROJECT_ARCHIVED',
    organizationId,
    projectId,
    targetId: projectId,
    changes,
  });
  await emitEvent(
    tx,
    context,
    projectEvent('project.archived', project, { archivedAt, purgeAt }),
    // For one release, for receivers that do not know project.archived.
    projectEvent('project.deleted', project, { archived: true, purgeAt }),
  );
  return { ...project, ...archival };
}

function archivalOf(context: RequestContext): Archival {
  const archivedAt = context.now();
  const purgeAt = new Date(archivedAt.getTime() + context.projectRetention.days * DAY_MS);
  const { actorKind, actorKeyId, actorKeyName } = authorOf(context);
  return {
    archivedAt,
    purgeAt,
    archivedByKind: actorKind,
    archivedByKeyId: actorKeyId,
    archivedByKeyName: actorKeyName,
  };
}

async function deletePermanently(
  tx: AuthorizedTransaction,
  context: RequestContext,
  project: ProjectRow,
): Promise<void> {
  const { organizationId, id, name, slug } = project;
  await deleteProjectRow(tx, project);
  await purgeFirstRows(tx, 'proj', { organizationId, subjectId: id, projectId: null });
  await recordAudit(tx, context, {
    action: 'PROJECT_DELETED',
    organizationId,
    projectId: id,
    targetId: id,
    changes: { name, slug },
  });
  await emitEvent(tx, context, projectEvent('project.deleted', project));
}
