import { graphql } from '../../generated/index.ts';

/** Plans know both of the key's lists. */
export const PlannedKeyLists = graphql(`
  query PlannedKeyLists {
    organization {
      apiKeys {
        name
        projectIds
        allowedIps
      }
    }
  }
`);

export const PlannedProjectKeyLists = graphql(`
  query PlannedProjectKeyLists {
    project {
      apiKeys {
        projectIds
        allowedIps
      }
    }
  }
`);

/** A plan does not know scopes. */
export const AllKeyLists = graphql(`
  query AllKeyLists($id: ID!) {
    node(id: $id) {
      ... on ApiKey {
        scopes
        projectIds
        allowedIps
      }
    }
  }
`);

export const RegenerateWithLists = graphql(`
  mutation RegenerateWithLists($input: RegenerateApiKeyInput!) {
    regenerateApiKey(input: $input) {
      issuedKey {
        apiKey {
          projectIds
          allowedIps
        }
      }
    }
  }
`);

export const ScopesOfViewer = graphql(`
  query ScopesOfViewer {
    viewer {
      scopes
    }
  }
`);
