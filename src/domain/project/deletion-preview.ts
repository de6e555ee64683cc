import type { Reads } from '../../postgres/database.ts';
import { deletedWithArchivedProject, deletedWithProject } from '../../repositories/deletion-preview/rows.ts';
import { selectArchivedProjectCount } from '../../repositories/project/archive.ts';
import { type ProjectRow, selectOtherProject } from '../../repositories/project/project.ts';
import { apiKeysOfProject } from '../api-key/find.ts';
import { archivedProjectNotFound, DomainError, projectNotFound } from '../core/errors.ts';
import type { RequestContext } from '../core/request-context.ts';
import { type DeletionPreview, defineDeletion } from '../deletion-preview/preview.ts';
import type { ArchivedProject } from './archived.ts';
import { retentionError } from './retention.ts';

const isError = (error: DomainError | null): error is DomainError => error !== null;

const live = {
  rows: deletedWithProject,
  projectIdOf: ({ id }: ProjectRow) => id,
  keys: (context: RequestContext, project: ProjectRow) => apiKeysOfProject(context, project, {}),
  notFound: projectNotFound,
} as const;

const permanent = {
  keeps: ['AUDIT_ENTRIES', 'ORGANIZATION_DELIVERIES', 'UPSTREAM_TOKENS', 'BACKUPS'],
  irreversible: [
    'OBJECT_REMOVED',
    'CREDENTIALS_ERASED',
    'SECRETS_INVALIDATED',
    'SESSIONS_CLOSED',
    'HISTORY_ERASED',
    'DELIVERIES_NOT_SENT',
  ],
} as const;

/** The permanent deletion of a project. Its fingerprint is that of the archival. */
export const projectDeletion = defineDeletion({
  ...live,
  ...permanent,
  blockers: async (context, project) =>
    [await defaultProjectError(context.db, project), retentionError(context, context.now())].filter(isError),
});

const projectArchival = defineDeletion({
  ...live,
  keeps: ['ARCHIVED_OBJECTS', ...permanent.keeps],
  irreversible: ['FORMER_SECRETS_EXPIRED', 'SESSIONS_CLOSED'],
  blockers: async ({ db }, project) =>
    [await defaultProjectError(db, project), await archiveFullError(db, project)].filter(isError),
  restorableDays: ({ projectRetention }) => projectRetention.days,
});

export const archivedProjectDeletion = defineDeletion({
  ...permanent,
  rows: deletedWithArchivedProject,
  projectIdOf: ({ id }: ArchivedProject) => id,
  blockers: async (context, { archivedAt }) => [retentionError(context, archivedAt)].filter(isError),
  keys: async () => [],
  notFound: archivedProjectNotFound,
});

/** Returns whether a deletion archives the project. */
export const isArchival = (
  { projectRetention }: Pick<RequestContext, 'projectRetention'>,
  permanently: boolean | null | undefined,
): boolean => !permanently && projectRetention.days > 0;

/** Previews `deleteProject` with the same `permanently`. */
export async function previewProjectDeletion(
  context: RequestContext,
  project: ProjectRow,
  permanently: boolean | null | undefined,
): Promise<DeletionPreview> {
  return (isArchival(context, permanently) ? projectArchival : projectDeletion).preview(context, project);
}

/** Returns the error of deleting the default project, which may be the last one. Null: it is another project. */
export async function defaultProjectError(db: Reads, project: ProjectRow): Promise<DomainError | null> {
  if (!project.isDefault) return null;
  const [other] = await db.read(selectOtherProject, project);
  return other ? cannotDeleteDefault(project.id) : cannotDeleteLast(project.id);
}

/** @limit objects: archived projects of an organization */
const ARCHIVED_MAX = 1_000;

/** Returns the error of archiving beyond the maximum number of archived projects. */
export async function archiveFullError(db: Reads, project: ProjectRow): Promise<DomainError | null> {
  const [archived] = await db.read(selectArchivedProjectCount, project);
  return archived && archived.count >= ARCHIVED_MAX ? archiveFull() : null;
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

function archiveFull(): DomainError {
  return new DomainError({
    code: 'CONFLICT',
    reason: 'ARCHIVE_FULL',
    message: `The organization has ${ARCHIVED_MAX} archived projects.`,
    suggestedFix: 'Purge archived projects first: purgeProject(input: { id }).',
  });
}
