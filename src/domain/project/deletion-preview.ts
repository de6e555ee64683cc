import type { Reads } from '../../postgres/database.ts';
import { deletedWithProject } from '../../repositories/deletion-preview/rows.ts';
import { type ProjectRow, selectOtherProject } from '../../repositories/project/project.ts';
import { apiKeysOfProject } from '../api-key/find.ts';
import { DomainError, projectNotFound } from '../core/errors.ts';
import { defineDeletion } from '../deletion-preview/preview.ts';

export const projectDeletion = defineDeletion({
  rows: deletedWithProject,
  projectIdOf: ({ id }: ProjectRow) => id,
  keeps: ['AUDIT_ENTRIES', 'ORGANIZATION_DELIVERIES', 'UPSTREAM_TOKENS', 'BACKUPS'],
  irreversible: [
    'OBJECT_REMOVED',
    'CREDENTIALS_ERASED',
    'SECRETS_INVALIDATED',
    'SESSIONS_CLOSED',
    'HISTORY_ERASED',
    'DELIVERIES_NOT_SENT',
  ],
  blockers: async ({ db }, project) => {
    const error = await defaultProjectError(db, project);
    return error ? [error] : [];
  },
  keys: apiKeysOfProject,
  notFound: projectNotFound,
});

/** Returns the error of deleting the default project, which may be the last one. Null: it is another project. */
export async function defaultProjectError(db: Reads, project: ProjectRow): Promise<DomainError | null> {
  if (!project.isDefault) return null;
  const [other] = await db.read(selectOtherProject, project);
  return other ? cannotDeleteDefault(project.id) : cannotDeleteLast(project.id);
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
