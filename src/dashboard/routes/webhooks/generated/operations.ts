/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { TypedDocumentNode as DocumentNode } from '@graphql-typed-document-node/core';
/** Input of `createWebhookSubscription`. */
export type CreateWebhookSubscriptionInput = {
  /** A note of at most 200 characters. Absent or null: none. */
  description?: string | null | undefined;
  /** Whether events are sent. Absent or null: true. */
  enabled?: boolean | null | undefined;
  /** The event types to receive, at least one. PROJECT_CREATED and PROJECT_DELETED with an organization key only. */
  events: Array<WebhookEventType>;
  /** Additional headers, at most 10 with distinct names. Absent or null: none. */
  headers?: Array<WebhookHeaderInput> | null | undefined;
  /** The https URL of the endpoint, at most 2048 characters, without a password. It must resolve to a public address, unless the operator allows others. */
  url: string;
};

/** Input of `deleteWebhookSubscription`. */
export type DeleteWebhookSubscriptionInput = {
  /** `DeletionPreview.fingerprint`: CHANGED_SINCE_PREVIEW if what the deletion removes has changed since. Absent or null: not compared. */
  expectedFingerprint?: string | null | undefined;
  /** The id of a webhook subscription that the key manages. */
  id: string | number;
};

/** Input of `redeliverWebhook`. */
export type RedeliverWebhookInput = {
  /** The id of a delivery of a webhook subscription that the key manages. */
  deliveryId: string | number;
};

/** Input of `redeliverWebhooks`. */
export type RedeliverWebhooksInput = {
  /** Only events that occurred at this time or later. Absent or null: all that are kept. */
  since?: string | null | undefined;
  /** The id of a webhook subscription that the key manages. */
  subscriptionId: string | number;
};

/** Input of `rotateWebhookSecret`. */
export type RotateWebhookSecretInput = {
  /** The id of a webhook subscription that the key manages. */
  id: string | number;
  /** How long the previous secret signs beside the new one, 0 to 604800 seconds (7 days). 0: it stops immediately. */
  overlapSeconds: number;
};

/** Input of `sendTestWebhook`. */
export type SendTestWebhookInput = {
  /** The id of a webhook subscription that the key manages. */
  id: string | number;
};

/** Input of `updateWebhookSubscription`. Absent fields keep their value. */
export type UpdateWebhookSubscriptionInput = {
  /** A note of at most 200 characters. Null removes it. */
  description?: string | null | undefined;
  /** False: no events are sent, and deliveries that become due are abandoned. Cannot be null. */
  enabled?: boolean | null | undefined;
  /** The complete list of event types to receive. Cannot be null or empty. */
  events?: Array<WebhookEventType> | null | undefined;
  /** The `updatedAt` that the client read. CHANGED_MEANWHILE if it is another one by now. Absent or null: the update does not depend on it. */
  expectedUpdatedAt?: string | null | undefined;
  /** The complete list of additional headers. Null removes all. */
  headers?: Array<WebhookHeaderInput> | null | undefined;
  /** The id of a webhook subscription that the key manages. */
  id: string | number;
  /** The https URL of the endpoint, at most 2048 characters, as for `createWebhookSubscription`. Pending deliveries use it too. Cannot be null. */
  url?: string | null | undefined;
};

/** Delivery state of a webhook event. */
export type WebhookDeliveryStatus =
  /** Abandoned: after the last attempt, after a 410 response, or because the subscription was disabled when the delivery was due. `redeliverWebhook` and `redeliverWebhooks` restart it. */
  | 'FAILED'
  /** Waited while the project was archived, and is not sent. `redeliverWebhook` sends it, and so does `restoreProject` with `resendHeld`. */
  | 'HELD'
  /** Waiting for the first attempt or a retry, due at `nextAttemptAt`. */
  | 'PENDING'
  /** The endpoint responded with a 2xx status. */
  | 'SUCCEEDED';

