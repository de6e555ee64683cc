import { graphql } from '../../generated/index.ts';

export const ToolCallLogParts = graphql(`
  fragment ToolCallLogParts on ToolCallLog {
    id
    idempotencyKey
    toolSlug
    toolkitSlug
    session {
      id
    }
    connectedAccount {
      id
    }
    connectedAccountId
    userId
    status
    durationMs
    errorCode
    errorMessage
    arguments
    response
    calledAt
    createdAt
  }
`);

export const RecordToolCalls = graphql(`
  mutation RecordToolCalls($input: RecordToolCallsInput!) {
    recordToolCalls(input: $input) {
      recordedCount
      duplicateCount
      toolCallLogs {
        ...ToolCallLogParts
      }
    }
  }
`);

export const RecordToolCallsBriefly = graphql(`
  mutation RecordToolCallsBriefly($input: RecordToolCallsInput!) {
    recordToolCalls(input: $input) {
      recordedCount
      duplicateCount
      uncountedCount
      overQuotaCount
    }
  }
`);

export const GetToolCallLog = graphql(`
  query GetToolCallLog($projectId: ID, $id: ID!) {
    project(id: $projectId) {
      toolCallLog(id: $id) {
        ...ToolCallLogParts
      }
    }
  }
`);

export const ListToolCallLogs = graphql(`
  query ListToolCallLogs(
    $projectId: ID
    $first: Int
    $after: String
    $last: Int
    $before: String
    $toolSlugs: [String!]
    $toolkitSlugs: [String!]
    $statuses: [ToolCallStatus!]
    $sessionId: ID
    $connectedAccountId: ID
    $userIds: [String!]
    $from: DateTime
    $to: DateTime
  ) {
    project(id: $projectId) {
      toolCallLogs(
        first: $first
        after: $after
        last: $last
        before: $before
        toolSlugs: $toolSlugs
        toolkitSlugs: $toolkitSlugs
        statuses: $statuses
        sessionId: $sessionId
        connectedAccountId: $connectedAccountId
        userIds: $userIds
        from: $from
        to: $to
      ) {
        totalCount
        nodes {
          ...ToolCallLogParts
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

export const NodeToolCallLog = graphql(`
  query NodeToolCallLog($id: ID!) {
    node(id: $id) {
      id
      ...ToolCallLogParts
    }
  }
`);
