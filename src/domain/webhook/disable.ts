import { lockOwner } from '../../repositories/owner-lock.ts';
import { lockSubscription, updateSubscriptionRow } from '../../repositories/webhook/subscription.ts';
import { changedAt } from '../core/concurrency.ts';
import type { RequestContext } from '../core/request-context.ts';
import { changedFields } from '../core/validation.ts';
import { applyChange } from '../events/apply-change.ts';

/** A subscription, and the URL that a request was sent to. */
type SentRequest = {
  readonly organizationId: string;
  readonly projectId: string | null;
  readonly subscriptionId: string;
  readonly url: URL;
};

/** Disables the subscription of an attempt whose endpoint responded 410, unless it was disabled, deleted or moved to
 *  another URL meanwhile. Recorded with the system as actor. A client re-enables it with `updateWebhookSubscription`. */
export async function disableGone(context: RequestContext, sent: SentRequest): Promise<void> {
  const { organizationId, projectId, subscriptionId: id, url } = sent;
  await context.db.transaction(async (tx) => {
    await lockOwner(tx, { organizationId, projectId }, 'shared');
    const before = await lockSubscription(tx, { organizationId, projectId }, id);
    if (!before?.enabled || before.url !== url.href) return;
    const disabled = { enabled: false, disabledReason: 'GONE' as const };
    await applyChange(tx, context, {
      action: 'WEBHOOK_SUBSCRIPTION_UPDATED',
      before,
      changes: changedFields(before, disabled),
      update: () => updateSubscriptionRow(tx, before, { ...disabled, updatedAt: changedAt(context, before) }),
    });
  });
}
