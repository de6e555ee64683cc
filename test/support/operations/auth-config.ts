import { graphql } from '../../generated/index.ts';

export const AuthConfigParts = graphql(`
  fragment AuthConfigParts on AuthConfig {
    id
    toolkitSlug
    name
    authScheme
    credentials
    isManaged
    status
    connectedAccountCount
    createdAt
    updatedAt
  }
`);

export const CreateAuthConfig = graphql(`
  mutation CreateAuthConfig($input: CreateAuthConfigInput!) {
    createAuthConfig(input: $input) {
      authConfig {
        ...AuthConfigParts
      }
    }
  }
`);

export const UpdateAuthConfig = graphql(`
  mutation UpdateAuthConfig($input: UpdateAuthConfigInput!) {
    updateAuthConfig(input: $input) {
      authConfig {
        ...AuthConfigParts
      }
    }
  }
`);

export const SetAuthConfigStatus = graphql(`
  mutation SetAuthConfigStatus($input: SetAuthConfigStatusInput!) {
    setAuthConfigStatus(input: $input) {
      authConfig {
        ...AuthConfigParts
      }
    }
  }
`);

export const DeleteAuthConfig = graphql(`
  mutation DeleteAuthConfig($input: DeleteAuthConfigInput!) {
    deleteAuthConfig(input: $input) {
      deletedAuthConfigId
      project {
        id
        authConfigs {
          nodes {
            id
          }
        }
      }
    }
  }
`);

export const GetAuthConfig = graphql(`
  query GetAuthConfig($projectId: ID, $id: ID!) {
    project(id: $projectId) {
      authConfig(id: $id) {
        ...AuthConfigParts
      }
    }
  }
`);

export const ListAuthConfigs = graphql(`
  query ListAuthConfigs(
    $projectId: ID
    $first: Int
    $after: String
    $last: Int
    $before: String
    $toolkitSlugs: [String!]
    $statuses: [AuthConfigStatus!]
    $search: String
  ) {
    project(id: $projectId) {
      authConfigs(
        first: $first
        after: $after
        last: $last
        before: $before
        toolkitSlugs: $toolkitSlugs
        statuses: $statuses
        search: $search
      ) {
        totalCount
        nodes {
          ...AuthConfigParts
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

export const NodeAuthConfig = graphql(`
  query NodeAuthConfig($id: ID!) {
    node(id: $id) {
      id
      ...AuthConfigParts
    }
  }
`);