/** Why the system disabled a webhook subscription. */
export type WebhookDisabledReason =
  /** The endpoint responded with status 410. Enable the subscription with `updateWebhookSubscription(input: { id, enabled: true })`. */
  | 'GONE'
  /** The project was archived and restored. Enable the subscription in the same way. */
  | 'PROJECT_ARCHIVED';

/** Types of webhook events. Each description states the type and the data in the sent body. */
export type WebhookEventType =
  /** Sent as `api_key.created`. Its `data`: The key without its secret, with its restrictions. */
  | 'API_KEY_CREATED'
  /** Sent as `api_key.regenerated`. Its `data`: The new key without its secret. The older keys of the project were revoked. */
  | 'API_KEY_REGENERATED'
  /** Sent as `api_key.revoked`. Its `data`: The key before its revocation. `cause` is REQUESTED, or LEAKED when its secret was reported as leaked. */
  | 'API_KEY_REVOKED'
  /** Sent as `api_key.rotated`. Its `data`: The key with its new prefix and last characters, and until when former secrets are accepted: `formerSecretsExpireAt`. */
  | 'API_KEY_ROTATED'
  /** Sent as `api_key.updated`. Its `data`: The key after the update, with its restrictions. */
  | 'API_KEY_UPDATED'
  /** Sent as `connected_account.created`. Its `data`: The account without its credentials. */
  | 'CONNECTED_ACCOUNT_CREATED'
  /** Sent as `connected_account.deleted`. Its `data`: The account before its deletion, without its credentials. Also sent for each account that is deleted with its auth config. */
  | 'CONNECTED_ACCOUNT_DELETED'
  /** Sent as `connected_account.expired`. Its `data`: The account after the update, without its credentials. Sent when an update makes it EXPIRED, not when its `expiresAt` passes. */
  | 'CONNECTED_ACCOUNT_EXPIRED'
  /** Sent as `connected_account.revoked`. Its `data`: The account in its final state. Its credentials are erased. */
  | 'CONNECTED_ACCOUNT_REVOKED'
  /** Sent as `connected_account.updated`. Its `data`: The account after the update, without its credentials. Sent for every update except those with a type of their own below. */
  | 'CONNECTED_ACCOUNT_UPDATED'
  /** Sent as `project.archived`. Its `data`: The project before it was archived, with `archivedAt` and `purgeAt`. Sent to subscriptions of the organization only. */
  | 'PROJECT_ARCHIVED'
  /** Sent as `project.config.updated`. Its `data`: The settings after the update. */
  | 'PROJECT_CONFIG_UPDATED'
  /** Sent as `project.created`. Its `data`: The project. Sent to subscriptions of the organization only. */
  | 'PROJECT_CREATED'
  /** Sent as `project.deleted`. Its `data`: The project before its deletion. `archived` is true when it was archived and can be restored: in this release such an event is sent beside `project.archived`, later only for permanent deletions. No other events are sent for what was in it. Sent to subscriptions of the organization only. */
  | 'PROJECT_DELETED'
  /** Sent as `project.purged`. Its `data`: An archived project after the last of its rows was deleted. Sent to subscriptions of the organization only. */
  | 'PROJECT_PURGED'
  /** Sent as `project.restored`. Its `data`: The project after it was restored, with the numbers of its keys and webhook subscriptions. Sent to subscriptions of the organization only. */
  | 'PROJECT_RESTORED'
  /** Sent as `project.updated`. Its `data`: The project after the update: another name or slug, or it became or ceased to be the default project. */
  | 'PROJECT_UPDATED'
  /** Sent as `quota.exceeded`. Its `data`: The usage of a quota that has reached 100 percent, whether the quota is hard or soft. Sent once a month for tool calls, and once for sessions. */
  | 'QUOTA_EXCEEDED'
  /** Sent as `quota.warning`. Its `data`: The usage of a quota that has reached 80 percent. Sent once a month for tool calls, and once for sessions. */
  | 'QUOTA_WARNING'
  /** Sent as `session.closed`. Its `data`: The session in its final state. */
  | 'SESSION_CLOSED'
  /** Sent as `session.created`. Its `data`: The session. */
  | 'SESSION_CREATED'
  /** Sent as `trigger.created`. Its `data`: The trigger without its config. */
  | 'TRIGGER_CREATED'
  /** Sent as `trigger.deleted`. Its `data`: The trigger before its deletion, without its config. Also sent for each trigger that is deleted with its account. */
  | 'TRIGGER_DELETED'
  /** Sent as `trigger.updated`. Its `data`: The trigger after the update, without its config. Also sent when only the config changed. */
  | 'TRIGGER_UPDATED'
  /** Sent as `webhook.test`. Its `data`: The id of the subscription. Sent by `sendTestWebhook` only; subscriptions cannot name it. */
  | 'WEBHOOK_TEST';

