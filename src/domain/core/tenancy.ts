import type {
  VisibleAuditEntries,
  VisibleOrganization,
  VisibleProject,
  VisibleProjects,
} from '../../postgres/tenancy.ts';
import type { Actor } from './actor.ts';
import { DomainError, projectNotFound } from './errors.ts';
import { hasScope } from './permissions.ts';
import { idPrefix, type RequestContext } from './request-context.ts';

/** Returns the projects that an actor may see. An operator sees those of the organization that it has just created, and of
 *  no other. Throws FORBIDDEN for an actor without an organization. */
export function visibleProjects(actor: Actor, organizationId?: string): VisibleProjects {
  switch (actor.kind) {
    case 'organization':
      return { organizationId: actor.organizationId, visibleProjectIds: actor.apiKey.projectIds };
    case 'project':
    case 'mcp':
      return { organizationId: actor.organizationId, visibleProjectIds: [actor.projectId] };
    case 'operator':
    case 'system':
      if (organizationId !== undefined) return { organizationId, visibleProjectIds: null };
  }
  throw noOrganization();
}

export function noOrganization(): DomainError {
  return new DomainError({
    code: 'FORBIDDEN',
    reason: 'WRONG_KEY_KIND',
    message: 'This key does not belong to an organization.',
    suggestedFix: 'Send an organization key or a project key.',
  });
}

/** Returns the organization of the actor. Both kinds of keys may see it. */
export function visibleOrganization(actor: Actor): VisibleOrganization {
  const { organizationId } = visibleProjects(actor);
  return { organizationId };
}

/** Returns the organization with everything in it. Throws FORBIDDEN for a key that is restricted to projects. */
export function entireOrganization(actor: Actor, organizationId?: string): VisibleOrganization {
  const visible = visibleProjects(actor, organizationId);
  if (visible.visibleProjectIds !== null) throw allowedProjectIds();
  return { organizationId: visible.organizationId };
}

/** For statements that select by organization only. Throws NOT_FOUND, as for any project that the actor cannot see. */
export function requireVisibleProject(actor: Actor, projectId: string, organizationId?: string): void {
  const { visibleProjectIds } = visibleProjects(actor, organizationId);
  if (visibleProjectIds !== null && !visibleProjectIds.includes(projectId)) throw projectNotFound();
}

function allowedProjectIds(): DomainError {
  return new DomainError({
    code: 'FORBIDDEN',
    reason: 'KEY_RESTRICTED_TO_PROJECTS',
    message: 'This key is restricted to some projects of the organization.',
    suggestedFix: 'Send an organization key that is not restricted to projects.',
  });
}

/** The actor of a request and the project that its header names. */
export type Acting = Pick<RequestContext, 'actor' | 'requestedProjectId'>;

/** Returns the project that a request names: of a project key its own, of an organization key that of the header
 *  `x-project-id`. Null: an organization key without the header. Throws NOT_FOUND for a project that the actor cannot see,
 *  FORBIDDEN for every other actor. Whether the project exists in the organization is for the statement to check. */
export function namedProject({ actor, requestedProjectId }: Acting): VisibleProject | null {
  if (actor.kind === 'project') return { organizationId: actor.organizationId, projectId: actor.projectId };
  if (actor.kind !== 'organization') throw noProject();
  if (requestedProjectId === null) return null;
  if (idPrefix(requestedProjectId) !== 'proj') throw projectNotFound();
  requireVisibleProject(actor, requestedProjectId);
  return { organizationId: actor.organizationId, projectId: requestedProjectId };
}

/** Returns the project that a request may change. Writes never fall back to the default project. Throws BAD_USER_INPUT when the
 *  request names no project, and what `namedProject` throws. */
export function actingProject(acting: Acting): VisibleProject {
  const project = namedProject(acting);
  if (!project) throw projectRequired();
  return project;
}

function projectRequired(): DomainError {
  return new DomainError({
    code: 'BAD_USER_INPUT',
    reason: 'PROJECT_REQUIRED',
    message: 'The request must name the project to change.',
    suggestedFix: 'Send the header x-project-id with the id of the project, such as proj_1a2B3c4D5e6F7g8H.',
  });
}

function noProject(): DomainError {
  return new DomainError({
    code: 'FORBIDDEN',
    reason: 'WRONG_KEY_KIND',
    message: 'This key does not belong to a project.',
    suggestedFix: 'Send a project key.',
  });
}

/** Returns the audit entries that an actor may read: an organization key those of the organization, without its own
 *  entries if it is limited to other scopes; a project key those of its project. */
export function visibleAuditEntries(actor: Actor): VisibleAuditEntries {
  const { organizationId, visibleProjectIds } = visibleProjects(actor);
  if (visibleProjectIds === null)
    return hasScope(actor, 'audit:read') ? { organizationId } : { organizationId, projectId: { not: null } };
  return { organizationId, projectId: { in: [...visibleProjectIds] } };
}
