import type {
  VisibleAuditEntries,
  VisibleOrganization,
  VisibleProject,
  VisibleProjects,
} from '../../postgres/tenancy.ts';
import type { Actor } from './actor.ts';
import { DomainError, projectNotFound } from './errors.ts';

/** The projects that an actor may see. An operator sees those of the organization it has in hand, having just
 *  created it, and of no other. Throws FORBIDDEN for whoever belongs to no organization. */
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
    message: 'This key belongs to no organization.',
    suggestedFix: 'Send a key of an organization or of a project.',
  });
}

/** The actor's own organization. Both of its kinds of keys may see it. */
export function visibleOrganization(actor: Actor): VisibleOrganization {
  const { organizationId } = visibleProjects(actor);
  return { organizationId };
}

/** The organization with all that is in it. Throws FORBIDDEN for a key that opens some of its projects only. */
export function entireOrganization(actor: Actor, organizationId?: string): VisibleOrganization {
  const visible = visibleProjects(actor, organizationId);
  if (visible.visibleProjectIds !== null) throw allowedProjectIds();
  return { organizationId: visible.organizationId };
}

/** For statements that know the organization only. Throws NOT_FOUND, as for any project that the actor cannot see. */
export function requireVisibleProject(actor: Actor, projectId: string, organizationId?: string): void {
  const { visibleProjectIds } = visibleProjects(actor, organizationId);
  if (visibleProjectIds !== null && !visibleProjectIds.includes(projectId)) throw projectNotFound();
}

function allowedProjectIds(): DomainError {
  return new DomainError({
    code: 'FORBIDDEN',
    reason: 'KEY_PINNED',
    message: 'This key opens some projects of the organization only.',
    suggestedFix: 'Send a key of the organization that is not pinned to projects.',
  });
}

/** The project of the actor's key: the one whose things it may change. Throws FORBIDDEN for every other actor. */
export function ownProject(actor: Actor): VisibleProject {
  if (actor.kind !== 'project') throw noProject();
  return { organizationId: actor.organizationId, projectId: actor.projectId };
}

function noProject(): DomainError {
  return new DomainError({
    code: 'FORBIDDEN',
    reason: 'WRONG_KEY_KIND',
    message: 'This key belongs to no project.',
    suggestedFix: 'Send a key of the project.',
  });
}

/** What an organization key may read is everything that happened in it; a project key, what happened in its project. */
export function visibleAuditEntries(actor: Actor): VisibleAuditEntries {
  const { organizationId, visibleProjectIds } = visibleProjects(actor);
  if (visibleProjectIds === null) return { organizationId };
  return { organizationId, projectId: { in: [...visibleProjectIds] } };
}
