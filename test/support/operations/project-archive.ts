import { graphql } from '../../generated/index.ts';

/** As `DeleteProject`, with what the archive has of it. */
export const ArchiveProject = graphql(`
  mutation ArchiveProject($input: DeleteProjectInput!) {
    deleteProject(input: $input) {
      deletedProjectId
      archivedProject {
        id
        archivedAt
        purgeAt
      }
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

export const ArchivedProjects = graphql(`
  query ArchivedProjects($first: Int, $after: String, $last: Int, $before: String) {
    organization {
      archivedProjects(first: $first, after: $after, last: $last, before: $before) {
        totalCount
        pageInfo {
          hasNextPage
          hasPreviousPage
          startCursor
          endCursor
        }
        nodes {
          id
          name
          slug
          createdAt
          archivedAt
          purgeAt
          archivedBy {
            kind
            apiKeyId
            apiKeyName
          }
          counts {
            apiKeyCount
            webhookSubscriptionCount
            authConfigCount
            connectedAccountCount
            triggerCount
          }
        }
      }
    }
  }
`);

export const ArchivedProject = graphql(`
  query ArchivedProject($id: ID!) {
    organization {
      archivedProject(id: $id) {
        id
        name
        purgeAt
      }
    }
  }
`);

export const RestoreProject = graphql(`
  mutation RestoreProject($input: RestoreProjectInput!) {
    restoreProject(input: $input) {
      project {
        ...ProjectParts
      }
      projectEdge {
        cursor
        node {
          id
        }
      }
      organization {
        id
      }
    }
  }
`);

export const PurgeProject = graphql(`
  mutation PurgeProject($input: PurgeProjectInput!) {
    purgeProject(input: $input) {
      purgedProjectId
      organization {
        id
      }
    }
  }
`);
