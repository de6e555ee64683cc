import { z } from 'zod';
import { purgeFirstRows } from '../../repositories/purge.ts';
import { deleteSubscriptionRow } from '../../repositories/webhook/subscription.ts';
import { recordAudit } from '../audit-log/record.ts';
import type { RequestContext } from '../core/request-context.ts';
import { parseInput } from '../core/validation.ts';
import { fingerprintInput } from '../deletion-preview/preview.ts';
import { inOwnerTransaction, lockSubscriptionForUpdate } from './access.ts';
import { webhookSubscriptionDeletion } from './deletion-preview.ts';
import type { WebhookSubscription } from './fields.ts';

const deleteInput = z.object({ id: z.string(), expectedFingerprint: fingerprintInput });

/** Deletes a subscription and its deliveries permanently: pending deliveries are not sent. Throws NOT_FOUND, and
 *  CONFLICT for a preview that no longer holds. */
export async function deleteWebhookSubscription(
  context: RequestContext,
  input: z.input<typeof deleteInput>,
): Promise<WebhookSubscription> {
  const { id, expectedFingerprint } = parseInput(deleteInput, input);
  return inOwnerTransaction(context, async (tx, owner) => {
    const subscription = await lockSubscriptionForUpdate(tx, owner, id);
    await webhookSubscriptionDeletion.requireUnchanged(tx, context, subscription, expectedFingerprint);
    await deleteSubscriptionRow(tx, subscription);
    const { organizationId, projectId } = subscription;
    await purgeFirstRows(tx, 'ws', { organizationId, subjectId: id, projectId });
    await recordAudit(tx, context, {
      action: 'WEBHOOK_SUBSCRIPTION_DELETED',
      organizationId,
      projectId,
      targetId: id,
      changes: { url: subscription.url },
    });
    return subscription;
  });
}
