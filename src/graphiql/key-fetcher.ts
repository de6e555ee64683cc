import type { Fetcher } from '@graphiql/toolkit';
import { type ExecutionResult, GraphQLError } from 'graphql';
import { type Headers, haveKey, headersOfKey } from './credentials.ts';

export type KeyFetcherOptions = {
  readonly key: string;
  /** Called instead of sending a request that has no key. */
  readonly onKeyMissing: () => void;
  /** Called with the reason when the server rejects the key, and with null when it accepts it. */
  readonly onKeyChecked: (rejection: string | null) => void;
};

const errorResult = (message: string): ExecutionResult => ({ errors: [new GraphQLError(message)] });

const KEY_MISSING = 'Enter an API key above. Every request needs one; nothing was sent.';

/** Returns the function by which GraphiQL sends requests. A request without a key gets an error without being sent. */
export function createKeyFetcher({ key, onKeyMissing, onKeyChecked }: KeyFetcherOptions): Fetcher {
  return async (params, options) => {
    const typed: Headers = options?.headers ?? {};
    const entries = Object.entries({ ...headersOfKey(key), ...typed });
    const headers = Object.fromEntries(entries.map(([name, value]) => [name.toLowerCase(), value]));
    if (!haveKey(headers)) {
      onKeyMissing();
      return errorResult(KEY_MISSING);
    }
    const response = await fetch(location.pathname, {
      method: 'POST',
      headers: {
        ...headers,
        'content-type': 'application/json',
        accept: 'application/graphql-response+json, application/json',
      },
      body: JSON.stringify(params),
    });
    const reply = await readReply(response);
    const reason = reply.errors?.[0]?.message ?? 'The server rejected the key.';
    onKeyChecked(response.status === 401 ? reason : null);
    return reply;
  };
}

async function readReply(response: Response): Promise<ExecutionResult> {
  const text = await response.text();
  try {
    return JSON.parse(text);
  } catch {
    return errorResult(`The response is not JSON (status ${response.status}): ${text.slice(0, 500)}`);
  }
}