/** An HTTP header sent with each request to the endpoint, such as a bearer token. */
export type WebhookHeaderInput = {
  /** At most 64 characters, case-insensitive. Not `host`, `user-agent` or a connection header, and no name beginning with `content-`, `proxy-`, `sec-`, `webhook-` or `x-forwarded-`. */
  name: string;
  /** 1 to 1024 visible ASCII characters, with spaces only in between. Stored encrypted and never returned. */
  value: string;
};

export type WebhooksPageQueryVariables = Exact<{
  id?: string | number | null | undefined;
  slug?: string | null | undefined;
  search?: string | null | undefined;
}>;


export type WebhooksPageQuery = { __typename: 'Query', project: { __typename: 'Project', id: string, webhookSubscriptions: Array<(
      { __typename: 'WebhookSubscription', latest: { __typename: 'WebhookSubscriptionDeliveriesConnection', nodes: Array<{ __typename: 'WebhookDelivery', id: string, status: WebhookDeliveryStatus, responseStatus: number | null, createdAt: string }> }, failed: { __typename: 'WebhookSubscriptionDeliveriesConnection', nodes: Array<{ __typename: 'WebhookDelivery', id: string }> } }
      & WebhooksRowFragment
    )> } };

export type WebhooksRowFragment = { __typename: 'WebhookSubscription', id: string, url: string, events: Array<WebhookEventType>, description: string | null, enabled: boolean, disabledReason: WebhookDisabledReason | null, headerNames: Array<string>, previousSecretExpiresAt: string | null, createdAt: string, updatedAt: string };

export type WebhooksDetailQueryVariables = Exact<{
  id: string | number;
  status?: WebhookDeliveryStatus | null | undefined;
  first?: number | null | undefined;
  last?: number | null | undefined;
  after?: string | null | undefined;
  before?: string | null | undefined;
}>;


export type WebhooksDetailQuery = { __typename: 'Query', node:
    | { __typename: 'ApiKey', id: string }
    | { __typename: 'AuditLogEntry', id: string }
    | { __typename: 'AuthConfig', id: string }
    | { __typename: 'ConnectedAccount', id: string }
    | { __typename: 'McpServer', id: string }
    | { __typename: 'Organization', id: string }
    | { __typename: 'Project', id: string }
    | { __typename: 'ProjectConfig', id: string }
    | { __typename: 'ProjectQuota', id: string }
    | { __typename: 'Session', id: string }
    | { __typename: 'ToolCallLog', id: string }
    | { __typename: 'Trigger', id: string }
    | { __typename: 'WebhookDelivery', id: string }
    | (
      { __typename: 'WebhookSubscription', id: string, deliveries: { __typename: 'WebhookSubscriptionDeliveriesConnection', totalCount: number, nodes: Array<(
          { __typename: 'WebhookDelivery' }
          & WebhooksDeliveryRowFragment
        )>, pageInfo: { __typename: 'PageInfo', hasNextPage: boolean, hasPreviousPage: boolean, startCursor: string | null, endCursor: string | null } } }
      & WebhooksRowFragment
    )
   | null };

