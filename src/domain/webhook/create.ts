import { z } from 'zod';
import type { AuthorizedTransaction } from '../../postgres/database.ts';
import type { Owner } from '../../postgres/tenancy.ts';
import { countSubscriptions, insertSubscription } from '../../repositories/webhook/subscription.ts';
import { recordAudit } from '../audit-log/record.ts';
import { DomainError } from '../core/errors.ts';
import type { RequestContext } from '../core/request-context.ts';
import { parseInput } from '../core/validation.ts';
import { inOwnerTransaction } from './access.ts';
import { webhookUrl } from './destination.ts';
import {
  organizationEventsError,
  subscribedEvents,
  subscriptionDescription,
  type WebhookSubscription,
} from './fields.ts';
import { headersInput, sealHeaders } from './headers.ts';
import { newWebhookSecret, secretPlace } from './secret.ts';

/** @limit objects: webhook subscriptions of a project, or of an organization itself */
const SUBSCRIPTIONS_MAX = 20;

const createInput = ({ webhookDestinations }: RequestContext) =>
  z.object({
    url: webhookUrl(webhookDestinations),
    events: subscribedEvents,
    description: subscriptionDescription,
    enabled: z.boolean().nullish(),
    headers: headersInput.nullish(),
  });

export type CreateSubscriptionInput = {
  readonly [Field in keyof z.input<ReturnType<typeof createInput>>]?: unknown;
};

/** Creates a subscription of the project that the request acts in, or else of the organization. The secret is returned once and stored
 *  encrypted. Not idempotent. Throws CONFLICT when there are 20 already. */
export async function createWebhookSubscription(
  context: RequestContext,
  input: CreateSubscriptionInput,
): Promise<{ subscription: WebhookSubscription; secret: string }> {
  const {
    url,
    events,
    description = null,
    enabled,
    headers,
  } = parseInput(createInput(context), input, [organizationEventsError(context, input.events)]);
  const insert = async (tx: AuthorizedTransaction, owner: Owner) => {
    if ((await countSubscriptions(tx, owner)) >= SUBSCRIPTIONS_MAX) throw limitReached();
    const { organizationId, projectId } = owner;
    const id = context.newId('ws');
    const secret = newWebhookSecret();
    const headerNames = Object.keys(headers ?? {});
    const settings = { url, events, description, enabled: enabled ?? true };
    await recordAudit(tx, context, {
      action: 'WEBHOOK_SUBSCRIPTION_CREATED',
      organizationId,
      projectId,
      targetId: id,
      changes: { ...settings, headerNames },
    });
    const subscription = await insertSubscription(tx, {
      ...settings,
      id,
      organization_id: organizationId,
      project_id: projectId,
      headers: sealHeaders(context, { organizationId, projectId, id }, headers ?? {}),
      header_names: headerNames,
      secret: context.encryption.seal(secret, secretPlace(owner, id, 'secret')),
      created_at: context.now(),
      updated_at: context.now(),
    });
    return { subscription, secret };
  };
  return inOwnerTransaction(context, insert, 'exclusive');
}

function limitReached(): DomainError {
  return new DomainError({
    code: 'CONFLICT',
    reason: 'WEBHOOK_LIMIT_REACHED',
    message: `The maximum of ${SUBSCRIPTIONS_MAX} webhook subscriptions is reached.`,
    suggestedFix: 'Delete an unused subscription, or subscribe one endpoint to more events.',
  });
}
