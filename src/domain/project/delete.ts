import { z } from 'zod';
import type { AuthorizedTransaction } from '../../postgres/database.ts';
import {
  deleteProjectRow,
  hasOtherProjects,
  lockProject,
  type ProjectRow,
} from '../../repositories/project/project.ts';
import { purgeFirstRows } from '../../repositories/purge.ts';
import { recordAudit } from '../audit-log/record.ts';
import { DomainError, projectNotFound } from '../core/errors.ts';
import { idPrefix, type RequestContext } from '../core/request-context.ts';
import { visibleProjects } from '../core/tenancy.ts';
import { parseInput } from '../core/validation.ts';
import { emitEvent } from '../events/emit.ts';
import { projectEvent } from './event.ts';

const deleteProjectInput = z.object({ id: z.string() });

/** Deletes a project and everything in it permanently: as of the response nothing of it can be read and its keys are
 *  rejected. Large numbers of rows are deleted by the worker. Throws NOT_FOUND, and CONFLICT for the last and for the
 *  default project. */
export async function deleteProject(
  context: RequestContext,
  input: z.input<typeof deleteProjectInput>,
): Promise<ProjectRow> {
  const { id } = parseInput(deleteProjectInput, input);
  const visible = visibleProjects(context.actor);
  if (idPrefix(id) !== 'proj') throw projectNotFound();
  const remove = async (tx: AuthorizedTransaction) => {
    const project = await lockProject(tx, visible, id);
    if (!project) throw projectNotFound();
    if (project.isDefault)
      throw (await hasOtherProjects(tx, project)) ? cannotDeleteDefault(id) : cannotDeleteLast(id);
    await deleteProjectRow(tx, project);
    const { organizationId } = project;
    await purgeFirstRows(tx, 'proj', { organizationId, subjectId: id, projectId: null });
    await recordAudit(tx, context, {
      action: 'PROJECT_DELETED',
      organizationId: project.organizationId,
      projectId: id,
      targetId: id,
      changes: { name: project.name, slug: project.slug },
    });
    await emitEvent(tx, context, projectEvent('project.deleted', project));
    return project;
  };
  return context.db.transaction(remove, { organizationId: visible.organizationId, projectId: id });
}

function cannotDeleteDefault(projectId: string): DomainError {
  return new DomainError({
    code: 'CONFLICT',
    reason: 'CANNOT_DELETE_DEFAULT',
    message: 'The default project cannot be deleted.',
    suggestedFix: 'Make another project the default first: updateProject(input: { id, isDefault: true }).',
    details: { projectId },
  });
}

function cannotDeleteLast(projectId: string): DomainError {
  return new DomainError({
    code: 'CONFLICT',
    reason: 'CANNOT_DELETE_LAST_PROJECT',
    message: 'The only project of an organization cannot be deleted.',
    suggestedFix: 'Create another project and make it the default first.',
    details: { projectId },
  });
}
