import { graphql } from '../../generated/index.ts';

export const ConnectedAccountParts = graphql(`
  fragment ConnectedAccountParts on ConnectedAccount {
    id
    authConfig {
      id
    }
    toolkitSlug
    userId
    alias
    status
    statusReason
    credentials
    expiresAt
    createdAt
    updatedAt
  }
`);

export const CreateConnectedAccount = graphql(`
  mutation CreateConnectedAccount($input: CreateConnectedAccountInput!) {
    createConnectedAccount(input: $input) {
      connectedAccount {
        ...ConnectedAccountParts
      }
    }
  }
`);

export const UpdateConnectedAccount = graphql(`
  mutation UpdateConnectedAccount($input: UpdateConnectedAccountInput!) {
    updateConnectedAccount(input: $input) {
      connectedAccount {
        ...ConnectedAccountParts
      }
    }
  }
`);

export const SetConnectedAccountStatus = graphql(`
  mutation SetConnectedAccountStatus($input: SetConnectedAccountStatusInput!) {
    setConnectedAccountStatus(input: $input) {
      connectedAccount {
        ...ConnectedAccountParts
      }
    }
  }
`);

export const RevokeConnectedAccount = graphql(`
  mutation RevokeConnectedAccount($input: RevokeConnectedAccountInput!) {
    revokeConnectedAccount(input: $input) {
      connectedAccount {
        ...ConnectedAccountParts
      }
    }
  }
`);

export const DeleteConnectedAccount = graphql(`
  mutation DeleteConnectedAccount($input: DeleteConnectedAccountInput!) {
    deleteConnectedAccount(input: $input) {
      deletedConnectedAccountId
      project {
        id
        connectedAccounts {
          nodes {
            id
          }
        }
      }
    }
  }
`);

export const GetConnectedAccount = graphql(`
  query GetConnectedAccount($projectId: ID, $id: ID!) {
    project(id: $projectId) {
      connectedAccount(id: $id) {
        ...ConnectedAccountParts
      }
    }
  }
`);

export const NodeConnectedAccount = graphql(`
  query NodeConnectedAccount($id: ID!) {
    node(id: $id) {
      id
      ...ConnectedAccountParts
    }
  }
`);

export const ListConnectedAccounts = graphql(`
  query ListConnectedAccounts(
    $projectId: ID
    $first: Int
    $after: String
    $last: Int
    $before: String
    $toolkitSlugs: [String!]
    $statuses: [ConnectedAccountStatus!]
    $userIds: [String!]
    $authConfigIds: [ID!]
    $search: String
  ) {
    project(id: $projectId) {
      connectedAccounts(
        first: $first
        after: $after
        last: $last
        before: $before
        toolkitSlugs: $toolkitSlugs
        statuses: $statuses
        userIds: $userIds
        authConfigIds: $authConfigIds
        search: $search
      ) {
        totalCount
        nodes {
          ...ConnectedAccountParts
        }
        edges {
          cursor
          node {
            id
          }
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
