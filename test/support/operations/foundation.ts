import { graphql } from '../../generated/index.ts';

// Every operation that more than one test sends. Written once, typed by codegen.

export const CreateOrganization = graphql(`
  mutation CreateOrganization($input: CreateOrganizationInput!) {
    createOrganization(input: $input) {
      organization {
        id
        name
        createdAt
        defaultProject {
          ...ProjectParts
        }
        apiKeys {
          ...ApiKeyParts
        }
      }
      issuedKey {
        secret
        apiKey {
          ...ApiKeyParts
        }
      }
    }
  }
`);

export const ProjectParts = graphql(`
  fragment ProjectParts on Project {
    id
    name
    slug
    environment
    isDefault
    createdAt
    updatedAt
    config {
      displayName
      logoUrl
      is2FAEnabled
      maskSecretKeysInConnectedAccount
      logVisibilitySetting
      requireMcpApiKey
      updatedAt
    }
  }
`);

export const ApiKeyParts = graphql(`
  fragment ApiKeyParts on ApiKey {
    id
    name
    prefix
    last4
    createdAt
    project {
      id
    }
  }
`);

export const CreateProject = graphql(`
  mutation CreateProject($input: CreateProjectInput!) {
    createProject(input: $input) {
      project {
        ...ProjectParts
        apiKeys {
          ...ApiKeyParts
        }
      }
      projectEdge {
        cursor
        node {
          id
        }
      }
      issuedKey {
        secret
        apiKey {
          ...ApiKeyParts
        }
      }
    }
  }
`);

export const CreateProjects = graphql(`
  mutation CreateProjects($input: CreateProjectsInput!) {
    createProjects(input: $input) {
      createdCount
      organization {
        id
      }
      results {
        project {
          ...ProjectParts
        }
        projectEdge {
          cursor
          node {
            id
          }
        }
        issuedKey {
          secret
          apiKey {
            ...ApiKeyParts
          }
        }
        error {
          code
          reason
          message
          field
          suggestedFix
        }
      }
    }
  }
`);

export const UpdateProject = graphql(`
  mutation UpdateProject($input: UpdateProjectInput!) {
    updateProject(input: $input) {
      project {
        ...ProjectParts
      }
    }
  }
`);

export const DeleteProject = graphql(`
  mutation DeleteProject($input: DeleteProjectInput!) {
    deleteProject(input: $input) {
      deletedProjectId
      organization {
        id
        projects {
          nodes {
            id
          }
        }
      }
    }
  }
`);

export const RegenerateApiKey = graphql(`
  mutation RegenerateApiKey($input: RegenerateApiKeyInput!) {
    regenerateApiKey(input: $input) {
      project {
        id
        apiKeys {
          id
        }
      }
      issuedKey {
        secret
        apiKey {
          ...ApiKeyParts
        }
      }
    }
  }
`);

export const UpdateProjectConfig = graphql(`
  mutation UpdateProjectConfig($input: UpdateProjectConfigInput!) {
    updateProjectConfig(input: $input) {
      project {
        ...ProjectParts
      }
    }
  }
`);

export const Viewer = graphql(`
  query Viewer {
    viewer {
      kind
      apiKey {
        ...ApiKeyParts
      }
      organization {
        id
        name
      }
      project {
        id
      }
    }
  }
`);

export const GetProject = graphql(`
  query GetProject($id: ID, $slug: String) {
    project(id: $id, slug: $slug) {
      ...ProjectParts
      organization {
        id
      }
      apiKeys {
        ...ApiKeyParts
      }
    }
  }
`);

export const GetOrganization = graphql(`
  query GetOrganization {
    organization {
      id
      name
      createdAt
      updatedAt
      defaultProject {
        id
      }
      apiKeys {
        ...ApiKeyParts
      }
    }
  }
`);

export const ListProjects = graphql(`
  query ListProjects(
    $first: Int, $after: String
    $last: Int, $before: String
    $isDefault: Boolean
    $environment: ProjectEnvironment
    $search: String
    $orderBy: ProjectOrder
  ) {
    organization {
      projects(
        first: $first
        after: $after
        last: $last
        before: $before
        isDefault: $isDefault
        environment: $environment
        search: $search
        orderBy: $orderBy
      ) {
        totalCount
        nodes {
          id
          name
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

export const GetNode = graphql(`
  query GetNode($id: ID!) {
    node(id: $id) {
      __typename
      id
    }
  }
`);

export const GetNodes = graphql(`
  query GetNodes($ids: [ID!]!) {
    nodes(ids: $ids) {
      __typename
      id
    }
  }
`);

export const FindProject = graphql(`
  query FindProject($id: ID, $slug: String, $name: String) {
    organization {
      project(id: $id, slug: $slug, name: $name) {
        ...ProjectParts
      }
    }
  }
`);
