import { cacheExchange } from '@urql/exchange-graphcache';
import { type Client, createClient, fetchExchange, mapExchange, type Operation } from 'urql';
import { graphqlPath } from '../lib/base.ts';
import { recordOperation } from './journal.ts';

const journalExchange = mapExchange({ onOperation: recordOperation });

/** Operations are sent by the hash of their document, which the generated code has. So the dashboard works where the server answers
 *  persisted documents only. This exchange comes after the cache, which makes new operations. */
const persistedExchange = mapExchange({ onOperation: withHash });

function withHash(operation: Operation): Operation {
  const { __meta__: meta } = operation.query as { readonly __meta__?: { readonly hash: string } };
  if (meta === undefined) throw new Error('The operation is not one of the generated code.');
  const persistedQuery = { version: 1 as const, sha256Hash: meta.hash };
  return { ...operation, extensions: { ...operation.extensions, persistedQuery } };
}

/** Creates a client of the API. Its cache knows no schema: it would complete partial data with null, which pages show as "never" or
 *  "none". */
export const createApiClient = (transport: typeof fetch): Client =>
  createClient({
    url: graphqlPath,
    preferGetMethod: false,
    fetch: transport,
    requestPolicy: 'cache-and-network',
    exchanges: [journalExchange, cacheExchange({}), persistedExchange, fetchExchange],
  });
