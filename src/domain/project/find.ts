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

/** A reference to a project. Absent and null are the same. */
export type ProjectReference = {
  readonly id?: string | null | undefined;
  readonly slug?: string | null | undefined;
  readonly name?: string | null | undefined;
};

/** Returns the project that a request refers to: for a project key its own project; for an organization key the named one,
 *  else that of the header `x-project-id`, else the default project. Throws NOT_FOUND for any project that the caller
 *  cannot see. */
export async function resolveProject(
  context: RequestContext,
  reference: ProjectReference,
): Promise<ProjectRow> {
  const visible = visibleProjects(context.actor);
  const project = hasReference(reference)
    ? await findProject(context, visible, reference)
    : await findUnnamedProject(context, visible);
  if (!project) throw projectNotFound();
  return project;
}

/** Returns a project of an organization by exactly one of its id, slug or name. Null: none that the caller can see. */
export async function projectOfOrganization(
  context: RequestContext,
  organizationId: string,
  reference: ProjectReference,
): Promise<ProjectRow | null> {
  return findProject(context, visibleProjects(context.actor, organizationId), reference);
}

/** Null: unknown, or of another tenant. */
export async function projectById(context: RequestContext, id: string): Promise<ProjectRow | null> {
  return context.loaders(visibleProjects(context.actor)).projectById.load(id);
}

/** Returns the settings of a project by their own id: the project's row under that id. Null: unknown, or of another tenant. */
export async function projectConfigById(context: RequestContext, id: string): Promise<ProjectRow | null> {
  const project = await projectById(context, idWithin('proj', id));
  return project && { ...project, id };
}

/** Null: an organization key. */
export async function projectOfKey(
  context: RequestContext,
  { organizationId, projectId }: { readonly organizationId: string; readonly projectId: string | null },
): Promise<ProjectRow | null> {
  if (projectId === null) return null;
  return context.loaders(visibleProjects(context.actor, organizationId)).projectById.load(projectId);
}

/** Returns the project of an object. Throws NOT_FOUND when the project was deleted concurrently. */
export async function projectOf(
  context: RequestContext,
  owner: { readonly organizationId: string; readonly projectId: string },
): Promise<ProjectRow> {
  const project = await projectOfKey(context, owner);
  if (!project) throw projectNotFound();
  return project;
}

/** Throws NOT_FOUND when the caller cannot see it, such as with a key of another project. */
export async function defaultProject(context: RequestContext, organizationId: string): Promise<ProjectRow> {
  const [project] = await context.db.read(
    selectDefaultProject,
    visibleProjects(context.actor, organizationId),
  );
  if (!project) throw projectNotFound();
  return project;
}

const hasReference = ({ id, slug, name }: ProjectReference) => id != null || slug != null || name != null;

async function findProject(context: RequestContext, visible: VisibleProjects, reference: ProjectReference) {
  const { id, slug, name } = reference;
  if ([id, slug, name].filter((one) => one != null).length !== 1) {
    throw invalidValue('id', 'Exactly one argument must identify the project.', 'Give one of them.');
  }
  if (id != null) return idPrefix(id) === 'proj' ? context.loaders(visible).projectById.load(id) : null;
  const value = slug ?? name ?? '';
  const [pattern, statement] =
    slug != null ? [slugPattern, selectProjectBySlug] : [namePattern, selectProjectByName];
  if (!pattern.test(value)) return null;
  const [project] = await context.db.read(statement, { ...visible, value });
  return project ?? null;
}

async function findUnnamedProject(
  context: RequestContext,
  visible: VisibleProjects,
): Promise<ProjectRow | null> {
  const requested = context.actor.kind === 'organization' ? context.requestedProjectId : null;
  const id = requested ?? soleProjectId(visible);
  if (id !== null) return findProject(context, visible, { id });
  return defaultProject(context, visible.organizationId);
}
