import {
  lockOrganization,
  type OrganizationRow,
  selectOrganizationsMatching,
} from '../../repositories/organization.ts';
import { recordAudit } from '../audit-log/record.ts';
import { organizationNotFound } from '../core/errors.ts';
import type { RequestContext } from '../core/request-context.ts';
import { emitEvent } from '../events/emit.ts';
import {
  apiKeyData,
  EVERY_SCOPE,
  generateKey,
  type IssuedKey,
  insertIssuedKey,
  restrictionData,
} from './issue.ts';

const KEY_NAME = 'recovered';

/** Returns the organizations with this id or this name, oldest first. Null: all organizations. Only for the operator of the
 *  installation. */
export async function findOrganizations(
  context: RequestContext,
  idOrName: string | null,
): Promise<readonly OrganizationRow[]> {
  return context.db.transaction((tx) => selectOrganizationsMatching(tx, idOrName));
}

/** Issues an organization key with every scope when all keys are lost, in addition to the existing ones and above their limit:
 *  without a key none could be revoked. The secret is returned once and never stored. Throws NOT_FOUND. */
export async function recoverOrganizationKey(
  context: RequestContext,
  organizationId: string,
): Promise<IssuedKey> {
  const owner = { organizationId, projectId: null };
  return context.db.transaction(async (tx) => {
    if (!(await lockOrganization(tx, { organizationId }))) throw organizationNotFound('organizationId');
    const now = context.now();
    const issued = await insertIssuedKey(
      tx,
      generateKey(context, owner, { name: KEY_NAME, restrictions: EVERY_SCOPE, now }),
    );
    const restrictions = restrictionData(EVERY_SCOPE);
    await recordAudit(tx, context, {
      action: 'API_KEY_CREATED',
      ...owner,
      targetId: issued.apiKey.id,
      changes: { name: KEY_NAME, ...restrictions },
      at: now,
    });
    const data = { ...apiKeyData(issued.apiKey), ...restrictions };
    await emitEvent(tx, context, { type: 'api_key.created', ...owner, data, at: now });
    return issued;
  });
}
