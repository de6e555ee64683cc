import { graphql } from '../../generated/index.ts';

export const McpServerParts = graphql(`
  fragment McpServerParts on McpServer {
    id
    name
    allowedTools
    url
    createdAt
    updatedAt
  }
`);

export const CreateMcpServer = graphql(`
  mutation CreateMcpServer($input: CreateMcpServerInput!) {
    createMcpServer(input: $input) {
      mcpServer {
        ...McpServerParts
      }
    }
  }
`);

export const UpdateMcpServer = graphql(`
  mutation UpdateMcpServer($input: UpdateMcpServerInput!) {
    updateMcpServer(input: $input) {
      mcpServer {
        ...McpServerParts
      }
    }
  }
`);

export const DeleteMcpServer = graphql(`
  mutation DeleteMcpServer($input: DeleteMcpServerInput!) {
    deleteMcpServer(input: $input) {
      deletedMcpServerId
      project {
        id
        mcpServers {
          nodes {
            id
          }
        }
      }
    }
  }
`);

export const GetMcpServer = graphql(`
  query GetMcpServer($projectId: ID, $id: ID!) {
    project(id: $projectId) {
      mcpServer(id: $id) {
        ...McpServerParts
      }
    }
  }
`);

export const ListMcpServers = graphql(`
  query ListMcpServers($projectId: ID, $first: Int, $after: String, $last: Int, $before: String, $search: String) {
    project(id: $projectId) {
      mcpServers(first: $first, after: $after, last: $last, before: $before, search: $search) {
        totalCount
        nodes {
          ...McpServerParts
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

export const NodeMcpServer = graphql(`
  query NodeMcpServer($id: ID!) {
    node(id: $id) {
      id
      ...McpServerParts
    }
  }
`);
