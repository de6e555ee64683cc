import {
  soleProjectId,
  type VisibleAuditEntries,
  type VisibleOrganization,
  type VisibleProject,
  type VisibleProjects,
} from '../../postgres/tenancy.ts';
import type { Actor } from './actor.ts';
import { DomainError, projectNotFound } from './errors.ts';
import { hasScope } from './permissions.ts';
import { idPrefix, type RequestContext } from './request-context.ts';

/** Returns the projects that an actor may see. An operator sees those of an organization that it created, or issued a key
 *  for, in this request. Throws FORBIDDEN for any other one, and for an actor without an organization. */
export function visibleProjects(actor: Actor, organizationId?: string): VisibleProjects {
  switch (actor.kind) {
    case 'organization':
      return { organizationId: actor.organizationId, visibleProjectIds: actor.apiKey.projectIds };
    case 'project':
    case 'mcp':
      return { organizationId: actor.organizationId, visibleProjectIds: [actor.projectId] };
    case 'operator':
      if (organizationId !== undefined && !actor.openedIds.has(organizationId)) throw notOpened();
      if (organizationId !== undefined) return { organizationId, visibleProjectIds: null };
      break;
    case 'system':
      if (organizationId !== undefined) return { organizationId, visibleProjectIds: null };
  }
  throw noOrganization();
}

/** Lets an operator see an organization in the response of this request. No effect on other actors. */
export function openOrganization(actor: Actor, organizationId: string): void {
  if (actor.kind === 'operator') actor.openedIds.add(organizationId);
}

function notOpened(): DomainError {
  return new DomainError({
    code: 'FORBIDDEN',
    reason: 'WRONG_KEY_KIND',
    message: 'The operator key cannot read what an organization contains.',
    suggestedFix: 'Send a key of the organization. createApiKey issues one.',
  });
}

/** Returns the organization that an actor manages with everything in it: an operator any one that it names, an organization
 *  key its own. Null: the actor manages no organization of this id. Throws FORBIDDEN for a key that is restricted to
 *  projects, and for an operator that names none. */
export function managedOrganization(
  actor: Actor,
  organizationId: string | null | undefined,
): VisibleOrganization | null {
  if (actor.kind === 'operator' && organizationId != null) return { organizationId };
  const own = entireOrganization(actor);
  return (organizationId ?? own.organizationId) === own.organizationId ? own : null;
}

export function noOrganization(): DomainError {
  return new DomainError({
    code: 'FORBIDDEN',
    reason: 'WRONG_KEY_KIND',
    message: 'This key does not belong to an organization.',
    suggestedFix: 'Send an organization key or a project key.',
  });
}

/** Throws FORBIDDEN for every actor but the operator. */
export function requireOperator(actor: Actor): void {
  if (actor.kind === 'operator') return;
  throw new DomainError({
    code: 'FORBIDDEN',
    reason: 'WRONG_KEY_KIND',
    message: 'Only the operator of this installation may do this.',
    suggestedFix: 'Send the operator key as x-operator-key.',
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
  requireEntireOrganization(visible);
  return { organizationId: visible.organizationId };
}

/** Throws FORBIDDEN for a key that is restricted to projects. */
export function requireEntireOrganization({ visibleProjectIds }: VisibleProjects): void {
  if (visibleProjectIds !== null) throw allowedProjectIds();
}

/** For statements that select by organization only. Throws NOT_FOUND, as for any project that the actor cannot see. */
export function requireVisibleProject({ visibleProjectIds }: VisibleProjects, projectId: string): void {
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

/** Returns the only project that the key of an actor may see. Null: it may see several, or the actor has no such key. */
export const pinnedProjectId = (actor: Actor): string | null =>
  'apiKey' in actor ? soleProjectId(visibleProjects(actor)) : null;

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
  requireVisibleProject(visibleProjects(actor), requestedProjectId);
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
