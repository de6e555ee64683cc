import { z } from 'zod';
import type { AuthorizedTransaction } from '../../postgres/database.ts';
import { lockOrganization } from '../../repositories/organization.ts';
import {
  demoteDefaultProject,
  lockProject,
  type ProjectRow,
  updateProjectRow,
} from '../../repositories/project/project.ts';
import { changedAt, expectedUpdatedAt, requireUnchanged } from '../core/concurrency.ts';
import { projectNotFound } from '../core/errors.ts';
import { idPrefix, type RequestContext } from '../core/request-context.ts';
import { entireOrganization, visibleProjects } from '../core/tenancy.ts';
import { changedFields, parseInput } from '../core/validation.ts';
import { applyChange } from '../events/apply-change.ts';
import { emitEvent } from '../events/emit.ts';
import { projectEvent } from '../events/project.ts';
import {
  explainConflict,
  projectEnvironment,
  projectName,
  projectSlug,
  RESERVED_SLUG,
  slugReserved,
} from './naming.ts';

export const updateProjectInput = z.object({
  id: z.string(),
  name: projectName.optional(),
  slug: projectSlug.optional(),
  environment: projectEnvironment.optional(),
  isDefault: z
    .literal(true, { error: 'can only be true: make another project the default instead' })
    .optional(),
  expectedUpdatedAt,
});

export type UpdateProjectInput = { readonly id: string } & {
  readonly [Field in 'name' | 'slug' | 'environment' | 'isDefault' | 'expectedUpdatedAt']?: unknown;
};

/** Updates the name, slug or environment of a project, or makes it the default in place of the present one, in one transaction.
 *  The slug does not follow the name. Throws NOT_FOUND, and CONFLICT when the name or the slug is taken. */
export async function updateProject(context: RequestContext, input: UpdateProjectInput): Promise<ProjectRow> {
  const { id, expectedUpdatedAt: expected, ...updates } = parseInput(updateProjectInput, input);
  const update = context.db.transaction(async (tx) => {
    const before = await lockProjectToUpdate(tx, context, id);
    requireUnchanged(before, expected);
    return changeProject(tx, context, before, updates);
  });
  return update.catch(explainConflict(updates.name, updates.slug));
}

/** Locks a project to change its name, slug or default mark. Throws NOT_FOUND. */
export async function lockProjectToUpdate(
  tx: AuthorizedTransaction,
  context: RequestContext,
  id: string,
): Promise<ProjectRow> {
  const visible = visibleProjects(context.actor);
  if (idPrefix(id) !== 'proj') throw projectNotFound();
  // Prevents a deadlock between two projects that swap names or the default.
  await lockOrganization(tx, visible);
  const before = await lockProject(tx, visible, id);
  if (!before) throw projectNotFound();
  return before;
}

/** Changes what is present, of a project that `lockProjectToUpdate` has locked. Throws BAD_USER_INPUT for the reserved slug. */
export async function changeProject(
  tx: AuthorizedTransaction,
  context: RequestContext,
  before: ProjectRow,
  updates: Omit<z.output<typeof updateProjectInput>, 'id' | 'expectedUpdatedAt'>,
): Promise<ProjectRow> {
  const changes = changedFields(before, updates);
  if (changes.slug && updates.slug === RESERVED_SLUG) throw slugReserved();
  if (changes.isDefault) await demoteOtherDefault(tx, context);
  return applyChange(tx, context, {
    action: 'PROJECT_UPDATED',
    before,
    changes,
    update: () => updateProjectRow(tx, before, { ...updates, updatedAt: changedAt(context, before) }),
    event: (after) => projectEvent('project.updated', after),
  });
}

/** Removes the default from the present default project, before the same transaction gives it to another. Throws FORBIDDEN
 *  for a key that is restricted to projects. */
async function demoteOtherDefault(tx: AuthorizedTransaction, context: RequestContext): Promise<void> {
  const demoted = await demoteDefaultProject(tx, entireOrganization(context.actor), context.now());
  if (demoted) await emitEvent(tx, context, projectEvent('project.updated', demoted));
}
