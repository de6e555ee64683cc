import { graphql } from '../../generated/index.ts';

export const PreviewParts = graphql(`
  fragment PreviewParts on DeletionPreview {
    removes {
      type
      count
      isEstimate
      newest
      examples {
        id
        name
      }
    }
    withheld
    keeps
    irreversible
    restorableDays
    blockers {
      reason
      suggestedFix
    }
    fingerprint
    estimatedPurgeSeconds
  }
`);

export const StopParts = graphql(`
  fragment StopParts on DeletionPreview {
    stops {
      apiKey {
        id
        name
      }
      lastUsedAt
      callsLast7Days
    }
  }
`);

/** The preview of any object, by its id. */
export const PreviewDeletion = graphql(`
  query PreviewDeletion($id: ID!) {
    node(id: $id) {
      __typename
      ... on Project {
        deletionPreview {
          ...PreviewParts
        }
      }
      ... on ApiKey {
        deletionPreview {
          ...PreviewParts
        }
      }
      ... on AuthConfig {
        deletionPreview {
          ...PreviewParts
        }
      }
      ... on ConnectedAccount {
        deletionPreview {
          ...PreviewParts
        }
      }
      ... on WebhookSubscription {
        deletionPreview {
          ...PreviewParts
        }
      }
    }
  }
`);

export const PreviewPermanentDeletion = graphql(`
  query PreviewPermanentDeletion($id: ID!) {
    node(id: $id) {
      ... on Project {
        deletionPreview(permanently: true) {
          ...PreviewParts
        }
      }
    }
  }
`);

export const PreviewPurges = graphql(`
  query PreviewPurges {
    organization {
      archivedProjects {
        nodes {
          id
          deletionPreview {
            ...PreviewParts
          }
        }
      }
    }
  }
`);

/** The keys that the deletion of a project or a key stops. */
export const PreviewStops = graphql(`
  query PreviewStops($id: ID!) {
    node(id: $id) {
      ... on Project {
        deletionPreview {
          ...StopParts
        }
      }
      ... on ApiKey {
        deletionPreview {
          ...StopParts
        }
      }
      ... on AuthConfig {
        deletionPreview {
          ...StopParts
        }
      }
    }
  }
`);

export const PreviewExamples = graphql(`
  query PreviewExamples($id: ID!, $first: Int) {
    node(id: $id) {
      ... on Project {
        deletionPreview {
          removes {
            type
            examples(first: $first) {
              id
            }
          }
        }
      }
    }
  }
`);

export const PreviewCost = graphql(`
  query PreviewCost($id: ID!) {
    viewer {
      rateLimit {
        cost
      }
    }
    node(id: $id) {
      ... on Project {
        deletionPreview {
          ...PreviewParts
        }
      }
    }
  }
`);
