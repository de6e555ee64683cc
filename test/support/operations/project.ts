import { graphql } from '../../generated/index.ts';

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

export const UpdateProjectConfig = graphql(`
  mutation UpdateProjectConfig($input: UpdateProjectConfigInput!) {
    updateProjectConfig(input: $input) {
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

export const FindProject = graphql(`
  query FindProject($id: ID, $slug: String, $name: String) {
    organization {
      project(id: $id, slug: $slug, name: $name) {
        ...ProjectParts
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
