import { lockSubscription, updateSubscriptionRow } from '../../repositories/webhook/subscription.ts';
import { recordAudit } from '../audit-log/record.ts';
import type { RequestContext } from '../core/request-context.ts';
import { changedFields } from '../core/validation.ts';

/** A subscription, and where a request of it went. */
type Sent = {
  readonly organizationId: string;
  readonly projectId: string | null;
  readonly subscriptionId: string;
  readonly url: URL;
};

/** Disables the subscription of a try whose endpoint answered 410, unless it was disabled, deleted or sent elsewhere
 *  meanwhile. Recorded as done by the system. A client enables it again with `updateWebhookSubscription`. */
export async function disableGone(context: RequestContext, sent: Sent): Promise<void> {
  const { organizationId, projectId, subscriptionId: id, url } = sent;
  await context.db.transaction(async (tx) => {
    const before = await lockSubscription(tx, { organizationId, projectId }, id);
    if (!before?.enabled || before.url !== url.href) return;
    const disabled = { enabled: false, disabledReason: 'GONE' as const };
    await recordAudit(tx, context, {
      action: 'WEBHOOK_SUBSCRIPTION_UPDATED',
      organizationId,
      projectId,
      targetId: id,
      changes: changedFields(before, disabled),
    });
    await updateSubscriptionRow(tx, before, {
      enabled: disabled.enabled,
      disabled_reason: disabled.disabledReason,
      updated_at: context.now(),
    });
  });
}
