import { graphql } from './gql/index.ts';

export const ProjectCard = graphql(`
  fragment ProjectCard on Project {
    id
    name
    createdAt
  }
`);

export const ProjectPage = graphql(`
  query ProjectPage($first: Int!, $after: String) {
    organization {
      id
      projects(first: $first, after: $after) {
        edges {
          cursor
          node {
            ...ProjectCard
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

export const ProjectUsage = graphql(`
  query ProjectUsage($id: ID!) {
    project(id: $id) {
      id
      createdAt
      quota {
        id
        toolCalls {
          used
          limit
        }
      }
      toolCallLogs(first: 1) {
        edges {
          node {
            id
            arguments
          }
        }
      }
    }
  }
`);

export const CreateProject = graphql(`
  mutation CreateProject($name: String!) {
    createProject(input: { name: $name }) {
      organization {
        id
      }
      projectEdge {
        cursor
        node {
          id
          ...ProjectCard
        }
      }
    }
  }
`);
