import { graphql } from '../../generated/index.ts';

export const TriggerParts = graphql(`
  fragment TriggerParts on Trigger {
    id
    slug
    connectedAccount {
      id
    }
    userId
    config
    enabled
    createdAt
    updatedAt
  }
`);

export const UpsertTrigger = graphql(`
  mutation UpsertTrigger($input: UpsertTriggerInput!) {
    upsertTrigger(input: $input) {
      wasCreated
      trigger {
        ...TriggerParts
      }
    }
  }
`);

export const SetTriggerEnabled = graphql(`
  mutation SetTriggerEnabled($input: SetTriggerEnabledInput!) {
    setTriggerEnabled(input: $input) {
      trigger {
        ...TriggerParts
      }
    }
  }
`);

export const DeleteTrigger = graphql(`
  mutation DeleteTrigger($input: DeleteTriggerInput!) {
    deleteTrigger(input: $input) {
      deletedTriggerId
      project {
        id
        triggers {
          nodes {
            id
          }
        }
      }
    }
  }
`);

export const GetTrigger = graphql(`
  query GetTrigger($projectId: ID, $id: ID!) {
    project(id: $projectId) {
      trigger(id: $id) {
        ...TriggerParts
      }
    }
  }
`);

export const ListTriggers = graphql(`
  query ListTriggers(
    $projectId: ID
    $first: Int
    $after: String
    $last: Int
    $before: String
    $slugs: [String!]
    $connectedAccountIds: [ID!]
    $userIds: [String!]
    $enabled: Boolean
    $search: String
  ) {
    project(id: $projectId) {
      triggers(
        first: $first
        after: $after
        last: $last
        before: $before
        slugs: $slugs
        connectedAccountIds: $connectedAccountIds
        userIds: $userIds
        enabled: $enabled
        search: $search
      ) {
        totalCount
        nodes {
          ...TriggerParts
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
`);

export const NodeTrigger = graphql(`
  query NodeTrigger($id: ID!) {
    node(id: $id) {
      id
      ...TriggerParts
    }
  }
`);
