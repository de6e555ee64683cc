import { z } from 'zod';
import { listLoader } from '../../postgres/caller-reads.ts';
import type { ListValues } from '../../postgres/pagination/list-query.ts';
import type { ProjectRow } from '../../repositories/project/project.ts';
import { type DeliveryRow, deliveryList } from '../../repositories/webhook/delivery.ts';
import {
  organizationSubscriptionList,
  projectSubscriptionList,
  type SubscriptionFilter,
} from '../../repositories/webhook/subscription.ts';
import { newestFirst, readRows } from '../core/list.ts';
import { type PlannedField, planById, planRows } from '../core/planned.ts';
import { defineList } from '../core/reads.ts';
import type { RequestContext } from '../core/request-context.ts';
import { entireOrganization, visibleProjects } from '../core/tenancy.ts';
import { parseInput, searchText } from '../core/validation.ts';
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

const subscriptionFilterInput = z.object({ search: searchText });

/** Absent and null: no filter. */
export type SubscriptionFilterInput = z.input<typeof subscriptionFilterInput>;

const readFilter = (input: SubscriptionFilterInput): ListValues<SubscriptionFilter> =>
  parseInput(subscriptionFilterInput, input);

const { source } = projectSubscriptionList;
const projectSubscriptions = listLoader(projectSubscriptionList);
const organizationSubscriptions = listLoader(organizationSubscriptionList);

export const plannedSubscriptions = {
  /** As `webhookSubscriptionsOfProject`. */
  ofProject: planRows({
    list: projectSubscriptionList,
    match: { project_id: { parent: 'id' } },
    filter: readFilter,
  }),
  /** As `webhookSubscriptionsOfOrganization`. */
  ofOrganization: planRows({
    list: organizationSubscriptionList,
    match: { project_id: { value: null } },
    ofOrganization: true,
    filter: readFilter,
  }),
  /** As `subscriptionOfDelivery`. */
  ofDelivery: { kind: 'one', source, match: { id: { parent: 'subscriptionId' } } },
  /** As `webhookSubscriptionById`. */
  node: planById(source),
} satisfies Record<string, PlannedField>;

/** Returns the subscriptions of a project that pass the filters, oldest first. Throws BAD_USER_INPUT. */
export async function webhookSubscriptionsOfProject(
  context: RequestContext,
  { organizationId, id }: ProjectRow,
  filter: SubscriptionFilterInput,
): Promise<readonly WebhookSubscription[]> {
  const caller = context.loaders(visibleProjects(context.actor, organizationId));
  return readRows(projectSubscriptions(caller), id, readFilter(filter));
}

/** Returns the subscriptions of the organization itself that pass the filters, oldest first. Throws BAD_USER_INPUT, and FORBIDDEN
 *  for a key that is restricted to projects. */
export async function webhookSubscriptionsOfOrganization(
  context: RequestContext,
  organizationId: string,
  filter: SubscriptionFilterInput,
): Promise<readonly WebhookSubscription[]> {
  const owner = entireOrganization(context.actor, organizationId);
  const caller = context.loaders(visibleProjects(context.actor, owner.organizationId));
  return readRows(organizationSubscriptions(caller), owner.organizationId, readFilter(filter));
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

const deliveryStatuses = ['PENDING', 'SUCCEEDED', 'FAILED', 'HELD'] as const;

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
