import { ApolloClient, HttpLink, InMemoryCache } from '@apollo/client';
import { relayStylePagination } from '@apollo/client/utilities';

/** A list is one entry of the cache for each combination of its filters and its order. */
const pages = relayStylePagination(['isDefault', 'orderBy', 'search']);

export const makeClient = (url: string, organizationKey: string, fetch: typeof globalThis.fetch) =>
  new ApolloClient({
    link: new HttpLink({ uri: url, fetch, headers: { 'x-org-api-key': organizationKey } }),
    cache: new InMemoryCache({ typePolicies: { Organization: { fields: { projects: pages } } } }),
  });
