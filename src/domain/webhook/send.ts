import { z } from 'zod';
import {
  lockDelivery,
  restartDelivery,
  restartFailedDeliveries,
  selectDelivery,
} from '../../repositories/webhook/delivery.ts';
import { enqueueDelivery } from '../../repositories/webhook/event.ts';
import { recordAudit } from '../audit-log/record.ts';
import { DomainError } from '../core/errors.ts';
import { idPrefix, type RequestContext } from '../core/request-context.ts';
import { instantInput, parseInput } from '../core/validation.ts';
import { eventArguments } from '../events/emit.ts';
import { inOwnerTransaction, lockSubscriptionForUpdate, webhookDisabled } from './access.ts';
import type { WebhookSubscription } from './fields.ts';
import type { WebhookDelivery } from './find.ts';

const testInput = z.object({ id: z.string() });

/** Sends a test event to one subscription only, whatever event types it has. Throws NOT_FOUND, and CONFLICT when it is
 *  disabled. */
export async function sendTestWebhook(
  context: RequestContext,
  input: z.input<typeof testInput>,
): Promise<WebhookDelivery> {
  const { id } = parseInput(testInput, input);
  return inOwnerTransaction(context, async (tx, owner) => {
    const subscription = await lockSubscriptionForUpdate(tx, owner, id);
    if (!subscription.enabled) throw webhookDisabled();
    const { organizationId, projectId } = subscription;
    const data = { webhookSubscriptionId: id };
    const event = eventArguments(context, { type: 'webhook.test', organizationId, projectId, data });
    await recordAudit(tx, context, {
      action: 'WEBHOOK_TEST_SENT',
      organizationId,
      projectId,
      targetId: id,
      changes: { eventId: event.eventId },
    });
    return selectDelivery(tx, subscription, await enqueueDelivery(tx, subscription, event));
  });
}

const redeliverInput = z.object({ deliveryId: z.string() });

/** Restarts a delivery: sends the event again under the same id, at once and with all attempts, whatever the outcome
 *  before. Throws NOT_FOUND, and CONFLICT when the subscription is disabled. */
export async function redeliverWebhook(
  context: RequestContext,
  input: z.input<typeof redeliverInput>,
): Promise<WebhookDelivery> {
  const { deliveryId } = parseInput(redeliverInput, input);
  return inOwnerTransaction(context, async (tx, owner) => {
    const delivery = idPrefix(deliveryId) === 'whd' && (await lockDelivery(tx, owner, deliveryId));
    if (!delivery) throw deliveryNotFound();
    if (!delivery.enabled) throw webhookDisabled();
    await recordAudit(tx, context, {
      action: 'WEBHOOK_REDELIVERED',
      organizationId: owner.organizationId,
      projectId: owner.projectId,
      targetId: deliveryId,
      changes: { eventId: delivery.eventId },
    });
    return restartDelivery(tx, delivery);
  });
}

/** @limit objects: deliveries that `redeliverWebhooks` restarts at once */
const REDELIVERED_MAX = 1_000;

const redeliverAllInput = z.object({ subscriptionId: z.string(), since: instantInput.nullish() });

/** Restarts the failed deliveries of a subscription, oldest event first and at most 1,000. Idempotent: what it restarted is no
 *  longer failed. Recorded only when it restarts any. Throws NOT_FOUND, and CONFLICT when the subscription is disabled. */
export async function redeliverWebhooks(
  context: RequestContext,
  input: z.input<typeof redeliverAllInput>,
): Promise<{ subscription: WebhookSubscription; redeliveredCount: number }> {
  const { subscriptionId, since = null } = parseInput(redeliverAllInput, input);
  return inOwnerTransaction(context, async (tx, owner) => {
    const subscription = await lockSubscriptionForUpdate(tx, owner, subscriptionId);
    if (!subscription.enabled) throw webhookDisabled();
    const redeliveredCount = await restartFailedDeliveries(tx, subscription, { since, max: REDELIVERED_MAX });
    if (redeliveredCount > 0)
      await recordAudit(tx, context, {
        action: 'WEBHOOKS_REDELIVERED',
        organizationId: owner.organizationId,
        projectId: owner.projectId,
        targetId: subscriptionId,
        changes: { since, redeliveredCount },
      });
    return { subscription, redeliveredCount };
  });
}

function deliveryNotFound(): DomainError {
  return new DomainError({
    code: 'NOT_FOUND',
    reason: 'WEBHOOK_DELIVERY_NOT_FOUND',
    message: 'No such delivery.',
    suggestedFix: 'Check the id, and that the key manages the subscription. Deliveries are kept for 30 days.',
  });
}
