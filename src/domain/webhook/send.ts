import { z } from 'zod';
import { lockDelivery, restartDelivery, selectDelivery } from '../../repositories/webhook/delivery.ts';
import { enqueueDelivery } from '../../repositories/webhook/event.ts';
import { recordAudit } from '../audit-log/record.ts';
import { DomainError } from '../core/errors.ts';
import { idPrefix, type RequestContext } from '../core/request-context.ts';
import { parseInput } from '../core/validation.ts';
import { eventArguments } from '../events/emit.ts';
import { inOwnerTransaction, lockSubscriptionForUpdate, webhookDisabled } from './access.ts';
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

function deliveryNotFound(): DomainError {
  return new DomainError({
    code: 'NOT_FOUND',
    reason: 'WEBHOOK_DELIVERY_NOT_FOUND',
    message: 'No such delivery.',
    suggestedFix: 'Check the id, and that the key manages the subscription. Deliveries are kept for 30 days.',
  });
}
