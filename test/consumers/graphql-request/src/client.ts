import { GraphQLClient } from 'graphql-request';

export const makeClient = (url: string, organizationKey: string, fetch: typeof globalThis.fetch) =>
  new GraphQLClient(url, { fetch, headers: { 'x-org-api-key': organizationKey } });
