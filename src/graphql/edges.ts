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

// Shared by lists and by the payloads of what adds a row to them.

export const ProjectEdge = builder.edgeObject({
  type: ProjectRef,
  name: 'OrganizationProjectsConnectionEdge',
  description: 'A project as a row of a list.',
});

export const AuthConfigEdge = builder.edgeObject({
  type: AuthConfigRef,
  name: 'ProjectAuthConfigsConnectionEdge',
  description: 'An auth config as a row of a list.',
});

export const ConnectedAccountEdge = builder.edgeObject({
  type: ConnectedAccountRef,
  name: 'ProjectConnectedAccountsConnectionEdge',
  description: 'A connected account as a row of a list.',
});

export const TriggerEdge = builder.edgeObject({
  type: TriggerRef,
  name: 'ProjectTriggersConnectionEdge',
  description: 'A trigger as a row of a list.',
});

export const SessionEdge = builder.edgeObject({
  type: SessionRef,
  name: 'ProjectSessionsConnectionEdge',
  description: 'A session as a row of a list.',
});

export const ToolCallLogEdge = builder.edgeObject({
  type: ToolCallLogRef,
  name: 'ProjectToolCallLogsConnectionEdge',
  description: 'A recorded call as a row of a list.',
});

export const McpServerEdge = builder.edgeObject({
  type: McpServerRef,
  name: 'ProjectMcpServersConnectionEdge',
  description: 'An MCP server as a row of a list.',
});

export const WebhookDeliveryEdge = builder.edgeObject({
  type: WebhookDeliveryRef,
  name: 'WebhookSubscriptionDeliveriesConnectionEdge',
  description: 'A delivery as a row of a list.',
});

const WITHOUT_PAGES = 'as an edge, for stores of clients. Its list has no pages: no field takes its cursor.';

export const ApiKeyEdge = builder.edgeObject({
  type: ApiKeyRef,
  name: 'ApiKeyEdge',
  description: `A key ${WITHOUT_PAGES}`,
});

export const WebhookSubscriptionEdge = builder.edgeObject({
  type: WebhookSubscriptionRef,
  name: 'WebhookSubscriptionEdge',
  description: `A webhook subscription ${WITHOUT_PAGES}`,
});

/** A row as an edge of the list of its owner in its default order, in which clients can put it. */
export function newEdge<Row extends NewRow>(list: NewestFirstList, ownerId: string, row: Row) {
  return { cursor: newCursor(list, ownerId, row), node: row };
}

/** What payloads say of such an edge. */
export const edgeIn = (list: string) =>
  `It as a row of \`${list}\` in its default order, for lists of clients.`;
