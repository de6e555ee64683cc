import { soleProjectId, type VisibleProjects } from '../../postgres/tenancy.ts';
import {
  type ProjectRow,
  selectDefaultProject,
  selectProjectByName,
  selectProjectBySlug,
} from '../../repositories/project/project.ts';
import { invalidValue, projectNotFound } from '../core/errors.ts';
import { idPrefix, idWithin, type RequestContext } from '../core/request-context.ts';
import { visibleProjects } from '../core/tenancy.ts';
import { namePattern, slugPattern } from './naming.ts';

/** A project with its config. */
export type Project = ProjectRow;

/** How a caller may name a project. Absent and null are the same. */
export type ProjectReference = {
  readonly id?: string | null | undefined;
  readonly slug?: string | null | undefined;
  readonly name?: string | null | undefined;
};

/** The project that a caller means: a project key's own one; for an organization key the one that is named, else that of
 *  the header `x-project-id`, else the default one. Throws NOT_FOUND for any project that the caller cannot see. */
export async function resolveProject(
  scope: RequestContext,
  reference: ProjectReference,
): Promise<ProjectRow> {
  const visible = visibleProjects(scope.actor);
  const project = hasReference(reference)
    ? await findProject(scope, visible, reference)
    : await findUnnamedProject(scope, visible);
  if (!project) throw projectNotFound();
  return project;
}

/** A project of an organization by exactly one of its names. Null: none that the caller can see. */
export async function projectOfOrganization(
  scope: RequestContext,
  organizationId: string,
  reference: ProjectReference,
): Promise<ProjectRow | null> {
  return findProject(scope, visibleProjects(scope.actor, organizationId), reference);
}

/** Null: unknown, or of somebody else. */
export async function projectById(scope: RequestContext, id: string): Promise<ProjectRow | null> {
  return scope.loaders(visibleProjects(scope.actor)).projectById.load(id);
}

/** The settings of a project by their own id, as its row under that id. Null: unknown, or of another tenant. */
export async function projectConfigById(scope: RequestContext, id: string): Promise<ProjectRow | null> {
  const project = await projectById(scope, idWithin('proj', id));
  return project && { ...project, id };
}

/** Null: a key of the organization. */
export async function projectOfKey(
  scope: RequestContext,
  { organizationId, projectId }: { readonly organizationId: string; readonly projectId: string | null },
): Promise<ProjectRow | null> {
  if (projectId === null) return null;
  return scope.loaders(visibleProjects(scope.actor, organizationId)).projectById.load(projectId);
}

/** The project of what lies in one. Throws NOT_FOUND when it was deleted in this moment. */
export async function projectOf(
  scope: RequestContext,
  owner: { readonly organizationId: string; readonly projectId: string },
): Promise<ProjectRow> {
  const project = await projectOfKey(scope, owner);
  if (!project) throw projectNotFound();
  return project;
}

/** Throws NOT_FOUND where the caller cannot see it: a key of another project of the organization. */
export async function defaultProject(scope: RequestContext, organizationId: string): Promise<ProjectRow> {
  const [project] = await scope.db.read(selectDefaultProject, visibleProjects(scope.actor, organizationId));
  if (!project) throw projectNotFound();
  return project;
}

const hasReference = ({ id, slug, name }: ProjectReference) => id != null || slug != null || name != null;

async function findProject(scope: RequestContext, visible: VisibleProjects, reference: ProjectReference) {
  const { id, slug, name } = reference;
  if ([id, slug, name].filter((one) => one != null).length !== 1) {
    throw invalidValue('id', 'A project is named by exactly one argument.', 'Give one of them.');
  }
  if (id != null) return idPrefix(id) === 'proj' ? scope.loaders(visible).projectById.load(id) : null;
  const named = slug ?? name ?? '';
  const [pattern, statement] =
    slug != null ? [slugPattern, selectProjectBySlug] : [namePattern, selectProjectByName];
  if (!pattern.test(named)) return null;
  const [project] = await scope.db.read(statement, { ...visible, value: named });
  return project ?? null;
}

async function findUnnamedProject(
  scope: RequestContext,
  visible: VisibleProjects,
): Promise<ProjectRow | null> {
  const requested = scope.actor.kind === 'organization' ? scope.requestedProjectId : null;
  const id = requested ?? soleProjectId(visible);
  if (id !== null) return findProject(scope, visible, { id });
  return defaultProject(scope, visible.organizationId);
}
