import { z } from 'zod';
import type { ProjectRow } from '../../repositories/project/project.ts';
import { type DeliveryRow, deliveryList } from '../../repositories/webhook/delivery.ts';
import {
  selectOrganizationSubscriptions,
  subscriptionSource,
} from '../../repositories/webhook/subscription.ts';
import { newestFirst } from '../core/list.ts';
import { type PlannedField, planById } from '../core/planned.ts';
import { defineList } from '../core/reads.ts';
import type { RequestContext } from '../core/request-context.ts';
import { entireOrganization, visibleProjects } from '../core/tenancy.ts';
import { parseInput } from '../core/validation.ts';
import { webhookNotFound } from './access.ts';
import type { WebhookSubscription } from './fields.ts';

/** The delivery of one event to one subscription. */
export type WebhookDelivery = DeliveryRow;

/** Null: unknown, or of another tenant. */
export async function webhookSubscriptionById(
  context: RequestContext,
  id: string,
): Promise<WebhookSubscription | null> {
  return context.loaders(visibleProjects(context.actor)).webhookSubscriptionById.load(id);
}

const allOf = { kind: 'many', source: subscriptionSource } as const;

export const plannedSubscriptions = {
  /** As `webhookSubscriptionsOfProject`. */
  ofProject: { ...allOf, match: { project_id: { parent: 'id' } } },
  /** As `webhookSubscriptionsOfOrganization`. */
  ofOrganization: { ...allOf, match: { project_id: { value: null } }, ofOrganization: true },
  /** As `subscriptionOfDelivery`. */
  ofDelivery: { kind: 'one', source: subscriptionSource, match: { id: { parent: 'subscriptionId' } } },
  /** As `webhookSubscriptionById`. */
  node: planById(subscriptionSource),
} satisfies Record<string, PlannedField>;

/** Returns the subscriptions of a project, oldest first. */
export async function webhookSubscriptionsOfProject(
  context: RequestContext,
  { organizationId, id }: ProjectRow,
): Promise<readonly WebhookSubscription[]> {
  const visible = visibleProjects(context.actor, organizationId);
  return context.loaders(visible).webhookSubscriptionsByProjectId.load(id);
}

/** Returns the subscriptions of the organization itself, oldest first. Throws FORBIDDEN for a key that is restricted to
 *  projects. */
export async function webhookSubscriptionsOfOrganization(
  context: RequestContext,
  organizationId: string,
): Promise<readonly WebhookSubscription[]> {
  return context.db.read(selectOrganizationSubscriptions, entireOrganization(context.actor, organizationId));
}

/** Null: unknown, or of another tenant. */
export async function webhookDeliveryById(
  context: RequestContext,
  id: string,
): Promise<WebhookDelivery | null> {
  return context.loaders(visibleProjects(context.actor)).webhookDeliveryById.load(id);
}

/** Throws NOT_FOUND when the subscription was deleted after the delivery was read. */
export async function subscriptionOfDelivery(
  context: RequestContext,
  { organizationId, subscriptionId }: WebhookDelivery,
): Promise<WebhookSubscription> {
  const { webhookSubscriptionById } = context.loaders(visibleProjects(context.actor, organizationId));
  const subscription = await webhookSubscriptionById.load(subscriptionId);
  if (!subscription) throw webhookNotFound();
  return subscription;
}

export const deliveryStatuses = ['PENDING', 'SUCCEEDED', 'FAILED', 'HELD'] as const;

const filterInput = z.object({
  status: z
    .enum(deliveryStatuses)
    .nullish()
    .transform((status) => status ?? null),
});

/** Absent and null: no filter. */
export type DeliveryFilterInput = z.input<typeof filterInput>;

/** Deliveries of a subscription. */
export const {
  list: listDeliveries,
  count: countDeliveries,
  planned: plannedDeliveries,
} = defineList({
  rows: deliveryList,
  ofOwner: { subscription_id: { parent: 'id' } },
  name: 'webhookDeliveries',
  order: newestFirst,
  filter: (input: DeliveryFilterInput) => parseInput(filterInput, input),
});
