import { type NewestFirstList, type NewRow, newCursor } from '../domain/core/list.ts';
import { builder } from './builder.ts';
import {
  ApiKeyRef,
  AuthConfigRef,
  ConnectedAccountRef,
  McpServerRef,
  ProjectRef,
  SessionRef,
  ToolCallLogRef,
  TriggerRef,
  WebhookDeliveryRef,
  WebhookSubscriptionRef,
} from './refs.ts';

// Shared by lists and by the payloads of mutations that add a row to them.

export const ProjectEdge = builder.edgeObject({
  type: ProjectRef,
  name: 'OrganizationProjectsConnectionEdge',
  description: 'A project and its cursor in a list.',
});

export const AuthConfigEdge = builder.edgeObject({
  type: AuthConfigRef,
  name: 'ProjectAuthConfigsConnectionEdge',
  description: 'An auth config and its cursor in a list.',
});

export const ConnectedAccountEdge = builder.edgeObject({
  type: ConnectedAccountRef,
  name: 'ProjectConnectedAccountsConnectionEdge',
  description: 'A connected account and its cursor in a list.',
});

export const TriggerEdge = builder.edgeObject({
  type: TriggerRef,
  name: 'ProjectTriggersConnectionEdge',
  description: 'A trigger and its cursor in a list.',
});

export const SessionEdge = builder.edgeObject({
  type: SessionRef,
  name: 'ProjectSessionsConnectionEdge',
  description: 'A session and its cursor in a list.',
});

export const ToolCallLogEdge = builder.edgeObject({
  type: ToolCallLogRef,
  name: 'ProjectToolCallLogsConnectionEdge',
  description: 'A recorded tool call and its cursor in a list.',
});

export const McpServerEdge = builder.edgeObject({
  type: McpServerRef,
  name: 'ProjectMcpServersConnectionEdge',
  description: 'An MCP server and its cursor in a list.',
});

export const WebhookDeliveryEdge = builder.edgeObject({
  type: WebhookDeliveryRef,
  name: 'WebhookSubscriptionDeliveriesConnectionEdge',
  description: 'A webhook delivery and its cursor in a list.',
});

const WITHOUT_PAGES =
  'as an edge, for client-side caches. Its list has no pages, so no field accepts the cursor.';

export const ApiKeyEdge = builder.edgeObject({
  type: ApiKeyRef,
  name: 'ApiKeyEdge',
  description: `An API key ${WITHOUT_PAGES}`,
});

export const WebhookSubscriptionEdge = builder.edgeObject({
  type: WebhookSubscriptionRef,
  name: 'WebhookSubscriptionEdge',
  description: `A webhook subscription ${WITHOUT_PAGES}`,
});

/** Returns a row as an edge of its owner's list in the default order, so that clients can insert it. */
export function newEdge<Row extends NewRow>(list: NewestFirstList, ownerId: string, row: Row) {
  return { cursor: newCursor(list, ownerId, row), node: row };
}

/** Describes such an edge in payloads. */
export const edgeIn = (list: string) =>
  `The new row as an edge of \`${list}\` in its default order, for client-side caches.`;
