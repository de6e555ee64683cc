import { z } from 'zod';
import type { ProjectRow } from '../../repositories/project/project.ts';
import type { DeliveryRow } from '../../repositories/webhook/delivery.ts';
import { selectOrganizationSubscriptions } from '../../repositories/webhook/subscription.ts';
import { type ListPage, newestFirst, readPage } from '../core/list.ts';
import type { PageInput } from '../core/pagination.ts';
import type { RequestContext } from '../core/request-context.ts';
import { entireOrganization, visibleProjects } from '../core/tenancy.ts';
import { parseInput } from '../core/validation.ts';
import type { WebhookSubscription } from './fields.ts';

/** One event on its way to one subscription. */
export type WebhookDelivery = DeliveryRow;

/** Null: unknown, or of somebody else. */
export async function webhookSubscriptionById(
  scope: RequestContext,
  id: string,
): Promise<WebhookSubscription | null> {
  return scope.loaders(visibleProjects(scope.actor)).webhookSubscriptionById.load(id);
}

/** Oldest first. */
export async function webhookSubscriptionsOfProject(
  scope: RequestContext,
  { organizationId, id }: ProjectRow,
): Promise<readonly WebhookSubscription[]> {
  const visible = visibleProjects(scope.actor, organizationId);
  return scope.loaders(visible).webhookSubscriptionsByProjectId.load(id);
}

/** Those of the organization itself, oldest first. Throws FORBIDDEN for a key that is pinned to projects. */
export async function webhookSubscriptionsOfOrganization(
  scope: RequestContext,
  organizationId: string,
): Promise<readonly WebhookSubscription[]> {
  return scope.db.read(selectOrganizationSubscriptions, entireOrganization(scope.actor, organizationId));
}

/** Null: unknown, or of somebody else. */
export async function webhookDeliveryById(
  scope: RequestContext,
  id: string,
): Promise<WebhookDelivery | null> {
  return scope.loaders(visibleProjects(scope.actor)).webhookDeliveryById.load(id);
}

/** Never null in practice: a delivery goes with its subscription. */
export async function subscriptionOfDelivery(
  scope: RequestContext,
  { organizationId, subscriptionId }: WebhookDelivery,
): Promise<WebhookSubscription> {
  const { webhookSubscriptionById } = scope.loaders(visibleProjects(scope.actor, organizationId));
  const subscription = await webhookSubscriptionById.load(subscriptionId);
  if (!subscription) throw new Error('A delivery without a subscription.');
  return subscription;
}

export const deliveryStatuses = ['PENDING', 'SUCCEEDED', 'FAILED'] as const;

const filterInput = z.object({
  status: z
    .enum(deliveryStatuses)
    .nullish()
    .transform((status) => status ?? null),
});

/** Absent and null: all. */
export type DeliveryFilterInput = z.input<typeof filterInput>;

/** A page of the deliveries of a subscription, newest first. Throws BAD_USER_INPUT for a bad size or cursor. */
export async function listDeliveries(
  scope: RequestContext,
  { organizationId, id }: WebhookSubscription,
  input: DeliveryFilterInput & PageInput,
): Promise<ListPage<WebhookDelivery>> {
  return readPage({
    loader: scope.loaders(visibleProjects(scope.actor, organizationId)).webhookDeliveries,
    name: 'webhookDeliveries',
    ownerId: id,
    order: newestFirst,
    filter: parseInput(filterInput, input),
    input,
  });
}

export async function countDeliveries(
  scope: RequestContext,
  { organizationId, id }: WebhookSubscription,
  input: DeliveryFilterInput,
): Promise<number> {
  const { webhookDeliveries } = scope.loaders(visibleProjects(scope.actor, organizationId));
  return webhookDeliveries.count(id, parseInput(filterInput, input));
}
