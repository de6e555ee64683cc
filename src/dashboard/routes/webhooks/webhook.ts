import type { WebhooksDetailQuery } from './generated/operations.ts';

/** A webhook with a page of its deliveries. */
export type Webhook = Extract<NonNullable<WebhooksDetailQuery['node']>, { readonly url: string }>;

export const isWebhook = (node: object): node is Webhook => 'deliveries' in node;
