import { z } from 'zod';
import { label } from '../../lib/text.ts';
import type { AuthorizedTransaction } from '../../postgres/database.ts';
import {
  insertOrganization,
  lockAnyOrganization,
  type OrganizationRow,
  organizationSource,
  selectOrganization,
} from '../../repositories/organization.ts';
import { insertProject } from '../../repositories/project/create.ts';
import { EVERY_SCOPE, generateKey, type IssuedKey, insertIssuedKey } from '../api-key/issue.ts';
import { recordAudit } from '../audit-log/record.ts';
import { invalidValue, organizationNotFound } from '../core/errors.ts';
import { type PlannedField, planById } from '../core/planned.ts';
import type { RequestContext } from '../core/request-context.ts';
import { openOrganization, visibleOrganization, visibleProjects } from '../core/tenancy.ts';
import { parseInput } from '../core/validation.ts';
import { createdProject, newProject } from '../project/config.ts';
import type { Project } from '../project/find.ts';
import { RESERVED_SLUG } from '../project/naming.ts';

export type Organization = OrganizationRow;

const DEFAULT_PROJECT = { name: 'default', slug: RESERVED_SLUG };

export const organizationName = label(100);

const createOrganizationInput = z.object({ name: organizationName });

export type NewOrganization = {
  readonly organization: Organization;
  readonly defaultProject: Project;
  readonly issuedKey: IssuedKey;
};

/** Creates an organization with its default project and its first key. The secret is returned once and never stored. */
export async function createOrganization(
  context: RequestContext,
  input: z.input<typeof createOrganizationInput>,
): Promise<NewOrganization> {
  const { name } = parseInput(createOrganizationInput, input);
  const created = await context.db.transaction((tx) => insertWithDefaultProject(tx, context, name));
  openOrganization(context.actor, created.organization.id);
  return created;
}

/** Creates the first organization of an empty database, with an additional key of its default project. Null, and nothing
 *  changed, when an organization exists, also when several processes try concurrently. */
export async function createFirstOrganization(
  context: RequestContext,
  name: string,
): Promise<(NewOrganization & { readonly issuedProjectKey: IssuedKey }) | null> {
  return context.db.transaction(async (tx) => {
    if (await lockAnyOrganization(tx)) return null;
    const created = await insertWithDefaultProject(tx, context, name);
    const { organizationId, id: projectId, createdAt: now } = created.defaultProject;
    const key = generateKey(context, { organizationId, projectId }, { now });
    const issuedProjectKey = await insertIssuedKey(tx, key);
    await recordAudit(tx, context, {
      action: 'API_KEY_CREATED',
      organizationId,
      projectId,
      targetId: issuedProjectKey.apiKey.id,
      changes: { name: issuedProjectKey.apiKey.name },
      at: now,
    });
    return { ...created, issuedProjectKey };
  });
}

/** Returns whether there is any organization. */
export async function hasOrganization(context: RequestContext): Promise<boolean> {
  return context.db.transaction(lockAnyOrganization);
}

async function insertWithDefaultProject(
  tx: AuthorizedTransaction,
  context: RequestContext,
  name: string,
): Promise<NewOrganization> {
  const now = context.now();
  const organizationId = context.newId('org');
  const organization = await insertOrganization(tx, {
    id: organizationId,
    name,
    created_at: now,
    updated_at: now,
  });
  const project = newProject({
    ...DEFAULT_PROJECT,
    id: context.newId('proj'),
    organizationId,
    isDefault: true,
    environment: 'LIVE',
    config: {},
    now,
  });
  const defaultProject = createdProject(project, await insertProject(tx, project));
  const key = generateKey(context, { organizationId, projectId: null }, { restrictions: EVERY_SCOPE, now });
  const issuedKey = await insertIssuedKey(tx, key);
  await recordAudit(tx, context, {
    action: 'ORGANIZATION_CREATED',
    organizationId,
    projectId: null,
    targetId: organizationId,
    changes: { name, defaultProjectId: defaultProject.id, apiKeyId: issuedKey.apiKey.id },
    at: now,
  });
  return { organization, defaultProject, issuedKey };
}

/** As `organizationOf`: a caller sees only its own. */
export const plannedOrganization = {
  kind: 'one',
  source: organizationSource,
  match: {},
} satisfies PlannedField;

/** As `requestedOrganization` without an id. */
export const plannedRequestedOrganization = {
  kind: 'find',
  source: organizationSource,
  bind: ({ id }: { readonly id?: string | null | undefined }) =>
    id == null ? { shape: '', match: {}, values: {} } : null,
} satisfies PlannedField;

/** As `organizationById`. */
export const plannedOrganizationNode = planById(organizationSource);

/** Returns an organization by its id, for the operator; without an id that of the actor's key, which may also name its own.
 *  Throws NOT_FOUND. */
export async function requestedOrganization(
  context: RequestContext,
  id: string | null | undefined,
): Promise<OrganizationRow> {
  if (context.actor.kind !== 'operator') {
    const own = await currentOrganization(context);
    if (id == null || id === own.id) return own;
    throw organizationNotFound('id');
  }
  if (id == null) throw invalidValue('id', 'The operator key belongs to no organization.', 'Give an id.');
  const [organization] = await context.db.read(selectOrganization, { organizationId: id });
  if (!organization) throw organizationNotFound('id');
  return organization;
}

/** Returns the organization of the actor's key. */
export async function currentOrganization(context: RequestContext): Promise<OrganizationRow> {
  const { organizationId } = visibleOrganization(context.actor);
  const organization = await organizationById(context, organizationId);
  if (organization) return organization;
  throw organizationNotFound();
}

/** Null: unknown, or of another tenant. */
export async function organizationById(context: RequestContext, id: string): Promise<OrganizationRow | null> {
  return context.loaders(visibleProjects(context.actor)).organizationById.load(id);
}

/** Returns the organization of an object, which cannot be deleted before the object. */
export async function organizationOf(
  context: RequestContext,
  { organizationId }: { readonly organizationId: string },
): Promise<OrganizationRow> {
  const visible = visibleProjects(context.actor, organizationId);
  const organization = await context.loaders(visible).organizationById.load(organizationId);
  if (!organization) throw new Error('The organization of an object is missing.');
  return organization;
}