export type WebhooksDeliveryRowFragment = { __typename: 'WebhookDelivery', id: string, eventId: string, eventType: WebhookEventType, status: WebhookDeliveryStatus, attemptCount: number, responseStatus: number | null, error: string | null, createdAt: string, lastAttemptAt: string | null, nextAttemptAt: string | null };

export type WebhooksDeliveryQueryVariables = Exact<{
  id: string | number;
}>;


export type WebhooksDeliveryQuery = { __typename: 'Query', node:
    | { __typename: 'ApiKey', id: string }
    | { __typename: 'AuditLogEntry', id: string }
    | { __typename: 'AuthConfig', id: string }
    | { __typename: 'ConnectedAccount', id: string }
    | { __typename: 'McpServer', id: string }
    | { __typename: 'Organization', id: string }
    | { __typename: 'Project', id: string }
    | { __typename: 'ProjectConfig', id: string }
    | { __typename: 'ProjectQuota', id: string }
    | { __typename: 'Session', id: string }
    | { __typename: 'ToolCallLog', id: string }
    | { __typename: 'Trigger', id: string }
    | (
      { __typename: 'WebhookDelivery', payload: string, id: string }
      & WebhooksDeliveryRowFragment
    )
    | { __typename: 'WebhookSubscription', id: string }
   | null };

export type WebhooksCreateMutationVariables = Exact<{
  input: CreateWebhookSubscriptionInput;
}>;


export type WebhooksCreateMutation = { __typename: 'Mutation', createWebhookSubscription: { __typename: 'CreateWebhookSubscriptionPayload', secret: string | null, webhookSubscription: (
      { __typename: 'WebhookSubscription' }
      & WebhooksRowFragment
    ) } | null };

export type WebhooksUpdateMutationVariables = Exact<{
  input: UpdateWebhookSubscriptionInput;
}>;


export type WebhooksUpdateMutation = { __typename: 'Mutation', updateWebhookSubscription: { __typename: 'UpdateWebhookSubscriptionPayload', webhookSubscription: (
      { __typename: 'WebhookSubscription' }
      & WebhooksRowFragment
    ) } | null };

export type WebhooksRotateMutationVariables = Exact<{
  input: RotateWebhookSecretInput;
}>;


export type WebhooksRotateMutation = { __typename: 'Mutation', rotateWebhookSecret: { __typename: 'RotateWebhookSecretPayload', secret: string | null, webhookSubscription: (
      { __typename: 'WebhookSubscription' }
      & WebhooksRowFragment
    ) } | null };

export type WebhooksTestMutationVariables = Exact<{
  input: SendTestWebhookInput;
}>;


export type WebhooksTestMutation = { __typename: 'Mutation', sendTestWebhook: { __typename: 'SendTestWebhookPayload', delivery: (
      { __typename: 'WebhookDelivery' }
      & WebhooksDeliveryRowFragment
    ) } | null };

export type WebhooksRedeliverMutationVariables = Exact<{
  input: RedeliverWebhookInput;
}>;


export type WebhooksRedeliverMutation = { __typename: 'Mutation', redeliverWebhook: { __typename: 'RedeliverWebhookPayload', delivery: (
      { __typename: 'WebhookDelivery' }
      & WebhooksDeliveryRowFragment
    ) } | null };

export type WebhooksRedeliverAllMutationVariables = Exact<{
  input: RedeliverWebhooksInput;
}>;


export type WebhooksRedeliverAllMutation = { __typename: 'Mutation', redeliverWebhooks: { __typename: 'RedeliverWebhooksPayload', redeliveredCount: number } | null };

export type WebhooksDeleteMutationVariables = Exact<{
  input: DeleteWebhookSubscriptionInput;
}>;


export type WebhooksDeleteMutation = { __typename: 'Mutation', deleteWebhookSubscription: { __typename: 'DeleteWebhookSubscriptionPayload', deletedWebhookSubscriptionId: string } | null };

