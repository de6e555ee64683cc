import { graphql } from '../../generated/index.ts';

export const ProjectQuotaParts = graphql(`
  fragment ProjectQuotaParts on ProjectQuota {
    mode
    toolCalls {
      limit
      used
      resetAt
    }
    sessions {
      limit
      used
      resetAt
    }
  }
`);

export const SetProjectQuota = graphql(`
  mutation SetProjectQuota($input: SetProjectQuotaInput!) {
    setProjectQuota(input: $input) {
      project {
        id
        quota {
          ...ProjectQuotaParts
        }
      }
    }
  }
`);

export const GetProjectQuota = graphql(`
  query GetProjectQuota($projectId: ID) {
    project(id: $projectId) {
      quota {
        ...ProjectQuotaParts
      }
    }
  }
`);

export const ListProjectQuotas = graphql(`
  query ListProjectQuotas {
    organization {
      projects {
        nodes {
          id
          quota {
            ...ProjectQuotaParts
          }
        }
      }
    }
  }
`);
