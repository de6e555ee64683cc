import { z } from 'zod';
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
    await recordAudit(tx, scope, {
      action: 'WEBHOOK_SUBSCRIPTION_DELETED',
      organizationId: subscription.organizationId,
      projectId: subscription.projectId,
      targetId: id,
      changes: { url: subscription.url },
    });
    return subscription;
  });
}
