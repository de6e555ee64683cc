import { z } from 'zod';
import { type AuthorizedTransaction, violatedUniqueIndex } from '../../postgres/database.ts';
import type { Owner, VisibleProjects } from '../../postgres/tenancy.ts';
import { KEY_NAME_INDEX } from '../../repositories/api-key/regenerate.ts';
import { countKeys } from '../../repositories/api-key/write.ts';
import { lockOwner } from '../../repositories/owner-lock.ts';
import { selectProjectsByIds } from '../../repositories/project/project.ts';
import { recordAudit } from '../audit-log/record.ts';
import type { Actor } from '../core/actor.ts';
import { DomainError, invalidValue, organizationNotFound, projectNotFound } from '../core/errors.ts';
import { organizationScopes } from '../core/permissions.ts';
import type { RequestContext } from '../core/request-context.ts';
import {
  openOrganization,
  requireEntireOrganization,
  requireVisibleProject,
  visibleProjects,
} from '../core/tenancy.ts';
import { idOf, parseInput } from '../core/validation.ts';
import { emitEvent } from '../events/emit.ts';
import { assertNoEscalation } from './escalation.ts';
import { ipRangeList, keyExpiry, keyName, keyScopeList, pinnedProjects } from './fields.ts';
import {
  apiKeyData,
  generateKey,
  type IssuedKey,
  insertIssuedKey,
  type Restrictions,
  restrictionData,
} from './issue.ts';

/** @limit objects: live keys of a project */
const PROJECT_KEYS_MAX = 100;
/** @limit objects: live keys of an organization itself */
const ORGANIZATION_KEYS_MAX = 20;

const createInput = z.object({
  organizationId: idOf('org').nullish(),
  projectId: idOf('proj').nullish(),
  name: keyName,
  scopes: keyScopeList.nullish(),
  projectIds: pinnedProjects.nullish(),
  allowedIps: ipRangeList.nullish(),
  expiresAt: keyExpiry.nullish(),
});

export type CreateKeyInput = { readonly [Field in keyof z.input<typeof createInput>]?: unknown };

/** Issues an additional key. The secret is returned once and never stored. Not idempotent. Throws NOT_FOUND for an owner or
 *  a project that the actor cannot see, FORBIDDEN for a key with wider access than the actor's own, CONFLICT when the name
 *  is taken in the project or the owner has the maximum number of keys. */
export async function createApiKey(context: RequestContext, input: CreateKeyInput): Promise<IssuedKey> {
  const {
    organizationId,
    projectId = null,
    name,
    ...requested
  } = parseInput(createInput, input, invalidCombinations(context, input));
  const restrictions: Restrictions = {
    scopes: requested.scopes ?? null,
    projectIds: requested.projectIds ?? null,
    allowedIps: requested.allowedIps ?? null,
    expiresAt: requested.expiresAt ?? null,
  };
  const owner = await ownerOf(context, organizationId ?? null, projectId, restrictions);
  const create = context.db.transaction(async (tx) => {
    assertNoEscalation(context.actor, { ...restrictions, projectId });
    await assertKeyLimit(tx, owner);
    const now = context.now();
    const issued = await insertIssuedKey(tx, generateKey(context, owner, { name, restrictions, now }));
    const data = { ...apiKeyData(issued.apiKey), ...restrictionData(restrictions) };
    const subject = { ...owner, targetId: issued.apiKey.id };
    await recordAudit(tx, context, {
      action: 'API_KEY_CREATED',
      ...subject,
      changes: { name, ...restrictionData(restrictions) },
      at: now,
    });
    await emitEvent(tx, context, { type: 'api_key.created', ...owner, data, at: now });
    return issued;
  });
  const issued = await create.catch(explainKeyConflict(name));
  openOrganization(context.actor, owner.organizationId);
  return issued;
}

/** The projects that an actor may issue keys of: an operator those of any organization. */
const issuableProjects = (actor: Actor, organizationId: string | null): VisibleProjects =>
  actor.kind === 'operator' && organizationId !== null
    ? { organizationId, visibleProjectIds: null }
    : visibleProjects(actor, organizationId ?? undefined);

/** Returns errors for an expiry in the past, and for restrictions that only keys of the other kind have. */
function invalidCombinations(
  { now }: RequestContext,
  { projectId, scopes, projectIds, expiresAt }: CreateKeyInput,
) {
  const hasProject = projectId != null;
  return [
    hasProject && Array.isArray(scopes) && scopes.some((scope) => organizationScopes.includes(scope))
      ? invalidValue(
          'scopes',
          'Project keys have no scopes of the organization.',
          `Leave out ${scopes.filter((scope) => organizationScopes.includes(scope)).join(', ')}, or issue an organization key.`,
        )
      : null,
    projectIds != null && hasProject
      ? invalidValue(
          'projectIds',
          'Only organization keys can be restricted to projects.',
          'Give either projectId or projectIds.',
        )
      : null,
    expiresAt instanceof Date && expiresAt <= now()
      ? invalidValue('expiresAt', 'expiresAt must be in the future.', 'Check the clock.')
      : null,
  ];
}

async function ownerOf(
  { db, actor }: RequestContext,
  requestedOrganizationId: string | null,
  projectId: string | null,
  { projectIds }: Restrictions,
): Promise<Owner> {
  const visible = issuableProjects(actor, requestedOrganizationId);
  const { organizationId } = visible;
  if (requestedOrganizationId !== null && requestedOrganizationId !== organizationId)
    throw organizationNotFound('organizationId');
  if (projectId !== null) requireVisibleProject(visible, projectId);
  // A key restricted to projects may only issue restricted keys, which assertNoEscalation checks.
  if (projectId === null && projectIds === null) requireEntireOrganization(visible);
  if (projectIds) {
    const projects = await db.read(selectProjectsByIds, { ...visible, ids: projectIds });
    if (projects.length < projectIds.length) throw projectNotFound('projectIds');
  }
  return { organizationId, projectId };
}

/** Locks the owner, so that concurrent requests cannot exceed the limit. */
async function assertKeyLimit(tx: AuthorizedTransaction, owner: Owner): Promise<void> {
  const { projectId } = owner;
  if (!(await lockOwner(tx, owner, 'exclusive')))
    throw projectId === null ? organizationNotFound('organizationId') : projectNotFound('projectId');
  const max = projectId === null ? ORGANIZATION_KEYS_MAX : PROJECT_KEYS_MAX;
  if ((await countKeys(tx, owner)) >= max) throw limitReached(max);
}

function limitReached(max: number): DomainError {
  return new DomainError({
    code: 'CONFLICT',
    reason: 'KEY_LIMIT_REACHED',
    message: `The maximum of ${max} keys is reached.`,
    suggestedFix: 'Revoke an unused key: see lastUsedAt.',
  });
}

/** Converts the violation of the unique index on names to a CONFLICT; rethrows any other error. */
export function explainKeyConflict(name: string | undefined): (error: unknown) => never {
  return (error) => {
    if (violatedUniqueIndex(error) !== KEY_NAME_INDEX) throw error;
    throw new DomainError({
      code: 'CONFLICT',
      reason: 'NAME_TAKEN',
      field: 'name',
      message: `A key named ${JSON.stringify(name)} exists in this project.`,
      suggestedFix: 'Choose another name.',
    });
  };
}
