import { z } from 'zod';
import { purgeFirstRows } from '../../data/purge.ts';
import { deleteSubscriptionRow } from '../../data/webhook-subscription.ts';
import { recordAudit } from '../audit-log.ts';
import { parseInput } from '../input.ts';
import type { Scope } from '../scope.ts';
import type { WebhookSubscription } from './fields.ts';
import { changeManaged, subscriptionToChange } from './owner.ts';

const deleteInput = z.object({ id: z.string() });

/** Deletes a subscription and its deliveries for good: what is pending is not sent. Throws NOT_FOUND. */
export async function deleteWebhookSubscription(
  scope: Scope,
  input: z.input<typeof deleteInput>,
): Promise<WebhookSubscription> {
  const { id } = parseInput(deleteInput, input);
  return changeManaged(scope, async (tx, owner) => {
    const subscription = await subscriptionToChange(tx, owner, id);
    await deleteSubscriptionRow(tx, subscription);
    const { organizationId, projectId } = subscription;
    await purgeFirstRows(tx, 'ws', { organizationId, subjectId: id, projectId });
    await recordAudit(tx, scope, {
      action: 'WEBHOOK_SUBSCRIPTION_DELETED',
      organizationId,
      projectId,
      targetId: id,
      changes: { url: subscription.url },
    });
    return subscription;
  });
}
