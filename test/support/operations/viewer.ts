import { graphql } from '../../generated/index.ts';

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
