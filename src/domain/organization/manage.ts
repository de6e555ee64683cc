import { z } from 'zod';
import { label } from '../../lib/text.ts';
import type { AuthorizedTransaction } from '../../postgres/database.ts';
import {
  lockOrganizationRow,
  type OrganizationRow,
  updateOrganizationRow,
} from '../../repositories/organization.ts';
import { requeueDeliveriesOf } from '../../repositories/webhook/attempt.ts';
import { changedAt, expectedUpdatedAt, requireUnchanged } from '../core/concurrency.ts';
import { organizationNotFound } from '../core/errors.ts';
import type { RequestContext } from '../core/request-context.ts';
import { managedOrganization, requireOperator } from '../core/tenancy.ts';
import { changedFields, idOf, parseInput } from '../core/validation.ts';
import { applyChange, type Change } from '../events/apply-change.ts';
import { organizationName } from './organization.ts';

const updateOrganizationInput = z.object({
  id: idOf('org').nullish(),
  name: organizationName.optional(),
  expectedUpdatedAt,
});

export type UpdateOrganizationInput = { readonly [Field in 'id' | 'name' | 'expectedUpdatedAt']?: unknown };

/** Renames an organization: the operator any one, an organization key its own. Throws NOT_FOUND. */
export async function updateOrganization(
  context: RequestContext,
  input: UpdateOrganizationInput,
): Promise<OrganizationRow> {
  const { id, expectedUpdatedAt: expected, ...updates } = parseInput(updateOrganizationInput, input);
  const managed = managedOrganization(context.actor, id);
  if (!managed) throw organizationNotFound('id');
  return context.db.transaction(async (tx) => {
    const before = await requireOrganization(tx, managed.organizationId);
    requireUnchanged(before, expected);
    return change(tx, context, before, {
      action: 'ORGANIZATION_UPDATED',
      changes: changedFields(before, updates),
      update: () => updateOrganizationRow(tx, before, { ...updates, updatedAt: changedAt(context, before) }),
    });
  });
}

const suspendOrganizationInput = z.object({ id: idOf('org'), reason: label(500) });

/** Suspends an organization: as of the response its keys are FORBIDDEN in every process, its webhook deliveries and purges
 *  wait, and its MCP servers are closed. Repeating it changes the reason only. Throws NOT_FOUND. */
export async function suspendOrganization(
  context: RequestContext,
  input: z.input<typeof suspendOrganizationInput>,
): Promise<OrganizationRow> {
  requireOperator(context.actor);
  const { id, reason } = parseInput(suspendOrganizationInput, input);
  const suspend = async (tx: AuthorizedTransaction) => {
    const before = await requireOrganization(tx, id);
    const changed = { suspensionReason: reason };
    const suspendedAt = before.suspendedAt ?? context.now();
    return change(tx, context, before, {
      action: 'ORGANIZATION_SUSPENDED',
      changes: changedFields(before, changed),
      update: () => updateOrganizationRow(tx, before, { ...changed, suspendedAt }),
    });
  };
  return context.db.transaction(suspend, { organizationId: id, projectId: null });
}

const resumeOrganizationInput = z.object({ id: idOf('org') });

/** Resumes a suspended organization, with everything that waited. Repeating it changes nothing. Throws NOT_FOUND. */
export async function resumeOrganization(
  context: RequestContext,
  input: z.input<typeof resumeOrganizationInput>,
): Promise<OrganizationRow> {
  requireOperator(context.actor);
  const { id } = parseInput(resumeOrganizationInput, input);
  return context.db.transaction(async (tx) => {
    const before = await requireOrganization(tx, id);
    const changed = { suspensionReason: null };
    return change(tx, context, before, {
      action: 'ORGANIZATION_RESUMED',
      changes: changedFields(before, changed),
      update: async () => {
        const after = await updateOrganizationRow(tx, before, { ...changed, suspendedAt: null });
        await requeueDeliveriesOf(tx, { organizationId: id });
        return after;
      },
    });
  });
}

async function requireOrganization(
  tx: AuthorizedTransaction,
  organizationId: string,
): Promise<OrganizationRow> {
  const organization = await lockOrganizationRow(tx, { organizationId });
  if (!organization) throw organizationNotFound('id');
  return organization;
}

type OrganizationTarget = OrganizationRow & { readonly organizationId: string; readonly projectId: null };

const asTarget = (row: OrganizationRow): OrganizationTarget => ({
  ...row,
  organizationId: row.id,
  projectId: null,
});

const change = (
  tx: AuthorizedTransaction,
  context: RequestContext,
  before: OrganizationRow,
  {
    update,
    ...rest
  }: Pick<Change<OrganizationTarget>, 'action' | 'changes'> & {
    readonly update: () => Promise<OrganizationRow>;
  },
): Promise<OrganizationRow> =>
  applyChange(tx, context, {
    ...rest,
    before: asTarget(before),
    update: async () => asTarget(await update()),
  });
