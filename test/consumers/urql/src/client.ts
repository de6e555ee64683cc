import { Client, cacheExchange, fetchExchange } from '@urql/core';

/** Variables of short queries would be in the URL, where proxies log them. */
export const makeClient = (url: string, organizationKey: string, fetch: typeof globalThis.fetch) =>
  new Client({
    url,
    preferGetMethod: false,
    fetch,
    fetchOptions: { headers: { 'x-org-api-key': organizationKey } },
    exchanges: [cacheExchange, fetchExchange],
  });
