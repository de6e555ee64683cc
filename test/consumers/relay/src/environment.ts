import { Environment, type FetchFunction, Network, RecordSource, Store } from 'relay-runtime';

export type ServerError = { readonly message: string; readonly extensions: unknown };

export class RequestError extends Error {
  readonly errors: readonly ServerError[];
  constructor(errors: readonly ServerError[]) {
    super(errors[0]?.message);
    this.errors = errors;
  }
}

export function makeEnvironment(url: string, organizationKey: string, fetch: typeof globalThis.fetch) {
  const send: FetchFunction = async ({ text }, variables) => {
    const response = await fetch(url, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        accept: 'application/graphql-response+json',
        'x-org-api-key': organizationKey,
      },
      body: JSON.stringify({ query: text, variables }),
    });
    const payload = await response.json();
    // Relay itself keeps only the message of an error.
    if (payload.errors) throw new RequestError(payload.errors);
    return payload;
  };
  return new Environment({ network: Network.create(send), store: new Store(new RecordSource()) });
}
