import { z } from 'zod';
import { updateSubscriptionRow } from '../../repositories/webhook/subscription.ts';
import { changedAt, expectedUpdatedAt, requireUnchanged } from '../core/concurrency.ts';
import type { RequestContext } from '../core/request-context.ts';
import { changedFields, changedNames, parseInput } from '../core/validation.ts';
import { applyChange } from '../events/apply-change.ts';
import { inOwnerTransaction, lockSubscriptionForUpdate } from './access.ts';
import { webhookUrl } from './destination.ts';
import {
  organizationEventsError,
  subscribedEvents,
  subscriptionDescription,
  type WebhookSubscription,
} from './fields.ts';
import { headersInput, openHeaders, sealHeaders } from './headers.ts';
import { newWebhookSecret, secretPlace } from './secret.ts';

const updateInput = ({ webhookDestinations }: RequestContext) =>
  z.object({
    id: z.string(),
    url: webhookUrl(webhookDestinations).optional(),
    events: subscribedEvents.optional(),
    description: subscriptionDescription,
    enabled: z.boolean({ error: 'cannot be null' }).optional(),
    headers: headersInput.nullable().optional(),
    expectedUpdatedAt,
  });

export type UpdateSubscriptionInput = { readonly id: string } & {
  readonly [Field in
    | 'url'
    | 'events'
    | 'description'
    | 'enabled'
    | 'headers'
    | 'expectedUpdatedAt']?: unknown;
};

/** Updates the fields that are present; null clears the description and the headers. Recorded only when something changes.
 *  Pending deliveries go to the new URL. Throws NOT_FOUND. */
export async function updateWebhookSubscription(
  context: RequestContext,
  input: UpdateSubscriptionInput,
): Promise<WebhookSubscription> {
  const {
    id,
    headers: newHeaders,
    expectedUpdatedAt: expected,
    ...updates
  } = parseInput(updateInput(context), input, [organizationEventsError(context, input.events)]);
  return inOwnerTransaction(context, async (tx, owner) => {
    const before = await lockSubscriptionForUpdate(tx, owner, id);
    requireUnchanged(before, expected);
    const present = openHeaders(context, before);
    const headers = newHeaders === undefined ? present : (newHeaders ?? {});
    const names = changedNames(present, headers);
    const changes = { ...changedFields(before, updates), ...(names && { headers: names }) };
    const write = () =>
      updateSubscriptionRow(tx, before, {
        ...updates,
        ...(changes.enabled && { disabledReason: null }),
        ...(names && {
          sealedHeaders: sealHeaders(context, before, headers),
          headerNames: Object.keys(headers),
        }),
        updatedAt: changedAt(context, before),
      });
    return applyChange(tx, context, {
      action: 'WEBHOOK_SUBSCRIPTION_UPDATED',
      before,
      changes,
      update: write,
    });
  });
}

const OVERLAP_SECONDS_MAX = 7 * 24 * 60 * 60;

const rotateInput = z.object({
  id: z.string(),
  overlapSeconds: z
    .number()
    .int()
    .min(0, 'must be between 0 and 604800')
    .max(OVERLAP_SECONDS_MAX, 'must be between 0 and 604800'),
});

/** Issues a new secret, which is returned once. Until the overlap ends requests are also signed with the previous secret;
 *  older ones are discarded. Not idempotent. Throws NOT_FOUND. */
export async function rotateWebhookSecret(
  context: RequestContext,
  input: z.input<typeof rotateInput>,
): Promise<{ subscription: WebhookSubscription; secret: string }> {
  const { id, overlapSeconds } = parseInput(rotateInput, input);
  return inOwnerTransaction(context, async (tx, owner) => {
    const before = await lockSubscriptionForUpdate(tx, owner, id);
    const { encryption } = context;
    const secret = newWebhookSecret();
    const previous = encryption.open(before.sealedSecret, secretPlace(owner, id, 'secret'));
    const now = context.now();
    const overlaps = overlapSeconds > 0;
    const sealedPrevious = () => encryption.seal(previous, secretPlace(owner, id, 'previous_secret'));
    const subscription = await applyChange(tx, context, {
      action: 'WEBHOOK_SECRET_ROTATED',
      before,
      changes: { overlapSeconds },
      update: () =>
        updateSubscriptionRow(tx, before, {
          sealedSecret: encryption.seal(secret, secretPlace(owner, id, 'secret')),
          sealedPreviousSecret: overlaps ? sealedPrevious() : null,
          previousSecretExpiresAt: overlaps ? new Date(now.getTime() + overlapSeconds * 1000) : null,
          updatedAt: changedAt(context, before),
        }),
    });
    return { subscription, secret };
  });
}
