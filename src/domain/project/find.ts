import { soleProjectId, type VisibleProjects } from '../../postgres/tenancy.ts';
import { projectList } from '../../repositories/project/list.ts';
import {
  type ProjectRow,
  selectDefaultProject,
  selectProjectByName,
  selectProjectBySlug,
} from '../../repositories/project/project.ts';
import { invalidValue, projectNotFound } from '../core/errors.ts';
import { type BoundMatch, nullIfInvalid, type PlannedField, planById } from '../core/planned.ts';
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
  const project = await findProject(
    context,
    visibleProjects(context.actor),
    requestedProject(context, reference),
  );
  if (!project) throw projectNotFound();
  return project;
}

/** Throws NOT_FOUND if the header of a request names a project that the caller cannot see. */
export async function requireRequestedProject(context: RequestContext): Promise<void> {
  if (context.requestedProjectId !== null) await resolveProject(context, {});
}

/** Returns a project of an organization by exactly one of its id, slug or name. Null: none that the caller can see. */
export async function projectOfOrganization(
  context: RequestContext,
  organizationId: string,
  reference: ProjectReference,
): Promise<ProjectRow | null> {
  return findProject(context, visibleProjects(context.actor, organizationId), namedProject(reference));
}

/** How to find a project. */
type ProjectLookup =
  | { readonly by: 'id' | 'slug' | 'name'; readonly value: string }
  | { readonly by: 'default' }
  /** No project can match. */
  | { readonly by: 'nothing' };

const hasReference = ({ id, slug, name }: ProjectReference) => id != null || slug != null || name != null;

function requestedProject(
  { actor, requestedProjectId }: Pick<RequestContext, 'actor' | 'requestedProjectId'>,
  reference: ProjectReference,
): ProjectLookup {
  if (hasReference(reference)) return namedProject(reference);
  const requested = actor.kind === 'organization' ? requestedProjectId : null;
  const id = requested ?? soleProjectId(visibleProjects(actor));
  return id === null ? { by: 'default' } : namedProject({ id });
}

/** Throws BAD_USER_INPUT unless exactly one of them is given. */
function namedProject({ id, slug, name }: ProjectReference): ProjectLookup {
  if ([id, slug, name].filter((one) => one != null).length !== 1) {
    throw invalidValue('id', 'Exactly one argument must identify the project.', 'Give one of them.');
  }
  if (id != null) return idPrefix(id) === 'proj' ? { by: 'id', value: id } : { by: 'nothing' };
  const [by, value, pattern] =
    slug != null ? (['slug', slug, slugPattern] as const) : (['name', name ?? '', namePattern] as const);
  return pattern.test(value) ? { by, value } : { by: 'nothing' };
}

async function findProject(context: RequestContext, visible: VisibleProjects, lookup: ProjectLookup) {
  switch (lookup.by) {
    case 'nothing':
      return null;
    case 'id':
      return context.loaders(visible).projectById.load(lookup.value);
    case 'default':
      return defaultProject(context, visible.organizationId);
    default: {
      const statement = lookup.by === 'slug' ? selectProjectBySlug : selectProjectByName;
      const [project] = await context.db.read(statement, { ...visible, value: lookup.value });
      return project ?? null;
    }
  }
}

const DEFAULT_PROJECT = { is_default: { value: true } } as const;

function bindLookup(lookup: ProjectLookup): BoundMatch | null {
  switch (lookup.by) {
    case 'nothing':
      return null;
    case 'default':
      return { shape: 'default', match: DEFAULT_PROJECT, values: {} };
    default:
      return { shape: lookup.by, match: { [lookup.by]: { slot: 'value' } }, values: { value: lookup.value } };
  }
}

const { source } = projectList;

export const plannedProjects = {
  /** As `resolveProject`. */
  requested: {
    kind: 'find',
    source,
    bind: (reference: ProjectReference, context: RequestContext) =>
      nullIfInvalid(() => bindLookup(requestedProject(context, reference))),
  },
  /** As `projectOfOrganization`. */
  ofOrganization: {
    kind: 'find',
    source,
    bind: (reference: ProjectReference) => nullIfInvalid(() => bindLookup(namedProject(reference))),
  },
  /** As `projectOfKey` and `projectOf`. */
  ofRow: { kind: 'one', source, match: { id: { parent: 'projectId' } } },
  default: { kind: 'one', source, match: DEFAULT_PROJECT },
  /** As `projectById`. */
  node: planById(source),
  /** As `projectConfigById`. */
  configNode: planById(source, (id) => idWithin('proj', id)),
} satisfies Record<string, PlannedField>;

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