export const WebhooksRowFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"WebhooksRow"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"WebhookSubscription"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"url"}},{"kind":"Field","name":{"kind":"Name","value":"events"}},{"kind":"Field","name":{"kind":"Name","value":"description"}},{"kind":"Field","name":{"kind":"Name","value":"enabled"}},{"kind":"Field","name":{"kind":"Name","value":"disabledReason"}},{"kind":"Field","name":{"kind":"Name","value":"headerNames"}},{"kind":"Field","name":{"kind":"Name","value":"previousSecretExpiresAt"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"updatedAt"}}]}}]} as unknown as DocumentNode<WebhooksRowFragment, unknown>;
export const WebhooksDeliveryRowFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"WebhooksDeliveryRow"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"WebhookDelivery"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"eventId"}},{"kind":"Field","name":{"kind":"Name","value":"eventType"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"attemptCount"}},{"kind":"Field","name":{"kind":"Name","value":"responseStatus"}},{"kind":"Field","name":{"kind":"Name","value":"error"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"lastAttemptAt"}},{"kind":"Field","name":{"kind":"Name","value":"nextAttemptAt"}}]}}]} as unknown as DocumentNode<WebhooksDeliveryRowFragment, unknown>;
export const WebhooksPageDocument = {"__meta__":{"hash":"522cfa3db820f630bbad81cb472c9377e82d124edaececf55ea64b7d021af46b"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"WebhooksPage"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"slug"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"search"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"project"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}},{"kind":"Argument","name":{"kind":"Name","value":"slug"},"value":{"kind":"Variable","name":{"kind":"Name","value":"slug"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"webhookSubscriptions"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"search"},"value":{"kind":"Variable","name":{"kind":"Name","value":"search"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"WebhooksRow"}},{"kind":"Field","alias":{"kind":"Name","value":"latest"},"name":{"kind":"Name","value":"deliveries"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"1"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"responseStatus"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}}]}}]}},{"kind":"Field","alias":{"kind":"Name","value":"failed"},"name":{"kind":"Name","value":"deliveries"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"1"}},{"kind":"Argument","name":{"kind":"Name","value":"status"},"value":{"kind":"EnumValue","value":"FAILED"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}}]}}]}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"WebhooksRow"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"WebhookSubscription"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"url"}},{"kind":"Field","name":{"kind":"Name","value":"events"}},{"kind":"Field","name":{"kind":"Name","value":"description"}},{"kind":"Field","name":{"kind":"Name","value":"enabled"}},{"kind":"Field","name":{"kind":"Name","value":"disabledReason"}},{"kind":"Field","name":{"kind":"Name","value":"headerNames"}},{"kind":"Field","name":{"kind":"Name","value":"previousSecretExpiresAt"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"updatedAt"}}]}}]} as unknown as DocumentNode<WebhooksPageQuery, WebhooksPageQueryVariables>;
export const WebhooksDetailDocument = {"__meta__":{"hash":"1f3c1993cec7add27ecb89171ad89f0314e839f036cac46c823b3282f11516c9"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"WebhooksDetail"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"status"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"WebhookDeliveryStatus"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"first"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"last"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"before"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"node"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"WebhookSubscription"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"WebhooksRow"}},{"kind":"Field","name":{"kind":"Name","value":"deliveries"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"status"},"value":{"kind":"Variable","name":{"kind":"Name","value":"status"}}},{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}},{"kind":"Argument","name":{"kind":"Name","value":"last"},"value":{"kind":"Variable","name":{"kind":"Name","value":"last"}}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}},{"kind":"Argument","name":{"kind":"Name","value":"before"},"value":{"kind":"Variable","name":{"kind":"Name","value":"before"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"WebhooksDeliveryRow"}}]}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"hasPreviousPage"}},{"kind":"Field","name":{"kind":"Name","value":"startCursor"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}}]}},{"kind":"Field","name":{"kind":"Name","value":"totalCount"}}]}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"WebhooksRow"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"WebhookSubscription"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"url"}},{"kind":"Field","name":{"kind":"Name","value":"events"}},{"kind":"Field","name":{"kind":"Name","value":"description"}},{"kind":"Field","name":{"kind":"Name","value":"enabled"}},{"kind":"Field","name":{"kind":"Name","value":"disabledReason"}},{"kind":"Field","name":{"kind":"Name","value":"headerNames"}},{"kind":"Field","name":{"kind":"Name","value":"previousSecretExpiresAt"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"updatedAt"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"WebhooksDeliveryRow"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"WebhookDelivery"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"eventId"}},{"kind":"Field","name":{"kind":"Name","value":"eventType"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"attemptCount"}},{"kind":"Field","name":{"kind":"Name","value":"responseStatus"}},{"kind":"Field","name":{"kind":"Name","value":"error"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"lastAttemptAt"}},{"kind":"Field","name":{"kind":"Name","value":"nextAttemptAt"}}]}}]} as unknown as DocumentNode<WebhooksDetailQuery, WebhooksDetailQueryVariables>;
export const WebhooksDeliveryDocument = {"__meta__":{"hash":"acebf6eeb35b0b5126aca55e8c36eb0bacbc8a43dc9dff35737ce97e67fbf550"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"WebhooksDelivery"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"node"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"WebhookDelivery"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"WebhooksDeliveryRow"}},{"kind":"Field","name":{"kind":"Name","value":"payload"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"WebhooksDeliveryRow"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"WebhookDelivery"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"eventId"}},{"kind":"Field","name":{"kind":"Name","value":"eventType"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"attemptCount"}},{"kind":"Field","name":{"kind":"Name","value":"responseStatus"}},{"kind":"Field","name":{"kind":"Name","value":"error"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"lastAttemptAt"}},{"kind":"Field","name":{"kind":"Name","value":"nextAttemptAt"}}]}}]} as unknown as DocumentNode<WebhooksDeliveryQuery, WebhooksDeliveryQueryVariables>;
export const WebhooksCreateDocument = {"__meta__":{"hash":"9c9af45bf1f0e42390c826aab1e91fa9d32a3167c56eba9600e0e34bf5a7368a"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"WebhooksCreate"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"CreateWebhookSubscriptionInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"createWebhookSubscription"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"webhookSubscription"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"WebhooksRow"}}]}},{"kind":"Field","name":{"kind":"Name","value":"secret"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"WebhooksRow"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"WebhookSubscription"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"url"}},{"kind":"Field","name":{"kind":"Name","value":"events"}},{"kind":"Field","name":{"kind":"Name","value":"description"}},{"kind":"Field","name":{"kind":"Name","value":"enabled"}},{"kind":"Field","name":{"kind":"Name","value":"disabledReason"}},{"kind":"Field","name":{"kind":"Name","value":"headerNames"}},{"kind":"Field","name":{"kind":"Name","value":"previousSecretExpiresAt"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"updatedAt"}}]}}]} as unknown as DocumentNode<WebhooksCreateMutation, WebhooksCreateMutationVariables>;
export const WebhooksUpdateDocument = {"__meta__":{"hash":"1a82b63067b4d191e9683b88d00b372d582dbfeb2944a4f60bae0d6f5d3ff776"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"WebhooksUpdate"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"UpdateWebhookSubscriptionInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"updateWebhookSubscription"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"webhookSubscription"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"WebhooksRow"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"WebhooksRow"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"WebhookSubscription"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"url"}},{"kind":"Field","name":{"kind":"Name","value":"events"}},{"kind":"Field","name":{"kind":"Name","value":"description"}},{"kind":"Field","name":{"kind":"Name","value":"enabled"}},{"kind":"Field","name":{"kind":"Name","value":"disabledReason"}},{"kind":"Field","name":{"kind":"Name","value":"headerNames"}},{"kind":"Field","name":{"kind":"Name","value":"previousSecretExpiresAt"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"updatedAt"}}]}}]} as unknown as DocumentNode<WebhooksUpdateMutation, WebhooksUpdateMutationVariables>;
export const WebhooksRotateDocument = {"__meta__":{"hash":"2b9beec63743df13ee3a405bc2ddc21c2908a2254f2f749d51109a1699d8fcc4"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"WebhooksRotate"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"RotateWebhookSecretInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"rotateWebhookSecret"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"webhookSubscription"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"WebhooksRow"}}]}},{"kind":"Field","name":{"kind":"Name","value":"secret"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"WebhooksRow"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"WebhookSubscription"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"url"}},{"kind":"Field","name":{"kind":"Name","value":"events"}},{"kind":"Field","name":{"kind":"Name","value":"description"}},{"kind":"Field","name":{"kind":"Name","value":"enabled"}},{"kind":"Field","name":{"kind":"Name","value":"disabledReason"}},{"kind":"Field","name":{"kind":"Name","value":"headerNames"}},{"kind":"Field","name":{"kind":"Name","value":"previousSecretExpiresAt"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"updatedAt"}}]}}]} as unknown as DocumentNode<WebhooksRotateMutation, WebhooksRotateMutationVariables>;
export const WebhooksTestDocument = {"__meta__":{"hash":"86d4f3a03d1b6ee2bee5b503fd32f33c691b9bc3074cf780e423d96189e86fcc"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"WebhooksTest"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"SendTestWebhookInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"sendTestWebhook"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"delivery"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"WebhooksDeliveryRow"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"WebhooksDeliveryRow"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"WebhookDelivery"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"eventId"}},{"kind":"Field","name":{"kind":"Name","value":"eventType"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"attemptCount"}},{"kind":"Field","name":{"kind":"Name","value":"responseStatus"}},{"kind":"Field","name":{"kind":"Name","value":"error"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"lastAttemptAt"}},{"kind":"Field","name":{"kind":"Name","value":"nextAttemptAt"}}]}}]} as unknown as DocumentNode<WebhooksTestMutation, WebhooksTestMutationVariables>;
export const WebhooksRedeliverDocument = {"__meta__":{"hash":"c6c4b4d1a2a2bbb4273bef44278f768819101282ca8dfb5073abca45547c2484"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"WebhooksRedeliver"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"RedeliverWebhookInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"redeliverWebhook"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"delivery"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"WebhooksDeliveryRow"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"WebhooksDeliveryRow"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"WebhookDelivery"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"eventId"}},{"kind":"Field","name":{"kind":"Name","value":"eventType"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"attemptCount"}},{"kind":"Field","name":{"kind":"Name","value":"responseStatus"}},{"kind":"Field","name":{"kind":"Name","value":"error"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"lastAttemptAt"}},{"kind":"Field","name":{"kind":"Name","value":"nextAttemptAt"}}]}}]} as unknown as DocumentNode<WebhooksRedeliverMutation, WebhooksRedeliverMutationVariables>;
export const WebhooksRedeliverAllDocument = {"__meta__":{"hash":"82117ab7b390e169128bcbe9ad88c1d985da355df48114830bcd2e3aa8f6c7c9"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"WebhooksRedeliverAll"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"RedeliverWebhooksInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"redeliverWebhooks"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"redeliveredCount"}}]}}]}}]} as unknown as DocumentNode<WebhooksRedeliverAllMutation, WebhooksRedeliverAllMutationVariables>;
export const WebhooksDeleteDocument = {"__meta__":{"hash":"60649b99c80ae168ffcb98eb40dfd4a36afcde1bfadc58c264862d29942f5440"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"WebhooksDelete"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"DeleteWebhookSubscriptionInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"deleteWebhookSubscription"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"deletedWebhookSubscriptionId"}}]}}]}}]} as unknown as DocumentNode<WebhooksDeleteMutation, WebhooksDeleteMutationVariables>;