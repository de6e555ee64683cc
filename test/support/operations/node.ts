import { graphql } from '../../generated/index.ts';

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
