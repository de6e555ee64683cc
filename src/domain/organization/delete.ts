import { z } from 'zod';
import { lockOrganizationRow, type OrganizationRow } from '../../repositories/organization.ts';
import { deleteOrganizationRow } from '../../repositories/purge-organization.ts';
import { recordAudit } from '../audit-log/record.ts';
import { invalidValue, organizationNotFound } from '../core/errors.ts';
import type { RequestContext } from '../core/request-context.ts';
import { requireOperator } from '../core/tenancy.ts';
import { idOf, parseInput } from '../core/validation.ts';

const deleteOrganizationInput = z.object({ id: idOf('org'), confirmName: z.string() });

/** Deletes an organization and everything in it permanently: as of the response its keys are rejected. The worker deletes
 *  the rows in batches; only the log of the operator remains. Throws NOT_FOUND, and BAD_USER_INPUT when `confirmName` is not
 *  the name of the organization. */
export async function deleteOrganization(
  context: RequestContext,
  input: z.input<typeof deleteOrganizationInput>,
): Promise<OrganizationRow> {
  requireOperator(context.actor);
  const { id: organizationId, confirmName } = parseInput(deleteOrganizationInput, input);
  const alone = { organizationId, projectId: null };
  return context.db.transaction(async (tx) => {
    const organization = await lockOrganizationRow(tx, { organizationId });
    if (!organization) throw organizationNotFound('id');
    if (confirmName !== organization.name) throw nameNotConfirmed();
    await recordAudit(tx, context, {
      action: 'ORGANIZATION_DELETED',
      ...alone,
      targetId: organizationId,
      changes: { name: organization.name },
    });
    await deleteOrganizationRow(tx, { organizationId });
    return organization;
  }, alone);
}

const nameNotConfirmed = () =>
  invalidValue(
    'confirmName',
    'confirmName is not the name of the organization.',
    'Read the name and the counts of the organization first: organization(id). Nothing was deleted.',
  );
