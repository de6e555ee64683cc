import type {
  VisibleAuditEntries,
  VisibleOrganization,
  VisibleProject,
  VisibleProjects,
} from '../../postgres/tenancy.ts';
import type { Actor } from './actor.ts';
import { DomainError, projectNotFound } from './errors.ts';

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

/** Returns the project of the actor's key, which that key may change. Throws FORBIDDEN for every other actor. */
export function ownProject(actor: Actor): VisibleProject {
  if (actor.kind !== 'project') throw noProject();
  return { organizationId: actor.organizationId, projectId: actor.projectId };
}

function noProject(): DomainError {
  return new DomainError({
    code: 'FORBIDDEN',
    reason: 'WRONG_KEY_KIND',
    message: 'This key does not belong to a project.',
    suggestedFix: 'Send a project key.',
  });
}

/** Returns the audit entries that an actor may read: an organization key those of the organization, a project key those of
 *  its project. */
export function visibleAuditEntries(actor: Actor): VisibleAuditEntries {
  const { organizationId, visibleProjectIds } = visibleProjects(actor);
  if (visibleProjectIds === null) return { organizationId };
  return { organizationId, projectId: { in: [...visibleProjectIds] } };
}
