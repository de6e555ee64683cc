import { graphql } from '../../generated/index.ts';

export const SessionParts = graphql(`
  fragment SessionParts on Session {
    id
    userId
    toolkitSlugs
    status
    createdAt
    closedAt
    toolCallCount
  }
`);

export const CreateSession = graphql(`
  mutation CreateSession($input: CreateSessionInput!) {
    createSession(input: $input) {
      session {
        ...SessionParts
      }
    }
  }
`);

export const CloseSession = graphql(`
  mutation CloseSession($input: CloseSessionInput!) {
    closeSession(input: $input) {
      session {
        ...SessionParts
      }
    }
  }
`);

export const GetSession = graphql(`
  query GetSession($projectId: ID, $id: ID!) {
    project(id: $projectId) {
      session(id: $id) {
        ...SessionParts
      }
    }
  }
`);

export const ListSessions = graphql(`
  query ListSessions(
    $projectId: ID
    $first: Int
    $after: String
    $last: Int
    $before: String
    $statuses: [SessionStatus!]
    $userIds: [String!]
    $toolkitSlugs: [String!]
  ) {
    project(id: $projectId) {
      sessions(
        first: $first
        after: $after
        last: $last
        before: $before
        statuses: $statuses
        userIds: $userIds
        toolkitSlugs: $toolkitSlugs
      ) {
        totalCount
        nodes {
          ...SessionParts
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

export const NodeSession = graphql(`
  query NodeSession($id: ID!) {
    node(id: $id) {
      id
      ...SessionParts
    }
  }
`);
