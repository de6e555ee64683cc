import { z } from 'zod';
import { updateKeyRow } from '../../repositories/api-key/write.ts';
import { changedAt, expectedUpdatedAt, requireUnchanged } from '../core/concurrency.ts';
import type { RequestContext } from '../core/request-context.ts';
import { changedFields, parseInput } from '../core/validation.ts';
import { applyChange } from '../events/apply-change.ts';
import { explainKeyConflict } from './create.ts';
import { assertIpRangesWithin, assertNoEscalation, assertScopesWithin } from './escalation.ts';
import { ipRangeList, keyName } from './fields.ts';
import { type ApiKey, apiKeyData, restrictionData } from './issue.ts';
import { inKeyTransaction, requireNotLast } from './lock.ts';

const updateInput = z.object({
  id: z.string(),
  name: keyName.optional(),
  allowedIps: ipRangeList.nullable().optional(),
  enabled: z.boolean({ error: 'cannot be null' }).optional(),
  expectedUpdatedAt,
});

export type UpdateKeyInput = { readonly id: string } & {
  readonly [Field in 'name' | 'allowedIps' | 'enabled' | 'expectedUpdatedAt']?: unknown;
};

/** Updates a key, but not its secret. As of the response a disabled key, or one from an IP address that is not allowed, is
 *  rejected. Recorded only when something changes. Throws NOT_FOUND, FORBIDDEN when the key would get wider access than
 *  the actor's own, CONFLICT when the name is taken or no other key has access to the whole organization. */
export async function updateApiKey(context: RequestContext, input: UpdateKeyInput): Promise<ApiKey> {
  const { id, expectedUpdatedAt: expected, ...updates } = parseInput(updateInput, input);
  const update = inKeyTransaction(context, id, async (tx, before) => {
    requireUnchanged(before, expected);
    const changes = changedFields(before, updates);
    if (changes.allowedIps) {
      assertScopesWithin(context.actor, before);
      assertIpRangesWithin(context.actor, updates.allowedIps ?? null);
    }
    const { allowedIps = before.allowedIps } = updates;
    if (changes.enabled && updates.enabled) assertNoEscalation(context.actor, { ...before, allowedIps });
    if (changes.enabled && updates.enabled === false) await requireNotLast(tx, context, before);
    const { organizationId, projectId } = before;
    return applyChange(tx, context, {
      action: 'API_KEY_UPDATED',
      before,
      changes,
      update: () => updateKeyRow(tx, before, { ...updates, updatedAt: changedAt(context, before) }),
      event: (after) => ({
        type: 'api_key.updated',
        organizationId,
        projectId,
        data: { ...apiKeyData(after), ...restrictionData(after), enabled: after.enabled },
      }),
    });
  });
  return update.catch(explainKeyConflict(updates.name));
}
