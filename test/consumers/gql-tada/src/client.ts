import type { ResultOf, VariablesOf } from 'gql.tada';
import { type DocumentNode, print } from 'graphql';

export type ServerError = { readonly message: string; readonly extensions: unknown };

export class RequestError extends Error {
  readonly errors: readonly ServerError[];
  constructor(errors: readonly ServerError[]) {
    super(errors[0]?.message);
    this.errors = errors;
  }
}

export type Client = ReturnType<typeof makeClient>;

/** A client without a library. */
export const makeClient =
  (url: string, organizationKey: string, fetch: typeof globalThis.fetch) =>
  async <Document extends DocumentNode>(
    document: Document,
    variables: VariablesOf<Document>,
  ): Promise<ResultOf<Document>> => {
    const response = await fetch(url, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        accept: 'application/graphql-response+json',
        'x-org-api-key': organizationKey,
      },
      body: JSON.stringify({ query: print(document), variables }),
    });
    const { data, errors } = await response.json();
    if (errors) throw new RequestError(errors);
    return data;
  };
