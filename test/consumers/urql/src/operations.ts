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
        nodes {
          ...ProjectCard
        }
        pageInfo {
          hasNextPage
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
        toolCalls {
          used
          limit
        }
      }
      toolCallLogs(first: 1) {
        nodes {
          id
          arguments
        }
      }
    }
  }
`);

export const CreateProject = graphql(`
  mutation CreateProject($name: String!) {
    createProject(input: { name: $name }) {
      project {
        ...ProjectCard
      }
    }
  }
`);
