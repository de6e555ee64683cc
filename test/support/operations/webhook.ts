import { graphql } from '../../generated/index.ts';

export const WebhookSubscriptionParts = graphql(`
  fragment WebhookSubscriptionParts on WebhookSubscription {
    id
    url
    events
    description
    enabled
    disabledReason
    headerNames
    previousSecretExpiresAt
    createdAt
    updatedAt
    project {
      id
    }
  }
`);

export const WebhookDeliveryParts = graphql(`
  fragment WebhookDeliveryParts on WebhookDelivery {
    id
    eventId
    eventType
    payload
    status
    attemptCount
    responseStatus
    error
    lastAttemptAt
    nextAttemptAt
    createdAt
  }
`);

export const CreateWebhookSubscription = graphql(`
  mutation CreateWebhookSubscription($input: CreateWebhookSubscriptionInput!) {
    createWebhookSubscription(input: $input) {
      webhookSubscription {
        ...WebhookSubscriptionParts
      }
      secret
    }
  }
`);

export const UpdateWebhookSubscription = graphql(`
  mutation UpdateWebhookSubscription($input: UpdateWebhookSubscriptionInput!) {
    updateWebhookSubscription(input: $input) {
      webhookSubscription {
        ...WebhookSubscriptionParts
      }
    }
  }
`);

export const RotateWebhookSecret = graphql(`
  mutation RotateWebhookSecret($input: RotateWebhookSecretInput!) {
    rotateWebhookSecret(input: $input) {
      webhookSubscription {
        ...WebhookSubscriptionParts
      }
      secret
    }
  }
`);

export const DeleteWebhookSubscription = graphql(`
  mutation DeleteWebhookSubscription($input: DeleteWebhookSubscriptionInput!) {
    deleteWebhookSubscription(input: $input) {
      deletedWebhookSubscriptionId
    }
  }
`);

export const RedeliverWebhook = graphql(`
  mutation RedeliverWebhook($input: RedeliverWebhookInput!) {
    redeliverWebhook(input: $input) {
      delivery {
        ...WebhookDeliveryParts
      }
    }
  }
`);

export const RedeliverWebhooks = graphql(`
  mutation RedeliverWebhooks($input: RedeliverWebhooksInput!) {
    redeliverWebhooks(input: $input) {
      redeliveredCount
      webhookSubscription {
        id
      }
    }
  }
`);

export const SendTestWebhook = graphql(`
  mutation SendTestWebhook($input: SendTestWebhookInput!) {
    sendTestWebhook(input: $input) {
      delivery {
        ...WebhookDeliveryParts
        subscription {
          id
        }
      }
    }
  }
`);

export const ListProjectWebhooks = graphql(`
  query ListProjectWebhooks($projectId: ID, $search: String) {
    project(id: $projectId) {
      webhookSubscriptions(search: $search) {
        ...WebhookSubscriptionParts
      }
    }
  }
`);

export const ListOrganizationWebhooks = graphql(`
  query ListOrganizationWebhooks($search: String) {
    organization {
      webhookSubscriptions(search: $search) {
        ...WebhookSubscriptionParts
      }
    }
  }
`);

export const ListWebhookDeliveries = graphql(`
  query ListWebhookDeliveries(
    $id: ID!
    $status: WebhookDeliveryStatus
    $first: Int
    $after: String
    $last: Int
    $before: String
  ) {
    node(id: $id) {
      ... on WebhookSubscription {
        id
        deliveries(status: $status, first: $first, after: $after, last: $last, before: $before) {
          totalCount
          nodes {
            ...WebhookDeliveryParts
          }
          pageInfo {
            hasNextPage
            hasPreviousPage
            startCursor
            endCursor
          }
        }
      }
    }
  }
`);
